#pragma once
#include "model/batch.h"
#include "model/budget.h"
#include "model/exchange/selection.h"

#include <span>

namespace tarascope {

/// What an export wrote, and what it could not say in its format.
struct Exported {
    std::string text;
    std::vector<LossEntry> skipped;
};

/// One format of outside tools. The same input gives the same bytes; texts of the project are escaped and never become
/// markup, a formula or a path.
struct ExportFormat {
    std::string_view name; ///< "dot"
    std::string_view title;
    Result<Exported> (*write)(const Graph &graph, const Selection &selection, const Budget &budget) = nullptr;
};

/// All formats but our own normal form, in the order of the alphabet.
std::span<const ExportFormat> exportFormats();

/// A table of items of one kind (RFC 4180), attributes by their JSON names, links by the keys of their ends; `import` reads
/// it again. A text that a spreadsheet would take for a formula gets an apostrophe before it.
Result<Exported> writeCsv(const Graph &graph, const Selection &selection, const Budget &budget);
/// Graphviz' language: items as n1, n2..., their texts as labels only.
Result<Exported> writeDot(const Graph &graph, const Selection &selection, const Budget &budget);
/// GraphML 1.0 with key, kind, name, description and attributes (as JSON) of items and links.
Result<Exported> writeGraphMl(const Graph &graph, const Selection &selection, const Budget &budget);
/// Open Threat Model 0.2: what can be drawn as component, data flow, asset, zone, threat and mitigation, with attributes;
/// `import` reads it again. Kinds, links and attributes without a place are counted.
Result<Exported> writeOtm(const Graph &graph, const Selection &selection, const Budget &budget);
/// A picture with the lanes of the canvas; kinds without a lane are left out and listed.
Result<Exported> writeSvg(const Graph &graph, const Selection &selection, const Budget &budget);

} // namespace tarascope
