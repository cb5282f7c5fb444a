#include "model/method/caltable.h"

#include "model/method/datafile.h"

namespace tarascope {
namespace {

constexpr DataReader::GridNames impacts{"negligible", "moderate", "major", "severe"};
constexpr DataReader::GridNames vectors{"N", "A", "L", "P"};

void readCells(DataReader &reader, const json::Node &root, CalTable &table)
{
    const DataReader::Grid grid = reader.grid(root, impacts, vectors);
    for (std::size_t i = 0; reader.ok() && i < 4; ++i)
        for (std::size_t v = 0; reader.ok() && v < 4; ++v)
            table.cells[i][v] = grid[i][v]->isNull() ? 0 : reader.integer(*grid[i][v], 1, 4);
    for (const json::Node &node : reader.list(root, "levels")) {
        reader.expectMembers(node, {"level", "title", "description", "source", "verified"});
        CalLevel level;
        level.level = reader.integer(reader.member(node, "level"), 1, 4);
        level.title = reader.text(node, "title");
        level.description = reader.optionalText(node, "description");
        level.origin = reader.origin(node);
        table.levels.push_back(level);
    }
}

} // namespace

std::optional<int> assuranceLevel(const CalTable &table, ImpactLevel impact, int attackVector)
{
    if (!table.usable || impact == ImpactLevel::Unrated || attackVector < 0 || attackVector > 3)
        return std::nullopt;
    const int level = table.cells[static_cast<std::size_t>(impact)][static_cast<std::size_t>(attackVector)];
    return level > 0 ? std::optional<int>(level) : std::nullopt;
}

Result<CalTable> readCalTable(const json::Document &document)
{
    const json::Node &root = document.root;
    DataReader reader(document);
    reader.expectMembers(root, {"format", "id", "version", "title", "description", "usable", "reason", "data", "rows",
                                "columns", "cells", "levels", "source", "verified"});
    reader.expectFormat(root, "tarascope.calTable");
    CalTable table;
    table.id = reader.text(root, "id");
    table.version = reader.text(root, "version");
    table.title = reader.text(root, "title");
    table.description = reader.optionalText(root, "description");
    table.origin = reader.origin(root);
    table.usable = reader.boolean(reader.member(root, "usable"));
    if (table.usable)
        readCells(reader, root, table);
    else
        table.reason = reader.text(root, "reason");
    if (!reader.ok())
        return reader.error();
    table.sha256 = contentHash(document);
    return table;
}

std::vector<std::string> calTableIds()
{
    return dataIds(DataFolder::Cal);
}

Result<CalTable> loadCalTable(const std::string &id)
{
    Result<json::Document> document = readData(DataFolder::Cal, id);
    if (!document)
        return document.error();
    return readCalTable(*document);
}

} // namespace tarascope
