#pragma once
#include "model/store/privatefolder.h"
#include "model/store/sqlite.h"

#include <memory>

namespace tarascope {

/// A project file open for reading inside one transaction; with a hot journal beside it, a private copy from which the
/// unfinished change was taken back.
struct ReadingCopy {
    std::unique_ptr<PrivateFolder> folder; ///< of the private copy, else nullptr
    std::string opened;                    ///< the file that SQLite reads
    std::int64_t bytes = 0;
    Database database;
};

/// Opens without writing to the file or beside it. Only the header was checked so far.
Result<ReadingCopy> openForReading(const std::string &path);

} // namespace tarascope
