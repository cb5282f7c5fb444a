#include "model/exchange/exports.h"

#include "model/valuejson.h"

#include <algorithm>
#include <map>
#include <set>

// Open Threat Model 0.2. Attributes stand in our own JSON form in the free object `attributes` and a type is the name of
// our kind, so that an import of the file gives both back. Numbers that OTM demands and no project has are 0.

namespace tarascope {

namespace {

constexpr Kind componentKinds[] = {Kind::application, Kind::endpoint,  Kind::command,       Kind::service,
                                   Kind::workload,    Kind::dataStore, Kind::messageBroker, Kind::thirdParty,
                                   Kind::adminPlane,  Kind::component, Kind::network,       Kind::vehicleFunction};
constexpr LinkKind flowKinds[] = {LinkKind::calls,       LinkKind::handledBy,  LinkKind::invokes,  LinkKind::dispatches,
                                  LinkKind::actuates,    LinkKind::connectsTo, LinkKind::updates,  LinkKind::attachedTo,
                                  LinkKind::routes,      LinkKind::carries,    LinkKind::performs, LinkKind::reads,
                                  LinkKind::administers, LinkKind::dependsOn};
constexpr std::string_view noZone = "no-zone";

template <class List, class Value> bool contains(const List &list, const Value &value)
{
    return std::find(std::begin(list), std::end(list), value) != std::end(list);
}

/// Counts what has no place in the format, by why and what it is.
class Losses
{
public:
    void count(std::string what, const char *why, const char *code, std::int64_t times = 1)
    {
        if (times == 0)
            return;
        Entry &entry = m_entries[{code, std::move(what)}];
        entry.why = {why, {}, code};
        entry.number += times;
    }
    std::vector<LossEntry> take()
    {
        std::vector<LossEntry> out;
        for (auto &[id, entry] : m_entries) {
            entry.why.args = {std::to_string(entry.number)};
            out.push_back({id.second, std::move(entry.why), {}});
        }
        return out;
    }

private:
    struct Entry {
        Message why;
        std::int64_t number = 0;
    };
    std::map<std::pair<std::string_view, std::string>, Entry> m_entries;
};

/// "elevationOfPrivilege" as OTM's examples write it: "Elevation of privilege".
std::string categoryOf(const Item &threat)
{
    std::string words;
    for (const char c : choiceName(threat, Attr::stride)) {
        const bool upper = c >= 'A' && c <= 'Z';
        words += upper ? " " + std::string(1, static_cast<char>(c - 'A' + 'a')) : std::string(1, c);
    }
    if (!words.empty())
        words[0] = static_cast<char>(words[0] - 'a' + 'A');
    return words;
}

std::string_view stateOf(const Item &control)
{
    const std::string_view status = choiceName(control, Attr::status);
    return status == "idea" ? "recommended" : status == "planned" ? "required" : status;
}

class OtmWriter
{
public:
    OtmWriter(const Graph &graph, const Selection &selection) : m_graph(graph), m_selection(selection) {}

    Exported write()
    {
        sortItems();
        sortLinks();
        m_out.beginObject().member("otmVersion", "0.2.0").newline().key("project").beginObject();
        m_out.member("name", "Tarascope project").member("id", "tarascope").key("attributes").beginObject();
        m_out.member("tarascope", "1").endObject().endObject();
        writeRepresentations();
        writeZones();
        writeAssets();
        writeComponents();
        writeFlows();
        writeThreats();
        writeMitigations();
        m_out.endObject();
        return {m_out.take() + "\n", m_losses.take()};
    }

private:
    const Item &item(ItemId id) const { return *m_graph.item(id); }

    void sortItems()
    {
        for (ItemId id : m_selection.items) {
            const Kind kind = item(id).kind;
            if (contains(componentKinds, kind))
                m_components.push_back(id);
            else if (kind == Kind::zone || kind == Kind::dataAsset || kind == Kind::threatScenario || kind == Kind::control)
                m_others[kind].push_back(id);
            else
                m_losses.count(std::string(kindDef(kind).name()), QT_TRANSLATE_NOOP("model", "%1 items of this kind have no place in OTM"), "otmKind");
        }
        m_losses.count("outcomes", QT_TRANSLATE_NOOP("model", "%1 outcomes of tests have no place in OTM"), "otmOutcomes",
                       static_cast<std::int64_t>(m_graph.outcomeCount()));
        m_losses.count("settings", QT_TRANSLATE_NOOP("model", "%1 settings, such as the rating method, have no place in OTM"), "otmSettings",
                       static_cast<std::int64_t>(m_graph.settings().size()));
    }

