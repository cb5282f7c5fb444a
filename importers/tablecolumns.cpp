#include "importers/tablecolumns.h"

#include <algorithm>
#include <unordered_map>

namespace tarascope {

namespace {

struct RoleName {
    std::string_view plain;
    ColumnRole role;
};
constexpr RoleName roles[] = {
    {"itemkind", ColumnRole::Kind},       {"kindofitem", ColumnRole::Kind},    {"key", ColumnRole::Key},
    {"name", ColumnRole::Name},           {"title", ColumnRole::Name},         {"description", ColumnRole::Description},
    {"tags", ColumnRole::Tags},           {"id", ColumnRole::ExternalKey},     {"externalkey", ColumnRole::ExternalKey},
};

bool startsAt(const LinkDef &link, Kind kind)
{
    return link.from.empty() || std::find(link.from.begin(), link.from.end(), kind) != link.from.end();
}

using Members = std::unordered_map<std::string, ColumnMember>;

/// All that a heading can mean for one kind. Attributes go before links, names before words; words that two links share
/// mean neither.
Members membersOf(const KindDef &kind)
{
    Members members;
    for (const AttributeDef &attribute : kind.attributes)
        members.try_emplace(plainWords(attribute.name()), ColumnMember{&attribute, nullptr});
    for (const AttributeDef &attribute : kind.attributes)
        members.try_emplace(plainWords(attributeLabel(attribute)), ColumnMember{&attribute, nullptr});
    Members words;
    for (const LinkDef &link : linkKinds()) {
        if (!startsAt(link, kind.kind))
            continue;
        members.try_emplace(plainWords(link.name()), ColumnMember{nullptr, &link});
        if (const auto [at, added] = words.try_emplace(plainWords(link.forward), ColumnMember{nullptr, &link}); !added)
            at->second = {};
    }
    for (const auto &[plain, member] : words)
        if (member.known())
            members.try_emplace(plain, member);
    return members;
}

/// By kind, made once: tables may have many columns.
const std::vector<Members> &allMembers()
{
    static const std::vector<Members> all = [] {
        std::vector<Members> made;
        for (const KindDef &kind : kinds())
            made.push_back(membersOf(kind));
        return made;
    }();
    return all;
}

} // namespace

std::string plainWords(std::string_view text)
{
    std::string plain;
    for (const char c : text)
        if (c != ' ' && c != '_' && c != '-')
            plain += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return plain;
}

TableColumn tableColumn(std::string heading)
{
    TableColumn column;
    column.plain = plainWords(heading);
    column.heading = std::move(heading);
    for (const RoleName &each : roles)
        if (each.plain == column.plain)
            column.role = each.role;
    return column;
}

const KindDef *kindNamed(std::string_view text)
{
    static const std::unordered_map<std::string, const KindDef *> named = [] {
        std::unordered_map<std::string, const KindDef *> made;
        for (const KindDef &kind : kinds())
            for (const std::string_view words : {kind.name(), kind.title, kind.plural})
                made.try_emplace(plainWords(words), &kind);
        return made;
    }();
    const auto at = named.find(plainWords(text));
    return at == named.end() ? nullptr : at->second;
}

ColumnMember columnMember(const KindDef &kind, const TableColumn &column)
{
    const Members &members = allMembers()[static_cast<std::size_t>(kind.kind)];
    const auto at = members.find(column.plain);
    return at == members.end() ? ColumnMember() : at->second;
}

bool isKnownColumn(const TableColumn &column)
{
    return column.role != ColumnRole::Member || column.plain == "kind" ||
           std::any_of(kinds().begin(), kinds().end(),
                       [&](const KindDef &kind) { return columnMember(kind, column).known(); });
}

std::vector<const KindDef *> kindsWithMembers(const std::vector<TableColumn> &columns)
{
    std::vector<const KindDef *> found;
    for (const KindDef &kind : kinds()) {
        std::size_t members = 0;
        const bool fits = std::all_of(columns.begin(), columns.end(), [&](const TableColumn &column) {
            if (column.role != ColumnRole::Member || !isKnownColumn(column))
                return true;
            ++members;
            return columnMember(kind, column).known();
        });
        if (fits && members > 0)
            found.push_back(&kind);
    }
    return found;
}

} // namespace tarascope
