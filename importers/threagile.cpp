#include "importers/threagile.h"

#include "importers/filehead.h"
#include "importers/flowmodel.h"
#include "importers/treesource.h"

namespace tarascope {

using json::Node;
using json::Type;

namespace {

class ThreagileReader
{
public:
    ThreagileReader(const json::Document &document, const Budget &budget)
        : m_document(document), m_model("threagile", document.file, budget)
    {}
    Result<Batch> read();

private:
    using Read = Result<void> (ThreagileReader::*)(const Node &);
    Result<void> each(const Node &node, const char *member, Read read);
    Result<std::string> add(Kind kind, const Node &node);
    Result<void> readDataAsset(const Node &node);
    Result<void> readAsset(const Node &node);
    Result<void> readLinks(const Node &node);
    Result<void> readLink(const Node &node);
    Result<void> readBoundary(const Node &node);
    Result<void> readBoundaryInside(const Node &node);
    Result<void> readRuntime(const Node &node);
    Result<void> readCategory(const Node &node);
    void readIdentified(const Node &risk, const std::string &threat);
    Result<void> readTracking(const Node &node);
    void readTreatment(const Node &node, const std::string &threat);
    Result<void> readTexts();
    void keepRest(const std::string &key, const Node &node, std::initializer_list<std::string_view> handled);
    bool known(const std::string &key, const Where &where);
    Where where(const Node &node) const { return m_document.where(node); }

