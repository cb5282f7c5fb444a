#include "model/mergeplanner.h"

#include "model/valuejson.h"

namespace tarascope {

namespace {

AttributeShape shapeOf(const AttributeDef &def)
{
    return {def.type, def.choices, &def, std::string(def.name())};
}

} // namespace

Result<void> MergePlanner::planLinks()
{
    m_links.reserve(m_batch.links.size());
    for (const BatchLink &source : m_batch.links) {
        if (!source.id.empty()) {
            const auto [entry, added] = m_linksById.emplace(source.id, m_links.size());
            if (!added)
                return refuse(QT_TRANSLATE_NOOP("model", "the id %1 stands here a second time; the first is at %2"),
                              {source.id, m_links[entry->second].source->where.text()}, "duplicateId", source.where);
        }
        PlannedLink planned;
        planned.source = &source;
        planned.after.kind = source.kind;
        if (source.uid)
            m_statedLinks.insert(*source.uid);
        m_links.push_back(std::move(planned));
    }
    // A guard may name another link as its step, so the others come first.
    for (bool guards : {false, true})
        if (Result<void> placed = placeLinks(guards); !placed)
            return placed;
    assignLinkKeys();
    return {};
}

Result<void> MergePlanner::placeLinks(bool guards)
{
    std::size_t count = 0;
    for (PlannedLink &planned : m_links) {
        if (++count % 1024 == 0)
            if (Result<void> going = m_budget.check(); !going)
                return going;
        if ((planned.after.kind == LinkKind::guards) == guards)
            if (Result<void> placed = placeLink(planned); !placed)
                return placed;
    }
    return {};
}

Result<void> MergePlanner::placeLink(PlannedLink &planned)
{
    const BatchLink &source = *planned.source;
    Link &after = planned.after;
    const LinkDef &rule = linkDef(after.kind);
    for (const auto &[name, end, kinds] :
         {std::tuple(&source.from, &after.from, &rule.from), std::tuple(&source.to, &after.to, &rule.to)}) {
        const Result<std::optional<Uid>> item = endOf(source, *name, *kinds);
        if (!item)
            return item.error();
        if (!*item)
            return refuse(QT_TRANSLATE_NOOP("model", "a link '%1' ends at %2, which is neither in the file nor in the "
                                                     "project"),
                          {std::string(rule.name()), *name}, "danglingLink", source.where);
        *end = **item;
    }
    const Kind from = kindOf(after.from);
    const Kind to = kindOf(after.to);
    if (!linkDef(after.kind).allows(from, to))
        return Error{ErrorKind::Input, linkRefusal(after.kind, from, to), source.where};
    Attributes wanted;
    for (const auto &[id, value] : source.attributes) {
        const AttributeDef *def = id.isField() ? nullptr : linkDef(after.kind).find(static_cast<Attr>(id.value));
        if (!def)
            return refuse(QT_TRANSLATE_NOOP("model", "a link '%1' has no such attribute"),
                          {std::string(linkDef(after.kind).name())}, "unknownAttribute", source.where);
        if (Result<void> fits = checkValue(shapeOf(*def), value); !fits)
            return Error{ErrorKind::Input, fits.error().message, source.where};
        wanted.set(id, value);
    }
    if (Result<void> resolved = resolveReferences(planned, wanted); !resolved)
        return resolved;
    after.attributes = wanted; // what makes the link the same as another is among them
    if (Result<void> identified = identifyLink(planned); !identified || planned.dropped)
        return identified;
    if (!source.uid)
        mergeLinkAttributes(planned, wanted);
    return {};
}

/// The item at an end of a link; nothing when there is none. Two items of one name are an error, never a choice.
Result<std::optional<Uid>> MergePlanner::endOf(const BatchLink &link, const std::string &name,
                                               const std::vector<Kind> &kinds)
{
    if (const auto item = itemNamed(name); item || !link.byName)
        return item;
    if (m_presentByName.empty())
        m_graph.forEachItem([&](ItemId id, const Item &item) { m_presentByName[item.name].push_back(id); });
    std::vector<ItemId> fitting;
    if (const auto found = m_presentByName.find(name); found != m_presentByName.end())
        for (ItemId id : found->second)
            if (kinds.empty() || std::find(kinds.begin(), kinds.end(), m_graph.item(id)->kind) != kinds.end())
                fitting.push_back(id);
    if (fitting.size() > 1)
        return refuse(QT_TRANSLATE_NOOP("model", "a link '%1' ends at \"%2\", the name of %3 and %4; give the key"),
                      {std::string(linkDef(link.kind).name()), name, m_graph.item(fitting[0])->key,
                       m_graph.item(fitting[1])->key},
                      "ambiguousName", link.where);
    return fitting.empty() ? std::optional<Uid>() : std::optional(m_graph.item(fitting.front())->uid);
}

Result<void> MergePlanner::resolveReferences(PlannedLink &planned, Attributes &attributes) const
{
    for (const auto &[id, names] : planned.source->references) {
        const AttributeDef *def = linkDef(planned.after.kind).find(static_cast<Attr>(id.value));
        if (!def)
            continue;
        Result<Value> value = resolveReference(*planned.source, def->type, names);
        if (!value)
            return value.error();
        attributes.set(id, std::move(*value));
    }
    return {};
}

Result<Value> MergePlanner::resolveReference(const BatchLink &link, AttributeType type,
                                             const std::vector<std::string> &names) const
{
    RefList uids;
    for (const std::string &name : names) {
        std::optional<Uid> uid;
        if (type != AttributeType::LinkRef) {
            uid = itemNamed(name);
        } else if (const auto found = m_linksById.find(name); found != m_linksById.end()) {
            if (const Uid &there = m_links[found->second].after.uid; !there.isNull())
                uid = there;
        } else if (const LinkId present = m_graph.findLinkByKey(name); present.valid()) {
            uid = m_graph.link(present)->uid;
        }
        if (!uid && link.uid)
            uid = Uid::fromHex(name); // our own export names what was removed by its uid
        if (!uid)
            return refuse(QT_TRANSLATE_NOOP("model", "a link '%1' names %2, which is neither in the file nor in the "
                                                     "project"),
                          {std::string(linkDef(link.kind).name()), name}, "danglingReference", link.where);
        uids.push_back(*uid);
    }
    if (type == AttributeType::ItemRefs)
        return Value(std::move(uids));
    return Value(uids.empty() ? Uid() : uids.front());
}

/// The link of the project that a second one with these values would be. One that the batch names by its uid is not
/// meant: it has other values from now on.
LinkId MergePlanner::presentLink(const Link &link) const
{
    const ItemId from = m_graph.findItem(link.from);
    const ItemId to = m_graph.findItem(link.to);
    if (!from.valid() || !to.valid())
        return {};
    const auto out = m_graph.out(from);
    const auto in = m_graph.in(to);
    for (LinkId id : out.size() < in.size() ? out : in)
        if (sameLink(*m_graph.link(id), link) && !m_statedLinks.count(m_graph.link(id)->uid))
            return id;
    return {};
}

/// Finds out which link it is: one of the project, an earlier one of the batch, or a new one.
Result<void> MergePlanner::identifyLink(PlannedLink &planned)
{
    Link &after = planned.after;
    const auto place = static_cast<std::size_t>(&planned - m_links.data());
    const Uid sameness = linkUid(after);
    if (const auto [entry, added] = m_linksBySameness.emplace(sameness, place); !added)
        return refuseRepeat(planned, m_links[entry->second]);
    if (planned.source->uid)
        planned.present = m_graph.findLink(*planned.source->uid);
    const Link *stated = m_graph.link(planned.present);
    if (!stated || stated->kind != after.kind || stated->from != after.from || stated->to != after.to)
        planned.present = presentLink(after);
    after.uid = planned.source->uid.value_or(sameness);
    if (planned.present.valid())
        after.uid = m_graph.link(planned.present)->uid;
    else
        for (int again = 1; m_graph.findLink(after.uid).valid() || m_linksByUid.count(after.uid); ++again)
            after.uid = Uid::fromParts({"link again", sameness.hex(), std::to_string(again)});
    if (!m_linksByUid.emplace(after.uid, place).second)
        return refuseRepeat(planned, m_links[m_linksByUid[after.uid]]);
    return {};
}

Result<void> MergePlanner::refuseRepeat(PlannedLink &planned, const PlannedLink &first)
{
    if (!planned.source->uid && first.source->attributes == planned.source->attributes &&
        first.source->references == planned.source->references) {
        planned.dropped = true;
        planned.after.uid = first.after.uid;
        return {};
    }
    return refuse(QT_TRANSLATE_NOOP("model", "a second link '%1' from %2 to %3; the first is at %4"),
                  {std::string(linkDef(planned.after.kind).name()), planned.source->from, planned.source->to,
                   first.source->where.text()},
                  "duplicateLink", planned.source->where);
}

/// The same rule as for items. A link has no external key, so the item it begins at remembers what was written.
void MergePlanner::mergeLinkAttributes(PlannedLink &planned, const Attributes &wanted)
{
    Link &after = planned.after;
    const Link *present = m_graph.link(planned.present);
    const auto begin = m_itemsByUid.find(after.from);
    const bool managed = begin != m_itemsByUid.end() && !m_items[begin->second].stated;
    Ownership nobody;
    Ownership &ownership = managed ? m_items[begin->second].ownership : nobody;
    const std::string prefix = "link " + after.uid.hex() + "/";
    if (present)
        after.attributes = present->attributes;
    else
        after.attributes = {};
    for (const AttributeDef &def : linkDef(after.kind).attributes) {
        const Value *is = after.attributes.find(def.attr);
        const Value *states = wanted.find(def.attr);
        if (!is && !states)
            continue;
        const AttributeShape shape = shapeOf(def);
        const auto current = is ? std::optional(textOf(shape, *is)) : std::nullopt;
        const auto text = states ? std::optional(textOf(shape, *states)) : std::nullopt;
        switch (ownership.claim(prefix + shape.name, current, text)) {
        case Ownership::Right::Set:
            after.attributes.set(def.attr, *states);
            break;
        case Ownership::Right::Remove:
            after.attributes.remove(def.attr);
            break;
        case Ownership::Right::Keep:
            keep(present->key, shape.name, current, *text, planned.source->where);
            break;
        case Ownership::Right::Nothing:
            break;
        }
    }
}

void MergePlanner::assignLinkKeys()
{
    std::int64_t others = 0;
    for (PlannedLink &planned : m_links) {
        const BatchLink &source = *planned.source;
        const Link *present = m_graph.link(planned.present);
        if (planned.dropped)
            continue;
        if (present)
            planned.after.key = present->key;
        if ((present && !source.uid) || source.key == planned.after.key)
            continue;
        const auto parts = keyParts(source.key);
        if (parts && parts->prefix == "L" && parts->number <= largestWishedNumber && !m_graph.findLinkByKey(source.key).valid() &&
            m_keys.insert(source.key).second) {
            planned.after.key = source.key;
            nextNumber("L") = std::max(nextNumber("L"), parts->number + 1);
        } else if (parts) {
            ++others;
        }
    }
    std::int64_t &next = nextNumber("L");
    for (PlannedLink &planned : m_links) {
        if (planned.dropped || !planned.after.key.empty())
            continue;
        do {
            planned.after.key = "L-" + std::to_string(next++);
        } while (m_keys.count(planned.after.key) || m_graph.findLinkByKey(planned.after.key).valid());
        m_keys.insert(planned.after.key);
    }
    if (others > 0)
        m_plan.report.problems.push_back(
            {"links",
             {QT_TRANSLATE_NOOP("model", "%1 links have another key than in the file, because theirs is taken"),
              {std::to_string(others)},
              "linksRenumbered"},
             Where{m_batch.title, 0, 0, -1, {}, {}}});
}

void MergePlanner::emitLinks()
{
    for (const PlannedLink &planned : m_links) {
        if (planned.dropped)
            continue;
        const std::string kind(linkDef(planned.after.kind).name());
        const Link *present = m_graph.link(planned.present);
        if (present && *present == planned.after) {
            ++m_plan.report.same[kind];
            continue;
        }
        ++(present ? m_plan.report.changed : m_plan.report.added)[kind];
        add(present ? std::optional<Record>(*present) : std::nullopt, planned.after);
    }
}

} // namespace tarascope
