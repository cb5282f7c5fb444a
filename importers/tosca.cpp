#include "importers/tosca.h"

#include "importers/batchitem.h"
#include "importers/jsonoryaml.h"
#include "importers/nodereader.h"
#include "importers/toscatypes.h"

#include <algorithm>
#include <set>
#include <unordered_map>

namespace tarascope {

namespace {

using json::Node;

/// Which link a requirement of one kind towards another is.
struct LinkRule {
    Kind from;
    Kind to;
    LinkKind link;
};
constexpr LinkRule linkRules[] = {
    {Kind::component, Kind::network, LinkKind::attachedTo},
    {Kind::component, Kind::vehicleModel, LinkKind::partOf},
    {Kind::component, Kind::vehicleFunction, LinkKind::performs},
    {Kind::softwareVersion, Kind::component, LinkKind::installedOn},
    {Kind::service, Kind::service, LinkKind::dependsOn},
    {Kind::service, Kind::thirdParty, LinkKind::dependsOn},
    {Kind::service, Kind::dataStore, LinkKind::reads},
};

/// One entry of the requirements of a node template.
struct Requirement {
    std::string name;
    std::string target;
    const Node *node = nullptr;
    std::string pointer;
};

class ToscaReader
{
public:
    ToscaReader(const json::Document &document, const Budget &budget)
        : m_document(document), m_reader(document), m_budget(budget), m_types(document.root.find("node_types")),
          m_fields(m_batch)
    {}

    Result<Batch> read();

private:
    /// A node template that became an item.
    struct Template {
        std::size_t item = 0;
        std::vector<Requirement> requirements;
    };

    Result<const Node *> findTopology();
    Result<void> readTemplate(const Node &node, const std::string &pointer);
    Result<std::vector<Requirement>> requirementsOf(const Node &node, const std::string &pointer) const;
    void linkTemplate(Template &source);
    bool linkRequirement(const Template &source, const Requirement &requirement);
    const Template *find(const std::string &name) const;
    const Template *hostOf(const Template &software) const;
    void link(LinkKind kind, const std::string &from, const std::string &to, const Where &where);
    Result<void> readGroup(const Node &group, const std::string &pointer);
    void countRest(const Node &topology, const std::string &pointer);

