#include "importers/openapireader.h"

#include <algorithm>
#include <array>

namespace tarascope {

using json::Node;

namespace {

constexpr std::size_t mostDescription = 4000;
constexpr std::array<std::string_view, 8> methods{"get", "put", "post", "delete", "options", "head", "patch", "trace"};

std::string upper(std::string_view text)
{
    std::string out(text);
    for (char &c : out)
        c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return out;
}

// "https://user@{region}.example.com:8443/v1/?x" -> host "eu.example.com:8443", base path "/v1".
std::pair<std::string, std::string> hostAndPath(const Node &server)
{
    std::string url(server.string("url"));
    if (const Node *variables = server.find("variables")) {
        for (const Node &variable : variables->children) {
            const std::string mark = "{" + variable.name + "}";
            if (const std::size_t at = url.find(mark); at != std::string::npos)
                url.replace(at, mark.size(), variable.string("default"));
        }
    }
    url.resize(std::min(url.find_first_of("?#"), url.size()));
    std::string host;
    if (const std::size_t scheme = url.find("://"); scheme != std::string::npos) {
        url.erase(0, scheme + 3);
        const std::size_t path = std::min(url.find('/'), url.size());
        host = url.substr(0, path);
        url.erase(0, path);
        if (const std::size_t user = host.rfind('@'); user != std::string::npos)
            host.erase(0, user + 1);
    }
    while (url.ends_with('/'))
        url.pop_back();
    return {std::move(host), url.starts_with('/') ? std::move(url) : std::string()};
}

const Node *serversOf(const Node *node)
{
    const Node *servers = node ? node->find("servers") : nullptr;
    return servers && servers->isArray() && !servers->children.empty() ? servers : nullptr;
}

} // namespace

std::string OpenApiReader::description(const Node &node)
{
    std::string text(node.string("summary"));
    const std::string_view more = node.string("description");
    if (!more.empty() && more != text)
        text.append(text.empty() ? "" : "\n\n").append(more);
    if (text.size() > mostDescription)
        m_kept.count("description",
                     QT_TRANSLATE_NOOP("model", "%1 descriptions were longer than 4,000 bytes and end in \"…\""),
                     "descriptionCut", where(node));
    return capped(std::move(text), mostDescription);
}

Result<void> OpenApiReader::readOperations()
{
    if (const Node *paths = m_document.root.find("paths"))
        collect(*paths, false);
    if (const Node *webhooks = m_document.root.find("webhooks"))
        collect(*webhooks, true);
    for (std::size_t i = 0; i < m_operations.size(); ++i) {
        if (i % 64 == 0) {
            if (const Result<void> go = m_budget.check(); !go)
                return go;
        }
        if (const Result<void> affordable = charge(m_operations[i]); !affordable)
            return affordable;
        readOperation(m_operations[i]);
    }
    return {};
}

std::int64_t OpenApiReader::sizeOf(const Node &node)
{
    const auto known = m_sizes.find(&node);
    if (known != m_sizes.end())
        return known->second;
    std::int64_t size = 0;
    std::vector<const Node *> open{&node};
    while (!open.empty()) {
        const Node *each = open.back();
        open.pop_back();
        size += 1 + static_cast<std::int64_t>(each->text.size() / 64);
        for (const Node &child : each->children)
            open.push_back(&child);
    }
    return m_sizes[&node] = size;
}

// Many paths may refer to one large path item: what a small file unfolds to is held against the limit too.
Result<void> OpenApiReader::charge(const Operation &operation)
{
    const Node *shared = operation.pathItem->find("parameters");
    const auto mentions = 1 + std::count(operation.path.begin(), operation.path.end(), '{');
    m_charged += sizeOf(*operation.node) + (shared ? sizeOf(*shared) : 0) * mentions;
    if (m_charged <= m_budget.limits.nodes)
        return {};
    return Error{ErrorKind::Input,
                 {QT_TRANSLATE_NOOP("model", "the operations unfold to more than %1 elements, the limit for an import"),
                  {std::to_string(m_budget.limits.nodes)},
                  "tooManyElements"},
                 where(*operation.node)};
}

void OpenApiReader::collect(const Node &paths, bool webhook)
{
    for (const Node &named : paths.children) {
        if (named.name.starts_with("x-"))
            m_skipped.count("x-", QT_TRANSLATE_NOOP("model", "%1 extensions are not taken"), "openApiExtension",
                            where(named));
        else
            collectItem(named, webhook);
    }
}

// A path item may be a reference with operations of its own beside it; both count, the own ones first.
void OpenApiReader::collectItem(const Node &named, bool webhook)
{
    const Node *target = m_references.resolve(named);
    std::vector<const Node *> sources{&named};
    if (target && target != &named)
        sources.push_back(target);
    std::set<std::string> seen;
    for (const Node *source : sources) {
        for (const Node &member : source->children) {
            const bool isMethod = std::find(methods.begin(), methods.end(), member.name) != methods.end();
            if (!isMethod || !seen.insert(member.name).second)
                continue;
            if (!member.isObject()) {
                m_skipped.list(upper(member.name) + " " + named.name,
                               {QT_TRANSLATE_NOOP("model", "the operation is no object"), {}, "openApiOperation"},
                               where(member));
                continue;
            }
            m_operations.push_back({upper(member.name), named.name, source, &member, webhook});
            if (const std::string_view id = member.string("operationId"); !id.empty())
                m_operationIds[std::string(id)].push_back(&member);
        }
    }
}

void OpenApiReader::readOperation(const Operation &operation)
{
    BatchItem item;
    item.kind = Kind::endpoint;
    item.externalKey = externalKey(operation);
    item.id = "endpoint:" + item.externalKey;
    item.name = operation.name();
    item.description = description(*operation.node);
    if (item.description.empty())
        item.description = description(*operation.pathItem);
    item.where = where(*operation.node);
    item.attributes.set(Attr::method, operation.method);
    setChoice(item, Attr::protocol, operation.webhook ? "webhook" : "rest");
    if (!operation.webhook)
        setPlace(item, operation);
    if (const Node *deprecated = operation.node->find("deprecated"); deprecated && deprecated->text == "true")
        item.attributes.set(Attr::deprecated, true);
    readTags(*operation.node, item);
    readSecurity(operation, item);
    link(LinkKind::exposes, "version", item.id, item.where);
    readParameters(operation, item);
    countNotTaken(operation);
    m_batch.items.push_back(std::move(item));
}

std::string OpenApiReader::externalKey(const Operation &operation)
{
    const std::string id(operation.node->string("operationId"));
    std::string key = id;
    const auto same = m_operationIds.find(id);
    const bool twice = same != m_operationIds.end() && same->second.size() > 1;
    const bool reserved = id == "api" || id == "version" || id.starts_with("parameter:") || id.starts_with("scheme:");
    if (twice && operation.node != same->second.front())
        m_kept.list(
            operation.name(),
            {QT_TRANSLATE_NOOP("model", "operationId %1 is used a second time, first in line %2; both endpoints "
                                        "are taken and known by method and path"),
             {id, std::to_string(where(*same->second.front()).line)},
             "operationIdTwice"},
            where(*operation.node));
    if (id.empty() || twice || reserved)
        key = operation.name();
    std::string unique = key;
    for (int n = 2; !m_keys.insert(unique).second; ++n)
        unique = key + " #" + std::to_string(n);
    return unique;
}

OpenApiReader::Place OpenApiReader::placeOf(const Operation &operation) const
{
    const Node *servers = serversOf(operation.node);
    if (!servers)
        servers = serversOf(operation.pathItem);
    if (!servers)
        servers = serversOf(&m_document.root);
    std::set<std::string> hosts;
    std::set<std::string> paths;
    for (const Node &server : servers ? servers->children : std::vector<Node>()) {
        auto [host, path] = hostAndPath(server);
        if (!host.empty())
            hosts.insert(std::move(host));
        paths.insert(std::move(path));
    }
    return {hosts.size() == 1 ? *hosts.begin() : "", paths.size() == 1 ? *paths.begin() : ""};
}

// The path of an endpoint is the one a log shows, so the base path of its server belongs to it.
void OpenApiReader::setPlace(BatchItem &item, const Operation &operation)
{
    const Place place = placeOf(operation);
    if (!place.host.empty())
        item.attributes.set(Attr::host, place.host);
    item.attributes.set(Attr::path, place.basePath + operation.path);
    if (!place.basePath.empty())
        m_kept.count("servers", QT_TRANSLATE_NOOP("model", "%1 paths were completed by the base path of their server"),
                     "basePath", where(*operation.node));
}

void OpenApiReader::readTags(const Node &operation, BatchItem &item) const
{
    std::set<std::string> tags;
    if (const Node *list = operation.find("tags"); list && list->isArray()) {
        for (const Node &tag : list->children) {
            if (tag.isString() && !tag.text.empty())
                tags.insert(tag.text);
        }
    }
    item.tags.assign(tags.begin(), tags.end());
}

void OpenApiReader::countNotTaken(const Operation &operation)
{
    for (const Node &member : operation.node->children) {
        if (member.name == "callbacks") {
            m_skipped.list(
                operation.name(),
                {QT_TRANSLATE_NOOP("model", "callbacks of the operation are not taken"), {}, "openApiCallback"},
                where(member));
        } else if (member.name == "requestBody") {
            m_skipped.count(member.name, QT_TRANSLATE_NOOP("model", "%1 request bodies are not taken"), "openApiBody",
                            where(member));
        } else if (member.name == "responses") {
            m_skipped.count(member.name, QT_TRANSLATE_NOOP("model", "%1 responses are not taken"), "openApiResponse",
                            where(member), static_cast<std::int64_t>(member.children.size()));
        } else if (member.name.starts_with("x-")) {
            m_skipped.count("x-", QT_TRANSLATE_NOOP("model", "%1 extensions are not taken"), "openApiExtension",
                            where(member));
        }
    }
}

} // namespace tarascope
