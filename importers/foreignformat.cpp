#include "importers/foreignformat.h"

#include "importers/filehead.h"

#include <algorithm>

namespace tarascope {

namespace {

/// How a format shows itself: its first XML element, a member of its JSON object, or a text anywhere in the beginning.
struct Foreign {
    std::string_view name;
    std::string_view xmlRoot;
    std::string_view member;
    std::string_view text; ///< must be there too; where it stands is the place
};

constexpr Foreign foreigns[] = {
    {"a CAIRIS model", "cairis_model", "", "<cairis_model"},
    {"a template of the Microsoft Threat Modeling Tool, not a model", "KnowledgeBase", "", "<KnowledgeBase"},
    {"a Burp Suite report", "issues", "", "burpVersion"},
    {"a ZAP report", "OWASPZAPReport", "", "<OWASPZAPReport"},
    {"an Attack Flow", "", "schema", "\"attack_flow_v"},
    {"a MindMup map", "", "ideas", "\"formatVersion\""},
    {"a JSON schema", "", "properties", "\"properties\""},
    {"a TM-BOM of the OWASP Threat Model Library", "", "trust_zones", "\"trust_zones\""},
    {"a threat library of pytm, not a model", "", "", "\"SID\""},
    {"a STIX bundle", "", "objects", "\"bundle"},
    {"a SARIF log", "", "runs", "\"runs\""},
    {"an OSV record", "", "aliases", "\"schema_version\""},
    {"a Nuclei report", "", "", "\"template-id\""},
    {"an SPDX file of tags and values", "", "", "SPDXVersion: SPDX-"},
    {"a Newman report", "", "collection/_", "\"collection\""},
    {"a MAL model", "", "", "associated_assets:"},
};

Where placeOf(std::string_view head, std::size_t at, const std::string &file)
{
    const std::string_view before = head.substr(0, at);
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const std::size_t start = before.rfind('\n') + 1; // npos + 1 is 0
    const auto column = std::count_if(before.begin() + static_cast<std::ptrdiff_t>(start), before.end(),
                                      [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
    return {file, line, 1 + column, static_cast<std::int64_t>(at), {}, {}};
}

// "category System {" with "asset" behind it: the language has no header.
bool isMalLanguage(const FileHead &head)
{
    const bool begins = head.text().starts_with("//") || head.text().starts_with("#id:") ||
                        head.text().starts_with("category ") || head.text().starts_with("include ");
    return begins && head.contains("category ") && head.contains("asset ");
}

Error refusal(std::string name, Where where)
{
    return {ErrorKind::Input,
            {QT_TRANSLATE_NOOP("model", "this is %1; this format is not read"), {std::move(name)}, "foreignFormat"},
            std::move(where)};
}

} // namespace

std::optional<Error> foreignFormat(std::string_view head, const std::string &file)
{
    const FileHead shown(head);
    for (const Foreign &each : foreigns) {
        const bool isRoot = each.xmlRoot.empty() || shown.xmlRoot() == each.xmlRoot;
        const bool isMember = each.member.empty() || shown.hasMember(each.member);
        if (isRoot && isMember && shown.contains(each.text))
            return refusal(std::string(each.name), placeOf(head, head.find(each.text), file));
    }
    if (isMalLanguage(shown))
        return refusal("a language of MAL (Meta Attack Language)", placeOf(head, head.find("category "), file));
    return std::nullopt;
}

} // namespace tarascope
