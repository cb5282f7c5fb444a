#include "app/importflow.h"

#include "importers/importer.h"
#include "views/words.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>

namespace tarascope {

namespace {

Error unreadable(const std::string &file, const QString &why)
{
    return {ErrorKind::Input,
            {QT_TRANSLATE_NOOP("app", "The file cannot be read: %1"), {fromText(why)}, "fileUnreadable"},
            {.file = file, .pointer = {}, .item = {}}};
}

Result<std::string> readFile(const std::string &path, const Budget &budget)
{
    QFile file(toText(path));
    if (!QFileInfo(file).isFile())
        return unreadable(path, QObject::tr("it is no file"));
    if (!file.open(QIODevice::ReadOnly))
        return unreadable(path, file.errorString());
    if (file.size() > budget.limits.bytes)
        return unreadable(path, QObject::tr("it is larger than %1 MB").arg(budget.limits.bytes >> 20));
    const QByteArray bytes = file.readAll();
    return std::string(bytes.constData(), static_cast<std::size_t>(bytes.size()));
}

void addCounts(std::map<std::string, std::int64_t> &into, const std::map<std::string, std::int64_t> &from)
{
    for (const auto &[name, count] : from)
        into[name] += count;
}

void addReport(MergeReport &into, MergeReport from)
{
    if (into.format.find(from.format) == std::string::npos)
        into.format += (into.format.empty() ? "" : ", ") + from.format;
    addCounts(into.added, from.added);
    addCounts(into.changed, from.changed);
    addCounts(into.same, from.same);
    addCounts(into.outcomes, from.outcomes);
    for (auto list : {&MergeReport::kept, &MergeReport::skipped, &MergeReport::problems})
        std::move((from.*list).begin(), (from.*list).end(), std::back_inserter(into.*list));
}

} // namespace

Result<MergePlan> planFiles(const Graph &graph, const std::vector<std::string> &files, const Budget &budget)
{
    MergePlan whole;
    Graph scratch = graph; // a later file may name what an earlier one brings
    for (const std::string &file : files) {
        const Result<std::string> bytes = readFile(file, budget);
        if (!bytes)
            return bytes.error();
        Result<Batch> batch = readWithImporter(*bytes, file, {}, budget);
        if (!batch)
            return batch.error();
        Result<MergePlan> plan = planMerge(scratch, *batch, budget);
        if (!plan)
            return plan.error();
        if (Result<void> fits = scratch.apply(plan->set); !fits)
            return fits.error();
        if (whole.set.title.args.empty() || files.size() == 1)
            whole.set.title = plan->set.title;
        std::move(plan->set.changes.begin(), plan->set.changes.end(), std::back_inserter(whole.set.changes));
        addReport(whole.report, std::move(plan->report));
    }
    if (files.size() > 1)
        whole.set.title = {QT_TRANSLATE_NOOP("model", "Import %1"), {fromText(sourceWords(files))}, "import"};
    return whole;
}

QString sourceWords(const std::vector<std::string> &files)
{
    return files.size() == 1 ? QFileInfo(toText(files.front())).fileName() : QObject::tr("%1 files").arg(files.size());
}

ImportFlow::ImportFlow(QObject *parent) : QObject(parent) {}
ImportFlow::~ImportFlow() { cancel(); }

void ImportFlow::cancel()
{
    ++m_number;
    if (m_thread.joinable()) {
        m_thread.request_stop();
        m_thread.join();
    }
}

void ImportFlow::start(const Graph &graph, const std::vector<std::string> &files)
{
    cancel();
    m_thread = std::jthread([this, graph, files, number = m_number](const std::stop_token &stop) {
        Budget budget;
        budget.stop = stop;
        Result<MergePlan> plan = planFiles(graph, files, budget);
        QMetaObject::invokeMethod(
            this,
            [this, number, files, plan = std::move(plan)] {
                if (number != m_number)
                    return;
                if (plan)
                    Q_EMIT planned(files, *plan);
                else if (plan.error().kind == ErrorKind::Cancelled)
                    Q_EMIT cancelled();
                else
                    Q_EMIT failed(plan.error());
            },
            Qt::QueuedConnection);
    });
}

} // namespace tarascope
