#include "model/mergeplanner.h"

#include "model/valuejson.h"

namespace tarascope {

MergePlanner::MergePlanner(const Graph &graph, const Batch &batch, const Budget &budget)
    : m_graph(graph), m_batch(batch), m_budget(budget), m_system(batch.system.empty() ? batch.format : batch.system),
      m_isNormalForm(m_system == "normal-form"), m_shapes(graph), m_claimed(graph.itemSlots(), false)
{
    m_plan.set.title = {QT_TRANSLATE_NOOP("model", "Import %1"), {batch.title}, "import"};
    m_plan.report.format = batch.format;
    m_plan.report.kept = batch.kept;
    m_plan.report.skipped = batch.skipped;
    m_plan.set.changes.reserve(batch.items.size() + batch.links.size());
    m_itemsById.reserve(batch.items.size());
    m_itemsByUid.reserve(batch.items.size());
    m_linksById.reserve(batch.links.size());
    m_linksBySameness.reserve(batch.links.size());
    m_linksByUid.reserve(batch.links.size());
    m_keys.reserve(batch.items.size() + batch.links.size());
}

Result<MergePlan> MergePlanner::run()
{
    using Step = Result<void> (MergePlanner::*)();
    for (Step step : {&MergePlanner::planFields, &MergePlanner::matchItems, &MergePlanner::mergeItems,
                      &MergePlanner::planLinks}) {
        if (Result<void> done = (this->*step)(); !done)
            return done.error();
        if (Result<void> going = m_budget.check(); !going)
            return going.error();
    }
    emitItems();
    tagVanished();
    emitLinks();
    planOutcomes();
    planSettings();
    if (Result<void> done = planPositions(); !done)
        return done.error();
    return std::move(m_plan);
}

Error MergePlanner::refuse(const char *text, std::vector<std::string> args, const char *code, const Where &where)
{
    return {ErrorKind::Input, {text, std::move(args), code}, where};
}

void MergePlanner::add(std::optional<Record> before, std::optional<Record> after)
{
    m_plan.set.changes.push_back({std::move(before), std::move(after)});
}

Result<void> MergePlanner::planFields()
{
    for (std::size_t place = 0; place < m_batch.fields.size(); ++place)
        if (Result<void> planned = planField(m_batch.fields[place], place); !planned)
            return planned;
    return {};
}

Result<void> MergePlanner::planField(const FieldDefinition &wanted, std::size_t place)
{
    m_fieldIds.resize(place + 1);
    m_fieldChoices.resize(place + 1);
    FieldDefinition after = wanted;
    std::optional<Record> before;
    if (const auto present = m_shapes.findField(wanted.kind, wanted.name)) {
        const FieldDefinition &there = m_shapes.fields()[present->fieldPlace()];
        if (there.type != wanted.type)
            return refuse(QT_TRANSLATE_NOOP("model", "the own field %1 of the kind %2 is of type %3 in the project and "
                                                     "of type %4 in the file"),
                          {wanted.name, std::string(kindDef(wanted.kind).name()),
                           std::string(attributeTypeName(there.type)), std::string(attributeTypeName(wanted.type))},
                          "fieldTypeDiffers", Where{m_batch.title, 0, 0, -1, {}, {}});
        before = there;
        after = there;
    } else {
        after.uid = wanted.uid.isNull() ? fieldUid(wanted.kind, wanted.name) : wanted.uid;
        after.choices.clear();
    }
    for (const std::string &choice : wanted.choices) {
        const auto found = std::find(after.choices.begin(), after.choices.end(), choice);
        m_fieldChoices[place].push_back(static_cast<std::uint16_t>(found - after.choices.begin()));
        if (found == after.choices.end())
            after.choices.push_back(choice);
    }
    if (!before || std::get<FieldDefinition>(*before) != after) {
        const Change change{before, after};
        if (Result<void> applied = m_shapes.apply({m_plan.set.title, {change}}); !applied)
            return Error{applied.error().kind, applied.error().message, Where{m_batch.title, 0, 0, -1, {}, {}}};
        m_plan.set.changes.push_back(change);
    }
    m_fieldIds[place] = *m_shapes.findField(wanted.kind, wanted.name);
    return {};
}

/// An attribute of the batch as the project knows it: own fields stand at other places there.
std::optional<std::pair<AttributeId, Value>> MergePlanner::converted(AttributeId id, const Value &value) const
{
    if (!id.isField())
        return std::pair(id, value);
    if (id.fieldPlace() >= m_fieldIds.size())
        return std::nullopt;
    const std::vector<std::uint16_t> &choices = m_fieldChoices[id.fieldPlace()];
    const auto *choice = std::get_if<Choice>(&value);
    if (!choice)
        return std::pair(m_fieldIds[id.fieldPlace()], value);
    if (choice->index >= choices.size())
        return std::nullopt;
    return std::pair(m_fieldIds[id.fieldPlace()], Value(Choice{choices[choice->index]}));
}

/// The uid of the item that a text names: an entry of the batch, else an item of the project.
std::optional<Uid> MergePlanner::itemNamed(const std::string &name) const
{
    if (const auto found = m_itemsById.find(name); found != m_itemsById.end())
        return m_items[found->second].after.uid;
    ItemId present = m_graph.findItemByKey(name);
    if (const auto uid = present.valid() ? std::nullopt : Uid::fromHex(name)) {
        if (m_itemsByUid.count(*uid))
            return uid;
        present = m_graph.findItem(*uid);
    }
    if (!present.valid())
        present = m_graph.findItemByExternal(m_system, name);
    return present.valid() ? std::optional(m_graph.item(present)->uid) : std::nullopt;
}

Kind MergePlanner::kindOf(const Uid &item) const
{
    const auto found = m_itemsByUid.find(item);
    return found != m_itemsByUid.end() ? m_items[found->second].after.kind : m_graph.item(m_graph.findItem(item))->kind;
}

std::string MergePlanner::textOf(const AttributeShape &shape, const Value &value) const
{
    json::Writer out;
    writeValue(out, m_shapes, shape, value, ReferenceStyle::Uid);
    return out.take();
}

namespace {

std::string shortened(std::string text)
{
    constexpr std::size_t most = 80;
    if (text.size() <= most)
        return text;
    std::size_t end = most;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
        --end;
    text.resize(end);
    text += "\xE2\x80\xA6";
    return text;
}

} // namespace

void MergePlanner::keep(const std::string &key, std::string_view field, const std::optional<std::string> &current,
                        const std::string &wanted, const Where &where)
{
    Message why = current ? Message{QT_TRANSLATE_NOOP("model", "the project says %1, the file %2; the project's value "
                                                               "was not written by an import and stays"),
                                    {shortened(*current), shortened(wanted)}, "analystWins"}
                          : Message{QT_TRANSLATE_NOOP("model", "it was removed in the project, the file says %1; it "
                                                               "stays removed"),
                                    {shortened(wanted)}, "analystRemoved"};
    m_plan.report.kept.push_back({key + " " + std::string(field), std::move(why), where});
}

std::optional<Uid> MergePlanner::testNamed(const std::string &name)
{
    auto learn = [this](const Item &item) {
        const auto *stable = item.attributes.get<std::string>(Attr::stableTestId);
        if (item.kind != Kind::testCase || !stable)
            return;
        const auto [entry, added] = m_testsByStableId.emplace(*stable, item.uid);
        if (!added && entry->second != item.uid)
            entry->second = Uid();
    };
    if (!m_testsKnown) {
        m_testsKnown = true;
        for (const PlannedItem &planned : m_items)
            learn(planned.after);
        m_graph.forEachItem([&](ItemId id, const Item &item) {
            if (!m_claimed[static_cast<std::size_t>(id.slot)])
                learn(item);
        });
    }
    if (const auto named = itemNamed(name); named && kindOf(*named) == Kind::testCase)
        return named;
    const auto found = m_testsByStableId.find(name);
    return found == m_testsByStableId.end() || found->second.isNull() ? std::nullopt : std::optional(found->second);
}

void MergePlanner::planOutcomes()
{
    std::unordered_set<Uid> planned;
    for (const BatchOutcome &wanted : m_batch.outcomes) {
        const auto test = testNamed(wanted.test);
        if (!test) {
            m_plan.report.skipped.push_back(
                {wanted.test,
                 {QT_TRANSLATE_NOOP("model", "no single test case has this id, key or stable test id"), {},
                  "unknownTest"},
                 wanted.where});
            continue;
        }
        Outcome outcome = wanted.outcome;
        outcome.test = *test;
        if (outcome.uid.isNull())
            outcome.uid = outcomeUid(outcome);
        if (m_graph.outcome(outcome.uid) || !planned.insert(outcome.uid).second)
            continue;
        ++m_plan.report.outcomes[std::string(verdictName(outcome.verdict))];
        add(std::nullopt, std::move(outcome));
    }
}

void MergePlanner::planSettings()
{
    std::unordered_set<std::string_view> planned;
    for (const Setting &wanted : m_batch.settings) {
        const std::optional<Record> current = m_graph.current(wanted);
        if (!planned.insert(wanted.name).second || current == Record(wanted))
            continue;
        if (m_graph.itemCount() == 0)
            add(current, wanted);
        else
            m_plan.report.kept.push_back(
                {wanted.name,
                 {QT_TRANSLATE_NOOP("model", "the file says %1, the project keeps its own: %2"),
                  {wanted.value, m_graph.setting(wanted.name)},
                  "settingKept"},
                 Where{m_batch.title, 0, 0, -1, {}, {}}});
    }
}

Result<void> MergePlanner::planPositions()
{
    std::unordered_set<Uid> planned;
    for (const auto &[name, wanted] : m_batch.positions) {
        const auto item = itemNamed(name);
        if (!item)
            return refuse(QT_TRANSLATE_NOOP("model", "the layout names %1, which is neither in the file nor in the "
                                                     "project"),
                          {name}, "danglingPosition", Where{m_batch.title, 0, 0, -1, {}, {}});
        const std::optional<Position> current = m_graph.position(*item);
        const auto found = m_itemsByUid.find(*item);
        const bool stated = found != m_itemsByUid.end() && m_items[found->second].stated;
        const Position after{*item, wanted.x, wanted.y};
        if (!planned.insert(*item).second || current == after || (current && !stated))
            continue; // where an analyst has put it, it stays
        add(current ? std::optional<Record>(*current) : std::nullopt, after);
    }
    return {};
}

Result<MergePlan> planMerge(const Graph &graph, const Batch &batch, const Budget &budget)
{
    return MergePlanner(graph, batch, budget).run();
}

} // namespace tarascope
