#include "importers/otm.h"

#include "importers/filehead.h"
#include "importers/flowmodel.h"
#include "importers/otmown.h"
#include "importers/treesource.h"

#include <array>

namespace tarascope {

using json::Node;

namespace {

// From weakest to strongest; another state says nothing that we know.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> mitigationStates{{
    {"recommended", "idea"},
    {"required", "planned"},
    {"implemented", "implemented"},
    {"applied", "implemented"},
}};

constexpr std::size_t deepestNesting = 128; ///< of components in components

std::string numbers(const Node &node, std::initializer_list<const char *> members)
{
    std::string out;
    for (const char *member : members) {
        if (const std::string value = scalar(node, member); !value.empty())
            out += (out.empty() ? "" : ", ") + std::string(member) + " " + value;
    }
    return out;
}

class OtmReader
{
public:
    OtmReader(const json::Document &document, const Budget &budget)
        : m_document(document), m_budget(budget), m_model("otm", document.file, budget)
    {}
    Result<Batch> read();

private:
    using Read = Result<void> (OtmReader::*)(const Node &);
    Result<void> each(const char *member, Read read);
    Result<void> readZone(const Node &node);
    Result<void> readAsset(const Node &node);
    Result<void> readComponent(const Node &node);
    Result<void> readFlow(const Node &node);
    Result<void> readThreat(const Node &node);
    Result<void> readMitigation(const Node &node);
    Result<void> readThreatsOf(const Node &node, const std::string &what, const std::vector<std::string> &concerned);
    void readMitigationsOf(const Node &threat, const std::string &what, const std::vector<std::string> &concerned);
    void readCommon(const std::string &key, const Node &node);
    void readRepresentations(const std::string &key, const Node &node);
    void putIntoZones();
    void setStatuses();
    void skipRest();

    Result<std::string> add(Kind kind, std::string_view group, const Node &node);
    bool known(const std::string &key, const Node &node);
    Where where(const Node &node) const { return m_document.where(node); }

    const json::Document &m_document;
    const Budget &m_budget;
    FlowModel m_model;
    struct Parent {
        std::string zone;      ///< id; empty: none
        std::string component; ///< id; empty: none
        Where where;
    };
    std::map<std::string, Parent> m_parents;              ///< by key
    std::map<std::string, std::set<std::string>> m_states; ///< of each mitigation
};

Result<Batch> OtmReader::read()
{
    const Node &root = m_document.root;
    const Node *version = root.find("otmVersion");
    if (!version || version->text.empty())
        return Error{ErrorKind::Input,
                     {QT_TRANSLATE_NOOP("model", "this is no Open Threat Model: it has no \"otmVersion\""), {}, "notOtm"},
                     where(version ? *version : root)};
    if (!version->text.starts_with("0."))
        return Error{ErrorKind::Input,
                     {QT_TRANSLATE_NOOP("model", "Open Threat Model %1 is not read; 0.1 and 0.2 are"),
                      {version->text},
                      "otmVersion"},
                     where(*version)};
    if (isOwnOtm(m_document))
        return readOwnOtm(m_document, m_budget);
    constexpr std::array<std::pair<const char *, Read>, 6> parts{{{"trustZones", &OtmReader::readZone},
                                                                  {"assets", &OtmReader::readAsset},
                                                                  {"threats", &OtmReader::readThreat},
                                                                  {"mitigations", &OtmReader::readMitigation},
                                                                  {"components", &OtmReader::readComponent},
                                                                  {"dataflows", &OtmReader::readFlow}}};
    for (const auto &[member, read] : parts) {
        if (const Result<void> done = each(member, read); !done)
            return done.error();
    }
    putIntoZones();
    setStatuses();
    skipRest();
    return m_model.take();
}

Result<void> OtmReader::each(const char *member, Read read)
{
    const Result<std::span<const Node>> found = objects(m_document, m_document.root, member);
    if (!found)
        return found.error();
    for (const Node &node : *found) {
        if (const Result<void> go = m_model.go(where(node)); !go)
            return go;
        if (const Result<void> done = (this->*read)(node); !done)
            return done;
    }
    return {};
}

Result<std::string> OtmReader::add(Kind kind, std::string_view group, const Node &node)
{
    const Result<std::string> id = needed(m_document, node, "id");
    if (!id)
        return id.error();
    const std::string key = m_model.add(kind, group, *id, scalar(node, "name"), where(node));
    m_model.describe(key, scalar(node, "description"));
    readCommon(key, node);
    return key;
}

void OtmReader::readCommon(const std::string &key, const Node &node)
{
    m_model.item(key).tags = scalars(node, "tags");
    if (const Node *attributes = node.find("attributes"); attributes && attributes->isObject()) {
        for (const Node &each : attributes->children) {
            if (const std::string value = scalar(*attributes, each.name); !value.empty())
                m_model.addLine(key, "x-attributes", each.name + ": " + value);
            else if (!each.isNull())
                m_model.skip("attributes/" + each.name, where(each));
        }
    }
    if (const Node *parent = node.find("parent"); parent && parent->isObject())
        m_parents[key] = {scalar(*parent, "trustZone"), scalar(*parent, "component"), where(*parent)};
    readRepresentations(key, node);
}

