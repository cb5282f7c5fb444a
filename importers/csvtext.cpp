#include "importers/csvtext.h"

#include <algorithm>

namespace tarascope {

namespace {

class CsvSplitter
{
public:
    CsvSplitter(const SourceText &source, char delimiter) : m_source(source), m_bytes(source.bytes()), m_delimiter(delimiter)
    {
        // A spreadsheet's own note on the delimiter, "sep=;", is no row.
        if (m_bytes.size() > 5 && m_bytes.starts_with("sep=") && (m_bytes[5] == '\r' || m_bytes[5] == '\n'))
            m_at = 5;
    }

    bool done() const { return m_at >= m_bytes.size(); }

    /// The next row; empty when it holds no text.
    Result<std::vector<CsvCell>> row()
    {
        std::vector<CsvCell> cells;
        m_rowAt = m_at;
        for (;;) {
            const Result<CsvCell> cell = m_at < m_bytes.size() && m_bytes[m_at] == '"' ? quotedCell() : plainCell();
            if (!cell)
                return cell.error();
            if (m_at - m_rowAt > longestCsvRow)
                return tooLong();
            if (cells.size() >= mostCsvColumns)
                return refuse(QT_TRANSLATE_NOOP("model", "the row has more than %1 cells, the limit"),
                              {std::to_string(mostCsvColumns)}, "csvTooManyColumns", m_rowAt);
            cells.push_back(*cell);
            if (m_at >= m_bytes.size() || m_bytes[m_at] != m_delimiter)
                break;
            ++m_at;
        }
        if (m_bytes.substr(m_at).starts_with("\r\n"))
            ++m_at;
        ++m_at; // the end of the line, or behind the end of the text
        const bool empty = std::all_of(cells.begin(), cells.end(), [](const CsvCell &cell) {
            return cell.raw.find_first_not_of(" \t,;") == std::string_view::npos;
        });
        return empty ? std::vector<CsvCell>() : cells;
    }

private:
    Error refuse(const char *text, std::vector<std::string> args, const char *code, std::size_t at) const
    {
        return {ErrorKind::Input, {text, std::move(args), code}, m_source.where(m_source.start() + static_cast<std::int64_t>(at))};
    }
    Error tooLong() const
    {
        return refuse(QT_TRANSLATE_NOOP("model", "the row that begins here has more than %1 bytes, the limit"),
                      {std::to_string(longestCsvRow)}, "csvRowTooLong", m_rowAt);
    }
    /// A search may go no further than a row may be long.
    std::size_t rowLimit() const { return std::min(m_bytes.size(), m_rowAt + longestCsvRow + 2); }

    Result<CsvCell> plainCell()
    {
        const std::size_t begin = m_at;
        const std::size_t limit = rowLimit();
        while (m_at < limit && m_bytes[m_at] != m_delimiter && m_bytes[m_at] != '\r' && m_bytes[m_at] != '\n')
            ++m_at;
        return CsvCell{m_bytes.substr(begin, m_at - begin), false};
    }

    Result<CsvCell> quotedCell()
    {
        const std::size_t opened = m_at;
        const std::size_t limit = rowLimit();
        for (++m_at; m_at < limit; ++m_at) {
            if (m_bytes[m_at] != '"')
                continue;
            if (m_bytes.substr(m_at + 1).starts_with('"')) {
                ++m_at;
                continue;
            }
            const CsvCell cell{m_bytes.substr(opened + 1, m_at - opened - 1), true};
            ++m_at;
            const bool ends = m_at >= m_bytes.size() || m_bytes[m_at] == m_delimiter || m_bytes[m_at] == '\r' ||
                              m_bytes[m_at] == '\n';
            if (!ends)
                return refuse(QT_TRANSLATE_NOOP("model", "text follows a closing quote; a quote within a cell is written "
                                                         "twice"),
                              {}, "csvAfterQuote", m_at);
            return cell;
        }
        if (limit < m_bytes.size())
            return tooLong();
        return refuse(QT_TRANSLATE_NOOP("model", "the quote that opens here is not closed"), {}, "csvUnclosedQuote", opened);
    }

    const SourceText &m_source;
    std::string_view m_bytes;
    char m_delimiter;
    std::size_t m_at = 0;
    std::size_t m_rowAt = 0;
};

/// What makes a spreadsheet run a text, also in full width.
bool startsFormula(std::string_view text)
{
    for (const char *start : {"=", "+", "-", "@", "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"})
        if (text.starts_with(start))
            return true;
    return false;
}

} // namespace

Result<CsvText> splitCsv(const SourceText &source, char delimiter, const Budget &budget)
{
    CsvText text;
    text.delimiter = delimiter;
    CsvSplitter splitter(source, delimiter);
    std::int64_t cells = 0;
    while (!splitter.done()) {
        Result<std::vector<CsvCell>> row = splitter.row();
        if (!row)
            return row.error();
        if (row->empty())
            continue;
        cells += static_cast<std::int64_t>(row->size());
        if (cells > budget.limits.nodes)
            return Error{ErrorKind::Input,
                         {QT_TRANSLATE_NOOP("model", "the file has more than %1 elements, the limit for an import"),
                          {std::to_string(budget.limits.nodes)},
                          "tooManyElements"},
                         source.where(source.offsetOf(row->front().raw))};
        text.rows.push_back(std::move(*row));
        if (text.rows.size() % 256 == 1) {
            if (const Result<void> go = budget.check(); !go)
                return go.error();
        }
    }
    return text;
}

Result<std::vector<CsvCell>> firstCsvRow(const SourceText &source, char delimiter)
{
    CsvSplitter splitter(source, delimiter);
    while (!splitter.done()) {
        Result<std::vector<CsvCell>> row = splitter.row();
        if (!row || !row->empty())
            return row;
    }
    return std::vector<CsvCell>();
}

std::string csvCellText(const SourceText &source, const CsvCell &cell)
{
    std::string text = source.decode(cell.raw);
    if (cell.quoted)
        for (std::size_t at = text.find("\"\""); at != std::string::npos; at = text.find("\"\"", at + 1))
            text.erase(at, 1);
    const std::size_t first = text.find_first_not_of(" \t\n");
    text.erase(0, std::min(first, text.size()));
    text.erase(text.find_last_not_of(" \t\n") + 1);
    if (text.starts_with('\'')) {
        const std::size_t behind = text.find_first_not_of('\'');
        if (behind != std::string::npos && startsFormula(std::string_view(text).substr(behind)))
            text.erase(0, 1);
    }
    return text;
}

} // namespace tarascope
