#include "importers/tm7.h"

#include "importers/drawing.h"
#include "importers/filehead.h"
#include "importers/xmlnodes.h"

namespace tarascope {

using json::Node;

namespace {

/// The name and the value of a property of an element.
struct Property {
    std::string name;
    std::string value;
    bool chosen = false; ///< from a list
};

Property propertyOf(const Node &node)
{
    Property property{std::string(xmlText(node, "DisplayName")), {}, false};
    const Node *value = node.find("Value");
    const Node *index = node.find("SelectedIndex");
    if (!value)
        return property;
    property.value = value->text;
    if (!index || index->text.empty() || index->text.size() > 4 ||
        index->text.find_first_not_of("0123456789") != std::string::npos)
        return property;
    std::vector<const Node *> choices;
    for (const Node &choice : value->children)
        if (choice.name == "string")
            choices.push_back(&choice);
    if (const auto at = static_cast<std::size_t>(std::stoi(index->text)); at > 0 && at < choices.size())
        property.value = choices[at]->text; // the first one is "Select"
    property.chosen = true;
    return property;
}

std::string nameOf(const Node &element)
{
    std::string name;
    if (const Node *properties = element.find("Properties")) {
        for (const Node &each : properties->children)
            if (name.empty() && xmlText(each, "DisplayName") == "Name")
                name = propertyOf(each).value;
    }
    return name;
}

class Tm7Reader
{
public:
    Tm7Reader(const json::Document &document, const Budget &budget)
        : m_document(document), m_model("tm7", document.file, budget)
    {}
    Result<Batch> read();

private:
    Result<void> readDiagram(const Node &diagram);
    void readElement(const Node &element);
    void readFlow(const Node &line);
    void readProperties(const std::string &key, const Node &element);
    Result<void> readThreats(const Node &threats);
    void readThreat(const Node &threat);
    void readMitigation(const Node &threat, const std::string &text, const std::vector<std::string> &concerned);
    void skipRest();
    Where where(const Node &node) const { return m_document.where(node); }

