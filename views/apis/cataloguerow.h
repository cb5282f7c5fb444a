#pragma once
#include "views/frame/survey.h"
#include "views/paint/chainstrip.h"
#include "views/tables/tablemodel.h"

#include <functional>

namespace tarascope {

/// A line of the catalogue: an API, a version, or an endpoint with one of its commands.
struct CatalogueRow {
    ItemId item;
    ItemId command; ///< of an endpoint; invalid: it invokes none
    ItemId api;     ///< that it belongs to
    Completeness completeness;
    ReviewStanding review;      ///< of an API
    std::int64_t endpoints = 0; ///< of an API or version
    std::int64_t versions = 0;  ///< of an API
    int deprecated = 0;         ///< versions of an API
    std::string_view exposure;  ///< of an endpoint, its own or inherited
    bool inherited = false;
    std::optional<std::int64_t> sunsetIn; ///< days, of a version
    ChainStates strip{};                  ///< of an endpoint
    std::array<int, 3> problems{};        ///< by severity, of the item and what it holds
};

struct CatalogueKey {
    ItemId item;
    ItemId command;
    bool operator==(const CatalogueKey &) const = default;
};

/// Which list of the catalogue.
enum class CatalogueSort { Apis, Endpoints, Versions };

/// The lines of a list; problems of an API count those of its versions and endpoints, too.
std::vector<CatalogueRow> catalogueRows(CatalogueSort sort, const Survey &survey);
/// The columns, and which of them is completeness, endpoints and problems (-1: none).
struct CatalogueColumns {
    std::vector<Column<CatalogueRow>> columns;
    int complete = -1;
    int endpoints = -1;
    int problems = -1;
};
CatalogueColumns catalogueColumns(CatalogueSort sort, const std::function<const Graph &()> &graph);
/// "7 APIs, 5 complete, 1 review over"
QString catalogueTitle(CatalogueSort sort, const std::vector<CatalogueRow> &rows);

} // namespace tarascope

template <> struct std::hash<tarascope::CatalogueKey> {
    std::size_t operator()(const tarascope::CatalogueKey &key) const noexcept
    {
        return std::hash<tarascope::ItemId>{}(key.item) * 31 + std::hash<tarascope::ItemId>{}(key.command);
    }
};
