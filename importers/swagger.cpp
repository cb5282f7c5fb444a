#include "importers/swagger.h"

#include <utility>

namespace tarascope {

using json::Node;
using json::Type;

namespace {

Node made(Type type, std::string name, const Node &from)
{
    Node node;
    node.type = type;
    node.name = std::move(name);
    node.offset = from.offset;
    return node;
}

Node text(std::string name, std::string value, const Node &from)
{
    Node node = made(Type::String, std::move(name), from);
    node.text = std::move(value);
    return node;
}

Node *member(Node &object, std::string_view name)
{
    return const_cast<Node *>(std::as_const(object).find(name));
}

void addServers(Node &root)
{
    const std::string_view host = root.string("host");
    const std::string_view basePath = root.string("basePath");
    if (host.empty() && basePath.empty())
        return;
    const Node *schemes = root.find("schemes");
    const std::string scheme = schemes && schemes->isArray() && !schemes->children.empty() ? schemes->children.front().text
                                                                                          : std::string("https");
    const Node &said = *root.find(host.empty() ? "basePath" : "host");
    Node server = made(Type::Object, {}, said);
    server.children.push_back(
        text("url", (host.empty() ? "" : scheme + "://" + std::string(host)) + std::string(basePath), said));
    Node servers = made(Type::Array, "servers", said);
    servers.children.push_back(std::move(server));
    root.children.push_back(std::move(servers));
}

std::string flowName(std::string_view flow)
{
    if (flow == "application")
        return "clientCredentials";
    return flow == "accessCode" ? "authorizationCode" : std::string(flow);
}

void raiseScheme(Node &scheme)
{
    Node *type = member(scheme, "type");
    if (!type || !type->isString())
        return;
    if (type->text == "basic") {
        type->text = "http";
        scheme.children.push_back(text("scheme", "basic", scheme));
    } else if (type->text == "oauth2") {
        Node flow = made(Type::Object, flowName(scheme.string("flow")), scheme);
        if (const Node *scopes = scheme.find("scopes"))
            flow.children.push_back(*scopes);
        Node flows = made(Type::Object, "flows", scheme);
        flows.children.push_back(std::move(flow));
        scheme.children.push_back(std::move(flows));
    }
}

} // namespace

void raiseSwagger(json::Document &document)
{
    Node &root = document.root;
    addServers(root);
    Node *definitions = member(root, "securityDefinitions");
    if (!definitions || !definitions->isObject())
        return;
    for (Node &scheme : definitions->children)
        raiseScheme(scheme);
    Node components = made(Type::Object, "components", *definitions);
    definitions->name = "securitySchemes";
    components.children.push_back(std::move(*definitions));
    *definitions = std::move(components);
}

} // namespace tarascope
