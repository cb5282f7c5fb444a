#include "importers/otmown.h"

#include "importers/flowmodel.h"
#include "importers/treesource.h"
#include "model/valuejson.h"

#include <array>
#include <set>

namespace tarascope {

using json::Node;

namespace {

constexpr std::string_view noZone = "no-zone";

AttributeShape shapeOf(const AttributeDef &def) { return {def.type, def.choices, &def, std::string(def.name())}; }

class OwnOtmReader
{
public:
    OwnOtmReader(const json::Document &document, const Budget &budget)
        : m_document(document), m_model("otm", document.file, budget)
    {}
    Result<Batch> read();

private:
    using Read = Result<void> (OwnOtmReader::*)(const Node &);
    Result<std::string> add(Kind kind, std::string_view group, const Node &node);
    Result<void> readAttributes(const std::string &key, const Node &attributes);
    void readPlace(const std::string &key, const Node &node);
    Result<void> readZone(const Node &node);
    Result<void> readAsset(const Node &node);
    Result<void> readThreat(const Node &node);
    Result<void> readMitigation(const Node &node);
    Result<void> readComponent(const Node &node);
    Result<void> readFlow(const Node &node);
    Result<void> readThreatsOf(const Node &node, const std::string &component);
    Result<void> readLinkAttributes(const LinkDef &def, const Node &attributes, BatchLink &link);
    Result<void> readGuards(const std::string &control, const Node &guards);
    void putIntoZones();
    /// The key of an element that the file names; empty, and listed, where it has none such.
    std::string known(std::string_view group, const std::string &id, const Node &node);
    Where where(const Node &node) const { return m_document.where(node); }