// The first box with a place is where the element stands; code places and further boxes are not kept.
void OtmReader::readRepresentations(const std::string &key, const Node &node)
{
    const Node *list = node.find("representations");
    if (!list || !list->isArray())
        return;
    bool placed = false;
    for (const Node &each : list->children) {
        const Node *position = each.find("position");
        if (position && position->isObject() && !placed) {
            m_model.place(key, *position);
            placed = true;
        } else {
            m_model.skip("representations", where(each));
        }
    }
}

Result<void> OtmReader::readZone(const Node &node)
{
    const Result<std::string> key = add(Kind::zone, "zone", node);
    if (!key)
        return key.error();
    m_model.setZoneKind(*key, scalar(node, "type"));
    if (const Node *risk = node.find("risk"))
        m_model.setField(*key, "x-trustRating", scalar(*risk, "trustRating"));
    m_model.skipOthers("trustZones", m_document, node,
                       {"id", "name", "type", "description", "risk", "parent", "representations", "attributes"});
    return {};
}

Result<void> OtmReader::readAsset(const Node &node)
{
    const Result<std::string> key = add(Kind::dataAsset, "asset", node);
    if (!key)
        return key.error();
    if (const Node *risk = node.find("risk")) {
        m_model.setField(*key, "x-risk", numbers(*risk, {"confidentiality", "integrity", "availability"}));
        m_model.setField(*key, "x-riskComment", scalar(*risk, "comment"));
    }
    m_model.skipOthers("assets", m_document, node, {"id", "name", "description", "risk", "attributes"});
    return {};
}

Result<void> OtmReader::readThreat(const Node &node)
{
    const Result<std::string> key = add(Kind::threatScenario, "threat", node);
    if (!key)
        return key.error();
    bool classified = false;
    for (const std::string &category : scalars(node, "categories")) {
        classified = classified || m_model.classify(*key, category);
        m_model.addLine(*key, "x-categories", category);
    }
    if (TextList weaknesses = scalars(node, "cwes"); !weaknesses.empty())
        m_model.item(*key).attributes.set(Attr::refs, std::move(weaknesses));
    if (const Node *risk = node.find("risk")) {
        m_model.setField(*key, "x-risk", numbers(*risk, {"likelihood", "impact"}));
        m_model.setField(*key, "x-likelihoodComment", scalar(*risk, "likelihoodComment"));
        m_model.setField(*key, "x-impactComment", scalar(*risk, "impactComment"));
    }
    m_model.skipOthers("threats", m_document, node,
                       {"id", "name", "description", "categories", "cwes", "risk", "tags", "attributes"});
    return {};
}

Result<void> OtmReader::readMitigation(const Node &node)
{
    const Result<std::string> key = add(Kind::control, "mitigation", node);
    if (!key)
        return key.error();
    m_model.setField(*key, "x-riskReduction", scalar(node, "riskReduction"));
    m_model.skipOthers("mitigations", m_document, node, {"id", "name", "description", "riskReduction", "attributes"});
    return {};
}

Result<void> OtmReader::readComponent(const Node &node)
{
    const std::string type = scalar(node, "type");
    const Result<std::string> key = add(m_model.kindOf(type, where(node)), "component", node);
    if (!key)
        return key.error();
    m_model.setField(*key, "x-type", type);
    if (const Node *assets = node.find("assets"); assets && assets->isObject()) {
        for (const std::string &id : scalars(*assets, "stored")) {
            if (known("asset:" + id, *assets))
                m_model.link(LinkKind::stores, *key, "asset:" + id, where(*assets));
        }
        for (const std::string &id : scalars(*assets, "processed"))
            m_model.addLine(*key, "x-processes", id);
    }
    m_model.skipOthers("components", m_document, node,
                       {"id", "name", "description", "type", "parent", "representations", "assets", "threats", "tags",
                        "attributes"});
    return readThreatsOf(node, m_model.item(*key).name, {*key});
}

Result<void> OtmReader::readFlow(const Node &node)
{
    const Result<std::string> from = needed(m_document, node, "source");
    const Result<std::string> to = needed(m_document, node, "destination");
    if (!from || !to)
        return from ? to.error() : from.error();
    FlowModel::Flow flow;
    flow.name = scalar(node, "name").empty() ? scalar(node, "id") : scalar(node, "name");
    flow.from = "component:" + *from;
    flow.to = "component:" + *to;
    flow.both = isTrue(node, "bidirectional");
    for (const std::string &tag : scalars(node, "tags"))
        flow.words += (flow.words.empty() ? "" : ", ") + tag;
    for (const std::string &id : scalars(node, "assets"))
        if (known("asset:" + id, node))
            flow.data.push_back("asset:" + id);
    flow.where = where(node);
    m_model.skipOthers("dataflows", m_document, node,
                       {"id", "name", "bidirectional", "source", "destination", "tags", "assets", "threats"});
    m_model.addFlow(flow);
    return readThreatsOf(node, flow.name, m_model.concerned(flow));
}

