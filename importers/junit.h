#pragma once
#include "model/batch.h"
#include "model/budget.h"

namespace tarascope {

/// Reads test results in JUnit XML (as pytest, newman, hurl, Surefire and GoogleTest write it) into outcomes. The test
/// is the stable id found in name, id, properties, file or suite of a test case, else its name; `at` is empty where the
/// file states no time, the caller then says when the file was read. Refused: a DOCTYPE with entities, nesting over
/// 256, other root elements, what is not well-formed.
Result<Batch> readJUnit(std::string_view bytes, const std::string &file, const Budget &budget);

} // namespace tarascope