    const json::Document &m_document;
    FlowModel m_model;
    Drawing m_drawing;                               ///< the diagram at hand
    std::map<std::string, std::string> m_mitigations; ///< key of each control and its text
    std::set<std::string> m_open;                    ///< controls of threats that are not mitigated
};

const Node nothing;

const Node &childOf(const Node &node, std::string_view name)
{
    const Node *child = node.find(name);
    return child ? *child : nothing;
}

Result<Batch> Tm7Reader::read()
{
    const Node &root = m_document.root;
    if (root.name != "ThreatModel" || !root.find("DrawingSurfaceList"))
        return Error{ErrorKind::Input,
                     {QT_TRANSLATE_NOOP("model", "this is no model of the Microsoft Threat Modeling Tool: it needs a "
                                                 "<ThreatModel> with a <DrawingSurfaceList>"),
                      {},
                      "notTm7"},
                     where(root)};
    for (const Node &diagram : childOf(root, "DrawingSurfaceList").children) {
        if (const Result<void> done = readDiagram(diagram); !done)
            return done.error();
    }
    if (const Result<void> done = readThreats(childOf(root, "ThreatInstances")); !done)
        return done.error();
    for (const auto &[key, text] : m_mitigations)
        setChoice(m_model.item(key), Attr::status, m_open.contains(key) ? "idea" : "implemented");
    skipRest();
    return m_model.take();
}

Result<void> Tm7Reader::readDiagram(const Node &diagram)
{
    m_drawing = Drawing();
    for (const Node &entry : childOf(diagram, "Borders").children) {
        if (const Result<void> go = m_model.go(where(entry)); !go)
            return go;
        readElement(childOf(entry, "Value"));
    }
    for (const Node &entry : childOf(diagram, "Lines").children) {
        if (const Result<void> go = m_model.go(where(entry)); !go)
            return go;
        readFlow(childOf(entry, "Value"));
    }
    return m_drawing.putIntoZones(m_model);
}

void Tm7Reader::readElement(const Node &element)
{
    const std::string_view type = xmlText(element, "@type");
    const std::string id(xmlText(element, "Guid"));
    const bool isZone = type == "BorderBoundary";
    std::optional<Kind> kind;
    if (type == "StencilParallelLines")
        kind = Kind::dataStore;
    else if (type == "StencilEllipse")
        kind = Kind::service;
    else if (type == "StencilRectangle")
        kind = Kind::application;
    else if (isZone)
        kind = Kind::zone;
    if (!kind || id.empty()) {
        m_model.skip(type.empty() ? "element" : std::string(type), where(element));
        return;
    }
    // All threats name elements by their id alone, so zones share the group.
    const std::string key = m_model.add(*kind, "element", id, nameOf(element), where(element));
    const double left = coordinate(element, "Left");
    const double top = coordinate(element, "Top");
    m_model.place(key, left, top);
    m_drawing.add({key, left, top, coordinate(element, "Width"), coordinate(element, "Height")});
    m_model.setField(key, "x-type", std::string(xmlText(element, "TypeId")));
    readProperties(key, element);
    if (*kind == Kind::application)
        m_model.kept().count("external interactor",
                             QT_TRANSLATE_NOOP("model", "%1 external interactors are taken as applications"),
                             "modelActor", where(element));
}

void Tm7Reader::readProperties(const std::string &key, const Node &element)
{
    for (const Node &each : childOf(element, "Properties").children) {
        const Property property = propertyOf(each);
        if (property.value.empty() || property.name == "Name" || property.name == "Dataflow Order")
            continue;
        if (property.name == "Out Of Scope") {
            if (property.value == "true")
                m_model.item(key).tags.emplace_back("out-of-scope");
        } else {
            m_model.addLine(key, "x-properties", property.name + ": " + property.value);
        }
    }
}

void Tm7Reader::readFlow(const Node &line)
{
    const std::string_view type = xmlText(line, "@type");
    if (type == "LineBoundary") {
        m_model.skipped().count("trust boundary",
                                QT_TRANSLATE_NOOP("model", "%1 boundaries are drawn as lines, which have no inside, and "
                                                           "are not taken"),
                                "boundaryLine", where(line));
        return;
    }
    if (type != "Connector") {
        m_model.skip(type.empty() ? "line" : std::string(type), where(line));
        return;
    }
    FlowModel::Flow flow;
    flow.name = nameOf(line);
    flow.from = "element:" + std::string(xmlText(line, "SourceGuid"));
    flow.to = "element:" + std::string(xmlText(line, "TargetGuid"));
    flow.words = xmlText(line, "TypeId");
    flow.where = where(line);
    m_model.addFlow(flow);
}

Result<void> Tm7Reader::readThreats(const Node &threats)
{
    for (const Node &entry : threats.children) {
        if (const Result<void> go = m_model.go(where(entry)); !go)
            return go;
        if (const Node *threat = entry.find("Value"); threat && !xmlText(entry, "Key").empty())
            readThreat(entry);
        else
            m_model.skip("threat", where(entry));
    }
    return {};
}

void Tm7Reader::readThreat(const Node &entry)
{
    const Node &threat = childOf(entry, "Value");
    std::map<std::string_view, std::string_view> properties;
    for (const Node &each : childOf(threat, "Properties").children)
        properties.emplace(xmlText(each, "Key"), xmlText(each, "Value"));
    const auto said = [&](std::string_view name) { return std::string(properties[name]); };
    const std::string key = m_model.add(Kind::threatScenario, "threat", std::string(xmlText(entry, "Key")),
                                        said("Title"), where(threat));
    m_model.describe(key, said("UserThreatDescription"));
    const std::string category = said("UserThreatCategory");
    if (!m_model.classify(key, category))
        m_model.setField(key, "x-category", category);
    m_model.setField(key, "x-status", std::string(xmlText(threat, "State")));
    m_model.setField(key, "x-justification", std::string(xmlText(threat, "StateInformation")));
    m_model.setField(key, "x-priority", said("Priority"));
    m_model.setField(key, "x-phase", said("SDLPhase"));
    m_model.setField(key, "x-interaction", said("InteractionString"));
    m_model.setField(key, "x-type", std::string(xmlText(threat, "TypeId")));
    FlowModel::Flow ends;
    ends.from = "element:" + std::string(xmlText(threat, "SourceGuid"));
    ends.to = "element:" + std::string(xmlText(threat, "TargetGuid"));
    const std::vector<std::string> concerned = m_model.concerned(ends);
    for (const std::string &each : concerned)
        m_model.target(key, each, where(threat));
    readMitigation(entry, said("PossibleMitigations"), concerned);
}

void Tm7Reader::readMitigation(const Node &entry, const std::string &text, const std::vector<std::string> &concerned)
{
    if (text.empty())
        return;
    const Node &threat = childOf(entry, "Value");
    const std::string type(xmlText(threat, "TypeId"));
    const std::string shared = "mitigation:" + type;
    std::string key = shared;
    const auto known = m_mitigations.find(shared);
    if (known == m_mitigations.end() || known->second != text) {
        const std::string id = known == m_mitigations.end() ? type : std::string(xmlText(entry, "Key"));
        const std::string named = "Proposed against " + (type.empty() ? "a threat" : type);
        key = m_model.add(Kind::control, "mitigation", id, named, where(threat));
        m_model.describe(key, text);
        m_mitigations.emplace(key, text);
    }
    if (xmlText(threat, "State") != "Mitigated")
        m_open.insert(key);
    for (const std::string &each : concerned)
        m_model.link(LinkKind::guards, key, each, where(threat));
}

void Tm7Reader::skipRest()
{
    for (const Node &part : m_document.root.children) {
        const bool known = part.name == "DrawingSurfaceList" || part.name == "ThreatInstances" ||
                           part.name.starts_with('@') || part.name == "Version" || part.name == "Profile" ||
                           part.name == "ThreatGenerationEnabled";
        if (known)
            continue;
        const auto parts = std::count_if(part.children.begin(), part.children.end(), [](const Node &child) {
            return !child.name.starts_with('@') && !(child.text.empty() && child.children.empty());
        });
        m_model.skip(part.name, where(part), parts);
    }
}

} // namespace

Result<Batch> readTm7(std::string_view bytes, const std::string &file, const Budget &budget)
{
    const Result<json::Document> document = readXmlNodes(bytes, file, budget);
    if (!document)
        return document.error();
    return Tm7Reader(*document, budget).read();
}

Certainty detectTm7(std::string_view head, std::string_view)
{
    const FileHead file(head);
    return file.xmlRoot() == "ThreatModel" && file.contains("/ThreatModeling.Model\"") ? Certainty::ByContent
                                                                                      : Certainty::No;
}

} // namespace tarascope
