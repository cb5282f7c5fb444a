#pragma once
#include "model/result.h"

#include <string>
#include <vector>

namespace tarascope::cli {

/// Whether the words after the program's name are for the command line: a verb, --help or --version comes first.
bool isCommandLine(const std::vector<std::string> &words);

/// Runs `tarascope WORDS...`: writes to standard output and standard error and gives the exit code. Ctrl+C stops it with
/// exit code 6.
int runCommandLine(const std::vector<std::string> &words);

/// Writes an error to standard error, as JSON where the words ask for it, and gives its exit code.
int failWith(const Error &error, const std::vector<std::string> &words);

/// The error for words that name neither a verb nor a file.
Error unknownVerb(const std::string &word);

} // namespace tarascope::cli