    const json::Document &m_document;
    FlowModel m_model;
    std::vector<std::pair<std::string, const Node *>> m_parents;
    std::vector<std::pair<std::string, const Node *>> m_guards;      ///< by control
    std::vector<std::pair<std::string, const Node *>> m_mitigations; ///< by component
    std::set<std::string> m_flows;                                   ///< ids
};

Result<Batch> OwnOtmReader::read()
{
    constexpr std::array<std::pair<const char *, Read>, 6> parts{{{"trustZones", &OwnOtmReader::readZone},
                                                                  {"assets", &OwnOtmReader::readAsset},
                                                                  {"threats", &OwnOtmReader::readThreat},
                                                                  {"mitigations", &OwnOtmReader::readMitigation},
                                                                  {"components", &OwnOtmReader::readComponent},
                                                                  {"dataflows", &OwnOtmReader::readFlow}}};
    for (const auto &[member, read] : parts) {
        const Result<std::span<const Node>> found = objects(m_document, m_document.root, member);
        if (!found)
            return found.error();
        for (const Node &node : *found) {
            if (const Result<void> go = m_model.go(where(node)); !go)
                return go.error();
            if (const Result<void> done = (this->*read)(node); !done)
                return done.error();
        }
    }
    putIntoZones();
    for (const auto &[control, guards] : m_guards)
        if (const Result<void> read = readGuards(control, *guards); !read)
            return read.error();
    for (const auto &[component, used] : m_mitigations)
        if (const std::string control = known("mitigation", scalar(*used, "mitigation"), *used); !control.empty())
            m_model.link(LinkKind::guards, control, component, where(*used));
    return m_model.take();
}

Result<std::string> OwnOtmReader::add(Kind kind, std::string_view group, const Node &node)
{
    const Result<std::string> id = needed(m_document, node, "id");
    if (!id)
        return id;
    const std::string key = m_model.add(kind, group, *id, scalar(node, "name"), where(node));
    BatchItem &item = m_model.item(key);
    item.name = scalar(node, "name");
    item.description = scalar(node, "description");
    item.key = *id;
    item.tags = scalars(node, "tags");
    readPlace(key, node);
    if (const Node *parent = node.find("parent"); parent && parent->isObject())
        m_parents.emplace_back(key, parent);
    if (const Node *attributes = node.find("attributes"); attributes && attributes->isObject())
        if (const Result<void> read = readAttributes(key, *attributes); !read)
            return read.error();
    m_model.skipOthers(std::string(group), m_document, node,
                       {"id", "name", "type", "description", "risk", "parent", "representations", "attributes", "assets",
                        "threats", "tags", "categories", "cwes", "riskReduction"});
    return key;
}

Result<void> OwnOtmReader::readAttributes(const std::string &key, const Node &attributes)
{
    for (const Node &each : attributes.children) {
        BatchItem &item = m_model.item(key);
        if (item.kind == Kind::control && each.name == "guards") {
            m_guards.emplace_back(key, &each);
            continue;
        }
        const AttributeDef *def = kindDef(item.kind).find(each.name);
        if (!def) {
            m_model.addLine(key, "x-attributes", each.name + ": " + scalar(attributes, each.name));
            continue;
        }
        Result<ReadValue> value = readValue(m_document, each, shapeOf(*def), ReferenceStyle::Key);
        if (!value)
            return value.error();
        item.attributes.set(def->attr, std::move(value->value));
    }
    return {};
}

void OwnOtmReader::readPlace(const std::string &key, const Node &node)
{
    const Node *list = node.find("representations");
    const Node *position = list && !list->children.empty() ? list->children.front().find("position") : nullptr;
    if (position && position->isObject())
        m_model.place(key, *position);
}

Result<void> OwnOtmReader::readZone(const Node &node)
{
    if (scalar(node, "id") == noZone)
        return {};
    const Result<std::string> key = add(Kind::zone, "zone", node);
    return key ? Result<void>() : key.error();
}

Result<void> OwnOtmReader::readAsset(const Node &node)
{
    const Result<std::string> key = add(Kind::dataAsset, "asset", node);
    return key ? Result<void>() : key.error();
}

Result<void> OwnOtmReader::readThreat(const Node &node)
{
    const Result<std::string> key = add(Kind::threatScenario, "threat", node);
    return key ? Result<void>() : key.error();
}

Result<void> OwnOtmReader::readMitigation(const Node &node)
{
    const Result<std::string> key = add(Kind::control, "mitigation", node);
    return key ? Result<void>() : key.error();
}

Result<void> OwnOtmReader::readComponent(const Node &node)
{
    const std::string type = scalar(node, "type");
    const KindDef *def = findKind(type);
    const Result<std::string> key = add(def ? def->kind : m_model.kindOf(type, where(node)), "component", node);
    if (!key)
        return key.error();
    if (const Node *assets = node.find("assets"); assets && assets->isObject()) {
        for (const std::string &id : scalars(*assets, "stored"))
            if (const std::string asset = known("asset", id, *assets); !asset.empty())
                m_model.link(LinkKind::stores, *key, asset, where(*assets));
        for (const std::string &id : scalars(*assets, "processed"))
            if (const std::string asset = known("asset", id, *assets); !asset.empty())
                m_model.link(LinkKind::touches, *key, asset, where(*assets));
    }
    return readThreatsOf(node, *key);
}

std::string OwnOtmReader::known(std::string_view group, const std::string &id, const Node &node)
{
    const std::string key = std::string(group) + ":" + id;
    if (m_model.has(key))
        return key;
    m_model.skipped().list(
        key, {QT_TRANSLATE_NOOP("model", "the file names it but has no such entry"), {}, "modelNoEntry"}, where(node));
    return {};
}

Result<void> OwnOtmReader::readThreatsOf(const Node &node, const std::string &component)
{
    const Result<std::span<const Node>> instances = objects(m_document, node, "threats");
    if (!instances)
        return instances.error();
    for (const Node &instance : *instances) {
        if (const Result<void> go = m_model.go(where(instance)); !go)
            return go;
        const std::string threat = known("threat", scalar(instance, "threat"), instance);
        if (threat.empty())
            continue;
        m_model.target(threat, component, where(instance));
        const Node *list = instance.find("mitigations");
        for (std::size_t i = 0; list && i < list->children.size(); ++i)
            m_mitigations.emplace_back(component, &list->children[i]);
    }
    return {};
}

Result<void> OwnOtmReader::readFlow(const Node &node)
{
    const Result<std::string> from = needed(m_document, node, "source");
    const Result<std::string> to = needed(m_document, node, "destination");
    if (!from || !to)
        return from ? to.error() : from.error();
    const Node *attributes = node.find("attributes");
    const Node *said = attributes && attributes->isObject() && attributes->children.size() == 1 ? &attributes->children.front() : nullptr;
    const LinkDef *def = said ? findLinkKind(said->name) : nullptr;
    if (!def) {
        FlowModel::Flow flow;
        flow.name = scalar(node, "name");
        flow.from = "component:" + *from;
        flow.to = "component:" + *to;
        flow.both = isTrue(node, "bidirectional");
        flow.where = where(node);
        m_model.addFlow(flow);
        return {};
    }
    const std::string begin = known("component", *from, node);
    const std::string end = known("component", *to, node);
    if (begin.empty() || end.empty())
        return {};
    BatchLink *link = m_model.link(def->kind, begin, end, where(node));
    if (link) {
        link->id = link->key = scalar(node, "id");
        m_flows.insert(link->id);
    }
    return link ? readLinkAttributes(*def, *said, *link) : Result<void>();
}

Result<void> OwnOtmReader::readLinkAttributes(const LinkDef &def, const Node &attributes, BatchLink &link)
{
    for (const Node &each : attributes.children) {
        const AttributeDef *attribute = def.find(each.name);
        if (!attribute) {
            m_model.skip("dataflows/" + each.name, where(each));
            continue;
        }
        Result<ReadValue> read = readValue(m_document, each, shapeOf(*attribute), ReferenceStyle::Key);
        if (!read)
            return read.error();
        for (std::string &id : read->references) {
            const bool isFlow = attribute->type == AttributeType::LinkRef && m_flows.count(id);
            id = isFlow ? id : known("component", id, each);
            if (id.empty())
                return {};
        }
        if (!read->references.empty())
            link.references.emplace_back(attribute->attr, std::move(read->references));
        link.attributes.set(attribute->attr, std::move(read->value));
    }
    return {};
}

Result<void> OwnOtmReader::readGuards(const std::string &control, const Node &guards)
{
    for (const Node &each : guards.children) {
        if (const Result<void> go = m_model.go(where(each)); !go)
            return go;
        const std::string guarded = known("component", scalar(each, "item"), each);
        BatchLink *link = guarded.empty() ? nullptr : m_model.linkOnceMore(LinkKind::guards, control, guarded, where(each));
        if (!link)
            continue;
        link->key = scalar(each, "id");
        const Node *attributes = each.find("attributes");
        if (const Result<void> read = attributes ? readLinkAttributes(linkDef(link->kind), *attributes, *link) : Result<void>(); !read)
            return read;
    }
    return {};
}

void OwnOtmReader::putIntoZones()
{
    for (const auto &[key, parent] : m_parents) {
        const std::string zone = scalar(*parent, "trustZone");
        if (zone == noZone)
            continue;
        if (const std::string outer = known("zone", zone, *parent); !outer.empty() && outer != key)
            m_model.link(LinkKind::inZone, key, outer, where(*parent));
    }
}

} // namespace

bool isOwnOtm(const json::Document &document)
{
    const Node *project = document.root.find("project");
    const Node *attributes = project ? project->find("attributes") : nullptr;
    return attributes && scalar(*attributes, "tarascope") == "1";
}

Result<Batch> readOwnOtm(const json::Document &document, const Budget &budget)
{
    return OwnOtmReader(document, budget).read();
}

} // namespace tarascope
