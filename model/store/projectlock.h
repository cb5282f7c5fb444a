#pragma once
#include "model/result.h"

#include <memory>
#include <string>

class QLockFile;

namespace tarascope {

/// Refuses a name that leaves no room for those of the lock and the journal beside the file, and one that is no UTF-8.
Result<void> checkProjectName(const std::string &path);

/// The right to write one project, kept in a file beside it (path + ".lock"); a holder that died loses it at once.
class ProjectLock
{
public:
    ProjectLock();
    ~ProjectLock();
    ProjectLock(ProjectLock &&) noexcept;
    ProjectLock &operator=(ProjectLock &&) noexcept;

    /// `canonicalPath` has no symbolic links, so that every way to the file meets the same lock. An error of kind
    /// Device names the holder.
    static Result<ProjectLock> acquire(const std::string &canonicalPath, int timeoutMs);
    /// "4711@host (program)" while another process holds the lock, else empty.
    static std::string holder(const std::string &canonicalPath);

private:
    std::unique_ptr<QLockFile> m_file;
};

} // namespace tarascope
