#include "tests/app/projectfixture.h"
#include "tests/testmain.h"

/// The catalogues on the command line.
class TakingTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void listsWhatThereIs()
    {
        const QJsonObject all = run({"library", "--json"}).json();
        QCOMPARE(text(all[u"schema"]), std::string("tarascope.library/1"));
        QCOMPARE(entry(all[u"catalogues"], QStringLiteral("id"), "controls")[u"unverified"].toInt(), 33);
        const QJsonObject mfa = entry(run({"library", "controls", "--json"}).json()[u"entries"], QStringLiteral("id"), "CL-mfa");
        QCOMPARE(text(mfa[u"kind"]), std::string("control"));
        QCOMPARE(text(mfa[u"attributes"][u"resistance"][u"ET"]), std::string("6m"));
        QCOMPARE(mfa[u"verified"], QJsonValue(false));
        QVERIFY(contains(run({"library", "controls"}).out, "not verified"));
        QCOMPARE(run({"library", "nothing"}).exitCode, 2);
    }

    void takesEntriesAsOneStep()
    {
        const ProjectFolder folder;
        const std::string project = folder.project();
        const Run taken = run({"import", project, "CL-mfa", "CL-waf", "--library", "controls", "--json"});
        QVERIFY2(taken.exitCode == 0, taken.told().c_str());
        QCOMPARE(taken.json()[u"added"][u"control"].toInt(), 2);
        const std::string state = stateOf(project);
        QCOMPARE(run({"import", project, "CL-mfa", "CL-waf", "--library", "controls"}).exitCode, 0);
        QCOMPARE(stateOf(project), state);
        const Run wrong = run({"import", project, "CL-uuid", "CL-none", "--library", "controls", "--json"});
        QCOMPARE(wrong.exitCode, 2);
        QCOMPARE(text(wrong.error()[u"code"]), std::string("unknownEntry"));
        QCOMPARE(stateOf(project), state);
    }
};

TARASCOPE_TEST(TakingTest)
#include "takingtest.moc"
