#pragma once
#include "model/result.h"

#include <string>
#include <vector>

namespace tarascope {

/// One embedded file of a demo project (resources/demo).
struct DemoFile {
    std::string name;
    std::string bytes;
    bool outcomes = false; ///< results of tests, else something to import
};

std::vector<std::string> demoNames();
/// The files of a demo in the order of its manifest; an unknown name is an error of kind Usage.
Result<std::vector<DemoFile>> demoFiles(const std::string &name);

} // namespace tarascope
