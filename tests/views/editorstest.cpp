#include "tests/testmain.h"
#include "views/inspector/choicebox.h"
#include "views/inspector/form.h"

#include <QtTest/QSignalSpy>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QTableWidget>

using namespace tarascope;

namespace {

// A definition of every type, with a value that is not the first one of it.
struct Example {
    AttributeDef def;
    Value value;
};

AttributeDef definition(AttributeType type)
{
    AttributeDef def;
    def.attr = Attr::owner;
    def.type = type;
    def.choices = {"none", "basic", "full"};
    return def;
}

Row rowOf(std::vector<std::pair<std::string, std::string>> cells)
{
    Row row;
    for (auto &[column, text] : cells)
        row.set(column, text);
    return row;
}

const Uid someItem{1, 2};
const Uid otherItem{3, 4};

std::vector<Example> examples()
{
    Rating rating;
    rating[Factor::ET] = 1;
    rating[Factor::Eq] = 2;
    rating[Factor::AV] = 3; // a factor that the form does not show must survive it
    Impact impact;
    impact[ImpactCategory::S] = ImpactLevel::Severe;
    impact[ImpactCategory::P] = ImpactLevel::Negligible;
    ChainLinks links;
    links[ChainLink::L1] = ChainLinks::unsaid;
    links[ChainLink::L3] = static_cast<std::int8_t>(Scale::Tenant);
    AttributeDef row = definition(AttributeType::Row);
    row.columns = {{"profile", AttributeType::Text, {}}};
    row.openColumns = true;
    AttributeDef rows = definition(AttributeType::Rows);
    rows.columns = {{"key", AttributeType::Enum, {"user", "client"}}, {"n", AttributeType::Integer, {}}};
    return {
        {definition(AttributeType::Text), std::string("<b>Ada & Söhne</b>")},
        {definition(AttributeType::LongText), std::string("first line\n\n  third line ")},
        {definition(AttributeType::Bool), false},
        {definition(AttributeType::Integer), std::int64_t(-90'000'000'000)},
        {definition(AttributeType::Real), 0.1},
        {definition(AttributeType::Day), Date{2026, 2, 28}},
        {definition(AttributeType::Enum), Choice{2}},
        {definition(AttributeType::TextList), TextList{"z last", "a first"}},
        {definition(AttributeType::EnumList), ChoiceList{Choice{0}, Choice{2}}},
        {definition(AttributeType::Rating), rating},
        {definition(AttributeType::Impact), impact},
        {definition(AttributeType::ChainLinks), links},
        {definition(AttributeType::LinkRef), someItem},
        {definition(AttributeType::ItemRef), someItem},
        {definition(AttributeType::ItemRefs), RefList{otherItem, someItem}},
        {row, rowOf({{"profile", "dealer"}, {"when", "after the transfer"}})},
        {rows, Rows{rowOf({{"key", "client"}, {"n", "30"}}), rowOf({{"n", "-1"}})}},
    };
}

AttributeShape shapeOf(const AttributeDef &def) { return {def.type, def.choices, &def, "owner"}; }

EditorContext contextOf(const Graph &graph)
{
    return {Palette(),
            [&graph]() -> const Graph & { return graph; },
            {Factor::ET, Factor::SE, Factor::KoIC, Factor::WoO, Factor::Eq},
            {}};
}

} // namespace

class EditorsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyTypeHasAnExample()
    {
        const auto all = examples();
        QCOMPARE(all.size(), std::size_t(AttributeType::Rows) + 1);
        for (std::size_t i = 0; i < all.size(); ++i)
            QCOMPARE(static_cast<std::size_t>(all[i].def.type), i);
    }

    void valuesComeBack_data()
    {
        QTest::addColumn<int>("place");
        for (int i = 0; i <= static_cast<int>(AttributeType::Rows); ++i)
            QTest::newRow(std::string(attributeTypeName(static_cast<AttributeType>(i))).c_str()) << i;
    }
    void valuesComeBack()
    {
        QFETCH(int, place);
        const Graph graph;
        const Example example = examples()[static_cast<std::size_t>(place)];
        const std::unique_ptr<FieldEditor> editor(makeEditor(Attr::owner, shapeOf(example.def), contextOf(graph)));
        QSignalSpy left(editor.get(), &FieldEditor::left);
        auto value = editor->value();
        QVERIFY(value.ok() && !value->has_value());
        editor->setValue(example.value);
        value = editor->value();
        QVERIFY2(value.ok(), value.ok() ? "" : value.error().english().c_str());
        QVERIFY(value->has_value());
        QVERIFY(**value == example.value);
        QVERIFY(checkValue(shapeOf(example.def), **value).ok());
        editor->setValue(std::nullopt);
        value = editor->value();
        QVERIFY(value.ok() && !value->has_value());
        QCOMPARE(left.count(), 0);
    }

    void typingIsOneEditWhenTheFieldIsLeft()
    {
        const Graph graph;
        const AttributeDef def = definition(AttributeType::Text);
        const FieldId id{FieldId::Sort::Attribute, Attr::owner};
        Form form{Palette()};
        form.addField({id, QStringLiteral("Owner"), {}, true, makeEditor(Attr::owner, shapeOf(def), contextOf(graph))});
        std::vector<FieldEdit> edits;
        connect(&form, &Form::edited, &form, [&edits](const FieldEdit &edit) { edits.push_back(edit); });
        form.setValue(id, Value(std::string("Ada")));
        auto *line = form.findChild<QLineEdit *>();
        QTest::keyClicks(line, QStringLiteral("x"));
        QCOMPARE(edits.size(), std::size_t(0));
        line->setText(QStringLiteral("Grace"));
        QTest::keyClick(line, Qt::Key_Return);
        QTest::keyClick(line, Qt::Key_Return);
        QCOMPARE(edits.size(), std::size_t(1));
        QVERIFY(edits[0].value == Value(std::string("Grace")));
        line->clear();
        QTest::keyClick(line, Qt::Key_Return);
        QCOMPARE(edits.size(), std::size_t(2));
        QVERIFY(!edits[1].value.has_value());
    }

    void wrongInputIsSaidAndNotTaken_data()
    {
        QTest::addColumn<int>("type");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("integer") << int(AttributeType::Integer) << "3.5"
                                 << "'3.5' is no whole number";
        QTest::newRow("integer too large") << int(AttributeType::Integer) << "99999999999999999999"
                                           << "'99999999999999999999' is no whole number";
        QTest::newRow("real") << int(AttributeType::Real) << "1e999"
                              << "'1e999' is no number";
        QTest::newRow("day") << int(AttributeType::Day) << "2026-02-30"
                             << "'2026-02-30' is no day; write it as 2026-11-20";
    }
    void wrongInputIsSaidAndNotTaken()
    {
        QFETCH(int, type);
        QFETCH(QString, typed);
        QFETCH(QString, sentence);
        const Graph graph;
        const AttributeDef def = definition(static_cast<AttributeType>(type));
        const FieldId id{FieldId::Sort::Attribute, Attr::owner};
        Form form{Palette()};
        form.addField(
            {id, QStringLiteral("Field"), {}, false, makeEditor(Attr::owner, shapeOf(def), contextOf(graph))});
        QSignalSpy edits(&form, &Form::edited);
        auto *line = form.findChild<QLineEdit *>();
        line->setText(typed);
        QTest::keyClick(line, Qt::Key_Return);
        QCOMPARE(form.problem(id), sentence);
        QCOMPARE(edits.count(), 0);
        line->clear();
        QTest::keyClick(line, Qt::Key_Return);
        QCOMPARE(form.problem(id), QString());
    }

    void wrongCellsNameTheirColumn()
    {
        const Graph graph;
        const Example example = examples()[static_cast<std::size_t>(AttributeType::Rows)];
        const std::unique_ptr<FieldEditor> editor(makeEditor(Attr::owner, shapeOf(example.def), contextOf(graph)));
        editor->setValue(example.value);
        editor->findChild<QTableWidget *>()->item(0, 1)->setText(QStringLiteral("many"));
        QCOMPARE(editor->value().error().english(), std::string("n: 'many' is no whole number"));
        editor->setValue(example.value);
        editor->findChild<QTableWidget *>()->item(1, 0)->setText(QStringLiteral("nobody"));
        QCOMPARE(editor->value().error().english(), std::string("key: 'nobody' is none of user, client"));
    }

    void longTextIsLeftWithCtrlEnter()
    {
        const Graph graph;
        const AttributeDef def = definition(AttributeType::LongText);
        const std::unique_ptr<FieldEditor> editor(makeEditor(Attr::owner, shapeOf(def), contextOf(graph)));
        QSignalSpy left(editor.get(), &FieldEditor::left);
        auto *text = editor->findChild<QPlainTextEdit *>();
        QTest::keyClick(text, Qt::Key_Return);
        QCOMPARE(left.count(), 0);
        QTest::keyClick(text, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(left.count(), 1);
    }

    void theWheelChangesNoChoice()
    {
        ChoiceBox box;
        box.addItems({QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")});
        QWheelEvent turn(QPointF(5, 5), QPointF(5, 5), {}, QPoint(0, -120), Qt::NoButton, Qt::NoModifier,
                         Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(&box, &turn);
        QCOMPARE(box.currentIndex(), 0);
        QVERIFY(!turn.isAccepted());
    }
};
TARASCOPE_TEST(EditorsTest)
#include "editorstest.moc"