    void sortLinks()
    {
        std::vector<LinkId> guards;
        for (LinkId id : m_selection.links) {
            const Link &link = *m_graph.link(id);
            if (link.kind == LinkKind::guards)
                guards.push_back(id);
            else if (!placed(id))
                loseLink(link.kind);
            else if (!contains(flowKinds, link.kind))
                loseAttributes(link);
        }
        const std::set<LinkId> flows(m_flows.begin(), m_flows.end());
        for (LinkId id : guards) {
            const Uid *step = m_graph.link(id)->attributes.get<Uid>(Attr::step);
            const bool narrower = m_graph.link(id)->attributes.find(Attr::against) || (step && !flows.count(m_graph.findLink(*step)));
            // Without what makes it narrower a control would guard more than it does.
            if (narrower || !contains(componentKinds, item(m_graph.to(id)).kind)) {
                loseLink(LinkKind::guards);
                continue;
            }
            m_guards[m_graph.from(id)].push_back(id);
            m_mitigations[m_graph.to(id)].insert(m_graph.from(id));
        }
    }

    /// Whether the link has a place; it is remembered there.
    bool placed(LinkId id)
    {
        const Link &link = *m_graph.link(id);
        const ItemId from = m_graph.from(id);
        const ItemId to = m_graph.to(id);
        const bool begins = contains(componentKinds, item(from).kind);
        const bool ends = contains(componentKinds, item(to).kind);
        if (contains(flowKinds, link.kind) && begins && ends)
            return m_flows.push_back(id), true;
        if (link.kind == LinkKind::inZone && (begins || item(from).kind == Kind::zone) && from != to)
            return m_zoneOf.emplace(from, to).second;
        if (link.kind == LinkKind::stores && begins && item(to).kind == Kind::dataAsset)
            return m_stored[from].push_back(to), true;
        if (link.kind == LinkKind::touches && begins && item(to).kind == Kind::dataAsset)
            return m_processed[from].push_back(to), true;
        if (link.kind == LinkKind::targets && ends)
            return m_threats[to].push_back(from), true;
        return false;
    }

    void loseLink(LinkKind kind)
    {
        m_losses.count(std::string(linkDef(kind).name()), QT_TRANSLATE_NOOP("model", "%1 links of this kind have no place in OTM"), "otmLink");
    }

    void loseAttributes(const Link &link)
    {
        for (const auto &entry : link.attributes)
            m_losses.count(std::string(linkDef(link.kind).name()) + "." + std::string(attributeName(static_cast<Attr>(entry.first.value))),
                           QT_TRANSLATE_NOOP("model", "%1 values of this attribute of links have no place in OTM"), "otmLinkAttribute");
    }

    /// Members that every element has. `hasTags`, `hasPlace`: whether OTM keeps those of this sort of element.
    void begin(ItemId id, bool hasTags, bool hasPlace)
    {
        const Item &each = item(id);
        m_out.newline().beginObject().member("id", each.key).member("name", each.name);
        if (!each.description.empty())
            m_out.member("description", each.description);
        if (hasTags && !each.tags.empty()) {
            m_out.key("tags");
            writeTexts(each.tags);
        } else if (!each.tags.empty()) {
            lost(each, "tags", QT_TRANSLATE_NOOP("model", "tags of %1 items of this kind have no place in OTM"), "otmTags");
        }
        writeAttributesOf(each);
        const std::optional<Position> position = m_graph.position(each.uid);
        if (position && hasPlace)
            writePlace(each.key, *position);
        else if (position)
            lost(each, "position", QT_TRANSLATE_NOOP("model", "places on the canvas of %1 items of this kind have no place in OTM"), "otmPosition");
        for (std::size_t i = 0; i < each.external.size(); ++i)
            lost(each, "external", QT_TRANSLATE_NOOP("model", "%1 keys that other systems give items of this kind have no place in OTM"), "otmExternal");
    }

    void lost(const Item &each, const char *what, const char *why, const char *code)
    {
        m_losses.count(std::string(kindDef(each.kind).name()) + "." + what, why, code);
    }

