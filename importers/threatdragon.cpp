#include "importers/threatdragon.h"

#include "importers/drawing.h"
#include "importers/filehead.h"
#include "importers/treesource.h"

namespace tarascope {

using json::Node;

namespace {

const Node nothing;

/// A member of members, or an empty node.
const Node &inside(const Node &node, std::initializer_list<const char *> path)
{
    const Node *at = &node;
    for (const char *member : path) {
        at = at->find(member);
        if (!at)
            return nothing;
    }
    return *at;
}

Drawing::Box boxOf(const std::string &key, const Node &cell)
{
    const Node &position = inside(cell, {"position"});
    const Node &size = inside(cell, {"size"});
    return {key, coordinate(position, "x"), coordinate(position, "y"), coordinate(size, "width"),
            coordinate(size, "height")};
}

// What version 1 keeps in the cell itself, version 2 keeps in its "data".
const Node &dataOf(const Node &cell)
{
    const Node *data = cell.find("data");
    return data && data->isObject() ? *data : cell;
}

std::string nameOf(const Node &cell)
{
    std::string name = scalar(dataOf(cell), "name");
    for (const Node *place : {&inside(cell, {"attrs", "text"}), &inside(cell, {"attrs", "label"})})
        if (name.empty())
            name = scalar(*place, "text");
    const Node &labels = inside(cell, {"labels"});
    if (name.empty() && labels.isArray() && !labels.children.empty())
        name = scalar(inside(labels.children.front(), {"attrs", "text"}), "text");
    return name;
}

class ThreatDragonReader
{
public:
    ThreatDragonReader(const json::Document &document, const Budget &budget)
        : m_document(document), m_model("threatdragon", document.file, budget)
    {}
    Result<Batch> read();

private:
    Result<void> checkShape() const;
    Result<void> readDiagram(const Node &diagram);
    Result<void> readCell(const Node &cell);
    void readElement(const Node &cell, Kind kind);
    void readBoundary(const Node &cell);
    void readProperties(const std::string &key, const Node &data);
    Result<void> readFlow(const Node &cell);
    Result<void> readThreats(const Node &cell, const std::vector<std::string> &concerned);
    void readMitigation(const Node &threat, const std::string &id, const std::vector<std::string> &concerned);
    std::string endOf(const Node &cell, const char *end) const;
    Where where(const Node &node) const { return m_document.where(node); }

