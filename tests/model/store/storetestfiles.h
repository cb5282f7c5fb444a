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
