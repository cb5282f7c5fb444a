#pragma once
#include "model/budget.h"
#include "model/merge.h"
#include "model/project.h"

#include <functional>
#include <memory>

/// What the window and the command line have in common: the same call, the same values, the same bytes.

namespace tarascope {

enum class Access {
    Read, ///< works on a project that is locked or cannot be written
    Write
};
/// Opens a project with the check of every row; with Write one that is locked or cannot be written is an error.
Result<std::unique_ptr<Project>> openProject(const std::string &path, Access access);
Result<std::unique_ptr<Project>> createProject(const std::string &path);

/// What an import of several inputs would do, as one change set; the preview and the report of it.
struct ImportPlan {
    ChangeSet set;
    std::vector<std::string> files;
    std::vector<MergeReport> reports; ///< one per file

    /// All reports as one.
    MergeReport total() const;
    /// Tests of which the inputs have outcomes but the project has no test case.
    std::vector<std::string> unmatched() const;
};

/// Said before each input is read.
using FileProgress = std::function<void(const std::string &file)>;

/// Reads the inputs and plans their import, in their order, without changing anything; `format` empty: recognized. An
/// error in one of them is the error of all. Files that an input refers to are read where they are inside `folder`, links
/// followed; empty: the folder of the input.
Result<ImportPlan> planImport(const Graph &graph, const std::vector<std::string> &files, const std::string &format,
                              const Budget &budget, const FileProgress &progress = {}, const std::string &folder = {});

/// Plans to take entries of a catalogue ("controls", {"CL-mfa"}); an unknown one is an error of kind Usage.
Result<ImportPlan> planTaking(const Graph &graph, const std::string &catalogue, const std::vector<std::string> &entries,
                              const Budget &budget);

/// As planImport for test outcomes (JUnit XML). Those without a time happened at `readAt` (RFC 3339), or, where that is empty,
/// when their file was written.
Result<ImportPlan> planOutcomes(const Graph &graph, const std::vector<std::string> &files, const std::string &readAt,
                                const Budget &budget, const FileProgress &progress = {});

/// Makes a project with a demo in it, as one step; the file is made only when the demo is complete. An unknown name is an
/// error of kind Usage that lists the known ones.
Result<std::unique_ptr<Project>> createDemo(const std::string &path, const std::string &name, const Budget &budget);

/// Applies the plan and waits until it is on disk. Nothing to change is fine.
Result<void> carryOut(Project &project, const ImportPlan &plan);

/// The bytes of an input; what is no regular file, too large or cannot be read is an error.
Result<std::string> readInput(const std::string &path, const ImportLimits &limits);

} // namespace tarascope
