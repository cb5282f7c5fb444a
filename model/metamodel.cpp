#include "model/metamodel.h"

#include "model/metamodeltable.h"

#include <algorithm>
#include <unordered_map>

namespace tarascope {

namespace {

#define TARASCOPE_NAME(name) #name,
constexpr std::string_view kindNames[] = {TARASCOPE_KINDS(TARASCOPE_NAME)};
constexpr std::string_view linkKindNames[] = {TARASCOPE_LINK_KINDS(TARASCOPE_NAME)};
constexpr std::string_view attributeNames[] = {TARASCOPE_ATTRIBUTES(TARASCOPE_NAME)};
#undef TARASCOPE_NAME

// `requires` is a word of C++, `namespace` too: the enumerators have other spellings.
std::string_view spelled(std::string_view name)
{
    if (name == "requires_")
        return "requires";
    if (name == "namespaceName")
        return "namespace";
    return name;
}

template <class Defs> auto byName(const Defs &defs)
{
    std::unordered_map<std::string_view, std::size_t> places;
    for (std::size_t i = 0; i < defs.size(); ++i)
        places.emplace(defs[i].name(), i);
    return places;
}

template <class Attributes, class Wanted> const AttributeDef *findIn(const Attributes &attributes, Wanted wanted)
{
    for (const AttributeDef &def : attributes)
        if (wanted(def))
            return &def;
    return nullptr;
}

bool holds(const std::vector<Kind> &kinds, Kind kind)
{
    return kinds.empty() || std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

std::string listOf(const std::vector<Kind> &kinds)
{
    if (kinds.empty())
        return "any kind";
    std::string out;
    for (std::size_t i = 0; i < kinds.size(); ++i)
        out += (i == 0 ? "" : i + 1 == kinds.size() ? " or " : ", ") + std::string(kindDef(kinds[i]).name());
    return out;
}

} // namespace

std::string_view AttributeDef::name() const { return attributeName(attr); }
std::string_view KindDef::name() const { return kindNames[static_cast<std::size_t>(kind)]; }
std::string_view LinkDef::name() const { return spelled(linkKindNames[static_cast<std::size_t>(kind)]); }

const AttributeDef *KindDef::find(Attr attr) const
{
    return findIn(attributes, [attr](const AttributeDef &def) { return def.attr == attr; });
}
const AttributeDef *KindDef::find(std::string_view name) const
{
    return findIn(attributes, [name](const AttributeDef &def) { return def.name() == name; });
}
const AttributeDef *LinkDef::find(Attr attr) const
{
    return findIn(attributes, [attr](const AttributeDef &def) { return def.attr == attr; });
}
const AttributeDef *LinkDef::find(std::string_view name) const
{
    return findIn(attributes, [name](const AttributeDef &def) { return def.name() == name; });
}

bool LinkDef::allows(Kind fromKind, Kind toKind) const
{
    if (!holds(from, fromKind) || !holds(to, toKind))
        return false;
    return pairs.empty() || std::find(pairs.begin(), pairs.end(), std::pair{fromKind, toKind}) != pairs.end();
}

std::string_view groupName(Group group)
{
    static constexpr std::string_view names[] = {"api",   "identity", "backend",   "vehicle",
                                                 "asset", "tara",     "assurance", "incident"};
    return names[static_cast<std::size_t>(group)];
}

std::string_view attributeTypeName(AttributeType type)
{
    static constexpr std::string_view names[] = {"text",     "longText", "bool",   "integer",    "real",    "date",
                                                 "enum",     "textList", "enumList", "rating",   "impact",  "chainLinks",
                                                 "linkRef",  "itemRef",  "itemRefs", "row",      "rows"};
    return names[static_cast<std::size_t>(type)];
}

std::span<const KindDef> kinds()
{
    static const std::vector<KindDef> table = makeKinds();
    return table;
}

std::span<const LinkDef> linkKinds()
{
    static const std::vector<LinkDef> table = makeLinkKinds();
    return table;
}

const KindDef &kindDef(Kind kind) { return kinds()[static_cast<std::size_t>(kind)]; }
const LinkDef &linkDef(LinkKind kind) { return linkKinds()[static_cast<std::size_t>(kind)]; }

const KindDef *findKind(std::string_view name)
{
    static const auto places = byName(kinds());
    const auto at = places.find(name);
    return at == places.end() ? nullptr : &kinds()[at->second];
}

const LinkDef *findLinkKind(std::string_view name)
{
    static const auto places = byName(linkKinds());
    const auto at = places.find(name);
    return at == places.end() ? nullptr : &linkKinds()[at->second];
}

const KindDef *findKindByPrefix(std::string_view prefix)
{
    for (const KindDef &def : kinds())
        if (def.prefix == prefix)
            return &def;
    return nullptr;
}

std::string_view attributeName(Attr attr) { return spelled(attributeNames[static_cast<std::size_t>(attr)]); }

std::optional<Attr> findAttribute(std::string_view name)
{
    static const auto places = [] {
        std::unordered_map<std::string_view, Attr> made;
        for (int i = 0; i < attributeCount; ++i)
            made.emplace(attributeName(static_cast<Attr>(i)), static_cast<Attr>(i));
        return made;
    }();
    const auto at = places.find(name);
    return at == places.end() ? std::nullopt : std::optional(at->second);
}

std::string attributeLabel(const AttributeDef &def)
{
    if (!def.label.empty())
        return std::string(def.label);
    std::string words;
    for (char c : def.name()) {
        const bool capital = c >= 'A' && c <= 'Z';
        if (capital) {
            words += ' ';
            words += static_cast<char>(c - 'A' + 'a');
        } else {
            words += words.empty() && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        }
    }
    return words;
}

std::optional<KeyParts> keyParts(std::string_view key)
{
    const std::size_t dash = key.rfind('-');
    if (dash == std::string_view::npos || dash == 0)
        return std::nullopt;
    const std::string_view number = key.substr(dash + 1);
    if (number.empty() || number.size() > 9 || number[0] == '0')
        return std::nullopt;
    KeyParts parts{key.substr(0, dash), 0};
    for (char c : number) {
        if (c < '0' || c > '9')
            return std::nullopt;
        parts.number = 10 * parts.number + (c - '0');
    }
    return parts;
}

Message linkRefusal(LinkKind kind, Kind from, Kind to)
{
    const LinkDef &def = linkDef(kind);
    std::string ends = listOf(def.from) + " to " + listOf(def.to);
    if (!def.pairs.empty()) {
        ends.clear();
        for (const auto &[first, second] : def.pairs)
            ends += (ends.empty() ? "" : "; ") + std::string(kindDef(first).name()) + " to " +
                    std::string(kindDef(second).name());
    }
    return {QT_TRANSLATE_NOOP("model", "a link '%1' may not lead from %2 to %3; allowed is %4"),
            {std::string(def.name()), std::string(kindDef(from).name()), std::string(kindDef(to).name()), ends},
            "linkNotAllowed"};
}

} // namespace tarascope
