#include "model/edit.h"
#include "model/store/rows.h"
#include "tests/model/project/quickproject.h"

#include <limits>

Q_DECLARE_METATYPE(tarascope::Record)

using namespace tarascope;

namespace {

const std::string zeroByte("a\0b", 3);
const std::string notUtf8 = "caf\xe9";
constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();
constexpr double infinite = std::numeric_limits<double>::infinity();

Item sound()
{
    Item item;
    item.uid = Uid{1, 2};
    item.kind = Kind::endpoint;
    item.key = "EP-1";
    item.name = "unlock";
    return item;
}

template <class Edit> Item edited(Edit edit)
{
    Item item = sound();
    edit(item);
    return item;
}

ChangeSet adding(std::vector<Record> records)
{
    ChangeSet set;
    set.title = Message{"Add", {}, "add"};
    for (Record &record : records)
        set.changes.push_back({std::nullopt, std::move(record)});
    return set;
}

/// The attribute of the first kind that has one of this type.
Item withValue(AttributeType type, const Value &value)
{
    for (const KindDef &kind : kinds())
        for (const AttributeDef &def : kind.attributes)
            if (def.type == type) {
                Item item = sound();
                item.kind = kind.kind;
                item.key = std::string(kind.prefix) + "-1";
                item.attributes.set(def.attr, value);
                return item;
            }
    qFatal("no attribute of this type");
}

/// Spoils one thing of a record, as a careless caller might.
class Spoiler
{
public:
    explicit Spoiler(std::uint64_t seed) : m_random(seed) {}

    void spoil(Change &change)
    {
        if (change.after)
            std::visit(*this, *change.after);
    }
    void operator()(Item &item)
    {
        switch (m_random.below(8)) {
        case 0: item.name = text(); break;
        case 1: item.description = text(); break;
        case 2: item.tags = {"b", "a"}; break;
        case 3: item.tags = {text()}; break;
        case 4: item.external = {ExternalKey{text(), text(), {{text(), 1}}}}; break;
        case 5: item.key = "EP-01"; break;
        default: spoilAttributes(item.attributes);
        }
    }
    void operator()(Link &link) { spoilAttributes(link.attributes); }
    void operator()(Outcome &outcome)
    {
        for (std::string *one : {&outcome.at, &outcome.environment, &outcome.observed})
            *one = text();
    }
    void operator()(FieldDefinition &field)
    {
        field.type = static_cast<AttributeType>(m_random.below(17));
        field.choices = {text(), text()};
    }
    void operator()(Setting &setting) { setting.value = text(); }
    void operator()(Position &position) { position.x = number(); }

private:
    std::string text() { return m_random.chance(30) ? zeroByte : m_random.chance(30) ? notUtf8 : m_random.text(); }
    double number() { return m_random.chance(30) ? notANumber : m_random.chance(30) ? infinite : -0.0; }
    Value spoiled(const Value &value)
    {
        if (std::holds_alternative<std::string>(value))
            return text();
        if (std::holds_alternative<double>(value))
            return number();
        if (std::holds_alternative<TextList>(value))
            return TextList{text(), text()};
        if (std::holds_alternative<Date>(value))
            return Date{static_cast<int>(m_random.below(20000)) - 100, 2, 29 + static_cast<int>(m_random.below(3))};
        if (std::holds_alternative<ChoiceList>(value))
            return ChoiceList{Choice{0}, Choice{0}};
        if (std::holds_alternative<Rating>(value))
            return Rating{{9, -2, 0, 1, 2, 3, 0, 0, 0}};
        if (std::holds_alternative<ChainLinks>(value))
            return ChainLinks{{static_cast<std::int8_t>(m_random.below(9)), -2, -1, 0, 1, 2, 3, 4}};
        if (std::holds_alternative<Row>(value))
            return Row{{{text(), text()}, {"a", text()}}};
        if (std::holds_alternative<Rows>(value))
            return Rows{Row{{{"a", text()}, {"a", text()}}}, Row{}};
        return value;
    }
    void spoilAttributes(Attributes &attributes)
    {
        const Attributes before = attributes;
        for (const auto &[id, value] : before)
            attributes.set(id, spoiled(value));
    }

