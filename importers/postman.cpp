#include "importers/postman.h"

#include "importers/batchbuilder.h"
#include "importers/filehead.h"
#include "importers/postmanurl.h"
#include "importers/secrets.h"
#include "importers/sourcetext.h"
#include "importers/treesource.h"

namespace tarascope {

using json::Node;

namespace {

/// What holds for the requests of a folder.
struct Folder {
    std::vector<std::string> names;
    std::string authentication;
};

class PostmanReader
{
public:
    PostmanReader(const json::Document &document, const Budget &budget)
        : m_document(document), m_model("postman", document.file, budget)
    {}
    Result<Batch> read();

private:
    Result<void> checkVersion(const Node &collection) const;
    void readInfo(const Node &info);
    void readVariables(const Node &collection);
    Result<void> readItems(const Node &node, const Folder &folder);
    void readRequest(const Node &item, const Folder &folder);
    std::string endpointOf(const Node &item, const std::string &method, const PostmanUrl &url);
    void describe(const std::string &key, const Node &item, const Node &request);
    void setProtocol(const std::string &key, const Node &request, const PostmanUrl &url);
    void countNotTaken(const Node &item, const Node &request);
    std::string authenticationOf(const Node &node, const std::string &inherited);
    std::string withoutSecrets(std::string text, const Node &at);
    Where where(const Node &node) const { return m_document.where(node); }

