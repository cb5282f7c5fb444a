#pragma once
#include "app/cli/call.h"

/// The verbs that exist; each one is listed with its options in verbs.cpp.

namespace tarascope::cli {

Result<Answer> runNew(const Call &call);
Result<Answer> runImport(const Call &call);
Result<Answer> runExport(const Call &call);
Result<Answer> runItems(const Call &call);
Result<Answer> runLinks(const Call &call);
Result<Answer> runKinds(const Call &call);
Result<Answer> runLibrary(const Call &call);
Result<Answer> runRisks(const Call &call);
Result<Answer> runPaths(const Call &call);
Result<Answer> runWorst(const Call &call);
Result<Answer> runMatrix(const Call &call);
Result<Answer> runReport(const Call &call);
Result<Answer> runCheck(const Call &call);
Result<Answer> runProblems(const Call &call);
Result<Answer> runChain(const Call &call);
Result<Answer> runMetrics(const Call &call);
Result<Answer> runVerify(const Call &call);
Result<Answer> runEvidence(const Call &call);

} // namespace tarascope::cli
