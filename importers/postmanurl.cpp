#include "importers/postmanurl.h"

#include "importers/treesource.h"

#include <algorithm>

namespace tarascope {

using json::Node;

namespace {

constexpr int mostResolving = 8; ///< of variables whose value names variables

std::string joined(const Node *list, const char *between)
{
    std::string out;
    if (!list || !list->isArray())
        return list ? list->text : std::string();
    for (std::size_t i = 0; i < list->children.size(); ++i) {
        const Node &part = list->children[i];
        out += (i ? between : "") + (part.isObject() ? scalar(part, "value") : part.text);
    }
    return out;
}

std::string written(const Node &url)
{
    if (!url.isObject())
        return url.text;
    const Node *path = url.find("path");
    std::string text = joined(url.find("host"), ".");
    if (text.empty() && !path)
        return scalar(url, "raw");
    if (const std::string protocol = scalar(url, "protocol"); !protocol.empty() && !text.empty())
        text = protocol + "://" + text;
    if (const std::string port = scalar(url, "port"); !port.empty())
        text += ":" + port;
    const std::string rest = joined(path, "/");
    return text + (rest.starts_with('/') ? "" : "/") + rest;
}

/// Puts in the values of variables; the name of the first one that has none goes to `unknown`.
std::string resolved(std::string text, const std::map<std::string, std::string> &variables, std::string &unknown)
{
    for (int round = 0; round < mostResolving; ++round) {
        const std::size_t open = text.find("{{");
        const std::size_t close = text.find("}}", open == std::string::npos ? 0 : open);
        if (open == std::string::npos || close == std::string::npos)
            return text;
        const std::string name = text.substr(open + 2, close - open - 2);
        const auto value = variables.find(name);
        if (value == variables.end() || value->second.empty() || value->second.size() > 1000) {
            unknown = name;
            return text;
        }
        text.replace(open, close + 2 - open, value->second);
    }
    unknown = text;
    return text;
}

// Behind the scheme, the host and "{{variables}}" in them, where the path begins.
std::size_t endOfBase(std::string_view url)
{
    const std::size_t scheme = url.find("://");
    std::size_t at = scheme == std::string_view::npos ? 0 : scheme + 3;
    while (at < url.size() && url[at] != '/') {
        const std::size_t close = url.substr(at).starts_with("{{") ? url.find("}}", at) : std::string_view::npos;
        at = close == std::string_view::npos ? at + 1 : close + 2;
    }
    return at;
}

void removeUser(std::string &base)
{
    const std::size_t scheme = base.find("://");
    const std::size_t begin = scheme == std::string::npos ? 0 : scheme + 3;
    if (const std::size_t user = base.rfind('@', base.find('/', begin)); user != std::string::npos && user >= begin)
        base.erase(begin, user + 1 - begin);
}

// "/users/:id/{{mode}}" -> "/users/{id}/{mode}"
std::string withParameters(std::string_view path)
{
    std::string out;
    for (std::size_t at = 0; at < path.size();) {
        const std::size_t end = std::min(path.find('/', at + 1), path.size());
        std::string part(path.substr(at, end - at)); // with the slash before it
        if (part.starts_with("/:") && part.size() > 2)
            part = "/{" + part.substr(2) + "}";
        for (const char *mark : {"{{", "}}"})
            for (std::size_t found = part.find(mark); found != std::string::npos; found = part.find(mark))
                part.erase(found, 1);
        out += part;
        at = end;
    }
    return out;
}

} // namespace

PostmanUrl postmanUrl(const Node &url, const std::map<std::string, std::string> &variables)
{
    std::string text = written(url);
    text.resize(std::min(text.find_first_of("?#"), text.size()));
    const std::size_t end = endOfBase(text);
    PostmanUrl found;
    found.base = text.substr(0, end);
    removeUser(found.base);
    std::string base = resolved(found.base, variables, found.unknown);
    removeUser(base);
    if (const std::size_t query = base.find_first_of("?#"); query != std::string::npos)
        base.resize(query);
    while (base.ends_with('/'))
        base.pop_back();
    std::string basePath;
    if (found.unknown.empty()) {
        const std::size_t scheme = base.find("://");
        found.scheme = scheme == std::string::npos ? "" : base.substr(0, scheme);
        base.erase(0, scheme == std::string::npos ? 0 : scheme + 3);
        found.host = base.substr(0, base.find('/'));
        basePath = base.substr(found.host.size());
    }
    found.path = withParameters(basePath + text.substr(end));
    if (found.path.empty())
        found.path = "/";
    return found;
}

} // namespace tarascope
