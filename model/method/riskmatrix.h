#pragma once
#include "model/method/ratingmethod.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace tarascope {

/// A risk matrix (ISO/SAE 21434:2021 clause 15.8; annex H is informative): impact x attack feasibility -> 1..5, 5 the
/// highest risk. Those that are kept as facts only, for want of such cells, are not `usable` and say why.
struct RiskMatrix {
    std::string id;
    std::string version;
    std::string title;
    std::string description;
    bool usable = false;
    std::string reason; ///< why it is not usable
    /// [impact negligible..severe][feasibility very low..high], 1..5, with fractions where a formula gives them.
    std::array<std::array<double, 4>, 4> cells{};
    Origin origin;
    std::string sha256;

    bool operator==(const RiskMatrix &) const = default;
};

inline constexpr std::string_view defaultMatrixId = "RM-ISO-H";

/// The risk value 1..5; a fraction is rounded, a half upwards. Feasibility None is valued as VeryLow. Nothing when the
/// impact is not rated or the matrix is not usable.
std::optional<int> riskValue(const RiskMatrix &matrix, ImpactLevel impact, Feasibility feasibility);

/// Reads and checks a matrix. Refused with the place: rows or columns that are missing, cells outside 1..5, fractions
/// without "rounding": "halfUp", a risk that falls where impact or feasibility rise.
Result<RiskMatrix> readRiskMatrix(const json::Document &document);

/// Ids of all shipped matrices, sorted; the selectable ones are those that are usable.
std::vector<std::string> matrixIds();
std::vector<std::string> selectableMatrixIds();
/// A shipped matrix; an unknown id is an error of kind Usage.
Result<RiskMatrix> loadMatrix(const std::string &id);

} // namespace tarascope
