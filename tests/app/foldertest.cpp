#include "tests/app/projectfixture.h"
#include "tests/testmain.h"

#include <QtCore/QDir>
#include <QtCore/QFile>

/// Files that an input refers to are read inside the chosen folder only.
class FolderTest : public QObject
{
    Q_OBJECT
private:
    static QJsonObject importOf(const ProjectFolder &folder, const std::string &input, const std::vector<std::string> &more = {})
    {
        static int count = 0;
        std::vector<std::string> words{"import", folder.project("p" + std::to_string(++count) + ".tarascope"), input, "--json"};
        words.insert(words.end(), more.begin(), more.end());
        const Run run = ::run(words);
        if (run.exitCode != 0)
            qFatal("%s", run.told().c_str());
        return run.json();
    }
    static std::string codesOf(const QJsonValue &losses)
    {
        std::string codes;
        for (const QJsonValue &each : losses.toArray())
            if (text(each[u"code"]).starts_with("reference"))
                codes += text(each[u"code"]) + " ";
        return codes;
    }

private Q_SLOTS:
    void onlyInsideTheFolder()
    {
        const ProjectFolder folder;
        QVERIFY(QDir(QString::fromStdString(folder.path(""))).mkpath(QStringLiteral("in/deep")));
        const std::string outside = folder.file("out.json", R"({"get":{"operationId":"secret"}})");
        folder.file("in/deep/ok.json", R"({"get":{"operationId":"fine"}})");
        QVERIFY(QFile::link(QString::fromStdString(outside), QString::fromStdString(folder.path("in/link.json"))));
        const std::string paths = R"("/a":{"$ref":"deep/ok.json"},"/b":{"$ref":"../out.json"},"/c":{"$ref":"link.json"},"/d":{"$ref":"none.json"},"/e":{"$ref":"deep"})";
        const std::string input = folder.file("in/main.json", R"({"openapi":"3.0.0","info":{"title":"t","version":"1"},"paths":{)" + paths + "}}");
        const QJsonObject own = importOf(folder, input);
        QCOMPARE(own[u"added"][u"endpoint"].toInt(), 1);
        QCOMPARE(codesOf(own[u"kept"]), std::string("referenceFile "));
        QCOMPARE(codesOf(own[u"skipped"]), std::string("referenceOutside referenceOutside referenceMissing "));
        const QJsonObject wider = importOf(folder, input, {"--folder", folder.path("")});
        QCOMPARE(wider[u"added"][u"endpoint"].toInt(), 3);
    }

    void theRealOne()
    {
        TARASCOPE_NEEDS_SHARED("data/1-openapi/ocpi/2.2.1/ocpi-2.2.1.yaml");
        const std::string ocpi = TARASCOPE_SHARED_DIR "/data/1-openapi/ocpi";
        const ProjectFolder folder;
        const QJsonObject all = importOf(folder, ocpi + "/2.2.1/ocpi-2.2.1.yaml", {"--folder", ocpi});
        QCOMPARE(all[u"added"][u"endpoint"].toInt(), 19);
        QCOMPARE(codesOf(all[u"skipped"]), std::string());
        const QJsonObject narrow = importOf(folder, ocpi + "/2.2.1/ocpi-2.2.1.yaml");
        QCOMPARE(narrow[u"added"][u"endpoint"].toInt(), 19);
        QVERIFY(codesOf(narrow[u"skipped"]).starts_with("referenceOutside"));
    }
};

TARASCOPE_TEST(FolderTest)
#include "foldertest.moc"
