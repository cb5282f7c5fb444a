#include "importers/cyclonedx.h"

#include "importers/cyclonedxxml.h"
#include "importers/filehead.h"
#include "importers/treesource.h"
#include "importers/vulnerabilities.h"
#include "importers/xmlnodes.h"

namespace tarascope {

using json::Node;

namespace {

const Node nothing;

const Node &memberOf(const Node &node, std::string_view name)
{
    const Node *found = node.find(name);
    return found ? *found : nothing;
}

std::string joined(const std::vector<std::string> &parts)
{
    std::string out;
    for (const std::string &part : parts)
        out += (out.empty() ? "" : ", ") + part;
    return out;
}

class CycloneDxReader
{
public:
    CycloneDxReader(const json::Document &document, const Budget &budget)
        : m_document(document), m_model("cyclonedx", document.file, budget)
    {}
    Result<Batch> read();

private:
    using Read = Result<void> (CycloneDxReader::*)(const Node &);
    Result<void> checkVersion() const;
    Result<void> each(const Node &node, const char *member, Read read);
    Result<void> readComponent(const Node &node);
    Result<void> readService(const Node &node);
    Result<void> readDependency(const Node &node);
    Result<void> readVulnerability(const Node &node);
    void readRatings(const std::string &key, const Node &node);
    void readAffects(const std::string &key, const Node &node);
    void readLicenses(const std::string &key, const Node &node);
    std::string nameOf(const Node &node) const;
    std::string idOf(const Node &node) const;
    std::string resolved(std::string reference) const;
    Where where(const Node &node) const { return m_document.where(node); }

