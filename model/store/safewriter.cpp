#include "model/store/safewriter.h"

#include <QtCore/QRandomGenerator>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tarascope {

namespace {

constexpr std::size_t chunkSize = 64 * 1024;

std::string folderOf(const std::string &path)
{
    const std::size_t slash = path.rfind('/');
    if (slash == std::string::npos)
        return ".";
    return slash == 0 ? "/" : path.substr(0, slash);
}

// realpath() fails for a file that is not there yet, so links are followed by hand.
std::string behindLinks(std::string path)
{
    for (int hops = 0; hops < 40; ++hops) {
        std::error_code error;
        const std::filesystem::path next = std::filesystem::read_symlink(path, error);
        if (error)
            return path;
        path = next.is_absolute() ? next.string() : folderOf(path) + "/" + next.string();
    }
    return path;
}

std::string temporaryName(const std::string &target)
{
    // A name may have 255 bytes; a long one is cut so that the ending still fits.
    const std::size_t slash = target.rfind('/');
    const std::string name = slash == std::string::npos ? target : target.substr(slash + 1);
    char ending[24];
    std::snprintf(ending, sizeof ending, ".%016llx~",
                  static_cast<unsigned long long>(QRandomGenerator::system()->generate64()));
    return folderOf(target) + "/." + name.substr(0, 230) + ending;
}

// 0 or the cause. Some file systems do not know how to sync a folder and say EINVAL.
int syncFolder(const std::string &folder)
{
    const int handle = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0)
        return errno == EACCES ? 0 : errno;
    const int cause = ::fsync(handle) != 0 && errno != EINVAL && errno != ENOTSUP ? errno : 0;
    ::close(handle);
    return cause;
}

} // namespace

SafeWriter::~SafeWriter()
{
    cancel();
}

Error SafeWriter::failure(int cause)
{
    const std::int64_t missing = m_given - m_written;
    const std::string why = std::strerror(cause);
    m_error = Error{ErrorKind::Device,
                    missing > 0 ? Message{QT_TRANSLATE_NOOP("model", "%1 cannot be written: %2, %3 bytes are missing; "
                                                                     "what was there before is unchanged"),
                                          {m_path, why, std::to_string(missing)},
                                          "writeFailed"}
                                : Message{QT_TRANSLATE_NOOP("model", "%1 cannot be written: %2"), {m_path, why},
                                          "writeFailed"},
                    {}};
    m_failed = true;
    cancel();
    return m_error;
}

Result<void> SafeWriter::open(const std::string &path)
{
    cancel();
    m_path = path;
    m_target = behindLinks(path);
    m_given = 0;
    m_written = 0;
    m_failed = false;
    m_buffer.clear();
    return openTarget();
}

namespace {

/// SQLite's header with our application id (offset 68, "TARA").
bool isProject(const std::string &path)
{
    char head[72] = {};
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const bool read = file >= 0 && ::read(file, head, sizeof head) == static_cast<ssize_t>(sizeof head);
    if (file >= 0)
        ::close(file);
    return read && std::memcmp(head, "SQLite format 3", 16) == 0 && std::memcmp(head + 68, "TARA", 4) == 0;
}

} // namespace

Result<void> SafeWriter::openTarget()
{
    struct stat present{};
    const bool there = ::stat(m_target.c_str(), &present) == 0;
    if (there && S_ISDIR(present.st_mode)) {
        m_failed = true;
        m_error = Error{ErrorKind::Usage,
                        {QT_TRANSLATE_NOOP("model", "%1 is a folder, not a file"), {m_path}, "outputIsFolder"},
                        {}};
        return m_error;
    }
    if (there && !S_ISREG(present.st_mode)) {
        // A pipe that nobody reads from is an error, not a wait without end; after that, writing may wait.
        m_file = ::open(m_target.c_str(), O_WRONLY | O_CLOEXEC | O_NONBLOCK);
        if (m_file < 0 || ::fcntl(m_file, F_SETFL, O_WRONLY) != 0)
            return failure(errno);
        return {};
    }
    if (there && isProject(m_target)) {
        m_failed = true;
        m_error = Error{ErrorKind::Usage,
                        {QT_TRANSLATE_NOOP("model", "%1 is a Tarascope project; an output is not written over it"), {m_path}, "outputIsProject"},
                        {}};
        return m_error;
    }
    if (there && ::access(m_target.c_str(), W_OK) != 0)
        return failure(errno);
    m_temporary = temporaryName(m_target);
    m_file = ::open(m_temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (m_file < 0) {
        const int cause = errno;
        m_temporary.clear();
        return failure(cause);
    }
    if (there && ::fchmod(m_file, present.st_mode & 07777) != 0)
        return failure(errno);
    return {};
}

Result<void> SafeWriter::write(std::string_view bytes)
{
    if (m_failed)
        return m_error;
    Q_ASSERT(m_file >= 0);
    m_given += static_cast<std::int64_t>(bytes.size());
    while (!bytes.empty()) {
        const std::size_t taken = std::min(bytes.size(), chunkSize - m_buffer.size());
        m_buffer.append(bytes.substr(0, taken));
        bytes.remove_prefix(taken);
        if (m_buffer.size() == chunkSize)
            if (Result<void> flushed = flush(); !flushed)
                return flushed;
    }
    return {};
}

Result<void> SafeWriter::flush()
{
    std::string_view left = m_buffer;
    while (!left.empty()) {
        const ssize_t written = ::write(m_file, left.data(), left.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return failure(written == 0 ? ENOSPC : errno);
        m_written += written;
        left.remove_prefix(static_cast<std::size_t>(written));
    }
    m_buffer.clear();
    return {};
}

Result<void> SafeWriter::finishFile()
{
    if (Result<void> flushed = flush(); !flushed)
        return flushed;
    if (!m_temporary.empty()) {
        struct stat present{};
        if (::fsync(m_file) != 0 || ::fstat(m_file, &present) != 0)
            return failure(errno);
        if (present.st_size != m_given || m_written != m_given) {
            m_written = present.st_size;
            return failure(ENOSPC);
        }
    }
    const int file = m_file;
    m_file = -1;
    return ::close(file) != 0 ? failure(errno) : Result<void>();
}

Result<void> SafeWriter::publish()
{
    if (::rename(m_temporary.c_str(), m_target.c_str()) != 0)
        return failure(errno);
    m_temporary.clear();
    const int cause = syncFolder(folderOf(m_target));
    return cause != 0 ? failure(cause) : Result<void>();
}

Result<void> SafeWriter::commit()
{
    if (m_failed)
        return m_error;
    Q_ASSERT(m_file >= 0);
    if (Result<void> finished = finishFile(); !finished)
        return finished;
    return m_temporary.empty() ? Result<void>() : publish();
}

void SafeWriter::cancel()
{
    if (m_file >= 0)
        ::close(m_file);
    m_file = -1;
    if (!m_temporary.empty())
        ::unlink(m_temporary.c_str());
    m_temporary.clear();
}

Result<void> writeFileSafely(const std::string &path, std::string_view bytes)
{
    SafeWriter writer;
    if (Result<void> opened = writer.open(path); !opened)
        return opened;
    if (Result<void> written = writer.write(bytes); !written)
        return written;
    return writer.commit();
}

} // namespace tarascope
