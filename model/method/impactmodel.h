#pragma once
#include "model/method/ratingmethod.h"

#include <array>
#include <string>
#include <vector>

namespace tarascope {

/// What one impact level means in one category.
struct ImpactCriterion {
    std::string title;
    std::string description;
    Origin origin;
    bool operator==(const ImpactCriterion &) const = default;
};

struct ImpactCategoryText {
    std::string title;
    Origin origin;
    std::array<ImpactCriterion, 4> levels; ///< negligible..severe
    bool operator==(const ImpactCategoryText &) const = default;
};

/// The criteria of the four impact categories (ISO/SAE 21434:2021 clause 15.5, annex F informative). The impact of a
/// damage scenario is the maximum of its categories (Impact::worst).
struct ImpactModel {
    std::string id;
    std::string version;
    std::string title;
    std::string clause;
    std::vector<std::string> notes;
    std::array<ImpactCategoryText, impactCategoryCount> categories; ///< S, F, O, P
    std::string sha256;

    const ImpactCriterion &criterion(ImpactCategory category, ImpactLevel level) const
    {
        return categories[static_cast<std::size_t>(category)].levels[static_cast<std::size_t>(level)];
    }
    bool operator==(const ImpactModel &) const = default;
};

/// Reads and checks a model: four categories with four levels, each once.
Result<ImpactModel> readImpactModel(const json::Document &document);
/// A shipped model; an unknown id is an error of kind Usage.
Result<ImpactModel> loadImpactModel(const std::string &id);

} // namespace tarascope
