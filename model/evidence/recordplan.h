#pragma once
#include "model/evidence/mapping.h"

#include <array>
#include <bitset>
#include <deque>
#include <span>

namespace tarascope::evidence {

/// The raw values of one record by number of their path; views of the record or of the reader's memory.
class Slots
{
public:
    void begin(std::size_t count)
    {
        m_first.assign(count, {});
        m_set.assign(count, 0);
        m_more.clear();
    }
    /// Adds a value; a path with [*] has several.
    void add(int slot, std::string_view value)
    {
        const auto place = static_cast<std::size_t>(slot);
        if (m_set[place] == 0) {
            m_first[place] = value;
            m_set[place] = 1;
        } else {
            m_more.emplace_back(slot, value);
        }
    }
    bool isSet(int slot) const { return m_set[static_cast<std::size_t>(slot)] != 0; }
    std::string_view first(int slot) const { return m_first[static_cast<std::size_t>(slot)]; }
    const std::vector<std::pair<int, std::string_view>> &more() const { return m_more; }

private:
    std::vector<std::string_view> m_first;
    std::vector<char> m_set;
    std::vector<std::pair<int, std::string_view>> m_more;
};

/// All paths of a shape as one tree, so that a JSON record is walked once.
struct JsonTree {
    struct Node {
        std::vector<std::pair<std::string, int>> members; ///< child by name
        std::vector<std::pair<int, int>> indexes;         ///< child by place, negative from the end
        int all = -1;
        struct Where {
            std::string name, value;
            int child;
        };
        std::vector<Where> where;
        int slot = -1;
    };
    std::vector<Node> nodes{Node()};

    /// Puts a path in; its value goes to the slot.
    void add(std::span<const RecordStep> steps, int slot);
};

/// A value rule with the slots of its paths.
struct RulePlan {
    const ValueRule *rule = nullptr;
    std::vector<int> slots;
    std::vector<RulePlan> otherwise;
    bool plain = false; ///< one path and nothing else
};

/// Everything about one shape that can be found out before the first record.
struct ShapePlan {
    const Shape *shape = nullptr;
    std::vector<ValuePath> paths; ///< by slot
    JsonTree tree;
    std::vector<JsonTree> parents;  ///< format json: paths of the record n levels up, for n = 1, 2, ...
    std::vector<int> groups;        ///< by slot: group of the pattern, or -2 - group of the prefix, or -1
    RulePlan time, kind;
    EventKind constantKind = EventKind::Unknown;
    struct FieldRule {
        Field field = Field::Extra;
        std::string name;
        RulePlan rule;
    };
    std::vector<FieldRule> fields;
    std::vector<std::vector<int>> conditions; ///< by decision rule and condition: slot of `$path`, or -1
};

/// A mapping made ready to read records. The mapping must outlive it.
struct RecordPlan {
    const Mapping *mapping = nullptr;
    std::vector<ShapePlan> shapes;
};
RecordPlan makePlan(const Mapping &mapping);

/// The values of one record, before they become numbers. Views live until the next record.
struct RecordValues {
    std::int64_t ts = 0;
    EventKind kind = EventKind::Unknown;
    Decision decision = Decision::Unknown;
    std::array<std::string_view, fieldCount> fields;
    std::bitset<fieldCount> secret; ///< kept as a keyed HMAC only
    std::vector<std::string_view> vehicles;
    std::vector<std::pair<std::string_view, std::string_view>> extra; ///< read by rules, not stored

    std::string_view &at(Field field) { return fields[static_cast<std::size_t>(field)]; }
    std::string_view at(Field field) const { return fields[static_cast<std::size_t>(field)]; }
};

/// Texts that are made for one record.
class Scratch
{
public:
    void clear() { m_used = 0; }
    std::string_view keep(std::string text)
    {
        if (m_used == m_texts.size())
            m_texts.emplace_back();
        m_texts[m_used] = std::move(text);
        return m_texts[m_used++];
    }

private:
    std::deque<std::string> m_texts;
    std::size_t m_used = 0;
};

/// Why a record is refused, in English; a quoted value is shown only where it can hold no secret.
using Refusal = std::optional<std::string>;

/// Fills the values of a record from its slots by the rules of its shape.
class RecordEvaluator
{
public:
    Refusal evaluate(const RecordPlan &plan, const ShapePlan &shape, const Slots &slots, RecordValues &out);

    Scratch &scratch() { return m_scratch; }

private:
    /// No text: no value.
    std::string_view value(const RulePlan &plan, const Slots &slots, Refusal &refusal);
    std::string_view raw(const RulePlan &plan, const Slots &slots);
    std::string_view joined(int slot, const Slots &slots);
    std::string_view taken(const ValueRule &rule, std::string_view text, Refusal &refusal);
    std::string_view typed(const ValueRule &rule, std::string_view text, Refusal &refusal);
    void collectVehicles(const RulePlan &plan, const Slots &slots, RecordValues &out);
    Refusal readTime(const ShapePlan &shape, const Slots &slots, std::int64_t &ts);
    Refusal readFields(const ShapePlan &shape, const Slots &slots, RecordValues &out);
    Refusal decide(const ShapePlan &shape, const Slots &slots, RecordValues &out);

    Scratch m_scratch;
    TimeReader m_times;
    Pattern::Groups m_groups;
};

/// The address that a list of forwarded addresses names as the client: the right-most in none of the blocks.
std::string_view clientOf(std::string_view list, std::string_view split, const std::vector<AddressBlock> &trusted);

/// A value for a sentence: as it is when it holds digits and signs of time only, else its length.
std::string shownValue(std::string_view value);

} // namespace tarascope::evidence
