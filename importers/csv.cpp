#include "importers/csv.h"

#include "importers/tablereader.h"
#include "model/sha256.h"

#include <algorithm>

namespace tarascope {

Result<Batch> readCsv(std::string_view bytes, const std::string &file, const Budget &budget)
{
    const Result<SourceText> source = SourceText::open(bytes, file, budget.limits);
    if (!source)
        return source.error();
    return TableReader(*source, {"csv:" + sourceName(file), fileName(file), std::nullopt}, budget).read();
}

// Two pasted tables have nothing to do with each other, so each is a source of its own: what stands in one alone is not
// gone from the other.
Result<Batch> readPastedTable(std::string_view text, std::optional<Kind> kind, const Budget &budget)
{
    const Result<SourceText> source = SourceText::open(text, "clipboard", budget.limits);
    if (!source)
        return source.error();
    return TableReader(*source, {"pasted:" + hex(Sha256::of(text)).substr(0, 16), "clipboard", kind}, budget).read();
}

bool beginsWithHeadings(std::string_view head)
{
    const Result<SourceText> source = SourceText::open(head, {}, ImportLimits());
    if (!source)
        return false;
    for (const char delimiter : {',', ';', '\t'}) {
        const Result<std::vector<CsvCell>> row = firstCsvRow(*source, delimiter);
        if (!row || row->size() < 2)
            continue;
        std::size_t known = 0;
        bool names = false;
        for (std::size_t column = 0; column < row->size(); ++column) {
            const TableColumn heading = tableColumn(csvCellText(*source, (*row)[column]));
            const bool isKind = column == 0 && kindNamed(heading.heading);
            known += isKind || isKnownColumn(heading);
            names = names || isKind || heading.role == ColumnRole::Name || heading.role == ColumnRole::Key;
        }
        if (names && known > 1)
            return true;
    }
    return false;
}

} // namespace tarascope
