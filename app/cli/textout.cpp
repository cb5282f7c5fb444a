#include "app/cli/textout.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace tarascope::cli {

namespace {

/// Bytes of the control character that begins here, or 0.
std::size_t controlAt(std::string_view text, std::size_t at)
{
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x20 || byte == 0x7F)
        return 1;
    if (byte == 0xC2 && at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) < 0xA0)
        return 2;
    return 0;
}

struct Range {
    char32_t first;
    char32_t last;
};
constexpr std::array<Range, 5> combining{
    {{0x300, 0x36F}, {0x200B, 0x200F}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}}};
constexpr std::array<Range, 7> wide{{{0x1100, 0x115F},
                                     {0x2E80, 0x303E},
                                     {0x3041, 0xA4CF},
                                     {0xAC00, 0xD7A3},
                                     {0xF900, 0xFAFF},
                                     {0xFF00, 0xFF60},
                                     {0x1F300, 0x1FAFF}}};

template <std::size_t N> bool within(const std::array<Range, N> &ranges, char32_t c)
{
    return std::any_of(ranges.begin(), ranges.end(), [c](Range range) { return c >= range.first && c <= range.last; });
}

char32_t nextCharacter(std::string_view text, std::size_t &at)
{
    const auto lead = static_cast<unsigned char>(text[at++]);
    const int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
    char32_t c = more == 3 ? lead & 0x07 : more == 2 ? lead & 0x0F : more == 1 ? lead & 0x1F : lead;
    for (int i = 0; i < more && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80; ++i)
        c = (c << 6) | (static_cast<unsigned char>(text[at++]) & 0x3F);
    return c;
}

void appendPadded(std::string &line, const std::string &cell, std::size_t width, bool right)
{
    const std::string blanks(width - std::min(width, displayWidth(cell)), ' ');
    line += right ? blanks + cell : cell + blanks;
}

} // namespace

std::string withoutControls(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = text[at] == '\n' ? 0 : controlAt(text, at);
        if (length == 0)
            out += text[at++];
        at += length;
    }
    return out;
}

std::string oneLine(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = controlAt(text, at);
        if (length == 0)
            out += text[at++];
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
        at += length;
    }
    while (!out.empty() && out.back() == ' ')
        out.pop_back();
    return out;
}

std::size_t displayWidth(std::string_view text)
{
    std::size_t width = 0;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = nextCharacter(text, at);
        width += within(combining, c) ? 0 : within(wide, c) ? 2 : 1;
    }
    return width;
}

void Table::add(std::vector<std::string> cells)
{
    for (std::string &cell : cells)
        cell = oneLine(cell);
    cells.resize(m_titles.size());
    m_rows.push_back(std::move(cells));
}

std::string Table::text(bool withTitles) const
{
    std::vector<std::string> titles = m_titles;
    std::vector<bool> right;
    std::vector<std::size_t> widths;
    for (std::string &title : titles) {
        right.push_back(title.starts_with('>'));
        if (right.back())
            title.erase(0, 1);
        widths.push_back(withTitles ? displayWidth(title) : 0);
    }
    for (const auto &row : m_rows)
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], displayWidth(row[i]));
    std::string out;
    auto append = [&](const std::vector<std::string> &row) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            line += i == 0 ? "" : "  ";
            appendPadded(line, row[i], widths[i], right[i]);
        }
        line.erase(line.find_last_not_of(' ') + 1);
        out += line + "\n";
    };
    if (withTitles)
        append(titles);
    for (const auto &row : m_rows)
        append(row);
    return out;
}

std::string counted(std::int64_t count, std::string_view one, std::string_view several)
{
    return std::to_string(count) + " " + std::string(count == 1 ? one : several);
}

} // namespace tarascope::cli
