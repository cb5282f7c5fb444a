#include "model/store/changejson.h"
#include "model/store/loader.h"
#include "model/store/meta.h"
#include "model/store/normalform.h"
#include "model/store/projectfile.h"
#include "model/store/rows.h"
#include "model/store/verify.h"
#include "tests/model/quickfolder.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>

#include <cstdlib>

using namespace tarascope;

namespace {

void demand(bool holds)
{
    if (!holds)
        std::abort();
}

ChangeSet everything(const Graph &graph)
{
    ChangeSet set;
    const auto add = [&](Record record) { set.changes.push_back({std::nullopt, std::move(record)}); };
    for (const FieldDefinition &field : graph.fields())
        add(field);
    graph.forEachItem([&](ItemId, const Item &item) { add(item); });
    graph.forEachLink([&](LinkId, const Link &link) { add(link); });
    graph.forEachOutcome([&](const Outcome &outcome) { add(outcome); });
    for (const auto &[name, value] : graph.settings())
        add(Setting{name, value});
    for (const auto &[item, position] : graph.positions())
        add(position);
    return set;
}

// What opens is a project like any other: by the rules of the graph, for the export, for the next change.
void use(const std::string &path)
{
    Result<std::unique_ptr<ProjectFile>> file = ProjectFile::open(path, {});
    const Result<Verification> verified = verifyProject(path, {});
    demand(verified ? file.ok() || !verified->sound() : !file.ok());
    if (!file) {
        demand(!file.error().english().empty() && file.error().where.file == path);
        return;
    }
    Commit commit;
    commit.before = (*file)->takeGraph();
    commit.after = commit.before;
    const ChangeSet all = everything(commit.before);
    Graph again;
    demand(again.apply(all).ok() && again.sameContent(commit.before) && checkStorable(commit.before, all).ok());
    (void)writeNormalForm(commit.before);
    for (const JournalRow &row : (*file)->takeHistory())
        if (const Result<std::string> payload = (*file)->payload(row.seq))
            (void)readChanges(*payload, commit.before);
    const Setting setting{"fuzz", "done"};
    const std::optional<Record> present = commit.before.current(setting);
    commit.set.changes.push_back({present, Record(setting)});
    demand(commit.after.apply(commit.set).ok());
    const bool done = (*file)->commit(commit).ok();
    file->reset();
    const auto after = ProjectFile::open(path, {.readOnly = true});
    demand(after.ok() && (*after)->takeGraph().sameContent(done ? commit.after : commit.before));
}

// Gives the rows the hashes that they need and takes the journal away: else hardly any input gets past the checks.
bool putRight(const std::string &path)
{
    if (!checkHeader(path, false))
        return false;
    Result<Database> database = Database::open(path, Database::Mode::Write);
    if (!database || !checkSchema(*database, path) || !database->run("BEGIN IMMEDIATE"))
        return false;
    const ReadContent content = readContent(*database, path, 1 << 20);
    Result<Meta> meta = readMeta(*database);
    const Result<Counters> counters = readCounters(*database);
    Result<Statement> put = database->prepare("INSERT INTO buckets VALUES (?1, ?2)");
    if (content.broken || !meta || !counters || !put || !database->run("DELETE FROM buckets; DELETE FROM journal"))
        return false;
    for (int bucket = 0; bucket < DigestTree::bucketCount; ++bucket)
        if (!content.tree.leaves(bucket).empty() && !put->integer(1, bucket).blob(2, content.tree.bucketHash(bucket)).run())
            return false;
    const Meta before = *meta;
    (*meta)["digest"] = hex(content.tree.root());
    (*meta)["head"] = hex(journalStart((*meta)["projectId"]));
    (*meta)["headSeq"] = "0";
    (*meta)["counters"] = countersHash(*counters);
    (*meta)["created"];
    return writeMeta(*database, before, *meta).ok() && database->run("COMMIT").ok();
}

} // namespace

// Bytes as a project file: refused with a sentence, or a project that can be used, in bounded time.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const QTemporaryDir folder(quickFolder());
    const QString name = folder.filePath(QStringLiteral("fuzz.tarascope"));
    for (bool repaired : {false, true}) {
        for (const char *beside : {"-journal", ".lock"})
            QFile::remove(name + QString::fromLatin1(beside));
        QFile file(name);
        demand(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        demand(file.write(reinterpret_cast<const char *>(data), static_cast<qint64>(size)) == static_cast<qint64>(size));
        file.close();
        if (!repaired || putRight(name.toStdString()))
            use(name.toStdString());
    }
    return 0;
}
