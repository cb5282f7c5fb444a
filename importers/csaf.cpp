#include "importers/csaf.h"

#include "importers/filehead.h"
#include "importers/treesource.h"
#include "importers/vulnerabilities.h"

namespace tarascope {

using json::Node;
using json::Type;

namespace {

const Node nothing;

const Node &memberOf(const Node &node, std::string_view name)
{
    const Node *found = node.find(name);
    return found ? *found : nothing;
}

class CsafReader
{
public:
    CsafReader(const json::Document &document, const Budget &budget)
        : m_document(document), m_model("csaf", document.file, budget)
    {}
    Result<Batch> read();

private:
    Result<void> checkVersion() const;
    Result<void> readProducts(const Node &tree);
    Result<void> readBranches(const Node &node, const std::string &version);
    Result<void> readProduct(const Node &product, const std::string &version, const std::string &parent);
    Result<void> readVulnerability(const Node &node);
    void readWords(const std::string &key, const Node &node);
    void readScores(const std::string &key, const Node &node);
    Result<void> readStatuses(const std::string &key, const Node &node);
    std::map<std::string, std::string> justifications(const Node &node) const;
    std::vector<std::string> productsOf(const Node &node) const;
    Where where(const Node &node) const { return m_document.where(node); }

    const json::Document &m_document;
    VulnerabilityModel m_model;
    std::map<std::string, std::vector<std::string>> m_groups; ///< of products
};

Result<void> CsafReader::checkVersion() const
{
    const Node &document = memberOf(m_document.root, "document");
    const Node &version = memberOf(document, "csaf_version");
    if (version.text.empty())
        return Error{ErrorKind::Input,
                     {QT_TRANSLATE_NOOP("model", "this is no CSAF document: it has no \"document\" with a \"csaf_version\""),
                      {},
                      "notCsaf"},
                     where(document.isObject() ? document : m_document.root)};
    if (version.text.starts_with("2."))
        return {};
    return Error{ErrorKind::Input,
                 {QT_TRANSLATE_NOOP("model", "CSAF %1 is not read; version 2 is"), {version.text}, "csafVersion"},
                 where(version)};
}

Result<Batch> CsafReader::read()
{
    if (const Result<void> version = checkVersion(); !version)
        return version.error();
    const Node &root = m_document.root;
    if (const Result<void> done = readProducts(memberOf(root, "product_tree")); !done)
        return done.error();
    const Result<std::span<const Node>> vulnerabilities = objects(m_document, root, "vulnerabilities");
    if (!vulnerabilities)
        return vulnerabilities.error();
    for (const Node &node : *vulnerabilities) {
        if (const Result<void> go = m_model.go(where(node)); !go)
            return go.error();
        if (const Result<void> done = readVulnerability(node); !done)
            return done.error();
    }
    m_model.skipOthers("document", m_document, memberOf(root, "document"), {"csaf_version", "category"});
    return m_model.take();
}

Result<void> CsafReader::readProducts(const Node &tree)
{
    if (const Result<void> done = readBranches(tree, {}); !done)
        return done;
    const Result<std::span<const Node>> names = objects(m_document, tree, "full_product_names");
    if (!names)
        return names.error();
    for (const Node &product : *names) {
        if (const Result<void> done = readProduct(product, {}, {}); !done)
            return done;
    }
    const Result<std::span<const Node>> relations = objects(m_document, tree, "relationships");
    if (!relations)
        return relations.error();
    for (const Node &relation : *relations) {
        const std::string said = scalar(relation, "product_reference") + " " + scalar(relation, "category") + " " +
                                 scalar(relation, "relates_to_product_reference");
        if (const Result<void> done = readProduct(memberOf(relation, "full_product_name"), {}, said); !done)
            return done;
    }
    for (const Node &group : memberOf(tree, "product_groups").children)
        m_groups[scalar(group, "group_id")] = scalars(group, "product_ids");
    return {};
}

// A branch of the category product_version or product_version_range says the version of the product in it.
Result<void> CsafReader::readBranches(const Node &node, const std::string &version)
{
    const Result<std::span<const Node>> branches = objects(m_document, node, "branches");
    if (!branches)
        return branches.error();
    for (const Node &branch : *branches) {
        if (const Result<void> go = m_model.go(where(branch)); !go)
            return go;
        const bool versioned = scalar(branch, "category").starts_with("product_version");
        const std::string number = versioned ? scalar(branch, "name") : version;
        if (const Node *product = branch.find("product")) {
            if (const Result<void> done = readProduct(*product, number, {}); !done)
                return done;
        }
        if (const Result<void> done = readBranches(branch, number); !done)
            return done;
    }
    return {};
}

Result<void> CsafReader::readProduct(const Node &product, const std::string &version, const std::string &relation)
{
    const Result<std::string> id = needed(m_document, product, "product_id");
    if (!id)
        return id.error();
    const Node &identification = memberOf(product, "product_identification_helper");
    const std::string key =
        m_model.addSoftware({*id, scalar(product, "name"), version, scalar(identification, "purl"),
                             scalar(identification, "cpe"), Kind::softwareVersion, where(product)});
    m_model.setField(key, "x-relation", relation);
    for (const char *numbers : {"model_numbers", "serial_numbers", "skus"})
        for (const std::string &number : scalars(identification, numbers))
            m_model.addLine(key, "x-numbers", std::string(numbers) + ": " + number);
    m_model.skipOthers("product_identification_helper", m_document, identification,
                       {"purl", "cpe", "model_numbers", "serial_numbers", "skus"});
    return {};
}

Result<void> CsafReader::readVulnerability(const Node &node)
{
    std::vector<std::string> ids{scalar(node, "cve")};
    for (const Node &other : memberOf(node, "ids").children)
        ids.push_back(scalar(other, "text"));
    const auto named = std::find_if(ids.begin(), ids.end(), [](const std::string &id) { return !id.empty(); });
    const std::string title = scalar(node, "title");
    const std::string id = named == ids.end() ? title : *named;
    const std::string key =
        m_model.add(Kind::vulnerability, "vulnerability", id, title.empty() || title == id ? id : id + " " + title,
                    where(node));
    ids.push_back(scalar(memberOf(node, "cwe"), "id"));
    for (const Node &weakness : memberOf(node, "cwes").children) // CSAF 2.1
        ids.push_back(scalar(weakness, "id"));
    m_model.addIds(key, ids);
    readWords(key, node);
    readScores(key, node);
    m_model.skipOthers("vulnerabilities", m_document, node,
                       {"cve", "ids", "title", "cwe", "cwes", "notes", "remediations", "threats", "scores", "metrics",
                        "product_status", "flags"});
    return readStatuses(key, node);
}

void CsafReader::readWords(const std::string &key, const Node &node)
{
    bool described = false;
    for (const Node &note : memberOf(node, "notes").children) {
        const std::string category = scalar(note, "category");
        if (!described && (category == "description" || category == "summary" || category == "general")) {
            m_model.describe(key, scalar(note, "text"));
            described = true;
        } else {
            m_model.skip("notes", where(note));
        }
    }
    for (const char *member : {"remediations", "threats"})
        for (const Node &each : memberOf(node, member).children)
            m_model.addLine(key, member == std::string_view("threats") ? "x-threats" : "x-remediations",
                            scalar(each, "category") + ": " + scalar(each, "details"));
}

void CsafReader::readScores(const std::string &key, const Node &node)
{
    bool first = true;
    for (const char *member : {"scores", "metrics"}) {
        for (const Node &score : memberOf(node, member).children) {
            const Node &content = member == std::string_view("metrics") ? memberOf(score, "content") : score;
            for (const char *version : {"cvss_v4", "cvss_v3", "cvss_v2"}) {
                const Node &cvss = memberOf(content, version);
                if (!cvss.isObject())
                    continue;
                if (first)
                    m_model.setSeverity(key, scalar(cvss, "baseSeverity"), scalar(cvss, "vectorString"));
                else
                    m_model.skip("scores", where(cvss));
                first = false;
            }
        }
    }
}

std::vector<std::string> CsafReader::productsOf(const Node &node) const
{
    std::vector<std::string> products = scalars(node, "product_ids");
    for (const std::string &group : scalars(node, "group_ids"))
        if (const auto found = m_groups.find(group); found != m_groups.end())
            products.insert(products.end(), found->second.begin(), found->second.end());
    return products;
}

std::map<std::string, std::string> CsafReader::justifications(const Node &node) const
{
    std::map<std::string, std::string> labels;
    for (const Node &flag : memberOf(node, "flags").children)
        for (const std::string &product : productsOf(flag))
            labels.emplace(product, scalar(flag, "label"));
    return labels;
}

// "recommended" says what to use, not how a product stands.
Result<void> CsafReader::readStatuses(const std::string &key, const Node &node)
{
    const std::map<std::string, std::string> labels = justifications(node);
    std::vector<VulnerabilityModel::Statement> statements;
    const Result<std::span<const Node>> statuses = entries(m_document, node, "product_status", Type::Object);
    if (!statuses)
        return statuses.error();
    for (const Node &status : *statuses) {
        for (const std::string &product : scalars(memberOf(node, "product_status"), status.name)) {
            const auto label = labels.find(product);
            const std::string software = m_model.softwareNamed(product, where(status));
            if (status.name == "recommended")
                m_model.addLine(key, "x-recommended", m_model.item(software).name);
            else
                statements.push_back({software, status.name, label == labels.end() ? std::string() : label->second});
        }
    }
    m_model.setStatements(key, statements, where(node));
    return {};
}

} // namespace

Result<Batch> readCsaf(std::string_view bytes, const std::string &file, const Budget &budget)
{
    const Result<json::Document> document = readTree(bytes, file, budget);
    if (!document)
        return document.error();
    return CsafReader(*document, budget).read();
}

Certainty detectCsaf(std::string_view head, std::string_view)
{
    const FileHead file(head);
    return file.hasMember("document/csaf_version") ? Certainty::ByContent : Certainty::No;
}

} // namespace tarascope
