#include "importers/openvex.h"

#include "importers/filehead.h"
#include "importers/treesource.h"
#include "importers/vulnerabilities.h"

namespace tarascope {

using json::Node;

namespace {

class OpenVexReader
{
public:
    OpenVexReader(const json::Document &document, const Budget &budget)
        : m_document(document), m_model("openvex", document.file, budget)
    {}
    Result<Batch> read();

private:
    Result<void> readStatement(const Node &node);
    std::string addVulnerability(const Node &node);
    std::string productOf(const Node &product);
    Where where(const Node &node) const { return m_document.where(node); }

    const json::Document &m_document;
    VulnerabilityModel m_model;
};

Result<Batch> OpenVexReader::read()
{
    const Node &root = m_document.root;
    if (scalar(root, "@context").find("openvex") == std::string::npos)
        return Error{ErrorKind::Input,
                     {QT_TRANSLATE_NOOP("model", "this is no OpenVEX document: its \"@context\" does not say so"),
                      {},
                      "notOpenVex"},
                     where(root)};
    const Result<std::span<const Node>> statements = objects(m_document, root, "statements");
    if (!statements)
        return statements.error();
    for (const Node &node : *statements) {
        if (const Result<void> go = m_model.go(where(node)); !go)
            return go.error();
        if (const Result<void> done = readStatement(node); !done)
            return done.error();
    }
    m_model.skipOthers("document", m_document, root, {"@context", "@id", "version", "statements"});
    return m_model.take();
}

// Version 0.0 names a vulnerability by a text, later ones by an object.
std::string OpenVexReader::addVulnerability(const Node &node)
{
    const Node *vulnerability = node.find("vulnerability");
    std::vector<std::string> ids{scalar(node, "vulnerability")};
    if (vulnerability && vulnerability->isObject()) {
        ids = {scalar(*vulnerability, "name")};
        for (const std::string &alias : scalars(*vulnerability, "aliases"))
            ids.push_back(alias);
        if (ids.front().empty())
            ids.front() = scalar(*vulnerability, "@id");
    }
    const std::string key = m_model.add(Kind::vulnerability, "vulnerability", ids.front(), ids.front(), where(node));
    m_model.addIds(key, ids);
    if (vulnerability)
        m_model.describe(key, scalar(*vulnerability, "description"));
    return key;
}

std::string OpenVexReader::productOf(const Node &product)
{
    if (!product.isObject())
        return product.text.empty() ? std::string() : m_model.softwareNamed(product.text, where(product));
    const std::string id = scalar(product, "@id");
    const Node *identifiers = product.find("identifiers");
    const std::string purl = identifiers ? scalar(*identifiers, "purl") : std::string();
    if (id.empty() && purl.empty())
        return {};
    const std::string key = m_model.softwareNamed(id.empty() ? purl : id, where(product));
    if (const Node *parts = product.find("subcomponents"); parts && parts->isArray())
        for (const Node &part : parts->children)
            m_model.addLine(key, "x-subcomponents", part.isObject() ? scalar(part, "@id") : part.text);
    return key;
}

Result<void> OpenVexReader::readStatement(const Node &node)
{
    const std::string key = addVulnerability(node);
    const Result<std::span<const Node>> products = entries(m_document, node, "products", json::Type::Array);
    if (!products)
        return products.error();
    const std::string status = scalar(node, "status");
    const std::string justification = scalar(node, "justification");
    std::vector<VulnerabilityModel::Statement> statements;
    for (const Node &product : *products)
        statements.push_back({productOf(product), status, justification});
    if (statements.empty())
        statements.push_back({{}, status, justification});
    m_model.setStatements(key, statements, where(node));
    m_model.setField(key, "x-state", status);
    for (const char *member : {"impact_statement", "action_statement", "status_notes"})
        if (const std::string text = scalar(node, member); !text.empty())
            m_model.addLine(key, "x-notes", std::string(member) + ": " + text);
    m_model.skipOthers("statements", m_document, node,
                       {"@id", "vulnerability", "products", "status", "justification", "impact_statement",
                        "action_statement", "status_notes", "version"});
    return {};
}

} // namespace

Result<Batch> readOpenVex(std::string_view bytes, const std::string &file, const Budget &budget)
{
    const Result<json::Document> document = readTree(bytes, file, budget);
    if (!document)
        return document.error();
    return OpenVexReader(*document, budget).read();
}

Certainty detectOpenVex(std::string_view head, std::string_view)
{
    const FileHead file(head);
    return file.hasMember("@context") && file.contains("openvex.dev/ns") ? Certainty::ByContent : Certainty::No;
}

} // namespace tarascope
