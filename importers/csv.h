#pragma once
#include "model/batch.h"
#include "model/budget.h"

#include <optional>

namespace tarascope {

/// Reads a table with a row of headings (values separated by comma, semicolon or tab). Each row becomes an item; the
/// headings name attributes of the metamodel, "key", "name", "description", "tags", "id" or links ("attachedTo": keys or
/// names, separated by semicolons). The kind of the items is said by a column "kind", by the keys, by the first heading
/// ("Component") or by headings that only one kind has. Unknown columns are listed. Cells that cannot be read refuse the
/// table, with all their places. External keys of system "csv:<file name>": the id, else the key, else kind and name.
Result<Batch> readCsv(std::string_view bytes, const std::string &file, const Budget &budget);

/// Reads a table pasted from a spreadsheet. `kind` is that of rows whose table does not say one.
Result<Batch> readPastedTable(std::string_view text, std::optional<Kind> kind, const Budget &budget);

/// Whether a text begins with headings of such a table: two columns or more that are known, one of them name or key.
bool beginsWithHeadings(std::string_view head);

} // namespace tarascope
