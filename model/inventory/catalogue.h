#pragma once
#include "model/inventory/completeness.h"

/// The catalogue of APIs, versions and endpoints, as tables show it.

namespace tarascope {

/// What is known of the last review of an API.
enum class ReviewState : std::uint8_t { None, Current, Over };

struct ReviewStanding {
    ReviewState state = ReviewState::None;
    std::optional<Date> last;
    std::int64_t days = 0; ///< left while it holds; since it ran out when it is over
};
ReviewStanding reviewOf(const Item &api, Date asOf);

struct ApiEntry {
    ItemId api;
    Completeness completeness;
    ReviewStanding review;
    std::vector<ItemId> versions;
    std::vector<ItemId> endpoints; ///< of all its versions, each once
    int deprecated = 0;            ///< versions deprecated and not retired
};

struct VersionEntry {
    ItemId version;
    ItemId api; ///< the first that has it; invalid: none
    Completeness completeness;
    std::int64_t endpoints = 0;
    std::optional<std::int64_t> sunsetIn; ///< days from the day asked for to its sunset; below zero: it has passed
};

struct EndpointEntry {
    ItemId endpoint;
    ItemId version; ///< the first that exposes it; invalid: none
    ItemId api;
    Completeness completeness;
    std::string_view exposure; ///< its own, else that of its API; empty: not said
    bool ownExposure = false;
    std::string_view logging; ///< its own, else that of its API
};

/// The whole catalogue as of a day; each list by key.
struct ApiCatalogue {
    std::vector<ApiEntry> apis;
    std::vector<VersionEntry> versions;
    std::vector<EndpointEntry> endpoints;
};
ApiCatalogue catalogueOf(const Graph &graph, Date asOf);

} // namespace tarascope
