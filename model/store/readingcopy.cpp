#include "model/store/readingcopy.h"

#include "model/store/safewriter.h"
#include "model/store/schema.h"

#include <QtCore/QFile>

namespace tarascope {

namespace {

// Its first statement takes the lock for reading, and is the one that cannot go on when a journal is hot.
constexpr const char *begin = "BEGIN; SELECT count(*) FROM sqlite_schema";

Result<void> copyFile(const std::string &from, const std::string &to)
{
    const Error unreadable{ErrorKind::Device, {QT_TRANSLATE_NOOP("model", "%1 cannot be read"), {from}, "projectIo"}, inFile(from)};
    QFile source(QFile::decodeName(QByteArray::fromStdString(from)));
    if (!source.open(QIODevice::ReadOnly))
        return unreadable;
    SafeWriter writer;
    Result<void> done = writer.open(to);
    while (done && !source.atEnd()) {
        const QByteArray chunk = source.read(1 << 20);
        if (chunk.isEmpty())
            return unreadable;
        done = writer.write(std::string_view(chunk.data(), static_cast<std::size_t>(chunk.size())));
    }
    return done ? writer.commit() : done;
}

Result<void> recover(ReadingCopy &reading, const std::string &path)
{
    reading.folder = std::make_unique<PrivateFolder>();
    reading.opened = reading.folder->path() + "/recovered.tarascope";
    for (const char *ending : {"-journal", ""})
        if (Result<void> copied = copyFile(path + ending, reading.opened + ending); !copied)
            return copied;
    Result<Database> repair = Database::open(reading.opened, Database::Mode::Write);
    if (!repair)
        return repair.error();
    return repair->run("SELECT count(*) FROM sqlite_schema");
}

Result<void> openAndBegin(ReadingCopy &reading)
{
    Result<Database> database = Database::open(reading.opened, Database::Mode::Read);
    if (!database)
        return database.error();
    reading.database = std::move(*database);
    return reading.database.run(begin);
}

} // namespace

Result<ReadingCopy> openForReading(const std::string &path)
{
    if (const Result<ProjectHeader> header = checkHeader(path, hasHotJournal(path)); !header)
        return header.error();
    ReadingCopy reading;
    reading.opened = path;
    Result<void> begun = openAndBegin(reading);
    if (!begun && reading.database.needsRollback() && hasHotJournal(path)) {
        if (Result<void> recovered = recover(reading, path); !recovered)
            return recovered.error();
        begun = openAndBegin(reading);
    }
    if (!begun)
        return begun.error();
    const Result<ProjectHeader> header = checkHeader(reading.opened, false);
    if (!header)
        return header.error();
    reading.bytes = header->bytes;
    return reading;
}

} // namespace tarascope
