#include "model/store/projectfile.h"

#include <QtCore/QDateTime>
#include <QtCore/QRandomGenerator>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

namespace tarascope {

namespace {

static_assert(projectApplicationId == 1413567041 && projectSchemaVersion == 1, "the numbers of the statements below");
constexpr const char *identify = "PRAGMA application_id = 1413567041; PRAGMA user_version = 1";

Error cannotMake(const std::string &path, int cause)
{
    return {ErrorKind::Device,
            {QT_TRANSLATE_NOOP("model", "the project file cannot be made: %1"), {std::strerror(cause)}, "projectNotMade"},
            inFile(path)};
}

Error alreadyThere(const std::string &path)
{
    return {ErrorKind::Usage,
            {QT_TRANSLATE_NOOP("model", "there is a file of this name already; it was not touched"), {}, "projectExists"},
            inFile(path)};
}

Result<void> fill(const std::string &path)
{
    Result<Database> database = Database::open(path, Database::Mode::Create);
    if (!database)
        return database.error();
    Result<void> done = database->run("PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA; BEGIN IMMEDIATE");
    if (done)
        done = database->run(identify);
    if (done)
        done = createSchema(*database);
    Meta meta;
    meta["projectId"] = Uid::random().hex();
    meta["created"] = QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString();
    meta["digest"] = hex(DigestTree().root());
    meta["head"] = hex(journalStart(meta["projectId"]));
    meta.emplace("headSeq", "0");
    meta["counters"] = countersHash({});
    if (done)
        done = writeMeta(*database, {}, meta);
    return done ? database->run("COMMIT") : done;
}

// 0 or the cause. The name must not exist yet, and from the moment that it does the file is whole.
int publish(const std::string &made, const std::string &path)
{
    if (::renameat2(AT_FDCWD, made.c_str(), AT_FDCWD, path.c_str(), RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS)
        return errno;
    return ::link(made.c_str(), path.c_str()) == 0 ? 0 : errno;
}

int syncFolder(const std::string &path)
{
    const std::size_t slash = path.rfind('/');
    const std::string folder = slash == std::string::npos ? "." : path.substr(0, slash + 1);
    const int handle = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0)
        return errno == EACCES ? 0 : errno;
    const int cause = ::fsync(handle) != 0 && errno != EINVAL && errno != ENOTSUP ? errno : 0;
    ::close(handle);
    return cause;
}

} // namespace

Result<void> ProjectFile::create(const std::string &path)
{
    if (Result<void> fits = checkProjectName(path); !fits)
        return fits;
    if (::access(path.c_str(), F_OK) == 0)
        return alreadyThere(path);
    char ending[24];
    std::snprintf(ending, sizeof ending, ".%016llx~", static_cast<unsigned long long>(QRandomGenerator::system()->generate64()));
    const std::size_t slash = path.rfind('/');
    const std::string made = std::string(path, 0, slash == std::string::npos ? 0 : slash + 1).append(".new").append(ending);
    Result<void> filled = fill(made);
    const int cause = filled ? publish(made, path) : 0;
    if (filled && cause == 0) {
        ::unlink(made.c_str());
        const int unsynced = syncFolder(path);
        return unsynced == 0 ? Result<void>() : cannotMake(path, unsynced);
    }
    for (const char *beside : {"", "-journal"})
        ::unlink((made + beside).c_str());
    if (!filled) {
        Error error = filled.error();
        error.where.file = path;
        return error;
    }
    return cause == EEXIST ? alreadyThere(path) : cannotMake(path, cause);
}

} // namespace tarascope
