#pragma once
#include <string>

namespace tarascope {

/// Opens the window and runs it until it is closed; gives the exit code. `file` is the project to open, empty for the
/// start page. Options of Qt (-platform ...) are still in argv.
int runWindow(int &argc, char **argv, const std::string &file);

} // namespace tarascope
