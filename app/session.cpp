#include "app/session.h"

#include "app/demo.h"
#include "importers/importer.h"
#include "importers/junit.h"
#include "model/json/utf8.h"
#include "model/library/planlibrary.h"

#include <QtCore/QDateTime>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace tarascope {

namespace {

/// Reads the input with this number.
using ReadBatch = std::function<Result<Batch>(std::size_t input)>;

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

/// The name of a file as text; a byte that is none stands as "%E9", so that two such names stay two.
std::string inUtf8(std::string_view name)
{
    std::string text;
    while (!name.empty()) {
        const std::size_t valid = validUtf8Prefix(name);
        text += name.substr(0, valid);
        name.remove_prefix(valid);
        if (name.empty())
            break;
        constexpr char digits[] = "0123456789ABCDEF";
        const auto byte = static_cast<unsigned char>(name.front());
        text += {'%', digits[byte >> 4], digits[byte & 15]};
        name.remove_prefix(1);
    }
    return text;
}

/// A small file can make much, which is held several times until it is stored. Our own export may be a whole project.
Result<void> checkSize(const Batch &batch, const std::string &file, const ImportLimits &limits)
{
    const std::size_t records = batch.items.size() + batch.links.size() + batch.outcomes.size();
    if (records <= static_cast<std::size_t>(limits.records) || batch.format == "tarascope")
        return {};
    return Error{ErrorKind::Input,
                 {QT_TRANSLATE_NOOP("app", "the file makes %1 items, links and outcomes; the limit for one import is %2"),
                  {std::to_string(records), std::to_string(limits.records)},
                  "limitRecords"},
                 {inUtf8(file), 1, 1, 0, {}, {}}};
}

/// Plans input after input on a scratch copy of the graph, so that a later one finds what an earlier one brings.
Result<ImportPlan> plan(const Graph &graph, const std::vector<std::string> &files, const Budget &budget,
                        const FileProgress &progress, const ReadBatch &read)
{
    Graph scratch = graph;
    ImportPlan out;
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (progress)
            progress(files[i]);
        const Result<Batch> batch = read(i);
        if (!batch)
            return batch.error();
        if (const Result<void> fits = checkSize(*batch, files[i], budget.limits); !fits)
            return fits.error();
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
        out.files.push_back(inUtf8(files[i]));
        out.reports.push_back(std::move(merge->report));
    }
    if (files.size() > 1)
        out.set.title = {QT_TRANSLATE_NOOP("app", "Import %1 files"), {std::to_string(files.size())}, "importFiles"};
    return out;
}

/// A file that an input refers to, by its path from the folder of the input: only where it lies inside the chosen folder
/// when all links are followed.
Result<std::string> readInside(const std::string &input, const std::string &folder, const std::string &path,
                               const ImportLimits &limits)
{
    const QDir own = QFileInfo(QFile::decodeName(input.c_str())).absoluteDir();
    const QString chosen = folder.empty() ? own.canonicalPath() : QDir(QFile::decodeName(folder.c_str())).canonicalPath();
    // The folder is asked first, so that nobody learns from the answer which files there are elsewhere.
    const QString said = QDir::cleanPath(QDir(own.canonicalPath()).absoluteFilePath(QString::fromStdString(path)));
    const QString found = QFileInfo(said).canonicalFilePath();
    const auto inside = [&chosen](const QString &file) { return !chosen.isEmpty() && file.startsWith(chosen.endsWith(QLatin1Char('/')) ? chosen : chosen + QLatin1Char('/')); };
    if (!inside(said) || (!found.isEmpty() && !inside(found)))
        return failure(ErrorKind::Input, QT_TRANSLATE_NOOP("app", "%1 is outside the folder of the import and was not opened"), {path}, "referenceOutside");
    if (found.isEmpty())
        return failure(ErrorKind::Input, QT_TRANSLATE_NOOP("app", "there is no file %1"), {path}, "referenceMissing");
    return readInput(QFile::encodeName(found).toStdString(), limits);
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
                              const Budget &budget, const FileProgress &progress, const std::string &folder)
{
    return plan(graph, files, budget, progress, [&](std::size_t i) -> Result<Batch> {
        const Result<std::string> bytes = readInput(files[i], budget.limits);
        if (!bytes)
            return bytes.error();
        return readWithImporter(*bytes, inUtf8(files[i]), format, budget, [&](const std::string &path) {
            return readInside(files[i], folder, path, budget.limits);
        });
    });
}

