#include "importers/pytm.h"

#include "importers/filehead.h"
#include "importers/flowmodel.h"
#include "importers/treesource.h"

namespace tarascope {

using json::Node;

namespace {

Kind kindOfClass(std::string_view name)
{
    if (name == "Datastore")
        return Kind::dataStore;
    if (name == "Actor")
        return Kind::application;
    return name == "ExternalEntity" ? Kind::thirdParty : Kind::service; // Server, Process, Lambda, LLM, ...
}

class PytmReader
{
public:
    PytmReader(const json::Document &document, const Budget &budget)
        : m_document(document), m_model("pytm", document.file, budget)
    {}
    Result<Batch> read();

private:
    using Read = Result<void> (PytmReader::*)(const Node &);
    Result<void> each(const Node &node, const char *member, Read read);
    Result<void> readBoundary(const Node &node);
    Result<void> readElement(const Node &node);
    Result<void> readData(const Node &node);
    Result<void> readFlow(const Node &node);
    Result<void> readFinding(const Node &node);
    Result<void> readFindingsOf(const Node &node);
    void keepTrue(const std::string &key, const Node &node);
    void putIntoBoundaries();
    Where where(const Node &node) const { return m_document.where(node); }

    const json::Document &m_document;
    FlowModel m_model;
    std::vector<std::string> m_concerned;                ///< by the findings at hand
    std::vector<std::pair<std::string, const Node *>> m_inside; ///< keys and what says their boundary
};

Result<Batch> PytmReader::read()
{
    const Node &root = m_document.root;
    if (!root.find("flows") || !root.find("boundaries"))
        return Error{ErrorKind::Input,
                     {QT_TRANSLATE_NOOP("model", "this is no pytm model: it needs \"boundaries\" and \"flows\""),
                      {},
                      "notPytm"},
                     where(root)};
    const std::pair<const char *, Read> parts[] = {
        {"boundaries", &PytmReader::readBoundary}, {"data", &PytmReader::readData},
        {"elements", &PytmReader::readElement},    {"actors", &PytmReader::readElement},
        {"assets", &PytmReader::readElement},      {"flows", &PytmReader::readFlow},
        {"findings", &PytmReader::readFinding},
    };
    for (const auto &[member, readPart] : parts) {
        m_concerned.clear();
        if (const Result<void> done = each(root, member, readPart); !done)
            return done.error();
    }
    putIntoBoundaries();
    m_model.skipOthers("document", m_document, root,
                       {"boundaries", "data", "elements", "actors", "assets", "flows", "findings"});
    return m_model.take();
}

Result<void> PytmReader::each(const Node &node, const char *member, Read read)
{
    const Result<std::span<const Node>> found = objects(m_document, node, member);
    if (!found)
        return found.error();
    for (const Node &entry : *found) {
        if (const Result<void> go = m_model.go(where(entry)); !go)
            return go;
        if (const Result<void> done = (this->*read)(entry); !done)
            return done;
    }
    return {};
}

Result<void> PytmReader::readBoundary(const Node &node)
{
    const Result<std::string> name = needed(m_document, node, "name");
    if (!name)
        return name.error();
    const std::string key = m_model.add(Kind::zone, "boundary", *name, *name, where(node));
    m_model.describe(key, scalar(node, "description"));
    m_inside.emplace_back(key, &node);
    keepTrue(key, node);
    return {};
}

// Switches that are on; off is the default of all of them.
void PytmReader::keepTrue(const std::string &key, const Node &node)
{
    const Node *controls = node.find("controls");
    for (const Node *part : {&node, controls}) {
        for (const Node &member : part ? part->children : std::vector<Node>())
            if (isTrue(*part, member.name) && member.name != "inScope")
                m_model.addLine(key, part == controls ? "x-controls" : "x-properties", member.name);
    }
}

Result<void> PytmReader::readElement(const Node &node)
{
    const Result<std::string> name = needed(m_document, node, "name");
    if (!name)
        return name.error();
    const std::string type = scalar(node, "__class__");
    const std::string key = m_model.add(kindOfClass(type), "element", *name, *name, where(node));
    m_model.describe(key, scalar(node, "description"));
    m_model.setField(key, "x-type", type);
    m_model.setField(key, "x-protocol", scalar(node, "protocol"));
    if (scalar(node, "inScope") == "false")
        m_model.item(key).tags.emplace_back("out-of-scope");
    m_inside.emplace_back(key, &node);
    keepTrue(key, node);
    m_concerned = {key};
    return readFindingsOf(node);
}

Result<void> PytmReader::readData(const Node &node)
{
    const Result<std::string> name = needed(m_document, node, "name");
    if (!name)
        return name.error();
    const std::string key = m_model.add(Kind::dataAsset, "data", *name, *name, where(node));
    m_model.describe(key, scalar(node, "description"));
    const std::string level = scalar(node, "classification");
    if (!level.empty())
        m_model.item(key).attributes.set(Attr::classification, level.substr(level.find('.') + 1)); // Classification.SECRET
    if (isTrue(node, "isPII"))
        m_model.item(key).attributes.set(Attr::personalData, true);
    keepTrue(key, node);
    return {};
}

Result<void> PytmReader::readFlow(const Node &node)
{
    FlowModel::Flow flow;
    for (const auto &[member, end] : {std::pair("source", &flow.from), std::pair("sink", &flow.to)}) {
        const Result<std::string> name = needed(m_document, node, member);
        if (!name)
            return name.error();
        *end = "element:" + *name;
    }
    flow.name = scalar(node, "name");
    flow.words = scalar(node, "protocol");
    for (const char *member : {"note", "description"})
        if (const std::string text = scalar(node, member); !text.empty())
            flow.words += (flow.words.empty() ? "" : ", ") + text;
    for (const std::string &name : scalars(node, "data"))
        if (m_model.has("data:" + name))
            flow.data.push_back("data:" + name);
    flow.where = where(node);
    m_model.addFlow(flow);
    m_concerned = m_model.concerned(flow);
    return readFindingsOf(node);
}

Result<void> PytmReader::readFindingsOf(const Node &node)
{
    const Node *findings = node.find("findings");
    const bool whole = findings && findings->isArray() && !findings->children.empty() &&
                       findings->children.front().isObject();
    return whole ? each(node, "findings", &PytmReader::readFinding) : Result<void>(); // else ids of those of the document
}

Result<void> PytmReader::readFinding(const Node &node)
{
    std::string id;
    for (const char *member : {"id", "threat_id", "SID"})
        if (id.empty())
            id = scalar(node, member);
    const std::string key = m_model.add(Kind::threatScenario, "finding", id + " " + scalar(node, "target"),
                                        scalar(node, "description"), where(node));
    m_model.describe(key, scalar(node, "details"));
    for (const auto &[field, member] :
         {std::pair("x-severity", "severity"), std::pair("x-threat", "threat_id"), std::pair("x-response", "response"),
          std::pair("x-cvss", "cvss"), std::pair("x-references", "references")})
        m_model.setField(key, field, scalar(node, member));
    std::vector<std::string> concerned = m_concerned;
    if (const std::string target = "element:" + scalar(node, "target"); concerned.empty() && m_model.has(target))
        concerned = {target};
    for (const std::string &each : concerned)
        m_model.target(key, each, where(node));
    if (const std::string text = scalar(node, "mitigations"); !text.empty()) {
        const std::string control = m_model.add(Kind::control, "mitigation", key.substr(key.find(':') + 1),
                                                "Against: " + m_model.item(key).name, where(node));
        m_model.describe(control, text);
        setChoice(m_model.item(control), Attr::status, "idea");
        for (const std::string &each : concerned)
            m_model.link(LinkKind::guards, control, each, where(node));
    }
    return {};
}

void PytmReader::putIntoBoundaries()
{
    for (const auto &[key, node] : m_inside) {
        const std::string name = scalar(*node, "inBoundary");
        if (name.empty())
            continue;
        if (m_model.has("boundary:" + name) && key != "boundary:" + name)
            m_model.link(LinkKind::inZone, key, "boundary:" + name, where(*node));
        else
            m_model.skipped().list(key,
                                   {QT_TRANSLATE_NOOP("model", "it is in %1, which is no other boundary of the file"),
                                    {name},
                                    "modelNoZone"},
                                   where(*node));
    }
}

} // namespace

Result<Batch> readPytm(std::string_view bytes, const std::string &file, const Budget &budget)
{
    const Result<json::Document> document = readTree(bytes, file, budget);
    if (!document)
        return document.error();
    return PytmReader(*document, budget).read();
}

Certainty detectPytm(std::string_view head, std::string_view)
{
    const FileHead file(head);
    if (file.hasMember("boundaries") && (file.hasMember("flows") || file.hasMember("elements")))
        return Certainty::ByContent;
    return file.contains("\"__class__\"") && file.hasMember("actors") ? Certainty::ByName : Certainty::No;
}

} // namespace tarascope