bool OtmReader::known(const std::string &key, const Node &node)
{
    if (!m_model.has(key))
        m_model.skipped().list(key,
                               {QT_TRANSLATE_NOOP("model", "the file names it but has no such entry"), {}, "modelNoEntry"},
                               where(node));
    return m_model.has(key);
}

Result<void> OtmReader::readThreatsOf(const Node &node, const std::string &what,
                                      const std::vector<std::string> &concerned)
{
    const Result<std::span<const Node>> instances = objects(m_document, node, "threats");
    if (!instances)
        return instances.error();
    for (const Node &instance : *instances) {
        if (const Result<void> go = m_model.go(where(instance)); !go)
            return go;
        const std::string key = "threat:" + scalar(instance, "threat");
        if (!known(key, instance))
            continue;
        for (const std::string &each : concerned)
            m_model.target(key, each, where(instance));
        if (const std::string state = scalar(instance, "state"); !state.empty())
            m_model.addLine(key, "x-states", what + ": " + state);
        readMitigationsOf(instance, what, concerned);
    }
    return {};
}

void OtmReader::readMitigationsOf(const Node &threat, const std::string &what,
                                  const std::vector<std::string> &concerned)
{
    const Node *list = threat.find("mitigations");
    if (!list || !list->isArray())
        return;
    for (const Node &used : list->children) {
        const std::string key = "mitigation:" + scalar(used, "mitigation");
        if (used.isNull() || !known(key, used))
            continue;
        for (const std::string &each : concerned)
            m_model.link(LinkKind::guards, key, each, where(used));
        const std::string state = scalar(used, "state");
        m_states[key].insert(state);
        m_model.addLine(key, "x-states", what + ": " + state);
    }
}

// A component inside another one stands in the zone of the outer one, as far as the chain leads.
void OtmReader::putIntoZones()
{
    for (const auto &[key, parent] : m_parents) {
        const Parent *at = &parent;
        if (!parent.component.empty())
            m_model.setField(key, "x-parent", parent.component);
        for (std::size_t steps = 0; at->zone.empty() && steps < deepestNesting; ++steps) {
            const auto outer = m_parents.find("component:" + at->component);
            if (outer == m_parents.end())
                break;
            at = &outer->second;
        }
        const std::string zone = "zone:" + at->zone;
        if (!at->zone.empty() && zone != key && m_model.has(zone))
            m_model.link(LinkKind::inZone, key, zone, parent.where);
        else
            m_model.skipped().list(key,
                                   {QT_TRANSLATE_NOOP("model", "its parent leads to no trust zone of the file"),
                                    {},
                                    "modelNoZone"},
                                   parent.where);
    }
}

void OtmReader::setStatuses()
{
    for (const auto &entry : m_states) {
        const std::string &key = entry.first;
        const std::set<std::string> &states = entry.second; // clang 14 captures no structured binding
        const auto weakest = std::find_if(mitigationStates.begin(), mitigationStates.end(),
                                          [&](const auto &each) { return states.contains(std::string(each.first)); });
        const bool understood = std::all_of(states.begin(), states.end(), [](const std::string &state) {
            return std::any_of(mitigationStates.begin(), mitigationStates.end(),
                               [&](const auto &each) { return each.first == state; });
        });
        if (understood)
            setChoice(m_model.item(key), Attr::status, weakest->second);
        if (!understood || states.size() > 1)
            m_model.kept().list(key,
                                understood ? Message{QT_TRANSLATE_NOOP("model", "its states differ; the weakest counts"),
                                                     {},
                                                     "modelStatesDiffer"}
                                           : Message{QT_TRANSLATE_NOOP("model", "its state has no counterpart here; it "
                                                                                "is kept as a text"),
                                                     {},
                                                     "modelStateUnknown"},
                                m_model.item(key).where);
    }
}

void OtmReader::skipRest()
{
    const Node &root = m_document.root;
    if (const Node *representations = root.find("representations"); representations && representations->isArray())
        m_model.skip("representations", where(*representations),
                     static_cast<std::int64_t>(representations->children.size()));
    m_model.skipOthers("document", m_document, root,
                       {"otmVersion", "representations", "assets", "components", "dataflows", "trustZones", "threats",
                        "mitigations"});
}

} // namespace

Result<Batch> readOtm(std::string_view bytes, const std::string &file, const Budget &budget)
{
    const Result<json::Document> document = readTree(bytes, file, budget);
    if (!document)
        return document.error();
    return OtmReader(*document, budget).read();
}

Certainty detectOtm(std::string_view head, std::string_view)
{
    const FileHead file(head);
    if (file.says("otmVersion"))
        return Certainty::ByContent;
    return file.says("trustZones") && file.says("components") ? Certainty::ByName : Certainty::No;
}

} // namespace tarascope
