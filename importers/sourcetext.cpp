#include "importers/sourcetext.h"

#include "model/json/reading.h"
#include "model/json/utf8.h"

#include <algorithm>
#include <array>

namespace tarascope {

namespace {

// Windows-1252 from 0x80 to 0x9F; 0 where it has no character. From 0xA0 up it is ISO 8859-1.
constexpr std::array<std::uint16_t, 32> cp1252{0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                               0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                               0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                               0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

bool isContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

std::uint32_t characterOf(unsigned char byte)
{
    if (byte < 0x80 || byte >= 0xA0)
        return byte;
    const std::uint16_t character = cp1252[byte - 0x80U];
    return character == 0 ? 0xFFFD : character;
}

void appendUtf8(std::string &out, std::uint32_t character)
{
    if (character < 0x80) {
        out += static_cast<char>(character);
    } else if (character < 0x800) {
        out += static_cast<char>(0xC0 | (character >> 6));
        out += static_cast<char>(0x80 | (character & 0x3F));
    } else {
        out += static_cast<char>(0xE0 | (character >> 12));
        out += static_cast<char>(0x80 | ((character >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (character & 0x3F));
    }
}

bool isWide(std::string_view bytes)
{
    return bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF") ||
           (bytes.size() >= 4 && bytes.substr(0, 4) == std::string_view("\0\0\xFE\xFF", 4));
}

} // namespace

std::string fileName(std::string_view file)
{
    return std::string(file.substr(file.find_last_of("/\\") + 1)); // npos + 1 is 0
}

std::string sourceName(std::string_view file)
{
    std::string name = fileName(file);
    const std::size_t dot = name.rfind('.');
    if (dot != std::string_view::npos && dot > 0)
        name.resize(dot);
    return name.empty() ? "unnamed" : name;
}

Error tooLarge(std::string_view bytes, const std::string &file, const ImportLimits &limits)
{
    return {ErrorKind::Input,
            {QT_TRANSLATE_NOOP("model", "the file has %1 bytes, the limit for an import is %2"),
             {std::to_string(bytes.size()), std::to_string(limits.bytes)},
             "tooLarge"},
            {file, 0, 0, -1, {}, {}}};
}

Result<SourceText> SourceText::open(std::string_view bytes, std::string file, const ImportLimits &limits)
{
    if (static_cast<std::int64_t>(bytes.size()) > limits.bytes)
        return tooLarge(bytes, file, limits);
    if (isWide(bytes))
        return Error{ErrorKind::Input,
                     {QT_TRANSLATE_NOOP("model", "the file is UTF-16 or UTF-32; save it as UTF-8 or Windows-1252"),
                      {},
                      "wideEncoding"},
                     {file, 1, 1, 0, {}, {}}};
    SourceText text;
    text.m_file = std::move(file);
    text.m_start = bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    text.m_bytes = bytes.substr(static_cast<std::size_t>(text.m_start));
    if (validUtf8Prefix(text.m_bytes) != text.m_bytes.size()) {
        text.m_encoding = Encoding::Cp1252;
        text.countConverted();
    }
    const std::int64_t lines = 1 + std::count_if(bytes.begin(), bytes.end(), [](char c) { return c == '\n' || c == '\r'; });
    if (!json::TreeMemory(limits).take(lines * static_cast<std::int64_t>(sizeof(std::int64_t))))
        return Error{ErrorKind::Input, json::tooMuchMemoryMessage(limits), {text.m_file, 1, 1, 0, {}, {}}};
    text.m_lines.reserve(static_cast<std::size_t>(lines));
    text.findLines();
    return text;
}

void SourceText::countConverted()
{
    for (const char c : m_bytes) {
        const auto byte = static_cast<unsigned char>(c);
        m_converted += byte >= 0x80;
        m_undefined += characterOf(byte) == 0xFFFD;
    }
}

void SourceText::findLines()
{
    m_lines.push_back(m_start);
    for (std::size_t at = 0; at < m_bytes.size(); ++at) {
        const bool lone = m_bytes[at] == '\r' && (at + 1 == m_bytes.size() || m_bytes[at + 1] != '\n');
        if (m_bytes[at] == '\n' || lone)
            m_lines.push_back(m_start + static_cast<std::int64_t>(at) + 1);
    }
}

std::int64_t SourceText::charactersIn(std::int64_t from, std::int64_t to) const
{
    const std::string_view part =
        m_bytes.substr(static_cast<std::size_t>(from - m_start), static_cast<std::size_t>(to - from));
    const auto bytes = static_cast<std::int64_t>(part.size());
    return m_encoding == Encoding::Utf8 ? bytes - std::count_if(part.begin(), part.end(), isContinuation) : bytes;
}

Where SourceText::where(std::int64_t offset) const
{
    const std::int64_t end = m_start + static_cast<std::int64_t>(m_bytes.size());
    const std::int64_t at = std::clamp(offset, m_start, end);
    const auto next = std::upper_bound(m_lines.begin(), m_lines.end(), at);
    const std::int64_t lineStart = *std::prev(next);
    // A file may be one line of many megabytes, so columns are counted on from the place asked for last.
    if (m_lastPlace.offset < lineStart || m_lastPlace.offset > at)
        m_lastPlace = {lineStart, 1};
    m_lastPlace.column += charactersIn(m_lastPlace.offset, at);
    m_lastPlace.offset = at;
    return {m_file, next - m_lines.begin(), m_lastPlace.column, offset, {}, {}};
}

std::string SourceText::decode(std::string_view part) const
{
    std::string out;
    out.reserve(part.size());
    for (std::size_t at = 0; at < part.size(); ++at) {
        const char c = part[at];
        if (c == '\0')
            out += "\xE2\x90\x80";
        else if (c == '\r')
            out += at + 1 < part.size() && part[at + 1] == '\n' ? "" : "\n";
        else if (m_encoding == Encoding::Utf8)
            out += c;
        else
            appendUtf8(out, characterOf(static_cast<unsigned char>(c)));
    }
    return out;
}

} // namespace tarascope
