#include "app/session.h"

#include "importers/importer.h"
#include "importers/junit.h"

#include <QtCore/QDateTime>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>

namespace tarascope {

namespace {

using ReadBatch = std::function<Result<Batch>(const std::string &bytes, const std::string &file)>;

Error failure(ErrorKind kind, const char *text, std::vector<std::string> args, const char *code)
{
    return {kind, {text, std::move(args), code}, {}};
}

void append(std::map<std::string, std::int64_t> &total, const std::map<std::string, std::int64_t> &counts)
{
    for (const auto &[name, count] : counts)
        total[name] += count;
}

void append(std::vector<LossEntry> &total, const std::vector<LossEntry> &entries)
{
    total.insert(total.end(), entries.begin(), entries.end());
}

/// Plans input after input on a scratch copy of the graph, so that a later one finds what an earlier one brings.
Result<ImportPlan> plan(const Graph &graph, const std::vector<std::string> &files, const Budget &budget,
                        const FileProgress &progress, const ReadBatch &read)
{
    Graph scratch = graph;
    ImportPlan out;
    for (const std::string &file : files) {
        if (progress)
            progress(file);
        const Result<std::string> bytes = readInput(file, budget.limits);
        if (!bytes)
            return bytes.error();
        const Result<Batch> batch = read(*bytes, file);
        if (!batch)
            return batch.error();
        Result<MergePlan> merge = planMerge(scratch, *batch, budget);
        if (!merge)
            return merge.error();
        if (Result<void> applied = scratch.apply(merge->set); !applied)
            return applied.error();
        if (Result<void> going = budget.check(); !going)
            return going.error();
        out.set.title = merge->set.title;
        for (Change &change : merge->set.changes)
            out.set.changes.push_back(std::move(change));
        out.files.push_back(file);
        out.reports.push_back(std::move(merge->report));
    }
    if (files.size() > 1)
        out.set.title = {QT_TRANSLATE_NOOP("app", "Import %1 files"), {std::to_string(files.size())}, "importFiles"};
    return out;
}

std::string writtenAt(const std::string &path)
{
    const QDateTime time = QFileInfo(QFile::decodeName(path.c_str())).lastModified().toUTC();
    return time.toString(Qt::ISODate).toStdString();
}

} // namespace

Result<std::unique_ptr<Project>> openProject(const std::string &path, Access access)
{
    Project::OpenOptions options;
    options.readOnly = access == Access::Read;
    return Project::open(path, options);
}

Result<std::unique_ptr<Project>> createProject(const std::string &path)
{
    return Project::create(path, Project::OpenOptions());
}

MergeReport ImportPlan::total() const
{
    MergeReport all;
    for (const MergeReport &report : reports) {
        if (("," + all.format + ",").find("," + report.format + ",") == std::string::npos)
            all.format += (all.format.empty() ? "" : ",") + report.format;
        append(all.added, report.added);
        append(all.changed, report.changed);
        append(all.same, report.same);
        append(all.outcomes, report.outcomes);
        append(all.kept, report.kept);
        append(all.skipped, report.skipped);
        append(all.problems, report.problems);
    }
    return all;
}

std::vector<std::string> ImportPlan::unmatched() const
{
    std::vector<std::string> names;
    for (const MergeReport &report : reports)
        for (const LossEntry &entry : report.skipped)
            if (std::string_view(entry.why.code) == "unknownTest")
                names.push_back(entry.what);
    return names;
}

Result<ImportPlan> planImport(const Graph &graph, const std::vector<std::string> &files, const std::string &format,
                              const Budget &budget, const FileProgress &progress)
{
    return plan(graph, files, budget, progress, [&](const std::string &bytes, const std::string &file) {
        return readWithImporter(bytes, file, format, budget);
    });
}

Result<ImportPlan> planOutcomes(const Graph &graph, const std::vector<std::string> &files, const std::string &readAt,
                                const Budget &budget, const FileProgress &progress)
{
    return plan(graph, files, budget, progress, [&](const std::string &bytes, const std::string &file) {
        Result<Batch> batch = readJUnit(bytes, file, budget);
        if (!batch)
            return batch;
        for (BatchOutcome &outcome : batch->outcomes)
            if (outcome.outcome.at.empty())
                outcome.outcome.at = readAt.empty() ? writtenAt(file) : readAt;
        return batch;
    });
}

Result<void> carryOut(Project &project, const ImportPlan &plan)
{
    if (plan.set.empty())
        return {};
    if (Result<void> applied = project.apply(plan.set); !applied)
        return applied;
    return project.waitForDisk();
}

Result<std::string> readInput(const std::string &path, const ImportLimits &limits)
{
    QFile file(QFile::decodeName(path.c_str()));
    const QFileInfo info(file);
    if (!info.exists())
        return failure(ErrorKind::Usage, QT_TRANSLATE_NOOP("app", "There is no file '%1'."), {path}, "noSuchFile");
    if (!info.isFile())
        return failure(ErrorKind::Usage, QT_TRANSLATE_NOOP("app", "'%1' is not a file."), {path}, "notAFile");
    if (info.size() > limits.bytes)
        return failure(ErrorKind::Input, QT_TRANSLATE_NOOP("app", "'%1' has %2 bytes; at most %3 are read."),
                       {path, std::to_string(info.size()), std::to_string(limits.bytes)}, "tooManyBytes");
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorKind::Device, QT_TRANSLATE_NOOP("app", "'%1' cannot be read: %2"),
                       {path, file.errorString().toStdString()}, "cannotRead");
    std::string bytes(static_cast<std::size_t>(info.size()), '\0');
    const qint64 read = file.read(bytes.data(), info.size());
    if (read != info.size())
        return failure(ErrorKind::Device, QT_TRANSLATE_NOOP("app", "'%1' cannot be read to its end: %2"),
                       {path, file.errorString().toStdString()}, "cannotRead");
    return bytes;
}

} // namespace tarascope