    const json::Document &m_document;
    NodeReader m_reader;
    const Budget &m_budget;
    ToscaTypes m_types;
    Batch m_batch;
    OwnFields m_fields;
    LossReport m_kept;
    LossReport m_skipped;
    std::vector<Template> m_templates;
    std::unordered_map<std::string, std::size_t> m_places;
    std::unordered_map<std::string, bool> m_named; ///< all templates, those without an item too
    std::set<std::tuple<LinkKind, std::string, std::string>> m_links;
};

Result<const Node *> ToscaReader::findTopology()
{
    const Node &root = m_document.root;
    const Node *version = root.isObject() ? root.find("tosca_definitions_version") : nullptr;
    if (!version)
        return m_reader.refuse(root, {}, QT_TRANSLATE_NOOP("model", "this is no TOSCA file: \"tosca_definitions_version\" is "
                                                                    "missing"),
                               {}, "notTosca");
    for (const char *name : {"topology_template", "service_template"}) { // of TOSCA 1.3 and 2.0
        const Node *topology = root.find(name);
        if (topology && !topology->isObject())
            return m_reader.wrongType(*topology, pointerPart(name), "an object");
        if (topology)
            return topology;
    }
    return m_reader.refuse(*version, "/tosca_definitions_version",
                           QT_TRANSLATE_NOOP("model", "this TOSCA file has no topology template: it declares types and "
                                                      "holds no nodes"),
                           {}, "toscaNoTopology");
}

Result<Batch> ToscaReader::read()
{
    const Result<const Node *> found = findTopology();
    if (!found)
        return found.error();
    const Node &topology = **found;
    m_batch.format = "tosca";
    m_batch.system = "tosca:" + sourceName(m_document.file);
    m_batch.title = fileName(m_document.file);
    for (const char *part : {"node_templates", "groups"}) {
        const Node *entries = topology.find(part);
        const std::string pointer = pointerPart(topology.name) + pointerPart(part);
        if (!entries || entries->isNull())
            continue;
        if (!entries->isObject())
            return m_reader.wrongType(*entries, pointer, "an object");
        for (const Node &entry : entries->children) {
            if (const Result<void> go = m_budget.check(); !go)
                return go.error();
            const std::string place = pointer + pointerPart(entry.name);
            const bool isGroup = entries->name == "groups";
            if (const Result<void> done = isGroup ? readGroup(entry, place) : readTemplate(entry, place); !done)
                return done.error();
        }
    }
    for (Template &each : m_templates)
        linkTemplate(each);
    countRest(topology, pointerPart(topology.name));
    reportHiddenCharacters(m_batch, m_kept);
    m_batch.kept = m_kept.take();
    m_batch.skipped = m_skipped.take();
    return std::move(m_batch);
}

Result<void> ToscaReader::readTemplate(const Node &node, const std::string &pointer)
{
    if (!node.isObject())
        return m_reader.wrongType(node, pointer, "an object");
    m_named.emplace(node.name, true);
    const std::string type(node.string("type"));
    const std::optional<ToscaMeaning> meaning = m_types.meaning(type);
    if (!meaning) {
        m_skipped.list(capped(node.name, 100),
                       {QT_TRANSLATE_NOOP("model", "a node of type \"%1\" has no kind in the model that its name would tell"),
                        {capped(type, 100)},
                        "toscaType"},
                       m_reader.whereOf(node, pointer));
        return {};
    }
    Result<std::vector<Requirement>> requirements = requirementsOf(node, pointer);
    if (!requirements)
        return requirements.error();
    BatchItem item;
    item.id = "node:" + node.name;
    item.kind = meaning->kind;
    item.name = node.name;
    item.description = node.string("description");
    item.where = m_reader.whereOf(node, pointer);
    if (!meaning->type.empty())
        setChoice(item, Attr::type, meaning->type);
    item.attributes.set(m_fields.id(item.kind, "x-tosca-type", AttributeType::Text), type);
    for (const Node &member : node.children)
        if (member.name != "type" && member.name != "description" && member.name != "requirements")
            m_skipped.count(capped(member.name, 60), QT_TRANSLATE_NOOP("model", "%1 members of nodes are not taken"),
                            "toscaMember", m_reader.whereOf(member, pointer + pointerPart(member.name)));
    m_places.emplace(node.name, m_templates.size());
    m_templates.push_back({m_batch.items.size(), std::move(*requirements)});
    m_batch.items.push_back(std::move(item));
    return {};
}

// "- name: target" or "- name: {node: target, ...}"
Result<std::vector<Requirement>> ToscaReader::requirementsOf(const Node &node, const std::string &pointer) const
{
    std::vector<Requirement> requirements;
    const Node *list = node.find("requirements");
    if (!list || list->isNull())
        return requirements;
    const std::string place = pointer + "/requirements";
    if (!list->isArray())
        return m_reader.wrongType(*list, place, "a list");
    for (std::size_t i = 0; i < list->children.size(); ++i) {
        const Node &entry = list->children[i];
        const std::string entryPlace = place + "/" + std::to_string(i);
        if (!entry.isObject())
            return m_reader.wrongType(entry, entryPlace, "an object");
        for (const Node &named : entry.children) {
            const std::string target(named.isObject() ? named.string("node") : std::string_view(named.text));
            requirements.push_back({named.name, target, &named, entryPlace + pointerPart(named.name)});
        }
    }
    return requirements;
}

const ToscaReader::Template *ToscaReader::find(const std::string &name) const
{
    const auto at = m_places.find(name);
    return at == m_places.end() ? nullptr : &m_templates[at->second];
}

/// The component on which software runs, directly or on other software.
const ToscaReader::Template *ToscaReader::hostOf(const Template &software) const
{
    std::set<const Template *> seen;
    for (const Template *at = &software; at && seen.insert(at).second;) {
        if (m_batch.items[at->item].kind == Kind::component)
            return at;
        const auto host = std::find_if(at->requirements.begin(), at->requirements.end(),
                                       [](const Requirement &each) { return each.name == "host"; });
        at = host == at->requirements.end() ? nullptr : find(host->target);
    }
    return nullptr;
}

void ToscaReader::link(LinkKind kind, const std::string &from, const std::string &to, const Where &where)
{
    if (!m_links.emplace(kind, from, to).second)
        return;
    BatchLink made;
    made.kind = kind;
    made.from = from;
    made.to = to;
    made.where = where;
    m_batch.links.push_back(std::move(made));
}

void ToscaReader::linkTemplate(Template &source)
{
    TextList others;
    for (const Requirement &requirement : source.requirements)
        if (!linkRequirement(source, requirement))
            others.push_back(requirement.name + ": " + requirement.target);
    if (others.empty())
        return;
    BatchItem &item = m_batch.items[source.item];
    item.attributes.set(m_fields.id(item.kind, "x-tosca-requirements", AttributeType::TextList), std::move(others));
}

bool ToscaReader::linkRequirement(const Template &source, const Requirement &requirement)
{
    const Where where = m_reader.whereOf(*requirement.node, requirement.pointer);
    const BatchItem &from = m_batch.items[source.item];
    const Template *target = find(requirement.target);
    if (!target) {
        m_skipped.list(capped(requirement.name + ": " + requirement.target, 200),
                       {m_named.count(requirement.target)
                            ? QT_TRANSLATE_NOOP("model", "the requirement names a node that was not taken")
                            : QT_TRANSLATE_NOOP("model", "the requirement names no node of the file"),
                        {},
                        "toscaNoTarget"},
                       where);
        return false;
    }
    const BatchItem &to = m_batch.items[target->item];
    for (const LinkRule &rule : linkRules) {
        if (rule.from == from.kind && rule.to == to.kind && from.id != to.id) {
            link(rule.link, from.id, to.id, where);
            return true;
        }
    }
    const Template *host = from.kind == Kind::softwareVersion && to.kind == Kind::service ? hostOf(source) : nullptr;
    if (host) {
        link(LinkKind::connectsTo, to.id, m_batch.items[host->item].id, where);
        m_kept.count(requirement.name,
                     QT_TRANSLATE_NOOP("model", "%1 requirements of software towards a service became a connection of the "
                                                "service with the component that runs the software"),
                     "toscaConnects", where);
        return true;
    }
    m_kept.count(requirement.name,
                 QT_TRANSLATE_NOOP("model", "%1 requirements for which the model has no link are kept as text with the "
                                            "node that has them"),
                 "toscaNoLink", where);
    return false;
}

Result<void> ToscaReader::readGroup(const Node &group, const std::string &pointer)
{
    if (!group.isObject())
        return m_reader.wrongType(group, pointer, "an object");
    BatchItem zone;
    zone.id = "group:" + group.name;
    zone.kind = Kind::zone;
    zone.name = group.name;
    zone.description = group.string("description");
    zone.where = m_reader.whereOf(group, pointer);
    const std::string type(group.string("type"));
    if (const std::string last = toscaWords(type).back(); last == "zone" || last == "domain")
        setChoice(zone, Attr::kind, "vehicle");
    zone.attributes.set(m_fields.id(zone.kind, "x-tosca-type", AttributeType::Text), type);
    const Result<std::vector<std::string>> members = m_reader.textList(group, pointer, "members");
    if (!members)
        return members.error();
    for (std::size_t i = 0; i < members->size(); ++i) {
        const std::string &member = (*members)[i];
        const Where where = m_reader.whereOf(group.find("members")->children[i], pointer + "/members/" + std::to_string(i));
        if (const Template *found = find(member))
            link(LinkKind::inZone, m_batch.items[found->item].id, zone.id, where);
        else
            m_skipped.list(capped(member, 200),
                           {QT_TRANSLATE_NOOP("model", "the group names a node that is not in the file or was not taken"),
                            {},
                            "toscaNoMember"},
                           where);
    }
    m_batch.items.push_back(std::move(zone));
    return {};
}

void ToscaReader::countRest(const Node &topology, const std::string &pointer)
{
    for (const Node &part : topology.children)
        if (part.name != "node_templates" && part.name != "groups" && part.name != "description")
            m_skipped.count(capped(part.name, 60), QT_TRANSLATE_NOOP("model", "%1 entries are not taken"), "toscaPart",
                            m_reader.whereOf(part, pointer + pointerPart(part.name)),
                            std::max<std::int64_t>(1, static_cast<std::int64_t>(part.children.size())));
    if (const Node *imports = m_document.root.find("imports"))
        m_skipped.count("imports",
                        QT_TRANSLATE_NOOP("model", "%1 other files are named and not opened; types that they declare are "
                                                   "known by their names only"),
                        "toscaImports", m_reader.whereOf(*imports, "/imports"),
                        std::max<std::int64_t>(1, static_cast<std::int64_t>(imports->children.size())));
}

} // namespace

Result<Batch> readTosca(std::string_view bytes, const std::string &file, const Budget &budget)
{
    const Result<json::Document> document = readJsonOrYaml(bytes, file, budget);
    if (!document)
        return document.error();
    return ToscaReader(*document, budget).read();
}

} // namespace tarascope