    const json::Document &m_document;
    FlowModel m_model;
    std::string m_asset; ///< key of the asset whose links are read
};

Result<Batch> ThreagileReader::read()
{
    const Node &root = m_document.root;
    const std::string version = scalar(root, "threagile_version");
    if (version.empty() || !version.starts_with("1."))
        return Error{ErrorKind::Input,
                     version.empty() ? Message{QT_TRANSLATE_NOOP("model", "this is no Threagile model: it has no "
                                                                          "\"threagile_version\""),
                                               {},
                                               "notThreagile"}
                                     : Message{QT_TRANSLATE_NOOP("model", "Threagile %1 is not read; version 1 is"),
                                               {version},
                                               "threagileVersion"},
                     where(version.empty() ? root : *root.find("threagile_version"))};
    const std::pair<const char *, Read> parts[] = {
        {"data_assets", &ThreagileReader::readDataAsset},
        {"technical_assets", &ThreagileReader::readAsset},
        {"technical_assets", &ThreagileReader::readLinks},
        {"trust_boundaries", &ThreagileReader::readBoundary},
        {"trust_boundaries", &ThreagileReader::readBoundaryInside},
        {"shared_runtimes", &ThreagileReader::readRuntime},
        {"individual_risk_categories", &ThreagileReader::readCategory},
        {"risk_tracking", &ThreagileReader::readTracking},
    };
    for (const auto &[member, readPart] : parts) {
        if (const Result<void> done = each(root, member, readPart); !done)
            return done.error();
    }
    if (const Result<void> done = readTexts(); !done)
        return done.error();
    m_model.skipOthers("document", m_document, root,
                       {"threagile_version", "data_assets", "technical_assets", "trust_boundaries", "shared_runtimes",
                        "individual_risk_categories", "risk_tracking", "abuse_cases", "security_requirements",
                        "tags_available"});
    return m_model.take();
}

Result<void> ThreagileReader::each(const Node &node, const char *member, Read read)
{
    const Result<std::span<const Node>> found = objects(m_document, node, member, Type::Object);
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

// The entries of Threagile's mappings are named by their title; other entries mean them by their id.
Result<std::string> ThreagileReader::add(Kind kind, const Node &node)
{
    const Result<std::string> id = needed(m_document, node, "id");
    if (!id)
        return id.error();
    const std::string_view group = kind == Kind::dataAsset        ? "data"
                                   : kind == Kind::zone           ? "boundary"
                                   : kind == Kind::threatScenario ? "category"
                                                                  : "asset";
    const std::string key = m_model.add(kind, group, *id, node.name, where(node));
    m_model.describe(key, scalar(node, "description"));
    m_model.item(key).tags = scalars(node, "tags");
    return key;
}

// Scalars that have no attribute here are kept in words, the rest is told.
void ThreagileReader::keepRest(const std::string &key, const Node &node,
                               std::initializer_list<std::string_view> handled)
{
    for (const Node &member : node.children) {
        const bool common = member.name == "id" || member.name == "description" || member.name == "tags";
        if (common || member.isNull() || std::find(handled.begin(), handled.end(), member.name) != handled.end())
            continue;
        if (member.isObject())
            m_model.skip(node.name + "/" + member.name, where(member));
        for (const std::string &value : scalars(node, member.name))
            m_model.addLine(key, "x-attributes", member.name + ": " + value);
    }
}

bool ThreagileReader::known(const std::string &key, const Where &where)
{
    if (!m_model.has(key))
        m_model.skipped().list(key,
                               {QT_TRANSLATE_NOOP("model", "the file names it but has no such entry"), {}, "modelNoEntry"},
                               where);
    return m_model.has(key);
}

Result<void> ThreagileReader::readDataAsset(const Node &node)
{
    const Result<std::string> key = add(Kind::dataAsset, node);
    if (!key)
        return key.error();
    if (const std::string level = scalar(node, "confidentiality"); !level.empty())
        m_model.item(*key).attributes.set(Attr::classification, level);
    keepRest(*key, node, {"confidentiality"});
    return {};
}

Result<void> ThreagileReader::readAsset(const Node &node)
{
    const std::string type = scalar(node, "type");
    const std::string technology = scalar(node, "technology");
    const bool client = isTrue(node, "used_as_client_by_human") || technology == "browser" || technology == "mobile-app" ||
                        technology == "desktop";
    Kind kind = Kind::service;
    if (type == "datastore")
        kind = Kind::dataStore;
    else if (type == "external-entity")
        kind = client ? Kind::application : Kind::thirdParty;
    const Result<std::string> key = add(kind, node);
    if (!key)
        return key.error();
    if (kind != Kind::application && !technology.empty())
        m_model.item(*key).attributes.set(Attr::technology, technology);
    else
        m_model.setField(*key, "x-technology", technology);
    if (isTrue(node, "out_of_scope"))
        m_model.item(*key).tags.emplace_back("out-of-scope");
    for (const std::string &id : scalars(node, "data_assets_stored"))
        if (known("data:" + id, where(node)))
            m_model.link(LinkKind::stores, *key, "data:" + id, where(node));
    for (const std::string &id : scalars(node, "data_assets_processed"))
        m_model.addLine(*key, "x-processes", id);
    keepRest(*key, node, {"technology", "out_of_scope", "data_assets_stored", "data_assets_processed",
                          "communication_links"});
    return {};
}

Result<void> ThreagileReader::readLinks(const Node &node)
{
    m_asset = "asset:" + scalar(node, "id");
    return each(node, "communication_links", &ThreagileReader::readLink);
}

Result<void> ThreagileReader::readLink(const Node &node)
{
    const Result<std::string> target = needed(m_document, node, "target");
    if (!target)
        return target.error();
    FlowModel::Flow flow;
    flow.name = node.name;
    flow.from = m_asset;
    flow.to = "asset:" + *target;
    for (const char *member : {"protocol", "authentication", "authorization"}) {
        if (const std::string word = scalar(node, member); !word.empty())
            flow.words += (flow.words.empty() ? "" : ", ") + std::string(member) + " " + word;
    }
    for (const char *member : {"vpn", "ip_filtered", "readonly"})
        if (isTrue(node, member))
            flow.words += std::string(flow.words.empty() ? "" : ", ") + member;
    for (const char *member : {"data_assets_sent", "data_assets_received"})
        for (const std::string &id : scalars(node, member))
            flow.words += std::string(flow.words.empty() ? "" : ", ") +
                          (member == std::string_view("data_assets_sent") ? "sends " : "receives ") + id;
    flow.where = where(node);
    m_model.addFlow(flow);
    m_model.skipOthers("communication_links", m_document, node,
                       {"target", "protocol", "authentication", "authorization", "vpn", "ip_filtered", "readonly",
                        "data_assets_sent", "data_assets_received"});
    return {};
}

Result<void> ThreagileReader::readBoundary(const Node &node)
{
    const Result<std::string> key = add(Kind::zone, node);
    if (!key)
        return key.error();
    m_model.setZoneKind(*key, scalar(node, "type"));
    keepRest(*key, node, {"type", "technical_assets_inside", "trust_boundaries_nested"});
    return {};
}

Result<void> ThreagileReader::readBoundaryInside(const Node &node)
{
    const std::string key = "boundary:" + scalar(node, "id");
    for (const std::string &id : scalars(node, "technical_assets_inside"))
        if (known("asset:" + id, where(node)))
            m_model.link(LinkKind::inZone, "asset:" + id, key, where(node));
    for (const std::string &id : scalars(node, "trust_boundaries_nested"))
        if (known("boundary:" + id, where(node)))
            m_model.link(LinkKind::inZone, "boundary:" + id, key, where(node));
    return {};
}

Result<void> ThreagileReader::readRuntime(const Node &node)
{
    for (const std::string &id : scalars(node, "technical_assets_running"))
        if (known("asset:" + id, where(node)))
            m_model.addLine("asset:" + id, "x-sharedRuntime", node.name);
    m_model.kept().count("shared runtime",
                         QT_TRANSLATE_NOOP("model", "%1 shared runtimes are kept as a text at what runs in them"),
                         "sharedRuntime", where(node));
    return {};
}

Result<void> ThreagileReader::readCategory(const Node &node)
{
    const Result<std::string> key = add(Kind::threatScenario, node);
    if (!key)
        return key.error();
    if (const std::string word = scalar(node, "stride"); !m_model.classify(*key, word))
        m_model.setField(*key, "x-category", word);
    if (const std::string weakness = scalar(node, "cwe"); !weakness.empty())
        m_model.item(*key).attributes.set(Attr::refs, TextList{"CWE-" + weakness});
    std::string control;
    if (const std::string text = scalar(node, "mitigation"); !text.empty()) {
        control = m_model.add(Kind::control, "mitigation", scalar(node, "id"), "Against: " + node.name,
                              where(*node.find("mitigation")));
        m_model.describe(control, text);
    }
    const Result<std::span<const Node>> risks = objects(m_document, node, "risks_identified", Type::Object);
    if (!risks)
        return risks.error();
    for (const Node &risk : *risks) {
        readIdentified(risk, *key);
        const std::string asset = "asset:" + scalar(risk, "most_relevant_technical_asset");
        if (!control.empty() && m_model.has(asset))
            m_model.link(LinkKind::guards, control, asset, where(risk));
    }
    keepRest(*key, node, {"stride", "cwe", "mitigation", "risks_identified"});
    return {};
}

void ThreagileReader::readIdentified(const Node &risk, const std::string &threat)
{
    std::string line = risk.name;
    for (const Node &member : risk.children)
        for (const std::string &value : scalars(risk, member.name))
            line += "; " + member.name + " " + value;
    m_model.addLine(threat, "x-risks", line);
    for (const auto &[member, group] : {std::pair("most_relevant_technical_asset", "asset:"),
                                        std::pair("most_relevant_data_asset", "data:")}) {
        const std::string id = scalar(risk, member);
        if (!id.empty() && known(group + id, where(risk)))
            m_model.target(threat, group + id, where(risk));
    }
}

// "ldap-injection@*@ldap-auth-server@*": a category of risk and the ids it is about, some of them any.
Result<void> ThreagileReader::readTracking(const Node &node)
{
    const std::string key = m_model.add(Kind::threatScenario, "risk", node.name, node.name, where(node));
    for (std::size_t at = node.name.find('@'); at != std::string::npos;) {
        const std::size_t next = node.name.find('@', at + 1);
        const std::string asset = "asset:" + node.name.substr(at + 1, next == std::string::npos ? next : next - at - 1);
        if (m_model.has(asset))
            m_model.target(key, asset, where(node));
        at = next;
    }
    keepRest(key, node, {});
    readTreatment(node, key);
    return {};
}

void ThreagileReader::readTreatment(const Node &node, const std::string &threat)
{
    const std::string status = scalar(node, "status");
    const bool reduced = status == "mitigated" || status == "in-progress";
    if (!reduced && status != "accepted")
        return;
    const std::string key = m_model.add(Kind::treatment, "treatment", node.name, node.name, where(node));
    setChoice(m_model.item(key), Attr::decision, reduced ? "reduce" : "retain");
    if (const std::string why = scalar(node, "justification"); !why.empty())
        m_model.item(key).attributes.set(Attr::rationale, why);
    if (const std::string who = scalar(node, "checked_by"); !who.empty())
        m_model.item(key).attributes.set(Attr::approval, who);
    m_model.link(LinkKind::treats, key, threat, where(node));
}

Result<void> ThreagileReader::readTexts()
{
    const std::pair<const char *, Kind> parts[] = {{"abuse_cases", Kind::threatScenario},
                                                   {"security_requirements", Kind::requirement}};
    for (const auto &[member, kind] : parts) {
        const Result<std::span<const Node>> found = entries(m_document, m_document.root, member, Type::Object);
        if (!found)
            return found.error();
        for (const Node &node : *found) {
            if (const Result<void> go = m_model.go(where(node)); !go)
                return go;
            const bool isThreat = kind == Kind::threatScenario;
            const std::string key =
                m_model.add(kind, isThreat ? "abuse" : "requirement", node.name, node.name, where(node));
            if (isThreat)
                m_model.describe(key, node.text);
            else if (!node.text.empty())
                m_model.item(key).attributes.set(Attr::text, node.text);
        }
    }
    return {};
}

} // namespace

Result<Batch> readThreagile(std::string_view bytes, const std::string &file, const Budget &budget)
{
    const Result<json::Document> document = readTree(bytes, file, budget);
    if (!document)
        return document.error();
    return ThreagileReader(*document, budget).read();
}

Certainty detectThreagile(std::string_view head, std::string_view)
{
    const FileHead file(head);
    if (file.says("threagile_version"))
        return Certainty::ByContent;
    return file.says("technical_assets") && file.says("data_assets") ? Certainty::ByName : Certainty::No;
}

} // namespace tarascope
