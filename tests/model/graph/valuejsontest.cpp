#include "model/valuejson.h"
#include "tests/testmain.h"

#include <random>

using namespace tarascope;

namespace {

std::string write(const AttributeShape &shape, const Value &value)
{
    json::Writer out;
    writeValue(out, Graph(), shape, value, ReferenceStyle::Uid);
    return out.take();
}

Result<ReadValue> read(const AttributeShape &shape, const std::string &text)
{
    auto document = json::read(text, "t", Budget{});
    if (!document)
        return document.error();
    return readValue(*document, document->root, shape, ReferenceStyle::Uid);
}

AttributeShape shapeOf(const AttributeDef &def) { return {def.type, def.choices, &def, std::string(def.name())}; }

/// A random value of an attribute.
Value random(const AttributeDef &def, std::mt19937 &engine)
{
    auto pick = [&](std::size_t count) { return std::uniform_int_distribution<std::size_t>(0, count - 1)(engine); };
    const auto uid = [&] { return Uid{pick(1000) + 1, pick(1000)}; };
    auto cell = [&](const ColumnDef &column) -> std::string {
        if (column.type == AttributeType::Integer)
            return std::to_string(pick(9));
        if (column.type == AttributeType::Enum)
            return std::string(column.choices[pick(column.choices.size())]);
        return column.type == AttributeType::ItemRef ? uid().hex() : "text \"quoted\"";
    };
    auto row = [&] {
        Row made;
        for (const ColumnDef &column : def.columns)
            if (pick(3))
                made.set(column.name, cell(column));
        return made;
    };
    switch (def.type) {
    case AttributeType::Text:
    case AttributeType::LongText: return std::string("ä\n\"\\ ") + std::to_string(pick(99));
    case AttributeType::Bool: return pick(2) == 1;
    case AttributeType::Integer: return static_cast<std::int64_t>(pick(1'000'000)) - 500'000;
    case AttributeType::Real: return static_cast<double>(pick(1000)) / 7;
    case AttributeType::Day: return Date{2000 + static_cast<int>(pick(90)), 1 + static_cast<int>(pick(12)), 1 + static_cast<int>(pick(28))};
    case AttributeType::Enum: return Choice{static_cast<std::uint16_t>(pick(def.choices.size()))};
    case AttributeType::TextList: return TextList(pick(4), "x,y");
    case AttributeType::EnumList: return ChoiceList{Choice{static_cast<std::uint16_t>(pick(def.choices.size()))}};
    case AttributeType::Rating: {
        Rating rating;
        for (int i = 0; i < factorCount; ++i)
            if (pick(4))
                rating.levels[std::size_t(i)] = static_cast<std::int8_t>(pick(factorLevels(static_cast<Factor>(i)).size()));
        return rating;
    }
    case AttributeType::Impact: {
        Impact impact;
        for (ImpactLevel &level : impact.levels)
            level = static_cast<ImpactLevel>(static_cast<int>(pick(5)) - 1);
        return impact;
    }
    case AttributeType::ChainLinks: {
        ChainLinks links;
        for (std::int8_t &at : links.at)
            at = static_cast<std::int8_t>(static_cast<int>(pick(5)) - 1);
        return links;
    }
    case AttributeType::LinkRef:
    case AttributeType::ItemRef: return uid();
    case AttributeType::ItemRefs: return RefList{uid(), uid()};
    case AttributeType::Row: return row();
    case AttributeType::Rows: return Rows{row(), row()};
    }
    return false;
}

} // namespace

class ValueJsonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyAttributeReadsWhatItWrote()
    {
        std::mt19937 engine(3);
        auto check = [&](const AttributeDef &def) {
            for (int i = 0; i < 30; ++i) {
                const Value value = random(def, engine);
                const std::string text = write(shapeOf(def), value);
                auto back = read(shapeOf(def), text);
                QVERIFY2(back.ok(), (text + (back ? "" : back.error().english())).c_str());
                QVERIFY2(back->value == value, text.c_str());
                QVERIFY(checkValue(shapeOf(def), value).ok());
            }
        };
        for (const KindDef &kind : kinds())
            for (const AttributeDef &def : kind.attributes)
                check(def);
        for (const LinkDef &link : linkKinds())
            for (const AttributeDef &def : link.attributes)
                check(def);
    }

    void theFormsOfTheContract()
    {
        const AttributeShape rating = shapeOf(*kindDef(Kind::attackStep).find(Attr::rating));
        auto read1 = read(rating, R"({"ET":"1w","Eq":"bespoke"})");
        const Rating &value = std::get<Rating>(read1->value);
        QCOMPARE(value[Factor::ET], std::int8_t(1));
        QCOMPARE(value[Factor::SE], Rating::unrated);
        QCOMPARE(write(rating, value), std::string(R"({"ET":"1w","Eq":"bespoke"})"));
        const AttributeShape links = shapeOf(*kindDef(Kind::attackerProfile).find(Attr::satisfies));
        QCOMPARE(write(links, read(links, R"(["L2","L1"])")->value), std::string(R"(["L1","L2"])"));
        QCOMPARE(write(links, read(links, R"({"L3":"tenant"})")->value), std::string(R"({"L3":"tenant"})"));
    }

    void faultsNameTheAttributeAndThePlace_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("attribute");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("message");
        auto row = [](const char *kind, const char *attribute, const char *text, const char *message) {
            QTest::newRow(text) << QString::fromUtf8(kind) << QString::fromUtf8(attribute) << QString::fromUtf8(text)
                                << QString::fromUtf8(message);
        };
        row("component", "asil", "\"E\"", "t:1:1: 'asil' must be one of QM, A, B, C, D");
        row("component", "safetyRelevant", "\"yes\"", "t:1:1: 'safetyRelevant' must be true or false");
        row("attackStep", "rating", "{\"ET\":\"2w\"}", "t:1:7: 'rating' must be a rating with ET one of 1d, 1w, 1m, 6m, >6m");
        row("attackStep", "rating", "{\"XX\":\"1w\"}", "t:1:7: 'rating' must be a rating of the factors ET, SE, KoIC, WoO, Eq or AV, AC, PR, UI");
        row("attackerProfile", "satisfies", "[\"L9\"]", "t:1:2: 'satisfies' must be chain links such as [\"L1\",\"L2\"] or {\"L3\":\"tenant\"} (vehicle, tenant, fleet)");
        row("api", "lastReview", "\"2026-02-30\"", "t:1:1: 'lastReview' must be a date such as 2026-11-30");
        row("api", "reviewValidDays", "1.5", "t:1:1: 'reviewValidDays' must be a whole number");
        row("api", "impact", "{\"safety\":\"x\"}", "t:1:11: 'impact' must be an object whose 'safety' is a whole number");
        row("api", "impact", "{\"other\":1}", "t:1:10: 'impact' must be an object without 'other'");
    }

    void faultsNameTheAttributeAndThePlace()
    {
        QFETCH(QString, kind);
        QFETCH(QString, attribute);
        QFETCH(QString, text);
        QFETCH(QString, message);
        const AttributeDef *def = findKind(kind.toStdString())->find(std::string_view(attribute.toStdString()));
        auto refused = read(shapeOf(*def), text.toStdString());
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().english(), message.toStdString());
        QCOMPARE(refused.error().kind, ErrorKind::Input);
    }
};

TARASCOPE_TEST(ValueJsonTest)
#include "valuejsontest.moc"
