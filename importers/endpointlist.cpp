#include "importers/endpointlist.h"

#include "importers/batchitem.h"
#include "importers/nodereader.h"
#include "model/sha256.h"

namespace tarascope {

namespace {

using json::Node;

class EndpointListReader
{
public:
    EndpointListReader(const json::Document &document, const Budget &budget)
        : m_document(document), m_reader(document), m_budget(budget)
    {}

    Result<Batch> read(const std::string &digest)
    {
        const Node &root = m_document.root;
        if (!root.isObject() || root.children.empty())
            return m_reader.refuse(root, {}, QT_TRANSLATE_NOOP("model", "this is no list of endpoints: an object is expected "
                                                                        "whose members have TYPE and URI"),
                                   {}, "notEndpointList");
        m_batch.format = "endpoints";
        m_batch.system = "endpoints:" + sourceName(m_document.file);
        m_batch.title = fileName(m_document.file);
        const Where where = m_document.where(root);
        add(Kind::api, "api", sourceName(m_document.file), where);
        add(Kind::apiVersion, "version", sourceName(m_document.file), where).attributes.set(Attr::schemaDigest, digest);
        link(LinkKind::hasVersion, "api", "version", where);
        for (const Node &entry : root.children) {
            if (const Result<void> go = m_budget.check(); !go)
                return go.error();
            if (const Result<void> done = readEndpoint(entry, pointerPart(entry.name)); !done)
                return done.error();
        }
        reportHiddenCharacters(m_batch, m_kept);
        m_batch.kept = m_kept.take();
        m_batch.skipped = m_skipped.take();
        return std::move(m_batch);
    }

private:
    BatchItem &add(Kind kind, std::string id, std::string name, const Where &where)
    {
        BatchItem item;
        item.id = std::move(id);
        item.kind = kind;
        item.name = std::move(name);
        item.where = where;
        m_batch.items.push_back(std::move(item));
        return m_batch.items.back();
    }

    void link(LinkKind kind, const char *from, std::string to, const Where &where)
    {
        BatchLink made;
        made.kind = kind;
        made.from = from;
        made.to = std::move(to);
        made.where = where;
        m_batch.links.push_back(std::move(made));
    }

    Result<void> readEndpoint(const Node &entry, const std::string &pointer)
    {
        if (!entry.isObject())
            return m_reader.wrongType(entry, pointer, "an object");
        std::string method;
        std::string uri;
        if (const Result<void> texts = m_reader.texts(entry, pointer, {{"TYPE", &method, true}, {"URI", &uri, true}}); !texts)
            return texts;
        const Where where = m_reader.whereOf(entry, pointer);
        BatchItem &item = add(Kind::endpoint, "endpoint:" + entry.name, entry.name, where);
        item.attributes.set(Attr::method, method);
        setPlace(item, uri);
        setChoice(item, Attr::protocol, "rest");
        for (const Node &member : entry.children) {
            if (member.name == "AUTH" && member.type == json::Type::Bool)
                item.attributes.set(Attr::authentication, std::string(member.text == "true" ? "required, kind unsaid" : "none"));
            else if (member.name != "TYPE" && member.name != "URI")
                m_skipped.count(capped(member.name, 60), QT_TRANSLATE_NOOP("model", "%1 members of endpoints are not taken"),
                                "endpointMember", m_reader.whereOf(member, pointer + pointerPart(member.name)));
        }
        link(LinkKind::exposes, "version", item.id, where);
        m_kept.count("URI", QT_TRANSLATE_NOOP("model", "%1 endpoints were taken; objects that their paths name are not"),
                     "endpointPaths", where);
        return {};
    }

    // "api/1/vehicles" or "https://host/api/1/vehicles"
    static void setPlace(BatchItem &item, const std::string &uri)
    {
        std::string path = uri;
        if (const std::size_t scheme = uri.find("://"); scheme != std::string::npos) {
            const std::size_t slash = uri.find('/', scheme + 3);
            item.attributes.set(Attr::host, uri.substr(scheme + 3, slash == std::string::npos ? slash : slash - scheme - 3));
            path = slash == std::string::npos ? std::string() : uri.substr(slash);
        }
        item.attributes.set(Attr::path, (path.starts_with('/') ? "" : "/") + path);
    }

    const json::Document &m_document;
    NodeReader m_reader;
    const Budget &m_budget;
    Batch m_batch;
    LossReport m_kept;
    LossReport m_skipped;
};

} // namespace

Result<Batch> readEndpointList(std::string_view bytes, const std::string &file, const Budget &budget)
{
    const Result<json::Document> document = json::read(bytes, file, budget);
    if (!document)
        return document.error();
    return EndpointListReader(*document, budget).read(hex(Sha256::of(bytes)));
}

} // namespace tarascope
