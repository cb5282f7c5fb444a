#pragma once
#include "model/ids.h"

#include <array>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace tarascope {

/// A day of the proleptic Gregorian calendar, written YYYY-MM-DD.
struct Date {
    int year = 1970;
    int month = 1;
    int day = 1;

    static std::optional<Date> fromIso(std::string_view text);
    std::string iso() const;
    auto operator<=>(const Date &) const = default;
};

/// The chosen level of an enumerated attribute: its place in AttributeDef::choices.
struct Choice {
    std::uint16_t index = 0;
    auto operator<=>(const Choice &) const = default;
};

/// The factors that a rating may name; which of them count is said by the rating method.
/// ET..Eq: attack potential (ISO/SAE 21434 G.2), AV..UI: CVSS exploitability (G.3), AV alone: attack vector (G.4).
enum class Factor : std::uint8_t { ET, SE, KoIC, WoO, Eq, AV, AC, PR, UI };
inline constexpr int factorCount = 9;

/// How hard one step is, per factor: the index of the level (0 is the easiest), or `unrated`. One rating may hold the
/// factors of several methods; a method reads its own and calls a rating without all of them not rated.
struct Rating {
    static constexpr std::int8_t unrated = -1;
    std::array<std::int8_t, factorCount> levels{unrated, unrated, unrated, unrated, unrated,
                                                unrated, unrated, unrated, unrated};

    std::int8_t &operator[](Factor factor) { return levels[static_cast<std::size_t>(factor)]; }
    std::int8_t operator[](Factor factor) const { return levels[static_cast<std::size_t>(factor)]; }
    auto operator<=>(const Rating &) const = default;
};

/// Names of the factors ("ET") and of their levels ("1d"), easiest first; the spelling of the JSON contracts.
std::string_view factorName(Factor factor);
const std::vector<std::string_view> &factorLevels(Factor factor);

/// Level of a damage scenario in one category (ISO/SAE 21434 clause 15.5), least first.
enum class ImpactLevel : std::int8_t { Unrated = -1, Negligible, Moderate, Major, Severe };
std::string_view impactLevelName(ImpactLevel level); ///< "negligible".."severe", empty for Unrated
enum class ImpactCategory : std::uint8_t { S, F, O, P };
inline constexpr int impactCategoryCount = 4;

/// Impact per category: safety, financial, operational, privacy.
struct Impact {
    std::array<ImpactLevel, impactCategoryCount> levels{ImpactLevel::Unrated, ImpactLevel::Unrated,
                                                        ImpactLevel::Unrated, ImpactLevel::Unrated};

    ImpactLevel &operator[](ImpactCategory category) { return levels[static_cast<std::size_t>(category)]; }
    ImpactLevel operator[](ImpactCategory category) const { return levels[static_cast<std::size_t>(category)]; }
    /// The worst category that is rated; Unrated when none is.
    ImpactLevel worst() const;
    auto operator<=>(const Impact &) const = default;
};

/// At which size an attack works or is asked for. `Own` is the attacker's own app instance or car and is not part of
/// the order; of the others a larger one includes the smaller.
enum class Scale : std::uint8_t { Own, Vehicle, Tenant, Fleet };
std::string_view scaleName(Scale scale); ///< "own", "vehicle", "tenant", "fleet"
std::optional<Scale> scaleFromName(std::string_view name);

/// The eight links of an authorization chain, L1 application .. L8 vehicle.
enum class ChainLink : std::uint8_t { L1, L2, L3, L4, L5, L6, L7, L8 };
inline constexpr int chainLinkCount = 8;

/// Which chain links are satisfied, and at which scale where it is said.
struct ChainLinks {
    static constexpr std::int8_t no = -1;
    static constexpr std::int8_t unsaid = 0; ///< satisfied, the default scale of the context
    /// Per link: no, unsaid, or a Scale from Vehicle up as number.
    std::array<std::int8_t, chainLinkCount> at{no, no, no, no, no, no, no, no};

    bool has(ChainLink link) const { return at[static_cast<std::size_t>(link)] != no; }
    std::int8_t &operator[](ChainLink link) { return at[static_cast<std::size_t>(link)]; }
    std::int8_t operator[](ChainLink link) const { return at[static_cast<std::size_t>(link)]; }
    bool operator==(const ChainLinks &) const = default;
};

/// A nested row: named cells, sorted by name. Cells of columns that the metamodel declares as references hold a uid in
/// hexadecimal, of numbers the digits, of the rest text.
struct Row {
    std::vector<std::pair<std::string, std::string>> cells;

    const std::string *find(std::string_view column) const;
    void set(std::string_view column, std::string text);
    bool operator==(const Row &) const = default;
};

using TextList = std::vector<std::string>;
using ChoiceList = std::vector<Choice>; ///< without repeats, in the order of the choices
using RefList = std::vector<Uid>;
using Rows = std::vector<Row>;

/// The value of one attribute. An unknown value is no attribute at all.
using Value = std::variant<std::string, bool, std::int64_t, double, Date, Choice, TextList, ChoiceList, Rating, Impact,
                           ChainLinks, Uid, RefList, Row, Rows>;

} // namespace tarascope
