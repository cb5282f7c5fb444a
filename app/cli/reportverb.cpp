#include "app/cli/jsonout.h"
#include "app/cli/register.h"
#include "app/cli/verbs.h"
#include "model/report/report.h"
#include "model/store/safewriter.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>

namespace tarascope::cli {

namespace {

constexpr std::size_t worstShown = 10;

Result<std::string> reportOf(const Call &call)
{
    const Result<Register> found = assessFile(call);
    if (!found)
        return found.error();
    const Graph &graph = found->graph();
    const Result<std::unique_ptr<Assessor>> assessor = makeAssessor(graph);
    if (!assessor)
        return assessor.error();
    const Result<RiskMatrix> matrix = loadMatrix(found->assessment.matrix);
    if (!matrix)
        return matrix.error();
    const Result<std::vector<WorstPath>> worst = worstPaths(**assessor, graph, worstShown, call.budget);
    if (!worst)
        return worst.error();
    const Result<std::vector<ValidationProblem>> problems = findProblems(graph, call.asOf, call.budget);
    if (!problems)
        return problems.error();
    const Result<std::vector<JournalEntry>> last = found->project->journal(0, 1);
    if (!last)
        return last.error();
    const std::string name = QFileInfo(QFile::decodeName(call.file().c_str())).completeBaseName().toStdString();
    return writeHtmlReport({graph, (*assessor)->method(), *matrix, found->assessment, *worst, *problems, name,
                            hex(found->project->digest()), hex(found->project->head()),
                            last->empty() ? std::string() : last->front().utc, call.asOf.iso(), TARASCOPE_VERSION},
                           call.budget);
}

} // namespace

Result<Answer> runReport(const Call &call)
{
    const std::string format = call.arguments.value("--format", "html");
    if (format != "html")
        return usageError(QT_TRANSLATE_NOOP("app", "The report format '%1' is not in this version; there is: html"), {format},
                          "notInThisVersion");
    if (call.arguments.value("--lang", "en") != "en")
        return usageError(QT_TRANSLATE_NOOP("app", "Reports are in English only in this version."), {}, "notInThisVersion");
    const Result<std::string> report = reportOf(call);
    if (!report)
        return report.error();
    Answer answer;
    const std::string path = call.arguments.value("--out");
    if (path.empty()) {
        answer.out = *report;
        return answer;
    }
    if (const Result<void> written = writeFileSafely(path, *report); !written)
        return written.error();
    if (call.json) {
        json::Writer out = beginAnswer("report", call);
        out.member("format", format).member("out", path).member("bytes", static_cast<std::int64_t>(report->size()));
        answer.out = endAnswer(out);
    } else if (!call.quiet) {
        answer.out = "Wrote " + path + "\n";
    }
    return answer;
}

} // namespace tarascope::cli
