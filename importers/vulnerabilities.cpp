#include "importers/vulnerabilities.h"

#include <array>

namespace tarascope {

namespace {

/// Of the metamodel's choices, from best to worst.
enum class Level { FalsePositive, Fixed, Mitigated, Open };

constexpr std::array<std::string_view, 4> levelNames{"falsePositive", "fixed", "mitigated", "open"};

struct StatusWord {
    std::string_view word;
    Level level;
};

// CycloneDX analysis.state, CSAF product_status, OpenVEX status. What is still being looked at counts as open.
constexpr StatusWord statusWords[] = {
    {"exploitable", Level::Open},       {"in_triage", Level::Open},
    {"affected", Level::Open},          {"under_investigation", Level::Open},
    {"known_affected", Level::Open},    {"first_affected", Level::Open},
    {"last_affected", Level::Open},     {"resolved", Level::Fixed},
    {"fixed", Level::Fixed},            {"resolved_with_pedigree", Level::Fixed},
    {"first_fixed", Level::Fixed},      {"false_positive", Level::FalsePositive},
    {"not_affected", Level::FalsePositive}, {"known_not_affected", Level::FalsePositive},
};

// Reasons for "not affected" that name something that protects, rather than that the flaw is not there.
constexpr std::array<std::string_view, 6> protections{
    "protected_by_compiler",           "protected_at_runtime", "protected_at_perimeter",
    "protected_by_mitigating_control", "inline_mitigations_already_exist", "requires_configuration"};

std::optional<Level> levelOf(const VulnerabilityModel::Statement &statement)
{
    for (const StatusWord &each : statusWords) {
        if (each.word != statement.status)
            continue;
        const bool protects =
            std::find(protections.begin(), protections.end(), statement.justification) != protections.end();
        return each.level == Level::FalsePositive && protects ? Level::Mitigated : each.level;
    }
    return std::nullopt;
}

} // namespace

std::string VulnerabilityModel::addSoftware(const Software &software)
{
    const std::string key = add(software.kind, "software", software.id, software.name, software.where);
    if (!software.version.empty() && software.kind == Kind::softwareVersion)
        item(key).attributes.set(Attr::version, software.version);
    else
        setField(key, "x-version", software.version);
    setField(key, "x-purl", software.purl);
    setField(key, "x-cpe", software.cpe);
    if (!software.purl.empty() && m_purls.insert(software.purl).second)
        item(key).external.push_back({"purl", software.purl, {}});
    return key;
}

std::string VulnerabilityModel::softwareNamed(const std::string &id, const Where &where)
{
    if (const std::string key = "software:" + id; has(key))
        return key;
    kept().count("software", QT_TRANSLATE_NOOP("model", "%1 products are known by their id alone"), "softwareById", where);
    const std::size_t fragment = id.find('#');
    const bool isLink = id.starts_with("urn:cdx:") && fragment != std::string::npos;
    const std::string purl = id.starts_with("pkg:") ? id : std::string();
    return addSoftware({id, isLink ? id.substr(fragment + 1) : id, {}, purl, {}, Kind::softwareVersion, where});
}

void VulnerabilityModel::setStatements(const std::string &vulnerability, std::span<const Statement> statements,
                                       const Where &where)
{
    std::optional<Level> worst;
    for (const Statement &each : statements) {
        const std::optional<Level> level = levelOf(each);
        if (level && (!worst || *level > *worst))
            worst = level;
    }
    if (worst)
        setChoice(item(vulnerability), Attr::status, levelNames[static_cast<std::size_t>(*worst)]);
    std::string reasons;
    for (const Statement &each : statements) {
        const bool counts = levelOf(each) == worst && !each.product.empty();
        if (counts)
            link(LinkKind::affects, vulnerability, each.product, where);
        if (!counts || !each.justification.empty())
            addLine(vulnerability, "x-statements",
                    (each.product.empty() ? "" : item(each.product).name + ": ") + each.status +
                        (each.justification.empty() ? "" : " (" + each.justification + ")"));
        if (counts && !each.justification.empty() && reasons.find(each.justification) == std::string::npos)
            reasons += (reasons.empty() ? "" : ", ") + each.justification;
        if (!levelOf(each))
            kept().count(each.status.empty() ? "status" : each.status,
                         QT_TRANSLATE_NOOP("model", "%1 statements have a status without a counterpart here"),
                         "vulnerabilityStatus", where);
        else if (!counts && !each.product.empty())
            kept().count("statement",
                         QT_TRANSLATE_NOOP("model", "%1 statements about further products are kept as a text; another "
                                                    "product of the same vulnerability is worse off"),
                         "vulnerabilityDiffers", where);
    }
    setField(vulnerability, "x-justification", reasons);
}

void VulnerabilityModel::addIds(const std::string &vulnerability, const std::vector<std::string> &ids)
{
    Attributes &attributes = item(vulnerability).attributes;
    const auto *present = attributes.get<TextList>(Attr::ids);
    TextList all = present ? *present : TextList();
    for (const std::string &id : ids)
        if (!id.empty() && std::find(all.begin(), all.end(), id) == all.end())
            all.push_back(id);
    if (!all.empty())
        attributes.set(Attr::ids, std::move(all));
}

void VulnerabilityModel::setSeverity(const std::string &vulnerability, const std::string &severity,
                                     const std::string &vector)
{
    Attributes &attributes = item(vulnerability).attributes;
    if (!severity.empty() && !attributes.find(Attr::severity))
        attributes.set(Attr::severity, severity);
    if (!vector.empty() && !attributes.find(Attr::vector))
        attributes.set(Attr::vector, vector);
}

} // namespace tarascope
