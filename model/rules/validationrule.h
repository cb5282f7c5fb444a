#pragma once
#include "model/assurance/evidence.h"

#include <functional>

namespace tarascope {

/// How much a problem matters: an error breaks a chain or an analysis, a warning is a weakness, a note is a gap.
enum class Severity : std::uint8_t { Error, Warning, Note };
std::string_view severityName(Severity severity); ///< "error", "warning", "note"

/// What a rule looks at.
struct RuleInput {
    const Graph &graph;
    const Evidence &evidence;
    Date asOf; ///< today
};

/// Takes what a rule finds: the item at fault, what is wrong there, and further items that belong to it.
using Report = std::function<void(ItemId item, Message text, std::vector<ItemId> others)>;

/// One validation rule: what it says is its prose, what it does is `check`.
struct ValidationRule {
    std::string_view id; ///< stable: "api-review"
    Severity severity = Severity::Warning;
    const char *title = ""; ///< the finding in a few words, marked for translation
    const char *why = "";   ///< why it matters
    const char *hint = "";  ///< how to mend it
    std::vector<std::string_view> references; ///< "OWASP API9:2023"
    void (*check)(const RuleInput &input, const Report &report) = nullptr;
};

/// All rules by theme, in the order in which problems are listed.
std::vector<ValidationRule> inventoryRules();     ///< owners, logging, reviews, versions
std::vector<ValidationRule> authorizationRules(); ///< relationship checks, roles, scopes
std::vector<ValidationRule> commandRules();       ///< what a risky command must have
std::vector<ValidationRule> credentialRules();    ///< lifetime, sharing, revocation
std::vector<ValidationRule> backendRules();       ///< trust and failure of services
std::vector<ValidationRule> taraRules();          ///< gaps between inventory, threats and incidents

} // namespace tarascope
