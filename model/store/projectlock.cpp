#include "model/store/projectlock.h"

#include "model/json/utf8.h"
#include "model/store/sqlite.h"

#include <QtCore/QFile>
#include <QtCore/QLockFile>

namespace tarascope {

namespace {

std::unique_ptr<QLockFile> lockBeside(const std::string &path)
{
    auto file = std::make_unique<QLockFile>(QFile::decodeName(QByteArray::fromStdString(path + ".lock")));
    file->setStaleLockTime(0); // a living holder keeps it however long; a dead one is recognised by its process
    return file;
}

std::string named(const QLockFile &file)
{
    qint64 process = 0;
    QString host;
    QString program;
    if (!file.getLockInfo(&process, &host, &program))
        return {};
    return std::to_string(process) + "@" + host.toStdString() + (program.isEmpty() ? "" : " (" + program.toStdString() + ")");
}

} // namespace

Result<void> checkProjectName(const std::string &path)
{
    constexpr std::size_t longest = 240; // of the 255 bytes of a name, less the longest ending: ".lock.rmlock"
    const std::size_t bytes = path.size() - (path.rfind('/') + 1); // npos + 1 is 0
    if (bytes > longest)
        return Error{ErrorKind::Usage,
                     {QT_TRANSLATE_NOOP("model", "the name of the file has %1 bytes; that of a project has at most %2, as its lock and journal stand "
                                                 "beside it under longer names"),
                      {std::to_string(bytes), std::to_string(longest)},
                      "projectNameTooLong"},
                     inFile(path)};
    if (validUtf8Prefix(path) != path.size())
        return Error{ErrorKind::Usage,
                     {QT_TRANSLATE_NOOP("model", "the name of a project and its folders must be valid UTF-8"), {}, "projectNameNotUtf8"},
                     inFile(path)};
    return {};
}

ProjectLock::ProjectLock() = default;
ProjectLock::~ProjectLock() = default;
ProjectLock::ProjectLock(ProjectLock &&) noexcept = default;
ProjectLock &ProjectLock::operator=(ProjectLock &&) noexcept = default;

Result<ProjectLock> ProjectLock::acquire(const std::string &canonicalPath, int timeoutMs)
{
    ProjectLock lock;
    lock.m_file = lockBeside(canonicalPath);
    if (lock.m_file->tryLock(timeoutMs))
        return lock;
    if (lock.m_file->error() == QLockFile::LockFailedError) {
        const std::string by = named(*lock.m_file);
        return Error{ErrorKind::Device,
                     {QT_TRANSLATE_NOOP("model", "the project is opened by %1"), {by.empty() ? "another program" : by},
                      "projectLocked"},
                     inFile(canonicalPath)};
    }
    return Error{ErrorKind::Device,
                 {QT_TRANSLATE_NOOP("model", "the folder of the project cannot be written"), {}, "projectNotWritable"},
                 inFile(canonicalPath)};
}

std::string ProjectLock::holder(const std::string &canonicalPath)
{
    if (!QFile::exists(QFile::decodeName(QByteArray::fromStdString(canonicalPath + ".lock"))))
        return {};
    // Taking the lock is the only sure way to learn that a holder is dead; it is given back at once.
    const auto file = lockBeside(canonicalPath);
    if (file->tryLock(0) || file->error() != QLockFile::LockFailedError)
        return {};
    return named(*file);
}

} // namespace tarascope
