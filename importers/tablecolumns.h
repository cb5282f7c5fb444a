#pragma once
#include "model/metamodel.h"

#include <optional>
#include <string>
#include <vector>

namespace tarascope {

/// What a column of a table is for, as far as its heading says.
enum class ColumnRole { Kind, Key, Name, Description, Tags, ExternalKey, Member };

struct TableColumn {
    std::string heading;
    std::string plain; ///< as `plainWords` gives it
    ColumnRole role = ColumnRole::Member;
};

/// What a column is for items of one kind; neither is set where the kind has no such attribute or link.
struct ColumnMember {
    const AttributeDef *attribute = nullptr;
    const LinkDef *link = nullptr;

    bool known() const { return attribute || link; }
};

/// A name as it is compared: ASCII letters small, without blanks, '_' and '-'. "Business function" and
/// "businessFunction" are the same.
std::string plainWords(std::string_view text);

/// A column by its heading. "kind" is a member: the values say whether it names kinds of items (see `isKindColumn`).
TableColumn tableColumn(std::string heading);
/// The kind that a text names, by name, title or plural; nullptr when none does.
const KindDef *kindNamed(std::string_view text);
/// The attribute or link of a kind by the heading: JSON names and titles of attributes, names and words of links.
ColumnMember columnMember(const KindDef &kind, const TableColumn &column);
/// Whether any kind has a member of this heading, or the heading has a role.
bool isKnownColumn(const TableColumn &column);
/// The kinds that have all members of these columns; columns that no kind knows do not count.
std::vector<const KindDef *> kindsWithMembers(const std::vector<TableColumn> &columns);

} // namespace tarascope
