#include "app/cli/register.h"

#include "app/session.h"
#include "model/risk/worstpaths.h"

namespace tarascope::cli {

Result<Register> assessFile(const Call &call)
{
    Result<std::unique_ptr<Project>> project = openProject(call.file(), Access::Read);
    if (!project)
        return project.error();
    const Graph &graph = (*project)->graph();
    const Result<std::unique_ptr<Assessor>> assessor = makeAssessor(graph);
    if (!assessor)
        return assessor.error();
    call.progress("Assessing");
    Result<Assessment> assessment = assessWithReasons(**assessor, graph, call.budget);
    if (!assessment)
        return assessment.error();
    return Register{std::move(*project), std::move(*assessment)};
}

} // namespace tarascope::cli
