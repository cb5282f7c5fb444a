#pragma once
#include "model/metamodel.h"

#include <algorithm>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace tarascope {

/// Attributes in the order of their ids, each at most once; an unknown value is no entry.
class Attributes
{
public:
    using Entry = std::pair<AttributeId, Value>;

    const Value *find(AttributeId id) const;
    /// The value when it is there and of type T, else nullptr.
    template <class T> const T *get(AttributeId id) const
    {
        const Value *value = find(id);
        return value ? std::get_if<T>(value) : nullptr;
    }
    void set(AttributeId id, Value value);
    void remove(AttributeId id);

    bool empty() const { return m_entries.empty(); }
    std::size_t size() const { return m_entries.size(); }
    auto begin() const { return m_entries.begin(); }
    auto end() const { return m_entries.end(); }
    bool operator==(const Attributes &) const = default;

private:
    std::vector<Entry> m_entries;
};

/// What a field held when an import last wrote it: the name of the field and the first 64 bits of the SHA-256 of its
/// text. While the field still holds that, the import may change it; else an analyst has and it stays.
struct WrittenField {
    std::string field;
    std::uint64_t hash = 0;
    auto operator<=>(const WrittenField &) const = default;
};

/// What another system calls an item, so that the same file imported twice changes nothing.
struct ExternalKey {
    std::string system;
    std::string key;
    std::vector<WrittenField> wrote; ///< sorted by field
    bool operator==(const ExternalKey &) const = default;
};

struct Item {
    Uid uid;
    Kind kind{};
    std::string key;
    std::string name;
    std::string description;
    Attributes attributes;
    std::vector<std::string> tags; ///< sorted, without repeats
    std::vector<ExternalKey> external;
    bool operator==(const Item &) const = default;
};

/// Name of the chosen level of an enumerated attribute of the metamodel; empty when nothing is chosen.
std::string_view choiceName(const Item &item, Attr attribute);

struct Link {
    Uid uid;
    LinkKind kind{};
    Uid from;
    Uid to;
    std::string key; ///< "L-7"
    Attributes attributes;
    bool operator==(const Link &) const = default;
};

/// What one run of a test said. Only a pass is a pass.
enum class Verdict : std::uint8_t { Pass, Fail, FailClosed, Inconclusive, Stale, NotRun };
std::string_view verdictName(Verdict verdict); ///< "pass", "fail", "failClosed", "inconclusive", "stale", "notRun"
std::optional<Verdict> verdictFromName(std::string_view name);

/// One outcome of one test; kept for good, the latest per environment decides.
struct Outcome {
    Uid uid;                 ///< of test, time, environment, build, source
    Uid test;                ///< the testCase
    Verdict verdict = Verdict::NotRun;
    std::string at;          ///< UTC, RFC 3339 "2026-11-19T14:02:00Z"
    std::string environment; ///< empty: the only one
    std::string build;
    std::string observed;    ///< what was seen, "expected 403 got 200"
    std::string where;       ///< "results.xml:41"
    bool operator==(const Outcome &) const = default;
};

/// An own field of the project: one more attribute for a kind.
struct FieldDefinition {
    Uid uid; ///< of (kind, name)
    Kind kind{};
    std::string name; ///< begins with "x-"
    AttributeType type = AttributeType::Text; ///< Text, LongText, Bool, Integer, Real, Day, Enum or TextList
    std::vector<std::string> choices;
    bool operator==(const FieldDefinition &) const = default;
};

/// A setting that belongs to the content, such as the rating method ("method" -> "attack-potential-g2").
struct Setting {
    std::string name;
    std::string value;
    Uid uid() const { return Uid::fromParts({"setting", name}); }
    bool operator==(const Setting &) const = default;
};

/// Where an item stands on the canvas.
struct Position {
    Uid item;
    double x = 0;
    double y = 0;
    bool operator==(const Position &) const = default;
};

using Record = std::variant<Item, Link, Outcome, FieldDefinition, Setting, Position>;
/// The uid that a record is found by among its kind.
Uid recordUid(const Record &record);

/// Uid of an own field: of its kind and name.
Uid fieldUid(Kind kind, std::string_view name);
/// Uid of a new link: of its kind and ends, for `guards` also of step and chain link, for `cites` of catalogue and
/// entry. There is at most one link for each of these.
Uid linkUid(const Link &link);
/// True when a second link with these values would be the same link.
bool sameLink(const Link &one, const Link &other);
/// Uid of an outcome: of its test, time, environment, build, verdict and place.
Uid outcomeUid(const Outcome &outcome);

/// One record before and after. No before: added. No after: removed.
struct Change {
    std::optional<Record> before;
    std::optional<Record> after;
    bool operator==(const Change &) const = default;
};

/// One action of a user: all of it happens or nothing.
struct ChangeSet {
    Message title; ///< "Rename %1"
    std::vector<Change> changes;

    bool empty() const { return changes.empty(); }
    /// The change set that takes this one back.
    ChangeSet inverse() const;
};

} // namespace tarascope
