#pragma once
#include "model/json/node.h"

#include <map>
#include <string>

namespace tarascope {

/// Where a request goes.
struct PostmanUrl {
    std::string base;     ///< as written: "{{baseUrl}}" or "https://api.example"; without user and password
    std::string host;     ///< empty: not known
    std::string path;     ///< with parameters in braces, and with the path of a resolved base before it
    std::string scheme;   ///< "https"; empty: not known
    std::string unknown;  ///< a variable of the base that has no value
};

/// Takes the "url" of a request apart: a text, or an object with "raw" or with "host" and "path".
PostmanUrl postmanUrl(const json::Node &url, const std::map<std::string, std::string> &variables);

} // namespace tarascope
