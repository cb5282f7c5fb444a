#include "importers/spdx.h"

#include "importers/filehead.h"
#include "importers/treesource.h"
#include "importers/vulnerabilities.h"

namespace tarascope {

using json::Node;

namespace {

/// SPDX writes "NOASSERTION" and "NONE" where it knows nothing.
std::string stated(const Node &node, std::string_view member)
{
    std::string text = scalar(node, member);
    return text == "NOASSERTION" || text == "NONE" ? std::string() : text;
}

class SpdxReader
{
public:
    SpdxReader(const json::Document &document, const Budget &budget)
        : m_document(document), m_model("spdx", document.file, budget)
    {}
    Result<Batch> read();

private:
    Result<void> checkVersion() const;
    Result<void> readPackage(const Node &node);
    static std::vector<std::string> readReferences(const Node &node, VulnerabilityModel::Software &software);
    void readChecksums(const std::string &key, const Node &node);
    void readRelationship(const Node &node);
    Where where(const Node &node) const { return m_document.where(node); }

    const json::Document &m_document;
    VulnerabilityModel m_model;
};

Result<void> SpdxReader::checkVersion() const
{
    const Node &root = m_document.root;
    const Node *version = root.find("spdxVersion");
    if (root.find("@graph"))
        return Error{ErrorKind::Input,
                     {QT_TRANSLATE_NOOP("model", "SPDX %1 is not read; version 2 is"), {"3"}, "spdxVersion"},
                     where(*root.find("@graph"))};
    if (!version || version->text.empty())
        return Error{ErrorKind::Input,
                     {QT_TRANSLATE_NOOP("model", "this is no SPDX document: it has no \"spdxVersion\""), {}, "notSpdx"},
                     where(version ? *version : root)};
    if (!version->text.starts_with("SPDX-2."))
        return Error{ErrorKind::Input,
                     {QT_TRANSLATE_NOOP("model", "SPDX %1 is not read; version 2 is"), {version->text}, "spdxVersion"},
                     where(*version)};
    return {};
}

Result<Batch> SpdxReader::read()
{
    if (const Result<void> version = checkVersion(); !version)
        return version.error();
    const Node &root = m_document.root;
    const Result<std::span<const Node>> packages = objects(m_document, root, "packages");
    const Result<std::span<const Node>> relationships = objects(m_document, root, "relationships");
    if (!packages || !relationships)
        return packages ? relationships.error() : packages.error();
    for (const Node &node : *packages) {
        if (const Result<void> go = m_model.go(where(node)); !go)
            return go.error();
        if (const Result<void> done = readPackage(node); !done)
            return done.error();
    }
    for (const Node &node : *relationships) {
        if (const Result<void> go = m_model.go(where(node)); !go)
            return go.error();
        readRelationship(node);
    }
    for (const char *part : {"files", "snippets"})
        if (const Node *list = root.find(part); list && list->isArray())
            m_model.skip(part, where(*list), static_cast<std::int64_t>(list->children.size()));
    m_model.skipOthers("document", m_document, root,
                       {"spdxVersion", "SPDXID", "packages", "relationships", "files", "snippets", "dataLicense",
                        "documentNamespace", "name"});
    return m_model.take();
}

// Package URL and CPE of a package; gives the other references in words.
std::vector<std::string> SpdxReader::readReferences(const Node &node, VulnerabilityModel::Software &software)
{
    std::vector<std::string> others;
    const Node *references = node.find("externalRefs");
    if (!references || !references->isArray())
        return others;
    for (const Node &reference : references->children) {
        const std::string type = scalar(reference, "referenceType");
        const std::string locator = scalar(reference, "referenceLocator");
        if (type == "purl" && software.purl.empty())
            software.purl = locator;
        else if (type.starts_with("cpe") && software.cpe.empty())
            software.cpe = locator;
        else
            others.push_back(type + ": " + locator);
    }
    return others;
}

void SpdxReader::readChecksums(const std::string &key, const Node &node)
{
    const Node *sums = node.find("checksums");
    if (!sums || !sums->isArray())
        return;
    for (const Node &sum : sums->children) {
        if (scalar(sum, "algorithm") == "SHA256")
            m_model.setField(key, "x-sha256", scalar(sum, "checksumValue"));
        else
            m_model.skip("checksums", where(sum));
    }
}

Result<void> SpdxReader::readPackage(const Node &node)
{
    const Result<std::string> id = needed(m_document, node, "SPDXID");
    const Result<std::string> name = needed(m_document, node, "name");
    if (!id || !name)
        return id ? name.error() : id.error();
    VulnerabilityModel::Software software{*id, *name, stated(node, "versionInfo"), {}, {}, Kind::softwareVersion, where(node)};
    if (!software.version.empty())
        software.name += " " + software.version;
    const std::vector<std::string> others = readReferences(node, software);
    const std::string key = m_model.addSoftware(software);
    for (const std::string &other : others)
        m_model.addLine(key, "x-references", other);
    m_model.describe(key, stated(node, scalar(node, "description").empty() ? "summary" : "description"));
    m_model.setField(key, "x-supplier", stated(node, "supplier"));
    m_model.setField(key, "x-type", stated(node, "primaryPackagePurpose"));
    for (const char *member : {"licenseConcluded", "licenseDeclared"})
        if (const std::string license = stated(node, member); !license.empty())
            m_model.addLine(key, "x-licenses", license);
    readChecksums(key, node);
    m_model.skipOthers("packages", m_document, node,
                       {"SPDXID", "name", "versionInfo", "externalRefs", "description", "summary", "supplier",
                        "primaryPackagePurpose", "licenseConcluded", "licenseDeclared", "checksums", "downloadLocation",
                        "filesAnalyzed", "copyrightText"});
    return {};
}

void SpdxReader::readRelationship(const Node &node)
{
    const std::string from = "software:" + scalar(node, "spdxElementId");
    const std::string to = "software:" + scalar(node, "relatedSpdxElement");
    const std::string type = scalar(node, "relationshipType");
    if (!m_model.has(from) || !m_model.has(to)) {
        m_model.skip("relationships/" + type, where(node));
        return;
    }
    if (type == "DEPENDS_ON")
        m_model.addLine(from, "x-dependsOn", m_model.item(to).name);
    else if (type == "DEPENDENCY_OF")
        m_model.addLine(to, "x-dependsOn", m_model.item(from).name);
    else
        m_model.addLine(from, "x-relationships", type + " " + m_model.item(to).name);
    m_model.kept().count("relationship",
                         QT_TRANSLATE_NOOP("model", "%1 relationships between software are kept as texts"),
                         "softwareDependency", where(node));
}

} // namespace

Result<Batch> readSpdx(std::string_view bytes, const std::string &file, const Budget &budget)
{
    const Result<json::Document> document = readTree(bytes, file, budget);
    if (!document)
        return document.error();
    return SpdxReader(*document, budget).read();
}

Certainty detectSpdx(std::string_view head, std::string_view)
{
    const FileHead file(head);
    const bool two = file.says("spdxVersion") || file.hasMember("SPDXID");
    const bool three = file.hasMember("@context") && file.contains("spdx.org/rdf/3");
    return two || three ? Certainty::ByContent : Certainty::No;
}

} // namespace tarascope
