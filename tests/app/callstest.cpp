#include "tests/app/program.h"
#include "tests/testmain.h"

#include <QtCore/QProcess>

using Words = std::vector<std::string>;

namespace {

struct WrongCall {
    const char *name;
    Words words;
    std::string says;
    std::string code;
};

const std::vector<WrongCall> wrongCalls{
    {"unknown verb", {"itmes"}, "'itmes' is neither a verb nor a file. Do you mean items?", "unknownVerb"},
    {"no file", {"none.tarascope"}, "'none.tarascope' is neither a verb nor a file.", "unknownVerb"},
    {"unknown option", {"kinds", "--jsn"}, "'kinds' has no option --jsn. Do you mean --json?", "unknownOption"},
    {"too many", {"kinds", "x"}, "There is an argument too many. Usage: tarascope kinds", "argumentTooMany"},
    {"no value", {"kinds", "--as-of"}, "--as-of needs a value: --as-of DATE", "valueMissing"},
    {"value for a flag", {"kinds", "--quiet=yes"}, "--quiet takes no value.", "valueTooMany"},
    {"twice", {"kinds", "--as-of", "2026-01-01", "--as-of=2026-01-02"}, "--as-of was given twice.", "optionTwice"},
    {"bad day",
     {"kinds", "--as-of", "2026-02-30"},
     "--as-of takes a day such as 2026-03-31, not '2026-02-30'.",
     "badDate"},
    {"not yet", {"cut", "x"}, "'cut' is not in this version.", "notInThisVersion"},
    {"not yet, help", {"cut", "--help"}, "'cut' is not in this version.", "notInThisVersion"},
};

} // namespace

class CallsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void helpNamesVerbsAndExitCodes()
    {
        const Run help = run({"--help"});
        QCOMPARE(help.exitCode, 0);
        for (const char *word : {"import FILE INPUT...", "paths FILE --to ITEM", "--as-of DATE", "70 a fault"})
            QVERIFY2(contains(help.out, word), word);
        QCOMPARE(help.err, std::string());
        QCOMPARE(run({"-h"}).out, help.out);
    }

    void helpOfAVerb()
    {
        const Run help = run({"kinds", "--help"});
        QCOMPARE(help.exitCode, 0);
        QVERIFY(help.out.starts_with("tarascope kinds"));
        QVERIFY(contains(help.out, "--json"));
    }

    void version() { QVERIFY(run({"--version"}).out.starts_with("tarascope ")); }

    void wrongCallsExitWithTwo_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < wrongCalls.size(); ++i)
            QTest::newRow(wrongCalls[i].name) << static_cast<int>(i);
    }
    void wrongCallsExitWithTwo()
    {
        QFETCH(int, index);
        const WrongCall &wrong = wrongCalls[static_cast<std::size_t>(index)];
        const Run plain = run(wrong.words);
        QVERIFY2(plain.exitCode == 2, plain.told().c_str());
        QCOMPARE(plain.out, std::string());
        QVERIFY2(plain.err.starts_with("tarascope: " + wrong.says), plain.told().c_str());
        QCOMPARE(std::count(plain.err.begin(), plain.err.end(), '\n'), 1);

        Words words = wrong.words;
        words.insert(words.begin() + 1, "--json");
        const Run json = run(words);
        QCOMPARE(json.exitCode, 2);
        QCOMPARE(json.out, std::string());
        QCOMPARE(text(json.error()[u"schema"]), std::string("tarascope.error/1"));
        QCOMPARE(text(json.error()[u"code"]), wrong.code);
        QVERIFY2(text(json.error()[u"text"]).starts_with(wrong.says), json.told().c_str());
        QVERIFY(json.error()[u"where"].isNull());
    }

    void withoutADisplayTheWindowSaysSo()
    {
        const Run window = run({});
        QCOMPARE(window.exitCode, 5);
        QVERIFY2(contains(window.err, "There is no display for the window."), window.told().c_str());
    }

    void fullDisk()
    {
        QProcess shell;
        shell.start(QStringLiteral("sh"), {QStringLiteral("-c"), QStringLiteral("\"$0\" kinds > /dev/full"),
                                           QStringLiteral(TARASCOPE_PROGRAM)});
        QVERIFY(shell.waitForFinished());
        QCOMPARE(shell.exitCode(), 5);
        QVERIFY(shell.readAllStandardError().startsWith("tarascope: Standard output cannot be written: "));
    }

    void sameCallSameBytes() { QCOMPARE(run({"kinds", "--json"}).out, run({"kinds", "--json"}).out); }
};

TARASCOPE_TEST(CallsTest)
#include "callstest.moc"
