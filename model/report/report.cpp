#include "model/report/report.h"

#include "model/report/reportsections.h"

namespace tarascope {

Result<std::string> writeHtmlReport(const ReportInput &input, const Budget &budget)
{
    Html out;
    out.put("h1", "Risk report: " + input.project);
    writeSummary(out, input);
    writeContents(out);
    writeRegister(out, input);
    if (Result<void> drawn = writeWorstPaths(out, input, budget); !drawn)
        return drawn.error();
    writeItemDefinition(out, input);
    writeAssets(out, input);
    writeDamage(out, input);
    writeControls(out, input);
    writeTreatment(out, input);
    if (Result<void> written = writeGoals(out, input); !written)
        return written.error();
    writeWeaknesses(out, input);
    writeProblems(out, input);
    for (auto *write : {&writeWorkProducts, &writeRegulation})
        if (Result<void> written = write(out, input); !written)
            return written.error();
    writeMethod(out, input);
    if (Result<void> going = budget.check(); !going)
        return going.error();
    writeInventory(out, input);
    writeProvenance(out, input);
    return htmlPage("Tarascope report: " + input.project, out.body());
}

} // namespace tarascope
