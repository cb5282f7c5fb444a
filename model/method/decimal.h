#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

namespace tarascope {

/// A number as it stands in a method, `digits` / 10^`decimals`, without trailing zeros after the point. Scores are
/// compared as integers made from these, so no border between two classes depends on rounding.
struct Decimal {
    std::int64_t digits = 0;
    int decimals = 0;

    /// Reads digits with an optional fraction ("0.85"); at most 9 digits before and 6 after the point, no sign, no
    /// exponent.
    static std::optional<Decimal> fromText(std::string_view text);
    double real() const;
    bool isInteger() const { return decimals == 0; }
    bool operator==(const Decimal &) const = default;
};

/// 10^exponent; nothing when it does not fit.
std::optional<std::int64_t> powerOfTen(int exponent);
/// The integer value * 10^decimals; nothing when it does not fit or has more decimals.
std::optional<std::int64_t> scaled(const Decimal &value, int decimals);

} // namespace tarascope