    void writeTexts(const std::vector<std::string> &texts)
    {
        m_out.beginArray();
        for (const std::string &text : texts)
            m_out.string(text);
        m_out.endArray();
    }

    void writeAttributesOf(const Item &each)
    {
        Attributes known;
        for (const auto &[id, value] : each.attributes) {
            if (!id.isField())
                known.set(id, value);
            else if (const auto shape = attributeShape(m_graph, each.kind, id))
                lost(each, shape->name.c_str(), QT_TRANSLATE_NOOP("model", "%1 values of this own field have no place in OTM"), "otmField");
        }
        json::Writer own;
        writeAttributes(own, m_graph, each.kind, known, ReferenceStyle::Key);
        std::string text = own.take();
        if (const std::string guards = guardsOf(m_graph.findItem(each.uid)); !guards.empty())
            text.insert(text.size() - 1, (known.empty() ? "" : ",") + guards);
        if (text != "{}")
            m_out.key("attributes").raw(text);
    }

    /// What a control guards, as one more member of its attributes; empty: nothing.
    std::string guardsOf(ItemId control)
    {
        const auto found = m_guards.find(control);
        if (found == m_guards.end())
            return {};
        json::Writer out;
        out.beginArray();
        for (LinkId id : found->second) {
            const Link &link = *m_graph.link(id);
            out.beginObject().member("id", link.key).member("item", item(m_graph.to(id)).key).key("attributes");
            writeLinkAttributes(out, m_graph, link.kind, link.attributes, ReferenceStyle::Key);
            out.endObject();
        }
        out.endArray();
        return "\"guards\":" + out.take();
    }

    void writePlace(const std::string &key, const Position &position)
    {
        m_out.key("representations").beginArray().beginObject().member("representation", "canvas").member("id", "canvas-" + key);
        m_out.key("position").beginObject().key("x").real(position.x).key("y").real(position.y).endObject().endObject().endArray();
    }

    void writeRepresentations()
    {
        if (m_graph.positions().empty())
            return;
        m_out.newline().key("representations").beginArray().beginObject().member("name", "Canvas").member("id", "canvas");
        m_out.member("type", "diagram").endObject().endArray();
    }

    /// A number that OTM demands.
    void unknown(std::string_view name)
    {
        m_out.member(name, 0);
        m_losses.count("numbers", QT_TRANSLATE_NOOP("model", "OTM demands %1 numbers (trust rating, risk, risk reduction) that a project does not hold; 0 stands for not known"), "otmNumbers");
    }

    void writeParent(ItemId id)
    {
        const auto zone = m_zoneOf.find(id);
        m_out.key("parent").beginObject().member("trustZone", zone == m_zoneOf.end() ? noZone : item(zone->second).key).endObject();
    }

    void writeZones()
    {
        m_out.newline().key("trustZones").beginArray();
        for (ItemId id : m_others[Kind::zone]) {
            begin(id, false, true);
            if (const std::string_view kind = choiceName(item(id), Attr::kind); !kind.empty())
                m_out.member("type", kind);
            m_out.key("risk").beginObject();
            unknown("trustRating");
            m_out.endObject();
            if (m_zoneOf.count(id))
                writeParent(id);
            m_out.endObject();
        }
        const bool homeless = std::any_of(m_components.begin(), m_components.end(), [this](ItemId id) { return !m_zoneOf.count(id); });
        if (homeless) {
            m_out.newline().beginObject().member("id", noZone).member("name", "Not in a zone");
            m_out.key("risk").beginObject().member("trustRating", 0).endObject().endObject();
        }
        m_out.endArray();
    }

    void writeAssets()
    {
        m_out.newline().key("assets").beginArray();
        for (ItemId id : m_others[Kind::dataAsset]) {
            begin(id, false, false);
            m_out.key("risk").beginObject();
            for (const char *name : {"confidentiality", "integrity", "availability"})
                unknown(name);
            m_out.endObject().endObject();
        }
        m_out.endArray();
    }

    void writeKeys(std::string_view name, const std::map<ItemId, std::vector<ItemId>> &lists, ItemId id)
    {
        const auto found = lists.find(id);
        if (found == lists.end())
            return;
        m_out.key(name).beginArray();
        for (ItemId each : found->second)
            m_out.string(item(each).key);
        m_out.endArray();
    }