    const json::Document &m_document;
    FlowModel m_model;
    std::unordered_map<std::string, std::string> m_keys; ///< of the cells of the diagram at hand
    Drawing m_drawing;                                   ///< of the diagram at hand
};

Result<void> ThreatDragonReader::checkShape() const
{
    const Node &root = m_document.root;
    const std::string version = scalar(root, "version");
    if (!version.empty() && !version.starts_with("2.") && !version.starts_with("1."))
        return Error{ErrorKind::Input,
                     {QT_TRANSLATE_NOOP("model", "Threat Dragon %1 is not read; versions 1 and 2 are"),
                      {version},
                      "threatDragonVersion"},
                     where(*root.find("version"))};
    if (!inside(root, {"detail", "diagrams"}).isArray())
        return Error{ErrorKind::Input,
                     {QT_TRANSLATE_NOOP("model", "this is no Threat Dragon model: it has no \"detail\" with a list "
                                                 "\"diagrams\""),
                      {},
                      "notThreatDragon"},
                     where(root)};
    return {};
}

Result<Batch> ThreatDragonReader::read()
{
    if (const Result<void> shape = checkShape(); !shape)
        return shape.error();
    const Node &detail = inside(m_document.root, {"detail"});
    const Result<std::span<const Node>> diagrams = objects(m_document, detail, "diagrams");
    if (!diagrams)
        return diagrams.error();
    for (const Node &diagram : *diagrams) {
        if (const Result<void> done = readDiagram(diagram); !done)
            return done.error();
    }
    m_model.skipOthers("detail", m_document, detail, {"diagrams", "diagramTop", "threatTop"});
    m_model.skipOthers("document", m_document, m_document.root, {"version", "detail"});
    return m_model.take();
}

Result<void> ThreatDragonReader::readDiagram(const Node &diagram)
{
    const Node *drawn = diagram.find("diagramJson"); // version 1
    const Result<std::span<const Node>> cells = objects(m_document, drawn ? *drawn : diagram, "cells");
    if (!cells)
        return cells.error();
    m_keys.clear();
    m_drawing = Drawing();
    for (const bool flows : {false, true}) { // flows name elements that may stand behind them
        for (const Node &cell : *cells) {
            if (const Result<void> go = m_model.go(where(cell)); !go)
                return go;
            if ((scalar(dataOf(cell), "type") == "tm.Flow") != flows)
                continue;
            if (const Result<void> done = flows ? readFlow(cell) : readCell(cell); !done)
                return done;
        }
    }
    return m_drawing.putIntoZones(m_model);
}

Result<void> ThreatDragonReader::readCell(const Node &cell)
{
    const Node &data = dataOf(cell);
    const std::string type = scalar(data, "type");
    const Result<std::string> id = needed(m_document, cell, "id");
    if (!id)
        return id.error();
    if (type == "tm.Store")
        readElement(cell, Kind::dataStore);
    else if (type == "tm.Process")
        readElement(cell, Kind::service);
    else if (type == "tm.Actor")
        readElement(cell, isTrue(data, "providesAuthentication") ? Kind::thirdParty : Kind::application);
    else if (type == "tm.BoundaryBox")
        readBoundary(cell);
    else if (type == "tm.Boundary")
        m_model.skipped().count("trust boundary",
                                QT_TRANSLATE_NOOP("model", "%1 boundaries are drawn as lines, which have no inside, and "
                                                           "are not taken"),
                                "boundaryLine", where(cell));
    else
        m_model.skip(type.empty() ? "cell" : type, where(cell));
    const auto key = m_keys.find(*id);
    return key == m_keys.end() ? readThreats(cell, {}) : readThreats(cell, {key->second});
}

void ThreatDragonReader::readElement(const Node &cell, Kind kind)
{
    const std::string id = scalar(cell, "id");
    const std::string key = m_model.add(kind, "element", id, nameOf(cell), where(cell));
    m_keys.emplace(id, key);
    m_drawing.add(boxOf(key, cell));
    m_model.describe(key, scalar(dataOf(cell), "description"));
    m_model.place(key, inside(cell, {"position"}));
    readProperties(key, dataOf(cell));
    if (kind == Kind::application)
        m_model.kept().count("actor", QT_TRANSLATE_NOOP("model", "%1 actors are taken as applications"), "modelActor",
                             where(cell));
}

void ThreatDragonReader::readBoundary(const Node &cell)
{
    const std::string id = scalar(cell, "id");
    const std::string name = nameOf(cell);
    const std::string key = m_model.add(Kind::zone, "zone", id, name.empty() ? "Trust boundary" : name, where(cell));
    m_keys.emplace(id, key);
    m_drawing.add(boxOf(key, cell));
    m_model.describe(key, scalar(dataOf(cell), "description"));
    m_model.place(key, inside(cell, {"position"}));
}

void ThreatDragonReader::readProperties(const std::string &key, const Node &data)
{
    for (const char *property : {"isALog", "storesCredentials", "storesInventory", "isEncrypted", "isSigned",
                                 "isWebApplication", "handlesCardPayment", "handlesGoodsOrServices",
                                 "providesAuthentication"})
        if (isTrue(data, property))
            m_model.addLine(key, "x-properties", property);
    m_model.setField(key, "x-privilegeLevel", scalar(data, "privilegeLevel"));
    if (isTrue(data, "outOfScope"))
        m_model.item(key).tags.emplace_back("out-of-scope");
    m_model.setField(key, "x-reasonOutOfScope", scalar(data, "reasonOutOfScope"));
}

std::string ThreatDragonReader::endOf(const Node &cell, const char *end) const
{
    const Node &node = inside(cell, {end});
    std::string id = scalar(node, "cell");
    if (id.empty())
        id = scalar(node, "id");
    const auto key = m_keys.find(id);
    return key == m_keys.end() ? "element:" + id : key->second;
}

Result<void> ThreatDragonReader::readFlow(const Node &cell)
{
    const Node &data = dataOf(cell);
    FlowModel::Flow flow;
    flow.name = nameOf(cell);
    flow.from = endOf(cell, "source");
    flow.to = endOf(cell, "target");
    flow.both = isTrue(data, "isBidirectional");
    flow.words = scalar(data, "protocol");
    for (const auto &[property, words] : {std::pair("isEncrypted", "encrypted"), std::pair("isPublicNetwork", "public "
                                                                                                              "network"),
                                          std::pair("outOfScope", "out of scope")})
        if (isTrue(data, property))
            flow.words += (flow.words.empty() ? "" : ", ") + std::string(words);
    flow.where = where(cell);
    m_model.addFlow(flow);
    return readThreats(cell, m_model.concerned(flow));
}

Result<void> ThreatDragonReader::readThreats(const Node &cell, const std::vector<std::string> &concerned)
{
    const Result<std::span<const Node>> threats = objects(m_document, dataOf(cell), "threats");
    if (!threats)
        return threats.error();
    int number = 0;
    for (const Node &threat : *threats) {
        if (const Result<void> go = m_model.go(where(threat)); !go)
            return go;
        ++number;
        std::string id = scalar(threat, "id");
        if (id.empty())
            id = scalar(cell, "id") + "/" + std::to_string(number);
        const std::string key =
            m_model.add(Kind::threatScenario, "threat", id, scalar(threat, "title"), where(threat));
        m_model.describe(key, scalar(threat, "description"));
        const std::string type = scalar(threat, "type");
        if (!m_model.classify(key, type))
            m_model.setField(key, "x-category", type);
        for (const auto &[field, member] : {std::pair("x-status", "status"), std::pair("x-severity", "severity"),
                                            std::pair("x-score", "score"), std::pair("x-model", "modelType")})
            m_model.setField(key, field, scalar(threat, member));
        for (const std::string &each : concerned)
            m_model.target(key, each, where(threat));
        readMitigation(threat, id, concerned);
        m_model.skipOthers("threats", m_document, threat,
                           {"id", "title", "description", "type", "status", "severity", "score", "modelType",
                            "mitigation", "number", "new"});
    }
    return {};
}

void ThreatDragonReader::readMitigation(const Node &threat, const std::string &id,
                                        const std::vector<std::string> &concerned)
{
    const std::string text = scalar(threat, "mitigation");
    if (text.empty())
        return;
    const std::string key = m_model.add(Kind::control, "mitigation", id, "Against: " + scalar(threat, "title"),
                                        where(*threat.find("mitigation")));
    m_model.describe(key, text);
    const std::string status = scalar(threat, "status");
    if (status == "Mitigated" || status == "Open")
        setChoice(m_model.item(key), Attr::status, status == "Open" ? "idea" : "implemented");
    for (const std::string &each : concerned)
        m_model.link(LinkKind::guards, key, each, where(threat));
}

} // namespace

Result<Batch> readThreatDragon(std::string_view bytes, const std::string &file, const Budget &budget)
{
    const Result<json::Document> document = readTree(bytes, file, budget);
    if (!document)
        return document.error();
    return ThreatDragonReader(*document, budget).read();
}

Certainty detectThreatDragon(std::string_view head, std::string_view)
{
    const FileHead file(head);
    if (file.hasMember("summary") && file.hasMember("detail/diagrams"))
        return Certainty::ByContent;
    const bool looksAlike = file.hasMember("summary") && file.hasMember("version") &&
                            (file.hasMember("detail") || file.hasMember("details"));
    return looksAlike ? Certainty::ByName : Certainty::No;
}

} // namespace tarascope
