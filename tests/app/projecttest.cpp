#include "tests/app/projectfixture.h"
#include "tests/testmain.h"

#include <QtCore/QFile>
#include <QtCore/QLockFile>

/// Making, filling, listing, exporting and verifying a project through the real program.
class ProjectTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void newMakesAProjectOnce()
    {
        const ProjectFolder folder;
        const std::string file = folder.path("a.tarascope");
        const Run made = run({"new", file, "--json", "--as-of", "2026-11-21"});
        QVERIFY2(made.exitCode == 0, made.told().c_str());
        QCOMPARE(text(made.json()[u"schema"]), std::string("tarascope.new/1"));
        QCOMPARE(text(made.json()[u"asOf"]), std::string("2026-11-21"));
        QCOMPARE(text(made.json()[u"digest"]).size(), std::size_t{64});

        const std::string before = fileBytes(file);
        const Run again = run({"new", file, "--json"});
        QCOMPARE(again.exitCode, 2);
        QCOMPARE(again.out, std::string());
        QCOMPARE(text(again.error()[u"schema"]), std::string("tarascope.error/1"));
        QVERIFY(fileBytes(file) == before);
        QCOMPARE(run({"new", folder.path("b.tarascope"), "--quiet"}).out, std::string());
    }

    void importCountsWhatIsNew()
    {
        const ProjectFolder folder;
        const std::string file = folder.project();
        const Run first = run({"import", file, examplePath(), "--json"});
        QVERIFY2(first.exitCode == 0, first.told().c_str());
        const QJsonObject json = first.json();
        QCOMPARE(text(json[u"schema"]), std::string("tarascope.import/1"));
        QCOMPARE(text(json[u"format"]), std::string("tarascope"));
        QCOMPARE(json[u"added"][u"endpoint"].toInt(), 4);
        QCOMPARE(json[u"added"][u"guards"].toInt(), 10);
        QCOMPARE(json[u"outcomes"][u"pass"].toInt(), 6);
        QCOMPARE(json[u"outcomes"][u"fail"].toInt(), 1);
        QCOMPARE(json[u"changed"].toObject().size(), 0);
        QCOMPARE(json[u"kept"].toArray().size(), 0);
        QCOMPARE(json[u"skipped"].toArray().size(), 0);
        QCOMPARE(json[u"dryRun"], QJsonValue(false));
        QCOMPARE(run({"items", file, "--json"}).json()[u"total"].toInt(), 50);
        QCOMPARE(run({"links", file, "--json"}).json()[u"total"].toInt(), 75);
    }

    void importingTwiceChangesNothing()
    {
        const ProjectFolder folder;
        const std::string file = folder.example();
        const std::string before = stateOf(file);
        const Run second = run({"import", file, examplePath(), "--json"});
        QVERIFY2(second.exitCode == 0, second.told().c_str());
        QCOMPARE(second.json()[u"added"].toObject().size(), 0);
        QCOMPARE(second.json()[u"changed"].toObject().size(), 0);
        QCOMPARE(second.json()[u"same"][u"endpoint"].toInt(), 4);
        QCOMPARE(stateOf(file), before);
        QVERIFY(contains(run({"import", file, examplePath()}).out, "Nothing was new, nothing was changed."));
    }

    void dryRunSaysTheSameAndChangesNothing()
    {
        const ProjectFolder folder;
        const std::string file = folder.project();
        const std::string before = stateOf(file);
        const Run dry = run({"import", file, examplePath(), "--dry-run", "--json"});
        QCOMPARE(dry.exitCode, 0);
        QCOMPARE(dry.json()[u"dryRun"], QJsonValue(true));
        QCOMPARE(stateOf(file), before);
        const Run real = run({"import", file, examplePath(), "--json"});
        for (QStringView member : {u"added", u"changed", u"same", u"kept", u"skipped"})
            QCOMPARE(dry.json()[member], real.json()[member]);
        QVERIFY(stateOf(file) != before);
    }

    void severalInputsAreAllOrNothing()
    {
        const ProjectFolder folder;
        const std::string file = folder.project();
        const std::string before = stateOf(file);
        const std::string good = folder.file("good.json", normalForm(R"({"id":"SV-1","kind":"service","name":"s"})"));
        const std::string bad = folder.file("bad.json", normalForm(R"({"id":"SV-2","kind":"servise","name":"s"})"));
        const Run refused = run({"import", file, good, bad, "--json"});
        QVERIFY2(refused.exitCode == 3, refused.told().c_str());
        QCOMPARE(refused.out, std::string());
        QVERIFY(contains(text(refused.error()[u"where"][u"file"]), "bad.json"));
        QCOMPARE(refused.error()[u"where"][u"line"].toInt(), 3);
        QCOMPARE(stateOf(file), before);

        const std::string more =
            folder.file("more.json", normalForm(R"({"id":"SV-9","kind":"service","name":"t"})",
                                                R"({"id":"L-1","kind":"calls","from":"SV-9","to":"SV-1"})"));
        const Run taken = run({"import", file, good, more, "--json"});
        QVERIFY2(taken.exitCode == 0, taken.told().c_str());
        QCOMPARE(taken.json()[u"added"][u"service"].toInt(), 2);
        QCOMPARE(taken.json()[u"added"][u"calls"].toInt(), 1);
        QCOMPARE(taken.json()[u"inputs"].toArray().size(), 2);
    }

    void badInputsExitWithThreeAndAPlace_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("binary") << QByteArray("\x7f"
                                              "ELF\x02\x01\x01\x00\x00",
                                              9);
        QTest::newRow("cut short") << QByteArray("{\"format\":\"tarascope\",\"version\":1,\"items\":[");
        QTest::newRow("newer") << QByteArray("{\"format\":\"tarascope\",\"version\":99,\"items\":[],\"links\":[]}");
    }
    void badInputsExitWithThreeAndAPlace()
    {
        QFETCH(QByteArray, bytes);
        const ProjectFolder folder;
        const std::string file = folder.project();
        const std::string before = stateOf(file);
        const std::string input = folder.file("input.json", bytes.toStdString());
        const Run refused = run({"import", file, input, "--json"});
        QVERIFY2(refused.exitCode == 3, refused.told().c_str());
        QCOMPARE(refused.out, std::string());
        QCOMPARE(text(refused.error()[u"schema"]), std::string("tarascope.error/1"));
        QVERIFY(!text(refused.error()[u"text"]).empty());
        QCOMPARE(stateOf(file), before);
        QCOMPARE(run({"import", file, folder.path("none.json")}).exitCode, 2);
        QCOMPARE(run({"import", file, folder.path("")}).exitCode, 2); // a folder
        QCOMPARE(run({"import", folder.path("none.tarascope"), examplePath()}).exitCode, 2);
    }

    void exportedAndImportedIsEqual()
    {
        const ProjectFolder folder;
        const std::string file = folder.example();
        const std::string out = folder.path("out.json");
        const Run written = run({"export", file, "--format", "json", "--out", out, "--json"});
        QVERIFY2(written.exitCode == 0, written.told().c_str());
        QCOMPARE(text(written.json()[u"schema"]), std::string("tarascope.export/1"));
        QVERIFY(fileBytes(out) == run({"export", file, "--format", "json"}).out);

        const std::string copy = folder.project("copy.tarascope");
        QCOMPARE(run({"import", copy, out}).exitCode, 0);
        QCOMPARE(stateOf(copy).substr(0, 64), stateOf(file).substr(0, 64));
        QVERIFY(run({"export", copy, "--format", "json"}).out == fileBytes(out));
    }

    void exportRefusals()
    {
        const ProjectFolder folder;
        const std::string file = folder.project();
        QCOMPARE(run({"export", file}).out, run({"export", file, "--format", "json"}).out);
        QCOMPARE(run({"export", file, "--format", "xlsx"}).exitCode, 2);
        const Run nowhere = run({"export", file, "--format", "json", "--out", folder.path("no/such/folder.json")});
        QVERIFY2(nowhere.exitCode == 5, nowhere.told().c_str());
        QCOMPARE(nowhere.out, std::string());
        QCOMPARE(run({"export", file, "--format", "json", "--out", folder.path("")}).exitCode, 2); // a folder
    }

    void itemsAndLinksNameKeys()
    {
        const ProjectFolder folder;
        const std::string file = folder.example();
        const QJsonObject items = run({"items", file, "--json"}).json();
        QCOMPARE(text(items[u"schema"]), std::string("tarascope.items/1"));
        const QJsonObject test = entry(items[u"items"], QStringLiteral("id"), "TC-2");
        QCOMPARE(text(test[u"key"]), std::string("TC-2"));
        QCOMPARE(text(test[u"kind"]), std::string("testCase"));
        QCOMPARE(text(QJsonValue(test)[u"attributes"][u"dimensions"][u"profile"]), std::string("AP-2"));
        QVERIFY(test[u"tags"].isArray());

        const QJsonObject links = run({"links", file, "--json"}).json();
        QCOMPARE(text(links[u"schema"]), std::string("tarascope.links/1"));
        const QJsonValue route = entry(links[u"links"], QStringLiteral("kind"), "routes");
        QCOMPARE(text(route[u"attributes"][u"via"]), std::string("CO-2"));
        const QJsonValue guard = lastGuardOf(links, "CT-5");
        QCOMPARE(text(entry(links[u"links"], QStringLiteral("id"), text(guard[u"attributes"][u"step"]))[u"kind"]),
                 std::string("routes"));
        QCOMPARE(text(entry(links[u"links"], QStringLiteral("id"), text(guard[u"attributes"][u"step"]))[u"to"]),
                 std::string("NW-3"));
    }

    void listsAreInTheOrderOfKeys()
    {
        const ProjectFolder folder;
        const std::string file = folder.example();
        const Run controls = run({"items", file, "--kind", "control", "--quiet"});
        QVERIFY2(controls.out.starts_with("ID    KIND     NAME"), controls.told().c_str());
        QVERIFY(controls.out.find("CT-1") < controls.out.find("CT-6"));
        QVERIFY(!contains(controls.out, "as of"));
        const std::string links = run({"links", file}).out;
        QVERIFY(links.find("L-9 ") < links.find("L-10 "));
        QVERIFY(contains(run({"items", file, "--kind", "control", "--as-of", "2026-01-02"}).out,
                         "6 items, as of 2026-01-02\n"));
    }

    void unknownKindHasASuggestion()
    {
        const ProjectFolder folder;
        const Run items = run({"items", folder.project(), "--kind", "endpiont"});
        QCOMPARE(items.exitCode, 2);
        QVERIFY(contains(items.err, "There is no kind 'endpiont'. Do you mean endpoint?"));
    }

    void damagedProjectsExitWithFour()
    {
        const ProjectFolder folder;
        const std::string file = folder.example();
        std::string bytes = fileBytes(file);
        const std::size_t place = bytes.rfind("Central gateway");
        QVERIFY(place != std::string::npos);
        bytes[place] = 'X';
        writeFile(file, bytes);
        const Run verify = run({"verify", file, "--json"});
        QVERIFY2(verify.exitCode == 4, verify.told().c_str());
        QCOMPARE(verify.json()[u"ok"], QJsonValue(false));
        QVERIFY(verify.json()[u"problems"].toArray().size() > 0);
        QCOMPARE(text(verify.error()[u"schema"]), std::string("tarascope.error/1"));
        const Run items = run({"items", file, "--json"});
        QCOMPARE(items.exitCode, 4);
        QCOMPARE(items.out, std::string());

        const std::string foreign = folder.file("text.tarascope", "this is no project");
        QCOMPARE(run({"verify", foreign}).exitCode, 4);
        QCOMPARE(run({"items", foreign}).exitCode, 4);
    }

    void aLockedProjectCanBeReadOnly()
    {
        const ProjectFolder folder;
        const std::string file = folder.example();
        QLockFile lock(QString::fromStdString(file + ".lock"));
        QVERIFY(lock.lock());
        const Run refused = run({"import", file, examplePath(), "--json"});
        QVERIFY2(refused.exitCode == 5, refused.told().c_str());
        QCOMPARE(refused.out, std::string());
        QVERIFY(!text(refused.error()[u"text"]).empty());
        QCOMPARE(run({"items", file, "--json"}).json()[u"total"].toInt(), 50);
        QCOMPARE(run({"import", file, examplePath(), "--dry-run"}).exitCode, 0);
    }

    void verifyPrintsDigestAndHead()
    {
        const ProjectFolder folder;
        const std::string file = folder.example();
        const Run verify = run({"verify", file});
        QCOMPARE(verify.exitCode, 0);
        const std::string state = stateOf(file);
        QVERIFY(contains(verify.out, state.substr(0, 64)));
        QVERIFY(contains(verify.out, state.substr(65)));
    }

    void ctrlCChangesNothing()
    {
        const ProjectFolder folder;
        const std::string file = folder.project();
        const std::string before = stateOf(file);
        const Run stopped = runInterrupted({"import", file, examplePath()});
        QVERIFY2(stopped.exitCode == 6, stopped.told().c_str());
        QCOMPARE(stopped.out, std::string());
        QCOMPARE(stateOf(file), before);
    }

    void dataCannotSteerATerminal()
    {
        const ProjectFolder folder;
        const std::string file = folder.project();
        const std::string item =
            "{\"id\":\"SV-1\",\"kind\":\"service\",\"name\":\"a\\u001b[31mred\\u0007b\\u009b2Jc\"}";
        QCOMPARE(run({"import", file, folder.file("evil.json", normalForm(item))}).exitCode, 0);
        QVERIFY(contains(run({"export", file, "--format", "json"}).out, "b\u009b2Jc"));
        const std::string table = shownOnTerminal({"items", file});
        const std::string json = shownOnTerminal({"export", file, "--format", "json"});
        for (const std::string *shown : {&table, &json}) {
            QVERIFY2(contains(*shown, "red"), shown->c_str());
            QVERIFY2(!contains(*shown, "\x1b") && !contains(*shown, "\x07"), shown->c_str());
            QVERIFY2(!contains(*shown, "\u009b"), shown->c_str());
        }
    }

    void sameInputSameBytes()
    {
        const ProjectFolder folder;
        const std::string a = folder.example("a.tarascope");
        const std::string b = folder.example("b.tarascope");
        for (const std::vector<std::string> &words : {std::vector<std::string>{"items"},
                                                      {"links"},
                                                      {"export", "--format", "json"},
                                                      {"risks"},
                                                      {"paths", "--to", "TS-1"},
                                                      {"worst"}})
            for (bool json : {true, false}) {
                std::vector<std::string> ofA = words;
                ofA.insert(ofA.begin() + 1, {a, "--as-of", "2026-11-21"});
                std::vector<std::string> ofB = words;
                ofB.insert(ofB.begin() + 1, {b, "--as-of", "2026-11-21"});
                if (json) {
                    ofA.push_back("--json");
                    ofB.push_back("--json");
                }
                const Run first = run(ofA);
                QVERIFY2(first.exitCode == 0, first.told().c_str());
                QVERIFY2(first.out == run(ofB).out, words.front().c_str());
            }
    }

