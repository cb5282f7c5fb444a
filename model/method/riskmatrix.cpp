#include "model/method/riskmatrix.h"

#include "model/method/datafile.h"

#include <algorithm>
#include <cmath>

namespace tarascope {
namespace {

constexpr std::array<std::string_view, 4> impacts{"negligible", "moderate", "major", "severe"};
constexpr std::array<std::string_view, 4> feasibilities{"veryLow", "low", "medium", "high"};

double readCell(DataReader &reader, const json::Node &node, bool fractions)
{
    const Decimal value = reader.decimal(node);
    if (reader.ok() && (value.real() < 1 || value.real() > 5))
        reader.refuse(node, {QT_TRANSLATE_NOOP("model", "The risk value %1 is not within 1 to 5."), {node.text},
                             "riskOutOfRange"});
    if (!fractions && !value.isInteger())
        reader.refuse(node, {QT_TRANSLATE_NOOP("model", "The risk value %1 is a fraction, but the matrix says no "
                                                        "rounding."),
                             {node.text},
                             "fractionWithoutRounding"});
    return value.real();
}

void checkMonotone(DataReader &reader, const json::Node &cells, const RiskMatrix &matrix)
{
    for (std::size_t i = 0; i < 4; ++i)
        for (std::size_t f = 0; f < 4; ++f)
            if ((i > 0 && matrix.cells[i][f] < matrix.cells[i - 1][f]) ||
                (f > 0 && matrix.cells[i][f] < matrix.cells[i][f - 1]))
                reader.refuse(cells, {QT_TRANSLATE_NOOP("model", "The risk for impact %1 and feasibility %2 is below "
                                                                 "that of a smaller impact or feasibility."),
                                      {std::string(impacts[i]), std::string(feasibilities[f])},
                                      "notMonotone"});
}

void readCells(DataReader &reader, const json::Node &root, RiskMatrix &matrix)
{
    static constexpr std::array<std::string_view, 2> roundings{"none", "halfUp"};
    const bool fractions = reader.choice(reader.member(root, "rounding"), roundings) == 1;
    const DataReader::Grid grid = reader.grid(root, impacts, feasibilities);
    for (std::size_t i = 0; reader.ok() && i < 4; ++i)
        for (std::size_t f = 0; reader.ok() && f < 4; ++f)
            matrix.cells[i][f] = readCell(reader, *grid[i][f], fractions);
    if (reader.ok())
        checkMonotone(reader, *root.find("cells"), matrix);
}

} // namespace

std::optional<int> riskValue(const RiskMatrix &matrix, ImpactLevel impact, Feasibility feasibility)
{
    if (!matrix.usable || impact == ImpactLevel::Unrated)
        return std::nullopt;
    const auto column = static_cast<std::size_t>(std::max(feasibility, Feasibility::VeryLow)) - 1;
    return static_cast<int>(std::floor(matrix.cells[static_cast<std::size_t>(impact)][column] + 0.5));
}

Result<RiskMatrix> readRiskMatrix(const json::Document &document)
{
    const json::Node &root = document.root;
    DataReader reader(document);
    reader.expectMembers(root, {"format", "id", "version", "title", "description", "usable", "reason", "data", "rows",
                                "columns", "cells", "rounding", "impactValues", "feasibilityValues", "source",
                                "verified"});
    reader.expectFormat(root, "tarascope.riskMatrix");
    RiskMatrix matrix;
    matrix.id = reader.text(root, "id");
    matrix.version = reader.text(root, "version");
    matrix.title = reader.text(root, "title");
    matrix.description = reader.optionalText(root, "description");
    matrix.origin = reader.origin(root);
    matrix.usable = reader.boolean(reader.member(root, "usable"));
    if (matrix.usable)
        readCells(reader, root, matrix);
    else
        matrix.reason = reader.text(root, "reason");
    if (!reader.ok())
        return reader.error();
    matrix.sha256 = contentHash(document);
    return matrix;
}

std::vector<std::string> matrixIds()
{
    return dataIds(DataFolder::Matrices);
}

std::vector<std::string> selectableMatrixIds()
{
    std::vector<std::string> ids;
    for (const std::string &id : matrixIds()) {
        const Result<RiskMatrix> matrix = loadMatrix(id);
        if (matrix && matrix->usable)
            ids.push_back(id);
    }
    return ids;
}

Result<RiskMatrix> loadMatrix(const std::string &id)
{
    Result<json::Document> document = readData(DataFolder::Matrices, id);
    if (!document)
        return document.error();
    return readRiskMatrix(*document);
}

} // namespace tarascope
