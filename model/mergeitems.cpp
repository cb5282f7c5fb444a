#include "model/mergeplanner.h"

#include "model/valuejson.h"

namespace tarascope {

namespace {

constexpr std::string_view goneTag = "gone-from-source";
constexpr std::string_view sourceField = "source";

std::optional<std::string> textOrNothing(const std::string &text)
{
    return text.empty() ? std::nullopt : std::optional(text);
}

bool hasTag(const Item &item, std::string_view tag)
{
    return std::binary_search(item.tags.begin(), item.tags.end(), tag);
}

void addTag(Item &item, std::string_view tag)
{
    const auto at = std::lower_bound(item.tags.begin(), item.tags.end(), tag);
    if (at == item.tags.end() || *at != tag)
        item.tags.insert(at, std::string(tag));
}

void sortTags(std::vector<std::string> &tags)
{
    std::sort(tags.begin(), tags.end());
    tags.erase(std::unique(tags.begin(), tags.end()), tags.end());
}

bool hasExternal(const Item &item, std::string_view system, std::string_view key)
{
    return std::any_of(item.external.begin(), item.external.end(), [&](const ExternalKey &external) {
        return external.system == system && external.key == key;
    });
}

} // namespace

Result<void> MergePlanner::mergeItems()
{
    std::size_t count = 0;
    for (PlannedItem &planned : m_items) {
        if (++count % 1024 == 0)
            if (Result<void> going = m_budget.check(); !going)
                return going;
        Result<Attributes> attributes = attributesOf(planned);
        if (!attributes)
            return attributes.error();
        if (planned.stated)
            takeAsStated(planned, std::move(*attributes));
        else
            mergeManaged(planned, *attributes);
    }
    return {};
}

/// The attributes of the batch with the project's ids for own fields and with references resolved.
Result<Attributes> MergePlanner::attributesOf(const PlannedItem &planned) const
{
    Attributes attributes;
    for (const auto &[id, value] : planned.source->attributes) {
        auto known = converted(id, value);
        const auto shape = known ? attributeShape(m_shapes, planned.after.kind, known->first) : std::nullopt;
        if (!shape)
            return refuse(QT_TRANSLATE_NOOP("model", "%1: the kind %2 has no such attribute"),
                          {planned.source->id, std::string(kindDef(planned.after.kind).name())}, "unknownAttribute",
                          planned.source->where);
        if (Result<void> fits = checkValue(*shape, known->second); !fits)
            return Error{ErrorKind::Input, fits.error().message, planned.source->where};
        attributes.set(known->first, std::move(known->second));
    }
    if (Result<void> resolved = resolveRows(planned, attributes); !resolved)
        return resolved.error();
    return attributes;
}

Result<void> MergePlanner::resolveRows(const PlannedItem &planned, Attributes &attributes) const
{
    const auto found = m_rowReferences.find(planned.source->id);
    if (found == m_rowReferences.end())
        return {};
    const Attributes before = attributes; // so that a resolved name is never taken for another name
    for (const BatchRowReference *reference : found->second) {
        std::optional<Uid> uid = itemNamed(reference->names);
        if (!uid && planned.stated)
            uid = Uid::fromHex(reference->names); // an item that was removed
        if (!uid)
            return refuse(QT_TRANSLATE_NOOP("model", "%1 of %2 names %3, which is neither in the file nor in the "
                                                     "project"),
                          {reference->column, planned.source->id, reference->names}, "danglingReference",
                          planned.source->where);
        auto name = [&](const Row &as, Row &row) {
            const std::string *cell = as.find(reference->column);
            if (cell && *cell == reference->names)
                row.set(reference->column, uid->hex());
        };
        if (const Row *as = before.get<Row>(reference->attribute)) {
            Row row = *attributes.get<Row>(reference->attribute);
            name(*as, row);
            attributes.set(reference->attribute, std::move(row));
        } else if (const Rows *all = before.get<Rows>(reference->attribute)) {
            Rows rows = *attributes.get<Rows>(reference->attribute);
            for (std::size_t i = 0; i < rows.size(); ++i)
                name((*all)[i], rows[i]);
            attributes.set(reference->attribute, std::move(rows));
        }
    }
    return {};
}

void MergePlanner::takeAsStated(PlannedItem &planned, Attributes attributes)
{
    const BatchItem &source = *planned.source;
    Item &after = planned.after;
    after.name = source.name;
    after.description = source.description;
    after.attributes = std::move(attributes);
    after.tags = source.tags;
    sortTags(after.tags);
    after.external = source.external;
    if (!source.key.empty() && source.key != after.key && !hasExternal(after, formerKeySystem, source.key))
        after.external.push_back({std::string(formerKeySystem), source.key, {}});
}

void MergePlanner::mergeManaged(PlannedItem &planned, const Attributes &attributes)
{
    const BatchItem &source = *planned.source;
    Item &after = planned.after;
    const Item *present = m_graph.item(planned.present);
    if (present)
        after = *present;
    const std::string &key = source.externalKey.empty() ? source.id : source.externalKey;
    const auto own = std::find_if(after.external.begin(), after.external.end(), [&](const ExternalKey &external) {
        return external.system == m_system && external.key == key;
    });
    planned.external = static_cast<std::size_t>(own - after.external.begin());
    if (own == after.external.end())
        after.external.push_back({m_system, key, {}});
    planned.ownership = Ownership(std::move(after.external[planned.external].wrote));
    mergeTexts(planned, present);
    mergeAttributes(planned, attributes);
    mergeTags(planned);
    addExternals(planned);
    if (m_isNormalForm) // all files of the normal form are one system: remember which file it was
        planned.ownership.claim(std::string(sourceField), std::nullopt, m_batch.title);
}

void MergePlanner::mergeTexts(PlannedItem &planned, const Item *present)
{
    const BatchItem &source = *planned.source;
    struct Text {
        const char *field;
        std::string Item::*place;
        const std::string &wanted;
    };
    for (const Text &text : {Text{"name", &Item::name, source.name}, Text{"description", &Item::description, source.description}}) {
        const auto current = present ? textOrNothing(present->*text.place) : std::nullopt;
        const auto wanted = textOrNothing(text.wanted);
        if (!wanted && text.place == &Item::name)
            continue;
        switch (planned.ownership.claim(text.field, current, wanted)) {
        case Ownership::Right::Set:
            planned.after.*text.place = text.wanted;
            break;
        case Ownership::Right::Remove:
            (planned.after.*text.place).clear();
            break;
        case Ownership::Right::Keep:
            keep(planned.after.key, text.field, current, *wanted, source.where);
            break;
        case Ownership::Right::Nothing:
            break;
        }
    }
}

std::optional<AttributeId> MergePlanner::attributeNamed(Kind kind, std::string_view name) const
{
    if (const AttributeDef *def = kindDef(kind).find(name))
        return AttributeId(def->attr);
    return m_shapes.findField(kind, name);
}

void MergePlanner::mergeAttributes(PlannedItem &planned, const Attributes &attributes)
{
    Item &after = planned.after;
    auto textAt = [&](const AttributeShape &shape, const Attributes &from, AttributeId id) -> std::optional<std::string> {
        const Value *value = from.find(id);
        return value ? std::optional(textOf(shape, *value)) : std::nullopt;
    };
    auto claim = [&](AttributeId id) {
        const AttributeShape shape = *attributeShape(m_shapes, after.kind, id);
        const auto current = textAt(shape, after.attributes, id);
        const auto wanted = textAt(shape, attributes, id);
        switch (planned.ownership.claim(shape.name, current, wanted)) {
        case Ownership::Right::Set:
            after.attributes.set(id, *attributes.find(id));
            break;
        case Ownership::Right::Remove:
            after.attributes.remove(id);
            break;
        case Ownership::Right::Keep:
            keep(after.key, shape.name, current, *wanted, planned.source->where);
            break;
        case Ownership::Right::Nothing:
            break;
        }
    };
    for (const auto &entry : attributes)
        claim(entry.first);
    for (const WrittenField &wrote : planned.ownership.before())
        if (const auto id = attributeNamed(after.kind, wrote.field); id && !attributes.find(*id))
            claim(*id);
}

void MergePlanner::mergeTags(PlannedItem &planned)
{
    static constexpr std::string_view prefix = "tag:";
    Item &after = planned.after;
    std::erase(after.tags, goneTag);
    std::vector<std::string> wanted = planned.source->tags;
    sortTags(wanted);
    std::erase(wanted, goneTag); // it is there
    std::vector<std::string> all = wanted;
    for (const WrittenField &wrote : planned.ownership.before())
        if (wrote.field.starts_with(prefix))
            all.push_back(wrote.field.substr(prefix.size()));
    sortTags(all);
    const std::optional<std::string> there = "1";
    for (const std::string &tag : all) {
        const bool states = std::binary_search(wanted.begin(), wanted.end(), tag);
        const auto right = planned.ownership.claim(std::string(prefix) + tag, hasTag(after, tag) ? there : std::nullopt,
                                                   states ? there : std::nullopt);
        if (right == Ownership::Right::Set)
            addTag(after, tag);
        else if (right == Ownership::Right::Remove)
            std::erase(after.tags, tag);
    }
}

void MergePlanner::addExternals(PlannedItem &planned)
{
    for (const ExternalKey &external : planned.source->external)
        if (!hasExternal(planned.after, external.system, external.key))
            planned.after.external.push_back(external);
}

void MergePlanner::emitItems()
{
    for (PlannedItem &planned : m_items) {
        Item &after = planned.after;
        if (!planned.stated)
            after.external[planned.external].wrote = planned.ownership.result();
        const std::string kind(kindDef(after.kind).name());
        const Item *present = m_graph.item(planned.present);
        if (present && *present == after) {
            ++m_plan.report.same[kind];
            continue;
        }
        ++(present ? m_plan.report.changed : m_plan.report.added)[kind];
        add(present ? std::optional<Record>(*present) : std::nullopt, after);
    }
}

bool MergePlanner::cameFromSource(const Item &item) const
{
    return std::any_of(item.external.begin(), item.external.end(), [this](const ExternalKey &external) {
        if (external.system != m_system)
            return false;
        const WrittenField source{std::string(sourceField), fieldHash(m_batch.title)};
        return !m_isNormalForm || std::find(external.wrote.begin(), external.wrote.end(), source) != external.wrote.end();
    });
}

/// What an import brought and no longer has is marked, never deleted.
void MergePlanner::tagVanished()
{
    if (m_batch.items.empty() || m_batch.part)
        return;
    m_graph.forEachItem([&](ItemId id, const Item &item) {
        if (m_claimed[static_cast<std::size_t>(id.slot)] || !cameFromSource(item))
            return;
        m_plan.report.problems.push_back(
            {item.key,
             {QT_TRANSLATE_NOOP("model", "%1 is no longer in %2; it stays, with the tag %3"),
              {item.name, m_batch.title, std::string(goneTag)},
              "goneFromSource"},
             Where{{}, 0, 0, -1, {}, item.key}});
        if (hasTag(item, goneTag))
            return;
        Item after = item;
        addTag(after, goneTag);
        ++m_plan.report.changed[std::string(kindDef(item.kind).name())];
        add(item, std::move(after));
    });
}

} // namespace tarascope
