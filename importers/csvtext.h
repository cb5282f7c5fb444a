#pragma once
#include "importers/sourcetext.h"
#include "model/budget.h"

namespace tarascope {

/// One cell as it stands in the file, without the quotes around it.
struct CsvCell {
    std::string_view raw;
    bool quoted = false; ///< two quotes in it mean one
};

/// The rows of a text with separated values (RFC 4180; also with semicolons or tabs). Rows without any text are left out.
struct CsvText {
    char delimiter = ',';
    std::vector<std::vector<CsvCell>> rows;
};

inline constexpr std::size_t mostCsvColumns = 1000;
inline constexpr std::size_t longestCsvRow = std::size_t(1) << 20; ///< bytes

/// Splits a text. Lines end in LF, CR or CRLF, also within quotes. Refused with the place: a quote that does not end or
/// is followed by text, rows over 1 MiB or 1,000 cells, more than `limits.nodes` cells.
Result<CsvText> splitCsv(const SourceText &source, char delimiter, const Budget &budget);
/// The first row alone, and where it ends; empty rows before it are skipped.
Result<std::vector<CsvCell>> firstCsvRow(const SourceText &source, char delimiter);

/// What a cell says, as UTF-8 and without blanks at its ends. The apostrophe that stands before a text so that no
/// spreadsheet takes it for a formula (OWASP, CSV injection) is taken off.
std::string csvCellText(const SourceText &source, const CsvCell &cell);

} // namespace tarascope