    const json::Document &m_document;
    BatchBuilder m_model;
    std::map<std::string, std::string> m_variables;
    std::string m_version; ///< key of the apiVersion
};

/// A description is a text, or an object with the text as "content".
std::string descriptionOf(const Node &node)
{
    const Node *description = node.find("description");
    if (!description)
        return {};
    return description->isObject() ? scalar(*description, "content") : scalar(node, "description");
}

Result<void> PostmanReader::checkVersion(const Node &collection) const
{
    const Node *info = collection.find("info");
    if (!info || !info->isObject() || !collection.find("item"))
        return Error{ErrorKind::Input,
                     {QT_TRANSLATE_NOOP("model", "this is no Postman collection 2: it needs \"info\" and \"item\""),
                      {},
                      "notPostman"},
                     where(collection)};
    const std::string schema = scalar(*info, "schema");
    if (schema.empty() || schema.find("/v2.") != std::string::npos)
        return {};
    return Error{ErrorKind::Input,
                 {QT_TRANSLATE_NOOP("model", "a Postman collection by the schema %1 is not read; versions 2.0 and 2.1 are"),
                  {schema},
                  "postmanVersion"},
                 where(*info->find("schema"))};
}

Result<Batch> PostmanReader::read()
{
    const Node *wrapped = m_document.root.find("collection");
    const Node &collection = wrapped && wrapped->isObject() ? *wrapped : m_document.root;
    if (const Result<void> version = checkVersion(collection); !version)
        return version.error();
    readInfo(*collection.find("info"));
    readVariables(collection);
    if (const Result<void> done = readItems(collection, {{}, authenticationOf(collection, {})}); !done)
        return done.error();
    m_model.skipOthers("collection", m_document, collection, {"info", "item", "variable", "auth"});
    return m_model.take();
}

void PostmanReader::readInfo(const Node &info)
{
    std::string name = withoutSecrets(scalar(info, "name"), info);
    if (name.empty())
        name = sourceName(m_document.file);
    const std::string api = m_model.add(Kind::api, "api", "api", name, where(info));
    m_model.describe(api, withoutSecrets(descriptionOf(info), info));
    m_version = m_model.add(Kind::apiVersion, "api", "version", name, where(info));
    if (const std::string version = scalar(info, "version"); !version.empty())
        m_model.item(m_version).attributes.set(Attr::version, version);
    m_model.link(LinkKind::hasVersion, api, m_version, where(info));
}

void PostmanReader::readVariables(const Node &collection)
{
    const Node *variables = collection.find("variable");
    if (!variables || !variables->isArray())
        return;
    for (const Node &variable : variables->children) {
        const std::string key = scalar(variable, "key");
        m_variables[key.empty() ? scalar(variable, "id") : key] = scalar(variable, "value");
    }
    m_model.skip("variable", where(*variables), static_cast<std::int64_t>(variables->children.size()));
}

// The type alone; its parameters may be tokens and passwords.
std::string PostmanReader::authenticationOf(const Node &node, const std::string &inherited)
{
    const Node *auth = node.find("auth");
    if (!auth || !auth->isObject())
        return inherited;
    const std::string type = scalar(*auth, "type");
    if (type != "noauth")
        m_model.skipped().count("auth",
                                QT_TRANSLATE_NOOP("model", "%1 authentications are taken without their parameters, which "
                                                           "may be secrets"),
                                "postmanAuth", where(*auth));
    return type == "noauth" ? "none" : type;
}

std::string PostmanReader::withoutSecrets(std::string text, const Node &at)
{
    if (const int secrets = removeSecrets(text); secrets > 0)
        m_model.kept().count("text", QT_TRANSLATE_NOOP("model", "%1 tokens or passwords were taken out of texts"),
                             "secretsRemoved", where(at), secrets);
    return text;
}

Result<void> PostmanReader::readItems(const Node &node, const Folder &folder)
{
    const Result<std::span<const Node>> items = objects(m_document, node, "item");
    if (!items)
        return items.error();
    for (const Node &item : *items) {
        if (const Result<void> go = m_model.go(where(item)); !go)
            return go;
        if (!item.find("item")) {
            readRequest(item, folder);
            continue;
        }
        Folder inner{folder.names, authenticationOf(item, folder.authentication)};
        if (const std::string name = withoutSecrets(scalar(item, "name"), item); !name.empty())
            inner.names.push_back(name);
        m_model.skipOthers("folder", m_document, item, {"item", "name", "auth", "id", "uid", "_postman_id"});
        if (const Result<void> done = readItems(item, inner); !done)
            return done;
    }
    return {};
}

std::string PostmanReader::endpointOf(const Node &item, const std::string &method, const PostmanUrl &url)
{
    const std::string id = method + " " + url.base + url.path;
    if (m_model.has("endpoint:" + id)) {
        m_model.kept().count("request",
                             QT_TRANSLATE_NOOP("model", "%1 further requests to the same endpoint are joined with the "
                                                        "first one"),
                             "postmanJoined", where(item));
        return "endpoint:" + id;
    }
    const std::string key = m_model.add(Kind::endpoint, "endpoint", id, method + " " + url.path, where(item));
    Attributes &attributes = m_model.item(key).attributes;
    attributes.set(Attr::method, method);
    attributes.set(Attr::path, url.path);
    if (!url.host.empty())
        attributes.set(Attr::host, url.host);
    m_model.link(LinkKind::exposes, m_version, key, where(item));
    return key;
}

void PostmanReader::readRequest(const Node &item, const Folder &folder)
{
    const Node *request = item.find("request");
    if (!request || request->isNull()) {
        m_model.skip("item without a request", where(item));
        return;
    }
    const Node *place = request->isObject() ? request->find("url") : request; // a text alone is a GET
    std::string method = request->isObject() ? scalar(*request, "method") : "GET";
    for (char &c : method)
        c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    PostmanUrl url = postmanUrl(place ? *place : Node(), m_variables);
    url.path = withoutSecrets(std::move(url.path), item);
    const std::string key = endpointOf(item, method.empty() ? "GET" : method, url);
    if (!url.unknown.empty())
        m_model.kept().count("{{" + url.unknown + "}}",
                             QT_TRANSLATE_NOOP("model", "%1 requests go to a variable without a value, so their host is "
                                                        "not known"),
                             "postmanVariable", where(item));
    const std::string authentication = authenticationOf(*request, folder.authentication);
    BatchItem &endpoint = m_model.item(key);
    if (!authentication.empty() && !endpoint.attributes.find(Attr::authentication))
        endpoint.attributes.set(Attr::authentication, authentication);
    endpoint.tags.insert(endpoint.tags.end(), folder.names.begin(), folder.names.end());
    setProtocol(key, *request, url);
    describe(key, item, *request);
    countNotTaken(item, *request);
}

void PostmanReader::setProtocol(const std::string &key, const Node &request, const PostmanUrl &url)
{
    const Node *body = request.find("body");
    const bool graphql = body && scalar(*body, "mode") == "graphql";
    const bool socket = url.scheme == "ws" || url.scheme == "wss";
    setChoice(m_model.item(key), Attr::protocol, graphql ? "graphql" : socket ? "websocket" : "rest");
}

void PostmanReader::describe(const std::string &key, const Node &item, const Node &request)
{
    if (const std::string name = withoutSecrets(scalar(item, "name"), item); !name.empty())
        m_model.addLine(key, "x-requests", name);
    std::string text = descriptionOf(request);
    if (text.empty())
        text = descriptionOf(item);
    if (m_model.item(key).description.empty())
        m_model.describe(key, withoutSecrets(std::move(text), request));
}

void PostmanReader::countNotTaken(const Node &item, const Node &request)
{
    for (const auto &[node, member] : {std::pair(&request, "header"), std::pair(&request, "body"),
                                       std::pair(&item, "response"), std::pair(&item, "event")}) {
        const Node *part = node->find(member);
        if (!part || part->isNull())
            continue;
        const auto size = static_cast<std::int64_t>(part->children.size());
        m_model.skip(member, where(*part), part->isArray() ? size : 1);
    }
}

} // namespace

Result<Batch> readPostman(std::string_view bytes, const std::string &file, const Budget &budget)
{
    const Result<json::Document> document = readTree(bytes, file, budget);
    if (!document)
        return document.error();
    return PostmanReader(*document, budget).read();
}

Certainty detectPostman(std::string_view head, std::string_view)
{
    const FileHead file(head);
    const bool plain = file.hasMember("info") && file.hasMember("item");
    const bool wrapped = file.hasMember("collection/info") && !file.hasMember("collection/_");
    return plain || wrapped ? Certainty::ByContent : Certainty::No;
}

} // namespace tarascope