    void writeComponents()
    {
        m_out.newline().key("components").beginArray();
        for (ItemId id : m_components) {
            begin(id, true, true);
            m_out.member("type", kindDef(item(id).kind).name());
            writeParent(id);
            if (m_stored.count(id) || m_processed.count(id)) {
                m_out.key("assets").beginObject();
                writeKeys("processed", m_processed, id);
                writeKeys("stored", m_stored, id);
                m_out.endObject();
            }
            writeThreatsOf(id);
            m_out.endObject();
        }
        m_out.endArray();
    }

    void writeThreatsOf(ItemId id)
    {
        const auto threats = m_threats.find(id);
        if (threats == m_threats.end())
            return;
        m_out.key("threats").beginArray();
        for (ItemId threat : threats->second) {
            m_out.beginObject().member("threat", item(threat).key).member("state", "not stated").key("mitigations").beginArray();
            for (ItemId control : m_mitigations[id]) {
                m_out.beginObject().member("mitigation", item(control).key).key("state");
                if (const std::string_view state = stateOf(item(control)); !state.empty())
                    m_out.string(state);
                else
                    m_out.null();
                m_out.endObject();
            }
            m_out.endArray().endObject();
        }
        m_out.endArray();
    }

    void writeFlows()
    {
        m_out.newline().key("dataflows").beginArray();
        for (LinkId id : m_flows) {
            const Link &link = *m_graph.link(id);
            const Item &from = item(m_graph.from(id));
            const Item &to = item(m_graph.to(id));
            const LinkDef &def = linkDef(link.kind);
            m_out.newline().beginObject().member("id", link.key).member("name", from.name + " " + std::string(def.forward) + " " + to.name);
            m_out.member("source", from.key).member("destination", to.key);
            m_out.member("bidirectional", link.kind == LinkKind::attachedTo).key("tags").beginArray().string(def.name()).endArray();
            m_out.key("attributes").beginObject().key(def.name());
            writeLinkAttributes(m_out, m_graph, link.kind, link.attributes, ReferenceStyle::Key);
            m_out.endObject().endObject();
        }
        m_out.endArray();
    }

    void writeThreats()
    {
        m_out.newline().key("threats").beginArray();
        for (ItemId id : m_others[Kind::threatScenario]) {
            const Item &threat = item(id);
            begin(id, true, false);
            if (const std::string category = categoryOf(threat); !category.empty())
                m_out.key("categories").beginArray().string(category).endArray();
            std::vector<std::string> weaknesses;
            if (const TextList *refs = threat.attributes.get<TextList>(Attr::refs))
                std::copy_if(refs->begin(), refs->end(), std::back_inserter(weaknesses),
                             [](const std::string &ref) { return ref.starts_with("CWE-"); });
            if (!weaknesses.empty()) {
                m_out.key("cwes");
                writeTexts(weaknesses);
            }
            m_out.key("risk").beginObject().key("likelihood").null();
            unknown("impact");
            m_out.endObject().endObject();
        }
        m_out.endArray();
    }

    void writeMitigations()
    {
        m_out.newline().key("mitigations").beginArray();
        for (ItemId id : m_others[Kind::control]) {
            begin(id, false, false);
            unknown("riskReduction");
            m_out.endObject();
        }
        m_out.endArray();
    }

    const Graph &m_graph;
    const Selection &m_selection;
    json::Writer m_out;
    Losses m_losses;
    std::vector<ItemId> m_components;
    std::map<Kind, std::vector<ItemId>> m_others;
    std::vector<LinkId> m_flows;
    std::map<ItemId, ItemId> m_zoneOf;
    std::map<ItemId, std::vector<ItemId>> m_stored;
    std::map<ItemId, std::vector<ItemId>> m_processed;
    std::map<ItemId, std::vector<ItemId>> m_threats; ///< of a component
    std::map<ItemId, std::set<ItemId>> m_mitigations; ///< of a component
    std::map<ItemId, std::vector<LinkId>> m_guards;   ///< of a control
};

} // namespace

Result<Exported> writeOtm(const Graph &graph, const Selection &selection, const Budget &budget)
{
    if (Result<void> going = budget.check(); !going)
        return going.error();
    return OtmWriter(graph, selection).write();
}

} // namespace tarascope
