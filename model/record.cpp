#include "model/record.h"

namespace tarascope {

namespace {

auto place(auto &entries, AttributeId id)
{
    return std::lower_bound(entries.begin(), entries.end(), id,
                            [](const auto &entry, AttributeId wanted) { return entry.first < wanted; });
}

constexpr std::array<std::string_view, 6> verdictNames{"pass", "fail", "failClosed", "inconclusive", "stale", "notRun"};

} // namespace

const Value *Attributes::find(AttributeId id) const
{
    const auto at = place(m_entries, id);
    return at != m_entries.end() && at->first == id ? &at->second : nullptr;
}

void Attributes::set(AttributeId id, Value value)
{
    const auto at = place(m_entries, id);
    if (at != m_entries.end() && at->first == id)
        at->second = std::move(value);
    else
        m_entries.emplace(at, id, std::move(value));
}

void Attributes::remove(AttributeId id)
{
    const auto at = place(m_entries, id);
    if (at != m_entries.end() && at->first == id)
        m_entries.erase(at);
}

std::string_view verdictName(Verdict verdict) { return verdictNames[static_cast<std::size_t>(verdict)]; }

std::optional<Verdict> verdictFromName(std::string_view name)
{
    for (std::size_t i = 0; i < verdictNames.size(); ++i)
        if (verdictNames[i] == name)
            return static_cast<Verdict>(i);
    return std::nullopt;
}

Uid recordUid(const Record &record)
{
    struct {
        Uid operator()(const Item &item) const { return item.uid; }
        Uid operator()(const Link &link) const { return link.uid; }
        Uid operator()(const Outcome &outcome) const { return outcome.uid; }
        Uid operator()(const FieldDefinition &field) const { return field.uid; }
        Uid operator()(const Setting &setting) const { return setting.uid(); }
        Uid operator()(const Position &position) const { return position.item; }
    } visitor;
    return std::visit(visitor, record);
}

ChangeSet ChangeSet::inverse() const
{
    ChangeSet back;
    back.title = title;
    back.changes.reserve(changes.size());
    for (auto change = changes.rbegin(); change != changes.rend(); ++change)
        back.changes.push_back(Change{change->after, change->before});
    return back;
}

} // namespace tarascope
