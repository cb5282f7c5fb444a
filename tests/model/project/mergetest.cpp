#include "model/merge.h"

#include "tests/testmain.h"

using namespace tarascope;

namespace {

Batch batchOf(std::string system = "openapi:car")
{
    Batch batch;
    batch.format = "openapi";
    batch.system = std::move(system);
    batch.title = "car.json";
    return batch;
}

BatchItem &addItem(Batch &batch, std::string id, Kind kind, std::string name)
{
    BatchItem item;
    item.id = std::move(id);
    item.kind = kind;
    item.name = std::move(name);
    item.where.file = batch.title;
    item.where.line = std::int64_t(batch.items.size()) + 1;
    batch.items.push_back(std::move(item));
    return batch.items.back();
}

BatchLink &addLink(Batch &batch, LinkKind kind, std::string from, std::string to)
{
    BatchLink link;
    link.kind = kind;
    link.from = std::move(from);
    link.to = std::move(to);
    link.where.file = batch.title;
    link.where.line = 100 + std::int64_t(batch.links.size());
    batch.links.push_back(std::move(link));
    return batch.links.back();
}

/// Plans and applies; says why when that fails.
MergeReport merge(Graph &graph, const Batch &batch)
{
    const Result<MergePlan> plan = planMerge(graph, batch, {});
    if (!plan)
        qFatal("%s", plan.error().english().c_str());
    const Result<void> applied = graph.apply(plan->set);
    if (!applied)
        qFatal("%s", applied.error().english().c_str());
    return plan->report;
}

Error refusal(const Graph &graph, const Batch &batch)
{
    const Result<MergePlan> plan = planMerge(graph, batch, {});
    return plan ? Error{} : plan.error();
}

const Item *named(const Graph &graph, const std::string &name)
{
    const Item *found = nullptr;
    graph.forEachItem([&](ItemId, const Item &item) {
        if (item.name == name)
            found = &item;
    });
    return found;
}

/// What an analyst does in a form.
void edit(Graph &graph, const std::string &name, const std::function<void(Item &)> &change)
{
    const Item before = *named(graph, name);
    Item after = before;
    change(after);
    const Result<void> applied = graph.apply({{}, {{before, after}}});
    if (!applied)
        qFatal("%s", applied.error().english().c_str());
}

std::string textAt(const Graph &graph, const std::string &name, Attr attr)
{
    const auto *text = named(graph, name)->attributes.get<std::string>(attr);
    return text ? *text : "(none)";
}

/// Two endpoints and a service.
Batch car()
{
    Batch batch = batchOf();
    BatchItem &unlock = addItem(batch, "POST /unlock", Kind::endpoint, "Unlock");
    unlock.attributes.set(Attr::path, std::string("/unlock"));
    unlock.attributes.set(Attr::host, std::string("api.example"));
    unlock.tags = {"remote"};
    addItem(batch, "GET /status", Kind::endpoint, "Status").attributes.set(Attr::path, std::string("/status"));
    addItem(batch, "backend", Kind::service, "Backend");
    addLink(batch, LinkKind::handledBy, "POST /unlock", "backend");
    addLink(batch, LinkKind::handledBy, "GET /status", "backend");
    return batch;
}

using Counts = std::map<std::string, std::int64_t>;

} // namespace

class MergeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addsWithKeysAndUids()
    {
        Graph graph;
        const MergeReport report = merge(graph, car());
        QCOMPARE(report.added, (Counts{{"endpoint", 2}, {"handledBy", 2}, {"service", 1}}));
        QVERIFY(report.changed.empty() && report.same.empty());
        const Item *unlock = named(graph, "Unlock");
        QCOMPARE(unlock->key, std::string("EP-1"));
        QCOMPARE(unlock->uid, Uid::fromParts({"endpoint", "openapi:car", "POST /unlock"}));
        QCOMPARE(unlock->tags, std::vector<std::string>{"remote"});
        QCOMPARE(unlock->external.size(), std::size_t(1));
        QCOMPARE(unlock->external[0].system, std::string("openapi:car"));
        QCOMPARE(unlock->external[0].key, std::string("POST /unlock"));
        QCOMPARE(named(graph, "Status")->key, std::string("EP-2"));
        QVERIFY(graph.findLinkByKey("L-2").valid());
    }

    void sameFileAgainChangesNothing()
    {
        Graph graph;
        merge(graph, car());
        const Result<MergePlan> again = planMerge(graph, car(), {});
        QVERIFY(again.ok());
        QVERIFY(again->set.empty());
        QCOMPARE(again->report.same, (Counts{{"endpoint", 2}, {"handledBy", 2}, {"service", 1}}));
        QVERIFY(again->report.added.empty() && again->report.changed.empty() && again->report.kept.empty());
    }

    void newVersionOfTheFileChangesWhatTheImportWrote()
    {
        Graph graph;
        merge(graph, car());
        Batch next = car();
        next.items[0].attributes.set(Attr::path, std::string("/v2/unlock"));
        next.items[0].attributes.remove(Attr::host);
        next.items[0].name = "Unlock doors";
        next.items[0].description = "Opens all doors.";
        next.items[0].tags = {"v2"};
        const MergeReport report = merge(graph, next);
        QCOMPARE(report.changed, (Counts{{"endpoint", 1}}));
        QCOMPARE(textAt(graph, "Unlock doors", Attr::path), std::string("/v2/unlock"));
        QCOMPARE(textAt(graph, "Unlock doors", Attr::host), std::string("(none)"));
        QCOMPARE(named(graph, "Unlock doors")->description, std::string("Opens all doors."));
        QCOMPARE(named(graph, "Unlock doors")->tags, std::vector<std::string>{"v2"});
        QVERIFY(planMerge(graph, next, {})->set.empty());
    }

    void analystsWin()
    {
        Graph graph;
        merge(graph, car());
        edit(graph, "Unlock", [](Item &item) {
            item.attributes.set(Attr::path, std::string("/by/hand"));
            item.attributes.remove(Attr::host);
            item.description = "By hand.";
            item.tags = {"mine"};
        });
        Batch next = car();
        next.items[0].attributes.set(Attr::path, std::string("/v2/unlock"));
        next.items[0].description = "From the file.";
        const MergeReport report = merge(graph, next);
        QCOMPARE(textAt(graph, "Unlock", Attr::path), std::string("/by/hand"));
        QCOMPARE(textAt(graph, "Unlock", Attr::host), std::string("(none)"));
        QCOMPARE(named(graph, "Unlock")->description, std::string("By hand."));
        QCOMPARE(named(graph, "Unlock")->tags, std::vector<std::string>{"mine"});
        std::vector<std::string> kept;
        for (const LossEntry &entry : report.kept)
            kept.push_back(entry.what);
        QCOMPARE(kept, (std::vector<std::string>{"EP-1 description", "EP-1 host", "EP-1 path"}));
        QVERIFY(report.kept[2].why.english().find("/v2/unlock") != std::string::npos);
        QVERIFY(planMerge(graph, next, {})->set.empty());
    }

    void theImportOwnsAFieldAgainThatHoldsWhatItWrote()
    {
        Graph graph;
        merge(graph, car());
        edit(graph, "Unlock", [](Item &item) { item.attributes.set(Attr::path, std::string("/by/hand")); });
        Batch next = car();
        next.items[0].attributes.set(Attr::path, std::string("/v2/unlock"));
        merge(graph, next);
        edit(graph, "Unlock", [](Item &item) { item.attributes.set(Attr::path, std::string("/unlock")); });
        merge(graph, next);
        QCOMPARE(textAt(graph, "Unlock", Attr::path), std::string("/v2/unlock"));
    }

    void linkAttributesFollowTheSameRule()
    {
        Batch batch = car();
        addItem(batch, "door", Kind::objectType, "Door");
        Rating easy;
        easy[Factor::ET] = 0;
        Rating hard;
        hard[Factor::ET] = 4;
        addLink(batch, LinkKind::touches, "GET /status", "door").attributes.set(Attr::access, Choice{0});
        addLink(batch, LinkKind::touches, "POST /unlock", "door").attributes.set(Attr::access, Choice{0});
        Graph graph;
        merge(graph, batch);
        const Link byHand = *graph.link(graph.findLinkByKey("L-4"));
        Link edited = byHand;
        edited.attributes.set(Attr::access, Choice{2});
        QVERIFY(graph.apply({{}, {{byHand, edited}}}).ok());
        for (std::size_t i : {2, 3})
            batch.links[i].attributes.set(Attr::access, Choice{1});
        const MergeReport report = merge(graph, batch);
        auto access = [&](const char *key) { return *graph.link(graph.findLinkByKey(key))->attributes.get<Choice>(Attr::access); };
        QCOMPARE(int(access("L-3").index), 1);
        QCOMPARE(int(access("L-4").index), 2);
        QCOMPARE(report.changed, (Counts{{"endpoint", 1}, {"touches", 1}}));
        QCOMPARE(report.kept.size(), std::size_t(1));
        QVERIFY(planMerge(graph, batch, {})->set.empty());
    }

    void whatVanishedIsTaggedAndComesBack()
    {
        Graph graph;
        merge(graph, car());
        Batch less = car();
        less.items.erase(less.items.begin() + 1);
        less.links.pop_back();
        const MergeReport report = merge(graph, less);
        QCOMPARE(named(graph, "Status")->tags, std::vector<std::string>{"gone-from-source"});
        QCOMPARE(report.problems.size(), std::size_t(1));
        QCOMPARE(std::string(report.problems[0].why.code), std::string("goneFromSource"));
        QVERIFY(planMerge(graph, less, {})->set.empty());
        merge(graph, car());
        QVERIFY(named(graph, "Status")->tags.empty());
    }

    void otherSourcesAreNotVanished()
    {
        Graph graph;
        merge(graph, car());
        Batch other = batchOf("openapi:trip");
        addItem(other, "GET /trips", Kind::endpoint, "Trips");
        QVERIFY(merge(graph, other).problems.empty());
        QVERIFY(named(graph, "Status")->tags.empty());
    }

    void matchesByExternalKey()
    {
        Graph graph;
        Item made;
        made.uid = Uid{1, 2};
        made.kind = Kind::endpoint;
        made.key = "EP-7";
        made.name = "Mine";
        made.external = {{"openapi:car", "POST /unlock", {}}};
        QVERIFY(graph.apply({{}, {{std::nullopt, made}}}).ok());
        merge(graph, car());
        QVERIFY(named(graph, "Unlock") == nullptr); // the analyst's name stays
        QCOMPARE(textAt(graph, "Mine", Attr::path), std::string("/unlock"));
        QCOMPARE(named(graph, "Mine")->uid, (Uid{1, 2}));
        QCOMPARE(named(graph, "Status")->key, std::string("EP-8"));
    }

    void matchesByWishedKeyOfTheSameKind()
    {
        Graph graph;
        Item made;
        made.uid = Uid{1, 2};
        made.kind = Kind::service;
        made.key = "SV-3";
        made.name = "Backend of old";
        QVERIFY(graph.apply({{}, {{std::nullopt, made}}}).ok());
        Batch batch = batchOf("sheet");
        addItem(batch, "row 1", Kind::service, "Backend").key = "SV-3";
        addItem(batch, "row 2", Kind::endpoint, "Endpoint").key = "SV-3";
        const MergeReport report = merge(graph, batch);
        QCOMPARE(graph.countOf(Kind::service), std::size_t(1));
        QCOMPARE(named(graph, "Backend of old")->uid, (Uid{1, 2}));
        QCOMPARE(named(graph, "Endpoint")->key, std::string("EP-1"));
        QCOMPARE(report.problems.size(), std::size_t(1));
    }

    void renumbersAKeyThatAnotherUidHas()
    {
        Graph graph;
        merge(graph, car());
        Batch theirs = batchOf("normal-form");
        BatchItem &item = addItem(theirs, "EP-1", Kind::endpoint, "Theirs");
        item.uid = Uid{5, 5};
        item.key = "EP-1";
        const MergeReport report = merge(graph, theirs);
        QCOMPARE(named(graph, "Unlock")->key, std::string("EP-1"));
        QCOMPARE(named(graph, "Theirs")->key, std::string("EP-3"));
        QCOMPARE(named(graph, "Theirs")->external, (std::vector<ExternalKey>{{"was", "EP-1", {}}}));
        QCOMPARE(std::string(report.problems.at(0).why.code), std::string("renumbered"));
        QVERIFY(planMerge(graph, theirs, {})->set.empty());
    }

    void keysAreNeverUsedTwice()
    {
        Graph graph;
        merge(graph, car());
        Graph other = graph;
        const Item gone = *named(other, "Status");
        ChangeSet remove;
        for (LinkId id : other.out(other.findItem(gone.uid)))
            remove.changes.push_back({*other.link(id), std::nullopt});
        remove.changes.push_back({gone, std::nullopt});
        QVERIFY(other.apply(remove).ok());
        Batch more = batchOf("openapi:trip");
        addItem(more, "GET /trips", Kind::endpoint, "Trips");
        merge(other, more);
        QCOMPARE(named(other, "Trips")->key, std::string("EP-3"));
    }

    void statedRecordsAreTakenAsTheyStand()
    {
        Graph graph;
        merge(graph, car());
        Batch theirs = batchOf("normal-form");
        BatchItem &item = addItem(theirs, "EP-9", Kind::endpoint, "New name");
        item.uid = named(graph, "Unlock")->uid;
        item.key = "EP-9";
        item.tags = {"b", "a"};
        item.external = {{"x", "y", {{"name", 7}}}};
        merge(graph, theirs);
        const Item *taken = named(graph, "New name");
        QCOMPARE(taken->key, std::string("EP-9"));
        QVERIFY(taken->attributes.empty());
        QCOMPARE(taken->tags, (std::vector<std::string>{"a", "b"}));
        QCOMPARE(taken->external, item.external);
    }

    void refusesWithThePlace_data()
    {
        QTest::addColumn<QByteArray>("what");
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<int>("line");
        QTest::newRow("dangling end") << QByteArray("dangling") << QByteArray("danglingLink") << 102;
        QTest::newRow("link that is not allowed") << QByteArray("refused") << QByteArray("linkNotAllowed") << 102;
        QTest::newRow("id twice") << QByteArray("id") << QByteArray("duplicateId") << 4;
        QTest::newRow("uid twice") << QByteArray("uid") << QByteArray("duplicateUid") << 4;
        QTest::newRow("link twice") << QByteArray("link") << QByteArray("duplicateLink") << 102;
        QTest::newRow("link id twice") << QByteArray("linkId") << QByteArray("duplicateId") << 103;
        QTest::newRow("step that is not there") << QByteArray("step") << QByteArray("danglingReference") << 102;
        QTest::newRow("profile that is not there") << QByteArray("profile") << QByteArray("danglingReference") << 4;
        QTest::newRow("foreign attribute") << QByteArray("attribute") << QByteArray("unknownAttribute") << 4;
        QTest::newRow("wrong type") << QByteArray("type") << QByteArray("wrongType") << 4;
        QTest::newRow("other kind in the project") << QByteArray("kind") << QByteArray("kindDiffers") << 4;
    }

    void refusesWithThePlace()
    {
        QFETCH(QByteArray, what);
        Graph graph;
        Batch batch = car();
        merge(graph, batch);
        if (what == "dangling") {
            addLink(batch, LinkKind::handledBy, "POST /unlock", "nowhere");
        } else if (what == "refused") {
            addLink(batch, LinkKind::handledBy, "backend", "POST /unlock");
        } else if (what == "id") {
            addItem(batch, "backend", Kind::service, "Another");
        } else if (what == "uid") {
            addItem(batch, "other", Kind::service, "Another").externalKey = "backend";
        } else if (what == "link") {
            addLink(batch, LinkKind::handledBy, "POST /unlock", "EP-1").to = "backend";
            batch.links.back().uid = Uid{3, 3};
        } else if (what == "linkId") {
            addItem(batch, "other", Kind::service, "Another");
            addLink(batch, LinkKind::dependsOn, "other", "backend").id = "L-1";
            addLink(batch, LinkKind::dependsOn, "backend", "other").id = "L-1";
        } else if (what == "step") {
            addItem(batch, "check", Kind::control, "Check");
            addLink(batch, LinkKind::guards, "check", "POST /unlock").references = {{Attr::step, {"L-77"}}};
        } else if (what == "profile") {
            Row row;
            row.set("profile", "AP-9");
            addItem(batch, "test", Kind::testCase, "Test").attributes.set(Attr::dimensions, row);
            batch.rowReferences = {{"test", Attr::dimensions, "profile", "AP-9"}};
        } else if (what == "attribute") {
            addItem(batch, "other", Kind::service, "Another").attributes.set(Attr::path, std::string("/"));
        } else if (what == "type") {
            addItem(batch, "other", Kind::endpoint, "Another").attributes.set(Attr::path, std::int64_t(1));
        } else if (what == "kind") {
            addItem(batch, "other", Kind::tenant, "Another").uid = named(graph, "Unlock")->uid;
            batch.items.erase(batch.items.begin());
            batch.links.erase(batch.links.begin());
        }
        const Error error = refusal(graph, batch);
        QTEST(QByteArray(error.message.code), "code");
        QVERIFY(error.kind == ErrorKind::Input);
        QCOMPARE(error.where.file, std::string("car.json"));
        QTEST(int(error.where.line), "line");
    }

    void namesOfTheProjectAreEndsWhereTheBatchSaysSo()
    {
        Graph graph;
        merge(graph, car());
        Batch table = batchOf("csv:table");
        addItem(table, "row", Kind::service, "Front");
        addLink(table, LinkKind::dependsOn, "row", "Backend");
        QCOMPARE(std::string(refusal(graph, table).message.code), std::string("danglingLink"));
        table.links.back().byName = true;
        Graph other = graph;
        merge(other, table);
        QCOMPARE(other.linkCount(), graph.linkCount() + 1);
        QVERIFY(planMerge(other, table, {})->set.empty());

        Batch twin = batchOf("openapi:twin");
        addItem(twin, "x", Kind::tenant, "Backend"); // a name that a link of this kind cannot mean
        merge(graph, twin);
        QVERIFY(planMerge(graph, table, {}).ok());
        addItem(twin, "y", Kind::thirdParty, "Backend");
        merge(graph, twin);
        const Error error = refusal(graph, table);
        QCOMPARE(std::string(error.message.code), std::string("ambiguousName"));
        QCOMPARE(error.where.line, 100);
    }

    void linksMayEndInTheProject()
    {
        Graph graph;
        merge(graph, car());
        Batch more = batchOf("sheet");
        addItem(more, "app", Kind::application, "App");
        addLink(more, LinkKind::calls, "app", "EP-1");
        addLink(more, LinkKind::calls, "app", named(graph, "Status")->uid.hex());
        QCOMPARE(merge(graph, more).added, (Counts{{"application", 1}, {"calls", 2}}));
    }

    void aRepeatedLinkOfTheBatchIsOne()
    {
        Batch batch = car();
        addLink(batch, LinkKind::handledBy, "POST /unlock", "backend");
        Graph graph;
        QCOMPARE(merge(graph, batch).added.at("handledBy"), std::int64_t(2));
    }

    void referencesBecomeUids()
    {
        Batch batch = car();
        batch.links[0].id = "first";
        addItem(batch, "p", Kind::attackerProfile, "Former owner");
        addItem(batch, "check", Kind::control, "Check");
        BatchLink &guard = addLink(batch, LinkKind::guards, "check", "POST /unlock");
        guard.references = {{Attr::step, {"first"}}, {Attr::against, {"p"}}};
        guard.id = "guard";
        Row row;
        row.set("profile", "p");
        row.set("relationship", "formerOwner");
        addItem(batch, "test", Kind::testCase, "Test").attributes.set(Attr::dimensions, row);
        batch.rowReferences = {{"test", Attr::dimensions, "profile", "p"}};
        Graph graph;
        merge(graph, batch);
        const Link *placed = nullptr;
        graph.forEachLink([&](LinkId, const Link &link) { placed = link.kind == LinkKind::guards ? &link : placed; });
        QVERIFY(placed);
        QCOMPARE(*placed->attributes.get<Uid>(Attr::step), graph.link(graph.findLinkByKey("L-1"))->uid);
        QCOMPARE(*placed->attributes.get<RefList>(Attr::against), RefList{named(graph, "Former owner")->uid});
        const Row *dimensions = named(graph, "Test")->attributes.get<Row>(Attr::dimensions);
        QCOMPARE(*dimensions->find("profile"), named(graph, "Former owner")->uid.hex());
        QCOMPARE(*dimensions->find("relationship"), std::string("formerOwner"));
        QVERIFY(planMerge(graph, batch, {})->set.empty());
    }

    void guardsDifferByStepAndChainLink()
    {
        Batch batch = car();
        addItem(batch, "check", Kind::control, "Check");
        addLink(batch, LinkKind::guards, "check", "POST /unlock").attributes.set(Attr::chainLink, Choice{2});
        addLink(batch, LinkKind::guards, "check", "POST /unlock").attributes.set(Attr::chainLink, Choice{3});
        Graph graph;
        QCOMPARE(merge(graph, batch).added.at("guards"), std::int64_t(2));
        QVERIFY(planMerge(graph, batch, {})->set.empty());
    }

    void aStatedGuardMayTakeTheValuesOfAnother()
    {
        Batch batch = car();
        addItem(batch, "check", Kind::control, "Check");
        addLink(batch, LinkKind::guards, "check", "POST /unlock").attributes.set(Attr::chainLink, Choice{2});
        Graph graph;
        merge(graph, batch);
        const Uid old = graph.link(graph.findLinkByKey("L-3"))->uid;
        Batch theirs = batchOf("normal-form"); // the old guard was edited, a new one has what it had
        addLink(theirs, LinkKind::guards, "CT-1", "EP-1").attributes.set(Attr::chainLink, Choice{3});
        theirs.links.back().uid = old;
        addLink(theirs, LinkKind::guards, "CT-1", "EP-1").attributes.set(Attr::chainLink, Choice{2});
        theirs.links.back().uid = Uid{8, 8};
        merge(graph, theirs);
        QCOMPARE(int(graph.link(graph.findLink(old))->attributes.get<Choice>(Attr::chainLink)->index), 3);
        QCOMPARE(int(graph.link(graph.findLink(Uid{8, 8}))->attributes.get<Choice>(Attr::chainLink)->index), 2);
        QVERIFY(planMerge(graph, theirs, {})->set.empty());
    }

    void theTagOfTheVanishedIsNotForFiles()
    {
        Batch batch = car();
        batch.items[0].tags = {"gone-from-source", "remote"};
        Graph graph;
        merge(graph, batch);
        QCOMPARE(named(graph, "Unlock")->tags, std::vector<std::string>{"remote"});
        QVERIFY(planMerge(graph, batch, {})->set.empty());
    }

    void ownFieldsAreJoined()
    {
        auto sheet = [](std::vector<std::string> choices, std::uint16_t chosen) {
            Batch batch = batchOf("sheet");
            FieldDefinition other{{}, Kind::api, "x-other", AttributeType::Text, {}};
            FieldDefinition field{{}, Kind::service, "x-tier", AttributeType::Enum, std::move(choices)};
            batch.fields = {other, field};
            addItem(batch, "s", Kind::service, "Service").attributes.set(AttributeId::ofField(1), Choice{chosen});
            return batch;
        };
        Graph graph;
        merge(graph, sheet({"gold", "silver"}, 1));
        merge(graph, sheet({"bronze", "silver", "gold"}, 0));
        QCOMPARE(graph.fields().size(), std::size_t(2));
        const AttributeId tier = *graph.findField(Kind::service, "x-tier");
        const FieldDefinition &field = graph.fields()[tier.fieldPlace()];
        QCOMPARE(field.choices, (std::vector<std::string>{"gold", "silver", "bronze"}));
        QCOMPARE(int(named(graph, "Service")->attributes.get<Choice>(tier)->index), 2);
        Batch wrong = sheet({}, 0);
        wrong.fields[1].type = AttributeType::Text;
        QCOMPARE(std::string(refusal(graph, wrong).message.code), std::string("fieldTypeDiffers"));
    }

    void outcomesFindTheirTest()
    {
        Batch batch = car();
        addItem(batch, "t", Kind::testCase, "Test").attributes.set(Attr::stableTestId, std::string("AZ-1"));
        Graph graph;
        merge(graph, batch);
        Batch results = batchOf("junit");
        for (const char *test : {"AZ-1", "TC-1", "AZ-2", "SV-1"}) {
            BatchOutcome outcome;
            outcome.test = test;
            outcome.outcome.verdict = Verdict::Fail;
            outcome.outcome.at = "2026-11-19T14:02:00Z";
            outcome.outcome.where = std::string("results.xml:") + test;
            results.outcomes.push_back(outcome);
        }
        const MergeReport report = merge(graph, results);
        QCOMPARE(report.outcomes, (Counts{{"fail", 2}}));
        QCOMPARE(report.skipped.size(), std::size_t(2));
        QCOMPARE(graph.outcomesOf(named(graph, "Test")->uid).size(), std::size_t(2));
        QVERIFY(planMerge(graph, results, {})->set.empty());
        QVERIFY(named(graph, "Unlock")->tags == std::vector<std::string>{"remote"}); // results say nothing of endpoints
    }

    void settingsAreForEmptyProjects()
    {
        Batch batch = car();
        batch.settings = {{"method", "cvss-g3"}, {"method", "said twice"}};
        Graph graph;
        merge(graph, batch);
        QCOMPARE(graph.setting("method"), std::string("cvss-g3"));
        batch.settings = {{"method", "attack-vector-g4"}};
        const MergeReport report = merge(graph, batch);
        QCOMPARE(graph.setting("method"), std::string("cvss-g3"));
        QCOMPARE(report.kept.size(), std::size_t(1));
        QCOMPARE(report.kept[0].what, std::string("method"));
    }

    void positionsOfAnalystsStay()
    {
        Batch batch = car();
        batch.positions = {{"backend", {{}, 10, 20}}};
        Graph graph;
        merge(graph, batch);
        const Uid backend = named(graph, "Backend")->uid;
        QCOMPARE(graph.position(backend)->x, 10.0);
        batch.positions[0].second.x = 30;
        merge(graph, batch);
        QCOMPARE(graph.position(backend)->x, 10.0);
    }

    void hearsAStop()
    {
        std::stop_source source;
        source.request_stop();
        Budget budget;
        budget.stop = source.get_token();
        const Result<MergePlan> plan = planMerge(Graph(), car(), budget);
        QVERIFY(!plan.ok() && plan.error().kind == ErrorKind::Cancelled);
    }
};

TARASCOPE_TEST(MergeTest)
#include "mergetest.moc"
