#include "tests/app/measured.h"
#include "tests/app/projectfixture.h"
#include "tests/testmain.h"

#include <filesystem>
#include <set>

namespace {

/// Names of files that other programs stumble over.
const std::vector<std::pair<const char *, std::string>> oddNames{
    {"spaces and umlauts", "M\xC3\xBC" "ller & S\xC3\xB6hne (Kopie).tarascope"},
    {"Japanese", "\xE8\xBB\x8A\xE4\xB8\xA1.tarascope"},
    {"an option", "-rf"},
    {"a line break", "a\nb.tarascope"},
    {"markup", "a\"><img src=x onerror=alert(1)>.tarascope"},
    {"formula", "=1+1.tarascope"},
    {"device of Windows", "CON"},
    {"drive of Windows", "a:b.tarascope"},
    {"backslashes", "..\\..\\b.tarascope"},
    {"percent signs", "%2e%2e%2fb%1%s.tarascope"},
    {"question of a URI", "a?mode=ro&b#c.tarascope"},
    {"escape code", "a\x1b[2Jb.tarascope"},
    {"as long as may be", std::string(240, 'a')},
};

} // namespace

/// Names of files are names: whatever stands in one, the work is done or refused clearly, and nothing else is touched.
class FileNamesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// The folder of the test cannot remove names that are not UTF-8 by itself.
    void cleanupTestCase()
    {
        for (const char *name : {"caf\xE9.csv", "caf\xE8.csv", "b\xFF.json"})
            std::filesystem::remove(m_folder.path(name));
    }
    void initTestCase() { m_model = m_folder.file("model", normalForm(R"({"id":"SV-1","kind":"service","name":"a"})")); }

    void projectsOfOddNames_data()
    {
        QTest::addColumn<QByteArray>("name");
        for (const auto &[title, name] : oddNames)
            QTest::newRow(title) << QByteArray::fromStdString(name);
    }
    void projectsOfOddNames()
    {
        QFETCH(QByteArray, name);
        const std::string folder = m_folder.path("odd");
        std::filesystem::remove_all(folder);
        std::filesystem::create_directory(folder);
        const std::string project = name.toStdString();
        works(folder, {"new", "--quiet", "--", project});
        works(folder, {"import", "--quiet", "--", project, m_model});
        works(folder, {"import", "--quiet", "--", project, m_model});
        works(folder, {"export", "--quiet", "--out=e" + project.substr(0, 200), "--", project});
        works(folder, {"report", "--quiet", "--out=r" + project.substr(0, 200), "--", project});
        works(folder, {"verify", "--quiet", "--", project});
        std::set<std::string> there;
        for (const auto &entry : std::filesystem::directory_iterator(folder))
            there.insert(entry.path().filename().string());
        QCOMPARE(there, (std::set<std::string>{project, "e" + project.substr(0, 200), "r" + project.substr(0, 200)}));
    }

    void refusesNamesAProjectCannotHave_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QString>("code");
        QTest::newRow("241 bytes") << QByteArray(241, 'a') << "projectNameTooLong";
        QTest::newRow("255 bytes") << QByteArray(255, 'a') << "projectNameTooLong";
        QTest::newRow("not UTF-8") << QByteArray("caf\xE9.tarascope") << "projectNameNotUtf8";
    }
    void refusesNamesAProjectCannotHave()
    {
        QFETCH(QByteArray, name);
        QFETCH(QString, code);
        const std::string path = m_folder.path(name.toStdString());
        const Measured made = runTarascopeMeasured({"new", path, "--json"});
        QVERIFY2(made.run.exitCode == 2, made.run.told().c_str());
        QCOMPARE(QString::fromStdString(text(made.run.error()[u"code"])), code);
        QVERIFY(!std::filesystem::exists(path));
        // One that has it all the same can be read, and is not written.
        const std::string good = m_folder.project("good.tarascope");
        std::filesystem::rename(good, path);
        QCOMPARE(runTarascopeMeasured({"items", path}).run.exitCode, 0);
        const std::string before = fileBytes(path);
        const Measured written = runTarascopeMeasured({"import", path, m_model, "--json"});
        QVERIFY2(written.run.exitCode == 2, written.run.told().c_str());
        QCOMPARE(QString::fromStdString(text(written.run.error()[u"code"])), code);
        QVERIFY(fileBytes(path) == before);
        std::filesystem::remove(path);
    }

    /// A name from another century is read, and told apart from the next one.
    void readsInputsWhoseNamesAreNotUtf8()
    {
        const std::string project = m_folder.project("inputs.tarascope");
        const std::string table = "name,kind\na,service\n";
        const std::string first = m_folder.file("caf\xE9.csv", table);
        const std::string second = m_folder.file("caf\xE8.csv", table);
        const Measured made = runTarascopeMeasured({"import", project, first, second, "--json"});
        QVERIFY2(made.run.exitCode == 0, made.run.told().c_str());
        QCOMPARE(made.run.json()[u"inputs"].toArray().size(), 2);
        QVERIFY(text(made.run.json()[u"inputs"].toArray()[0][u"file"]).ends_with("/caf%E9.csv"));
        QVERIFY(text(made.run.json()[u"inputs"].toArray()[1][u"file"]).ends_with("/caf%E8.csv"));
        const std::string state = stateOf(project);
        QCOMPARE(runTarascopeMeasured({"import", project, first, second}).run.exitCode, 0);
        QCOMPARE(stateOf(project), state);
        const Measured broken = runTarascopeMeasured({"import", project, m_folder.file("b\xFF.json", "{"), "--as", "otm", "--json"});
        QCOMPARE(broken.run.exitCode, 3);
        QVERIFY2(text(broken.run.error()[u"where"].toObject()[u"file"]).ends_with("/b%FF.json"), broken.run.told().c_str());
    }

private:
    static void works(const std::string &folder, const std::vector<std::string> &words)
    {
        std::vector<std::string> command{"env", "-C", folder, TARASCOPE_PROGRAM};
        command.insert(command.end(), words.begin(), words.end());
        const Measured measured = runMeasured(command);
        QVERIFY2(measured.run.exitCode == 0, (words.front() + ": " + measured.run.told().substr(0, 2000)).c_str());
    }

    ProjectFolder m_folder;
    std::string m_model;
};

TARASCOPE_TEST(FileNamesTest)
#include "filenamestest.moc"
