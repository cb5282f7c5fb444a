#include "importers/openapireader.h"

// Security schemes become credentials; what an operation requires becomes its authentication and the links from them.

namespace tarascope {

using json::Node;

namespace {

std::string lower(std::string_view text)
{
    std::string out(text);
    for (char &c : out)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return out;
}

TextList scopesOf(const Node &scheme)
{
    std::set<std::string> scopes;
    if (const Node *flows = scheme.find("flows")) {
        for (const Node &flow : flows->children) {
            if (const Node *said = flow.find("scopes"); said && said->isObject()) {
                for (const Node &scope : said->children)
                    scopes.insert(scope.name);
            }
        }
    }
    return {scopes.begin(), scopes.end()};
}

// "HTTP bearer, JWT", "API key in cookie auth"
std::string wordsFor(const Node &scheme)
{
    const std::string_view type = scheme.string("type");
    if (type == "http") {
        const std::string_view format = scheme.string("bearerFormat");
        return "HTTP " + lower(scheme.string("scheme")) + (format.empty() ? "" : ", ") + std::string(format);
    }
    if (type == "apiKey")
        return "API key in " + std::string(scheme.string("in")) + " " + std::string(scheme.string("name"));
    if (type == "oauth2")
        return "OAuth 2.0";
    if (type == "openIdConnect")
        return "OpenID Connect";
    return type == "mutualTLS" ? "mutual TLS" : std::string(type);
}

} // namespace

void OpenApiReader::readSchemes()
{
    const Node *components = m_document.root.find("components");
    const Node *schemes = components ? m_references.resolve(components->find("securitySchemes")) : nullptr;
    if (!schemes || !schemes->isObject())
        return;
    for (const Node &named : schemes->children) {
        const Node *scheme = m_references.resolve(named);
        if (scheme && scheme->isObject())
            readScheme(*scheme, named.name);
    }
}

void OpenApiReader::readScheme(const Node &scheme, const std::string &name)
{
    BatchItem item;
    item.id = item.externalKey = "scheme:" + name;
    item.kind = Kind::credential;
    item.name = name.empty() ? "unnamed scheme" : name;
    item.description = description(scheme);
    item.where = where(scheme);
    setSchemeKind(item, scheme);
    if (TextList scopes = scopesOf(scheme); !scopes.empty())
        item.attributes.set(Attr::scopes, std::move(scopes));
    m_schemes.emplace(name, wordsFor(scheme));
    m_keys.insert(item.externalKey);
    m_batch.items.push_back(std::move(item));
}

// A token that a client gets for itself alone is its secret, any other token stands for a user.
void OpenApiReader::setSchemeKind(BatchItem &item, const Node &scheme)
{
    const std::string_view type = scheme.string("type");
    const Node *flows = scheme.find("flows");
    const bool onlyClient = flows && flows->children.size() == 1 && flows->find("clientCredentials");
    if (type == "apiKey")
        setChoice(item, Attr::kind, "apiKey");
    else if (type == "mutualTLS")
        setChoice(item, Attr::kind, "clientCertificate");
    else if (type == "oauth2" || type == "openIdConnect")
        setChoice(item, Attr::kind, onlyClient ? "clientSecret" : "userToken");
    else if (type == "http" && lower(scheme.string("scheme")) == "bearer")
        setChoice(item, Attr::kind, "userToken");
    else
        m_kept.list(item.name,
                    {QT_TRANSLATE_NOOP("model", "the kind of this credential is left open: %1"),
                     {wordsFor(scheme)},
                     "schemeKind"},
                    item.where);
}

std::string OpenApiReader::schemeText(const std::string &name)
{
    const auto at = m_schemes.find(name);
    return name + " (" + (at == m_schemes.end() ? "not declared" : at->second) + ")";
}

std::string OpenApiReader::requirementText(const Node &requirement, std::set<std::string> &scopes)
{
    std::string text;
    for (const Node &scheme : requirement.children) {
        text += (text.empty() ? "" : " and ") + schemeText(scheme.name);
        for (const Node &scope : scheme.children) {
            if (scope.isString())
                scopes.insert(scope.text);
        }
    }
    return text.empty() ? "none" : text;
}

// Without any word on security the authentication stays unknown; an empty list says that none is asked for.
void OpenApiReader::readSecurity(const Operation &operation, BatchItem &item)
{
    const Node *security = operation.node->find("security");
    if (!security)
        security = m_document.root.find("security");
    if (!security || !security->isArray())
        return;
    std::string text;
    std::set<std::string> scopes;
    for (const Node &requirement : security->children) {
        text += (text.empty() ? "" : " or ") + requirementText(requirement, scopes);
        grant(requirement, item.id);
    }
    item.attributes.set(Attr::authentication, text.empty() ? std::string("none") : text);
    if (!scopes.empty())
        item.attributes.set(Attr::scopes, TextList(scopes.begin(), scopes.end()));
}

void OpenApiReader::grant(const Node &requirement, const std::string &endpoint)
{
    for (const Node &scheme : requirement.children) {
        if (!m_schemes.contains(scheme.name))
            m_skipped.list(scheme.name,
                           {QT_TRANSLATE_NOOP("model", "the operation asks for a security scheme that is not declared"),
                            {},
                            "schemeUnknown"},
                           where(scheme));
        else if (requirement.children.size() == 1)
            link(LinkKind::grants, "scheme:" + scheme.name, endpoint, where(scheme));
        else
            m_skipped.count("security",
                            QT_TRANSLATE_NOOP("model",
                                              "%1 credentials open an endpoint only together with another one; "
                                              "no link was made"),
                            "schemeTogether", where(scheme));
    }
}

} // namespace tarascope
