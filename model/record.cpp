#include "model/record.h"

namespace tarascope {

std::string_view choiceName(const Item &item, Attr attribute)
{
    const Choice *choice = item.attributes.get<Choice>(attribute);
    const AttributeDef *def = kindDef(item.kind).find(attribute);
    return choice && def && choice->index < def->choices.size() ? def->choices[choice->index] : std::string_view();
}

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

namespace {

std::string textOf(const Link &link, Attr attr)
{
    const auto *text = link.attributes.get<std::string>(attr);
    return text ? *text : std::string();
}

Uid stepOf(const Link &link)
{
    const auto *step = link.attributes.get<Uid>(Attr::step);
    return step ? *step : Uid();
}

int chainLinkOf(const Link &link)
{
    const auto *chainLink = link.attributes.get<Choice>(Attr::chainLink);
    return chainLink ? chainLink->index : -1;
}

} // namespace

Uid fieldUid(Kind kind, std::string_view name)
{
    return Uid::fromParts({"field", kindDef(kind).name(), name});
}

Uid linkUid(const Link &link)
{
    const std::string_view kind = linkDef(link.kind).name();
    if (link.kind == LinkKind::guards)
        return Uid::fromParts({"link", kind, link.from.hex(), link.to.hex(), stepOf(link).hex(),
                               std::to_string(chainLinkOf(link))});
    if (link.kind == LinkKind::cites)
        return Uid::fromParts({"link", kind, link.from.hex(), link.to.hex(), textOf(link, Attr::catalogue),
                               textOf(link, Attr::entry)});
    return Uid::fromParts({"link", kind, link.from.hex(), link.to.hex()});
}

bool sameLink(const Link &one, const Link &other)
{
    if (one.kind != other.kind || one.from != other.from || one.to != other.to)
        return false;
    if (one.kind == LinkKind::guards)
        return stepOf(one) == stepOf(other) && chainLinkOf(one) == chainLinkOf(other);
    return one.kind != LinkKind::cites || (textOf(one, Attr::catalogue) == textOf(other, Attr::catalogue) &&
                                           textOf(one, Attr::entry) == textOf(other, Attr::entry));
}

Uid outcomeUid(const Outcome &outcome)
{
    return Uid::fromParts({"outcome", outcome.test.hex(), outcome.at, outcome.environment, outcome.build,
                           verdictName(outcome.verdict), outcome.where});
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