    RandomEdit m_random;
};

} // namespace

class StorableTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refuses_data()
    {
        QTest::addColumn<Record>("record");
        QTest::newRow("name with a zero byte") << Record(edited([](Item &item) { item.name = zeroByte; }));
        QTest::newRow("name of Latin 1") << Record(edited([](Item &item) { item.name = notUtf8; }));
        QTest::newRow("description") << Record(edited([](Item &item) { item.description = notUtf8; }));
        QTest::newRow("tags out of order") << Record(edited([](Item &item) { item.tags = {"b", "a"}; }));
        QTest::newRow("tag twice") << Record(edited([](Item &item) { item.tags = {"a", "a"}; }));
        QTest::newRow("tag") << Record(edited([](Item &item) { item.tags = {zeroByte}; }));
        QTest::newRow("external system") << Record(edited([](Item &item) { item.external = {{notUtf8, "k", {}}}; }));
        QTest::newRow("external key") << Record(edited([](Item &item) { item.external = {{"s", zeroByte, {}}}; }));
        QTest::newRow("written field") << Record(edited([](Item &item) { item.external = {{"s", "k", {{notUtf8, 1}}}}; }));
        QTest::newRow("text") << Record(withValue(AttributeType::Text, zeroByte));
        QTest::newRow("text list") << Record(withValue(AttributeType::TextList, TextList{"a", notUtf8}));
        QTest::newRow("30th of February") << Record(withValue(AttributeType::Day, Date{2026, 2, 30}));
        QTest::newRow("year 12026") << Record(withValue(AttributeType::Day, Date{12026, 2, 1}));
        QTest::newRow("choice twice") << Record(withValue(AttributeType::EnumList, ChoiceList{Choice{0}, Choice{0}}));
        QTest::newRow("level of a rating") << Record(withValue(AttributeType::Rating, Rating{{99, -1, -1, -1, -1, -1, -1, -1, -1}}));
        QTest::newRow("level of an impact") << Record(withValue(AttributeType::Impact, Impact{{static_cast<ImpactLevel>(7)}}));
        QTest::newRow("chain link") << Record(withValue(AttributeType::ChainLinks, ChainLinks{{9, -1, -1, -1, -1, -1, -1, -1}}));
        QTest::newRow("number of a row") << Record(withValue(AttributeType::Rows, Rows{Row{{{"noSuchColumn", "x"}}}}));
        QTest::newRow("setting") << Record(Setting{"method", zeroByte});
        QTest::newRow("name of a setting") << Record(Setting{notUtf8, "x"});
        QTest::newRow("own field of references") << Record(FieldDefinition{Uid{3, 4}, Kind::api, "x-a", AttributeType::ItemRef, {}});
        QTest::newRow("own field's choice") << Record(FieldDefinition{Uid{3, 4}, Kind::api, "x-a", AttributeType::Enum, {notUtf8}});
        QTest::newRow("too long") << Record(edited([](Item &item) { item.description.assign(largestRecord, 'x'); }));
    }

    void refuses()
    {
        QFETCH(Record, record);
        QuickProject made;
        const Result<void> applied = made.project->apply(adding({record}));
        QVERIFY(!applied.ok());
        QCOMPARE(applied.error().kind, ErrorKind::Input);
        QVERIFY(!applied.error().english().empty());
        QVERIFY(made.project->waitForDisk().ok());
        QCOMPARE(made.project->head(), made.head);
        QCOMPARE(made.project->digest(), DigestTree().root());
        QVERIFY(made.project->apply(adding({sound()})).ok());
        QVERIFY(made.project->waitForDisk().ok());
    }

    void refusesPositionsAndNumbersThatAreNone()
    {
        QuickProject made;
        const FieldDefinition field{Uid{3, 4}, Kind::endpoint, "x-load", AttributeType::Real, {}};
        QVERIFY(made.project->apply(adding({sound(), field})).ok());
        QVERIFY(made.project->waitForDisk().ok());
        for (double number : {notANumber, infinite, -infinite}) {
            QVERIFY(!made.project->apply(adding({Position{sound().uid, number, 0}})).ok());
            QVERIFY(!made.project->apply(adding({Position{sound().uid, 0, number}})).ok());
            Item after = sound();
            after.attributes.set(AttributeId::ofField(0), number);
            QVERIFY(!made.project->apply(changeItem(made.project->graph(), after)).ok());
        }
    }

    void refusesTitlesThatTheJournalCannotHold()
    {
        QuickProject made;
        ChangeSet set = adding({sound()});
        set.title.args = {notUtf8};
        QCOMPARE(std::string(made.project->apply(set).error().message.code), std::string("notStorable"));
        set.title.args = {std::string(largestRecord + 1, 'x')};
        QCOMPARE(std::string(made.project->apply(set).error().message.code), std::string("tooLong"));
    }

    void aStrangeUserNameDoesNoHarm()
    {
        QuickProject made;
        made.reopen(notUtf8);
        QVERIFY(made.project->apply(adding({sound()})).ok());
        QVERIFY(made.project->waitForDisk().ok());
        made.reopen();
        QVERIFY(made.project);
        QCOMPARE(made.project->journal(0, 1)->front().who, std::string("caf\xef\xbf\xbd"));
    }

    void theLongestRecordComesBack()
    {
        QuickProject made;
        if (slowness > 1)
            QSKIP("skipped: too slow under a sanitizer");
        Item item = sound();
        item.description.assign(largestRecord - 1000, '\x01');
        QVERIFY(made.project->apply(adding({item})).ok());
        QVERIFY(made.project->waitForDisk().ok());
        made.reopen();
        QVERIFY(made.project);
        QVERIFY(*made.project->graph().item(ItemId{0}) == item);
        QVERIFY(made.project->undo().ok() && made.project->waitForDisk().ok());
        QVERIFY(made.project->redo().ok() && made.project->waitForDisk().ok());
        made.reopen();
        QVERIFY(made.project && *made.project->graph().item(ItemId{0}) == item);
    }

    // Whatever is taken is on the disk as it is, and the file opens again; the rest is refused with a sentence.
    void whatIsTakenComesBack()
    {
        QuickProject made;
        RandomEdit random(31);
        Spoiler spoiler(32);
        int taken = 0;
        int refused = 0;
        for (int i = 0; i < 3000 / slowness; ++i) {
            ChangeSet set = random.next(made.project->graph());
            if (random.chance(70))
                spoiler.spoil(set.changes[random.below(set.changes.size())]);
            if (random.chance(10))
                set.changes.erase(set.changes.begin() + static_cast<std::ptrdiff_t>(random.below(set.changes.size())));
            const Result<void> applied = made.project->apply(set);
            const Result<void> written = made.project->waitForDisk();
            QVERIFY2(written.ok(), written.ok() ? "" : written.error().english().c_str());
            applied.ok() ? ++taken : ++refused;
            if (i % 100 != 99)
                continue;
            const std::multiset<std::string> before = contentLines(made.project->graph());
            made.reopen();
            QVERIFY2(made.project, "the file does not open again");
            QVERIFY(contentLines(made.project->graph()) == before);
        }
        QVERIFY2(taken > 1000 / slowness && refused > 300 / slowness, qPrintable(QStringLiteral("%1 taken, %2 refused").arg(taken).arg(refused)));
    }
};

TARASCOPE_TEST(StorableTest)
#include "storabletest.moc"