private:
    static QJsonValue lastGuardOf(const QJsonObject &links, const std::string &control)
    {
        QJsonValue found;
        for (const QJsonValue &link : links[u"links"].toArray())
            if (text(link[u"kind"]) == "guards" && text(link[u"from"]) == control)
                found = link;
        return found;
    }

    // SIGXFSZ would end a program that does not ignore it in the middle of a write.
    void aFullDiskIsAnErrorAndChangesNothing()
    {
        const ProjectFolder folder;
        const std::string file = folder.example();
        const std::string before = fileBytes(file);
        const std::string state = stateOf(file);
        std::string items;
        for (int i = 1; i <= 400; ++i)
            items += std::string(i > 1 ? ",\n" : "") + "{\"id\":\"SV-" + std::to_string(i + 900) +
                     "\",\"kind\":\"service\",\"name\":\"" + std::string(200, 'x') + "\"}";
        const std::string more = folder.file("more.json", normalForm(items));
        const Run imported = runWithFileLimit({"import", file, more, "--json"}, before.size());
        QVERIFY2(imported.exitCode == 5, imported.told().c_str());
        QVERIFY2(contains(imported.err, file), imported.told().c_str());
        QCOMPARE(stateOf(file), state);
        const std::string out = folder.file("out.json", "old");
        const Run exported = runWithFileLimit({"export", file, "--format", "json", "--out", out, "--json"}, 1000);
        QVERIFY2(exported.exitCode == 5, exported.told().c_str());
        QVERIFY2(contains(exported.err, out) && contains(exported.err, "bytes are missing"), exported.told().c_str());
        QCOMPARE(fileBytes(out), std::string("old"));
        QCOMPARE(run({"import", file, more, "--json"}).exitCode, 0);
    }
};

TARASCOPE_TEST(ProjectTest)
#include "projecttest.moc"