Result<ImportPlan> planTaking(const Graph &graph, const std::string &catalogue, const std::vector<std::string> &entries,
                              const Budget &budget)
{
    const Result<Catalogue> loaded = loadCatalogue(catalogue);
    if (!loaded)
        return loaded.error();
    Result<MergePlan> merge = planLibrary(graph, *loaded, entries, budget);
    if (!merge)
        return merge.error();
    return ImportPlan{std::move(merge->set), {catalogue}, {std::move(merge->report)}};
}

Result<ImportPlan> planOutcomes(const Graph &graph, const std::vector<std::string> &files, const std::string &readAt,
                                const Budget &budget, const FileProgress &progress)
{
    return plan(graph, files, budget, progress, [&](std::size_t i) -> Result<Batch> {
        const Result<std::string> bytes = readInput(files[i], budget.limits);
        if (!bytes)
            return bytes.error();
        Result<Batch> batch = readJUnit(*bytes, inUtf8(files[i]), budget);
        if (!batch)
            return batch;
        for (BatchOutcome &outcome : batch->outcomes)
            if (outcome.outcome.at.empty())
                outcome.outcome.at = readAt.empty() ? writtenAt(files[i]) : readAt;
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
    // Not with QFile, which reads no file whose name is not UTF-8.
    std::error_code none;
    const std::filesystem::file_status status = std::filesystem::status(path, none);
    if (status.type() == std::filesystem::file_type::not_found)
        return failure(ErrorKind::Usage, QT_TRANSLATE_NOOP("app", "There is no file '%1'."), {path}, "noSuchFile");
    if (status.type() != std::filesystem::file_type::regular)
        return failure(ErrorKind::Usage, QT_TRANSLATE_NOOP("app", "'%1' is not a file."), {path}, "notAFile");
    std::ifstream file(path, std::ios::binary | std::ios::ate);
    const auto size = static_cast<std::int64_t>(file.tellg());
    if (size > limits.bytes)
        return Error{ErrorKind::Input,
                     {QT_TRANSLATE_NOOP("app", "the file has %1 bytes; at most %2 are read"),
                      {std::to_string(size), std::to_string(limits.bytes)},
                      "tooManyBytes"},
                     {inUtf8(path), 0, 0, -1, {}, {}}};
    if (!file)
        return failure(ErrorKind::Device, QT_TRANSLATE_NOOP("app", "'%1' cannot be read: %2"), {path, std::strerror(errno)}, "cannotRead");
    std::string bytes(static_cast<std::size_t>(size), '\0');
    file.seekg(0);
    if (!file.read(bytes.data(), size))
        return failure(ErrorKind::Device, QT_TRANSLATE_NOOP("app", "'%1' cannot be read to its end: %2"), {path, std::strerror(errno)},
                       "cannotRead");
    return bytes;
}

namespace {

/// A demo as the import of its files into an empty project.
Result<ImportPlan> planDemo(const std::string &name, const Budget &budget)
{
    const Result<std::vector<DemoFile>> files = demoFiles(name);
    if (!files)
        return files.error();
    std::vector<std::string> names;
    for (const DemoFile &file : *files)
        names.push_back(file.name);
    Result<ImportPlan> planned = plan(Graph(), names, budget, {}, [&](std::size_t i) {
        const DemoFile &file = (*files)[i];
        return file.outcomes ? readJUnit(file.bytes, file.name, budget) : readWithImporter(file.bytes, file.name, {}, budget);
    });
    if (planned)
        planned->set.title = {QT_TRANSLATE_NOOP("model", "Demo project %1"), {name}, "demo"};
    return planned;
}

} // namespace

Result<std::unique_ptr<Project>> createDemo(const std::string &path, const std::string &name, const Budget &budget)
{
    const Result<ImportPlan> demo = planDemo(name, budget);
    if (!demo)
        return demo.error();
    Result<std::unique_ptr<Project>> project = createProject(path);
    if (project)
        if (const Result<void> done = carryOut(**project, *demo); !done)
            return done.error();
    return project;
}

} // namespace tarascope
