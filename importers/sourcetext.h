#pragma once
#include "model/budget.h"
#include "model/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace tarascope {

/// The bytes of a text file of 8-bit characters, its encoding, and what it takes to name a place in it. The bytes must
/// outlive it; one thread at a time.
class SourceText
{
public:
    enum class Encoding { Utf8, Cp1252 };

    /// UTF-8 where the bytes are valid UTF-8, else Windows-1252. Refused: input over the limit, UTF-16 and UTF-32.
    static Result<SourceText> open(std::string_view bytes, std::string file, const ImportLimits &limits);

    const std::string &file() const { return m_file; }
    /// The bytes without a byte order mark; the first of them stands at offset `start`.
    std::string_view bytes() const { return m_bytes; }
    std::int64_t start() const { return m_start; }
    Encoding encoding() const { return m_encoding; }
    /// Bytes outside ASCII that were read as Windows-1252, and those of them that have no character there.
    std::int64_t converted() const { return m_converted; }
    std::int64_t undefined() const { return m_undefined; }

    /// File, line, column (in characters) and byte offset of a part of `bytes`, or of an offset in the file.
    Where where(std::int64_t offset) const;
    std::int64_t offsetOf(std::string_view part) const { return m_start + (part.data() - m_bytes.data()); }
    /// A part as UTF-8: U+0000 becomes U+2400, line ends become one line feed.
    std::string decode(std::string_view part) const;

private:
    SourceText() = default;
    void countConverted();
    void findLines();
    std::int64_t charactersIn(std::int64_t from, std::int64_t to) const;

    struct Place {
        std::int64_t offset = -1;
        std::int64_t column = 1;
    };

    std::string m_file;
    std::string_view m_bytes;
    std::int64_t m_start = 0;
    Encoding m_encoding = Encoding::Utf8;
    std::int64_t m_converted = 0;
    std::int64_t m_undefined = 0;
    std::vector<std::int64_t> m_lines;
    mutable Place m_lastPlace; ///< makes places that are asked for in their order cheap
};

/// The name of a file without its folders. Only this is kept in a project: where a file lay on somebody's disk says
/// nothing to others, and the same file from another folder shall give the same project.
std::string fileName(std::string_view file);
/// The name of a file without folders and its last ending: "api.github.com" of "x/api.github.com.json".
std::string sourceName(std::string_view file);

/// The error of an input that is larger than the limit.
Error tooLarge(std::string_view bytes, const std::string &file, const ImportLimits &limits);

} // namespace tarascope
