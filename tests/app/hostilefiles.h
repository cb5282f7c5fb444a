#pragma once
#include <string>
#include <vector>

/// One file that wishes the program ill, and what must come of it. Its bytes are said by their parts, so that a large one
/// takes no memory here: this process' own would be measured as that of the program.
struct HostileFile {
    std::string name;   ///< "openapi: a name twice"
    std::string file;   ///< what it is called on disk
    std::string format; ///< for --as; empty: the program finds out
    std::string code;   ///< of the error
    std::string before;
    std::string part;
    std::size_t times = 0; ///< so often stands the part; each "#" in it is then the number of the time
    std::string behind;
    bool hasLine = true; ///< the error names a line, not only the file
};

/// Writes the bytes of the file to a path.
void writeHostile(const HostileFile &hostile, const std::string &path);

/// Files that `import` must refuse: every attack on a text format, for every importer that reads such a text.
std::vector<HostileFile> hostileFiles();
/// The same, so large that each takes seconds: what the limits of memory and time are for.
std::vector<HostileFile> hugeFiles();
