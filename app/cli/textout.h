#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace tarascope::cli {

/// Text without control characters (C0 but the line feed, DEL, C1), so that data cannot steer a terminal.
std::string withoutControls(std::string_view text);

/// One line: control characters and line breaks become single spaces.
std::string oneLine(std::string_view text);

/// Columns that a terminal needs for UTF-8 text: 2 for East Asian wide characters, 0 for combining marks.
std::size_t displayWidth(std::string_view text);

/// A table of left-aligned columns, two spaces apart; a title that begins with '>' makes its column right-aligned.
/// Cells are made one line each. No titles: rows only.
class Table
{
public:
    explicit Table(std::vector<std::string> titles) : m_titles(std::move(titles)) {}
    void add(std::vector<std::string> cells);
    bool empty() const { return m_rows.empty(); }
    /// The lines, each with its line feed and without blanks at its end.
    std::string text(bool withTitles = true) const;

private:
    std::vector<std::string> m_titles;
    std::vector<std::vector<std::string>> m_rows;
};

/// "1 item", "3 items".
std::string counted(std::int64_t count, std::string_view one, std::string_view several);

} // namespace tarascope::cli
