#pragma once
#include "app/cli/call.h"
#include "model/project.h"
#include "model/risk/assessment.h"

namespace tarascope::cli {

/// A project with its risk register and the reasons of each easiest attack.
struct Register {
    std::unique_ptr<Project> project;
    Assessment assessment;
    const Graph &graph() const { return project->graph(); }
};

Result<Register> assessFile(const Call &call);

} // namespace tarascope::cli
