#pragma once
#include "model/store/projectfile.h"
#include "tests/model/quickfolder.h"
#include "tests/model/randomedit.h"
#include "tests/testmain.h"

namespace tarascope {

/// A project file in a folder of its own, with a graph that follows what was committed.
class TestProject
{
public:
    TestProject()
    {
        if (ProjectFile::create(path()))
            reopen();
    }

    std::string path(const std::string &name = "test.tarascope") const { return folder.path().toStdString() + "/" + name; }
    void reopen()
    {
        file.reset();
        Result<std::unique_ptr<ProjectFile>> opened = ProjectFile::open(path(), {});
        if (!opened) {
            qWarning("%s", opened.error().english().c_str());
            return;
        }
        file = std::move(*opened);
        graph = file->takeGraph();
        history = file->takeHistory();
    }
    Result<void> commit(const ChangeSet &set, JournalKind kind = JournalKind::Do, std::int64_t of = 0)
    {
        Commit commit{set, graph, graph, kind, of, "tester"};
        if (Result<void> applied = commit.after.apply(set); !applied)
            return applied;
        Result<void> done = file->commit(commit);
        if (done)
            graph = commit.after;
        return done;
    }

    QTemporaryDir folder{quickFolder()};
    std::unique_ptr<ProjectFile> file;
    Graph graph;
    std::vector<JournalRow> history;
};

/// A small project with everything in it: every kind of record, removed ones (so the file has free pages), undone work.
inline void fill(TestProject &project, std::uint64_t seed, int commits)
{
    RandomEdit random(seed);
    for (int i = 0; i < commits; ++i) {
        const ChangeSet set = i % 15 == 4 ? random.import(project.graph, 40) : random.next(project.graph);
        if (!project.commit(set) || (i % 15 == 9 && !project.commit(set.inverse(), JournalKind::Undo, i)))
            qFatal("the sample cannot be made");
    }
}

/// All that a project file tells, as text; with payloads also what each entry changed.
inline std::multiset<std::string> allThatIsTold(ProjectFile &file, bool payloads)
{
    const Graph graph = file.takeGraph();
    std::multiset<std::string> told = contentLines(graph);
    for (const auto &[prefix, next] : graph.keyCounters())
        told.insert("counter " + prefix + std::to_string(next));
    told.insert("digest " + hex(file.digest()) + " head " + hex(file.head()));
    for (const JournalRow &row : file.takeHistory()) {
        std::string line = "entry";
        for (const std::string &part : {std::to_string(row.seq), row.utc, row.who, row.title.text, row.title.code, std::to_string(static_cast<int>(row.kind)),
                                        std::to_string(row.of), std::to_string(row.changes), hex(row.digest), hex(row.hash)})
            line += "|" + part;
        for (const std::string &argument : row.title.args)
            line += "|" + argument;
        if (payloads)
        {
            const Result<std::string> payload = file.payload(row.seq);
            line += "|" + (payload ? *payload : payload.error().english());
        }
        told.insert(line);
    }
    return told;
}

inline std::string bytesOfFile(const std::string &path)
{
    QFile file(QString::fromStdString(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

inline void writeBytes(const std::string &path, const std::string &bytes)
{
    QFile file(QString::fromStdString(path));
    if (file.open(QIODevice::WriteOnly | QIODevice::Truncate))
        file.write(bytes.data(), static_cast<qint64>(bytes.size()));
}

} // namespace tarascope
