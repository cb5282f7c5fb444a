#pragma once
#include "model/result.h"

#include <string>
#include <string_view>

namespace tarascope {

/// Writes one output file so that a reader finds the old bytes or all the new ones, never less: a temporary file
/// beside the target (behind symbolic links), chunks of 64 KiB with a check of every length, fsync, rename, fsync of
/// the folder. Pipes and devices are written directly. Errors are of kind Device (the place, the cause and the missing
/// bytes) or Usage (the target is a folder). What was not committed is taken back by the destructor.
class SafeWriter
{
public:
    SafeWriter() = default;
    ~SafeWriter();
    SafeWriter(const SafeWriter &) = delete;
    SafeWriter &operator=(const SafeWriter &) = delete;

    Result<void> open(const std::string &path);
    /// Adds bytes; after an error nothing more is taken and the target stays as it was.
    Result<void> write(std::string_view bytes);
    /// Makes the new file visible and durable.
    Result<void> commit();
    void cancel();

private:
    Result<void> openTarget();
    Result<void> flush();
    Result<void> finishFile();
    Result<void> publish();
    Error failure(int cause);

    std::string m_path;      ///< as the caller named it
    std::string m_target;    ///< behind symbolic links
    std::string m_temporary; ///< empty: the target is written directly
    std::string m_buffer;
    std::int64_t m_given = 0;
    std::int64_t m_written = 0;
    int m_file = -1;
    bool m_failed = false;
    Error m_error;
};

/// Writes the bytes as the whole content of a file, with the safe writer.
Result<void> writeFileSafely(const std::string &path, std::string_view bytes);

} // namespace tarascope