    const json::Document &m_document;
    VulnerabilityModel m_model;
};

Result<void> CycloneDxReader::checkVersion() const
{
    const Node &root = m_document.root;
    const std::string version = scalar(root, "specVersion");
    if (scalar(root, "bomFormat") != "CycloneDX" && root.name != "bom")
        return Error{ErrorKind::Input,
                     {QT_TRANSLATE_NOOP("model", "this is no CycloneDX document: it has no \"bomFormat\""),
                      {},
                      "notCycloneDx"},
                     where(root)};
    const std::string space = scalar(root, "xmlns"); // "http://cyclonedx.org/schema/bom/1.2"
    const std::string said = root.name == "bom" ? space.substr(space.rfind('/') + 1) : version;
    if (said.starts_with("1."))
        return {};
    return Error{ErrorKind::Input,
                 {QT_TRANSLATE_NOOP("model", "CycloneDX %1 is not read; version 1 is"), {said}, "cycloneDxVersion"},
                 where(memberOf(root, "specVersion").isNull() ? root : memberOf(root, "specVersion"))};
}

Result<Batch> CycloneDxReader::read()
{
    if (const Result<void> version = checkVersion(); !version)
        return version.error();
    const Node &root = m_document.root;
    const Node &described = memberOf(memberOf(root, "metadata"), "component");
    if (described.isObject()) {
        if (const Result<void> done = readComponent(described); !done)
            return done.error();
    }
    const std::pair<const char *, Read> parts[] = {{"components", &CycloneDxReader::readComponent},
                                                   {"services", &CycloneDxReader::readService},
                                                   {"dependencies", &CycloneDxReader::readDependency},
                                                   {"vulnerabilities", &CycloneDxReader::readVulnerability}};
    for (const auto &[member, readPart] : parts) {
        if (const Result<void> done = each(root, member, readPart); !done)
            return done.error();
    }
    m_model.skipOthers("document", m_document, root,
                       {"bomFormat", "specVersion", "serialNumber", "version", "metadata", "components", "services",
                        "dependencies", "vulnerabilities", "$schema", "xmlns"});
    return m_model.take();
}

Result<void> CycloneDxReader::each(const Node &node, const char *member, Read read)
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

std::string CycloneDxReader::nameOf(const Node &node) const
{
    const std::string group = scalar(node, "group");
    const std::string version = scalar(node, "version");
    return (group.empty() ? "" : group + "/") + scalar(node, "name") + (version.empty() ? "" : " " + version);
}

std::string CycloneDxReader::idOf(const Node &node) const
{
    for (const char *member : {"bom-ref", "purl"})
        if (std::string id = scalar(node, member); !id.empty())
            return id;
    return nameOf(node);
}

Result<void> CycloneDxReader::readComponent(const Node &node)
{
    const Result<std::string> name = needed(m_document, node, "name");
    if (!name)
        return name.error();
    const std::string type = scalar(node, "type");
    const Kind kind = type == "device" ? Kind::component : Kind::softwareVersion;
    const std::string key = m_model.addSoftware({idOf(node), nameOf(node), scalar(node, "version"), scalar(node, "purl"),
                                                 scalar(node, "cpe"), kind, where(node)});
    m_model.describe(key, scalar(node, "description"));
    m_model.setField(key, "x-type", type);
    m_model.setField(key, "x-scope", scalar(node, "scope"));
    std::string supplier = scalar(memberOf(node, "supplier"), "name");
    m_model.setField(key, "x-supplier", supplier.empty() ? scalar(node, "publisher") : supplier);
    readLicenses(key, node);
    for (const Node &hash : memberOf(node, "hashes").children) {
        if (scalar(hash, "alg") == "SHA-256")
            m_model.setField(key, "x-sha256", scalar(hash, "content"));
        else
            m_model.skip("hashes", where(hash));
    }
    m_model.skipOthers("components", m_document, node,
                       {"bom-ref", "name", "group", "version", "type", "purl", "cpe", "description", "scope", "supplier",
                        "publisher", "licenses", "hashes", "components", "mime-type", "modified"});
    return each(node, "components", &CycloneDxReader::readComponent);
}

void CycloneDxReader::readLicenses(const std::string &key, const Node &node)
{
    for (const Node &choice : memberOf(node, "licenses").children) {
        const Node &license = memberOf(choice, "license");
        std::string text = scalar(choice, "expression");
        for (const char *member : {"id", "name"})
            if (text.empty())
                text = scalar(license, member);
        if (!text.empty())
            m_model.addLine(key, "x-licenses", text);
    }
}

Result<void> CycloneDxReader::readService(const Node &node)
{
    const Result<std::string> name = needed(m_document, node, "name");
    if (!name)
        return name.error();
    const std::string key =
        m_model.addSoftware({idOf(node), nameOf(node), scalar(node, "version"), {}, {}, Kind::service, where(node)});
    m_model.describe(key, scalar(node, "description"));
    m_model.setField(key, "x-provider", scalar(memberOf(node, "provider"), "name"));
    m_model.setField(key, "x-authenticated", scalar(node, "authenticated"));
    m_model.setField(key, "x-trustBoundary", scalar(node, "x-trust-boundary"));
    for (const std::string &endpoint : scalars(node, "endpoints"))
        m_model.addLine(key, "x-endpoints", endpoint);
    for (const Node &data : memberOf(node, "data").children) {
        const std::string classified = scalar(data, "classification").empty() ? data.text : scalar(data, "classification");
        const std::string flow = scalar(data, "flow");
        m_model.addLine(key, "x-data", classified + (flow.empty() ? "" : " (" + flow + ")"));
    }
    m_model.skipOthers("services", m_document, node,
                       {"bom-ref", "name", "group", "version", "description", "provider", "authenticated", "endpoints",
                        "data", "services", "x-trust-boundary"});
    return each(node, "services", &CycloneDxReader::readService);
}

Result<void> CycloneDxReader::readDependency(const Node &node)
{
    const std::string from = "software:" + scalar(node, "ref");
    for (const std::string &reference : scalars(node, "dependsOn")) {
        const std::string to = "software:" + reference;
        if (!m_model.has(from) || !m_model.has(to)) {
            m_model.skipped().list(reference,
                                   {QT_TRANSLATE_NOOP("model", "a dependency names something that the file has not"),
                                    {},
                                    "dependencyNowhere"},
                                   where(node));
        } else if (linkDef(LinkKind::dependsOn).allows(m_model.item(from).kind, m_model.item(to).kind)) {
            m_model.link(LinkKind::dependsOn, from, to, where(node));
        } else {
            m_model.addLine(from, "x-dependsOn", m_model.item(to).name);
            m_model.kept().count("dependency",
                                 QT_TRANSLATE_NOOP("model", "%1 dependencies between software are kept as texts"),
                                 "softwareDependency", where(node));
        }
    }
    return {};
}

Result<void> CycloneDxReader::readVulnerability(const Node &node)
{
    std::string id = scalar(node, "id");
    const std::string reference = scalar(node, "bom-ref");
    const std::string key = m_model.add(Kind::vulnerability, "vulnerability", reference.empty() ? id : reference,
                                        id.empty() ? reference : id, where(node));
    m_model.describe(key, scalar(node, "description"));
    std::vector<std::string> ids{id};
    for (const std::string &weakness : scalars(node, "cwes"))
        ids.push_back("CWE-" + weakness);
    m_model.addIds(key, ids);
    readRatings(key, node);
    m_model.setField(key, "x-detail", scalar(node, "detail"));
    m_model.setField(key, "x-recommendation", scalar(node, "recommendation"));
    const Node &analysis = memberOf(node, "analysis");
    if (const std::string detail = scalar(analysis, "detail"); !detail.empty())
        m_model.item(key).attributes.set(Attr::rationale, detail);
    m_model.setField(key, "x-state", scalar(analysis, "state"));
    m_model.setField(key, "x-response", joined(scalars(analysis, "response")));
    readAffects(key, node);
    m_model.skipOthers("vulnerabilities", m_document, node,
                       {"bom-ref", "id", "description", "detail", "recommendation", "cwes", "ratings", "analysis",
                        "affects"});
    return {};
}

void CycloneDxReader::readRatings(const std::string &key, const Node &node)
{
    bool first = true;
    for (const Node &rating : memberOf(node, "ratings").children) {
        if (first)
            m_model.setSeverity(key, scalar(rating, "severity"), scalar(rating, "vector"));
        else
            m_model.skip("ratings", where(rating));
        first = false;
    }
}

// "urn:cdx:SERIAL/VERSION#REF" may mean this very document.
std::string CycloneDxReader::resolved(std::string reference) const
{
    const std::string serial = scalar(m_document.root, "serialNumber"); // urn:uuid:...
    const std::string mine = "urn:cdx:" + serial.substr(serial.rfind(':') + 1) + "/";
    const std::size_t fragment = reference.find('#');
    if (!serial.empty() && reference.starts_with(mine) && fragment != std::string::npos)
        return reference.substr(fragment + 1);
    return reference;
}

void CycloneDxReader::readAffects(const std::string &key, const Node &node)
{
    const Node &analysis = memberOf(node, "analysis");
    const std::string state = scalar(analysis, "state");
    std::vector<VulnerabilityModel::Statement> statements;
    for (const Node &affected : memberOf(node, "affects").children) {
        const std::string product = m_model.softwareNamed(resolved(scalar(affected, "ref")), where(affected));
        statements.push_back({product, state.empty() ? "affected" : state, scalar(analysis, "justification")});
        for (const Node &version : memberOf(affected, "versions").children) {
            const std::string number = scalar(version, "version");
            m_model.addLine(key, "x-versions",
                            m_model.item(product).name + " " + (number.empty() ? scalar(version, "range") : number) + " " +
                                scalar(version, "status"));
        }
    }
    if (statements.empty() && !state.empty())
        statements.push_back({{}, state, scalar(analysis, "justification")});
    m_model.setStatements(key, statements, where(node));
}

bool isXml(std::string_view bytes) { return !FileHead(bytes.substr(0, 4096)).xmlRoot().empty(); }

} // namespace

Result<Batch> readCycloneDx(std::string_view bytes, const std::string &file, const Budget &budget)
{
    const bool xml = isXml(bytes);
    Result<json::Document> document = xml ? readXmlNodes(bytes, file, budget) : readTree(bytes, file, budget);
    if (!document)
        return document.error();
    if (xml)
        raiseCycloneDxXml(document->root);
    return CycloneDxReader(*document, budget).read();
}

Certainty detectCycloneDx(std::string_view head, std::string_view)
{
    const FileHead file(head);
    const bool json = file.hasMember("bomFormat") && file.contains("CycloneDX");
    const bool xml = file.xmlRoot() == "bom" && file.contains("cyclonedx.org/schema/bom");
    return json || xml ? Certainty::ByContent : Certainty::No;
}

} // namespace tarascope
