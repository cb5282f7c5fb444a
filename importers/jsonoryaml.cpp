#include "importers/jsonoryaml.h"

#include "importers/sourcetext.h"
#include "model/json/yaml.h"

namespace tarascope {

Result<json::Document> readJsonOrYaml(std::string_view bytes, const std::string &file, const Budget &budget)
{
    if (static_cast<std::int64_t>(bytes.size()) > budget.limits.bytes)
        return tooLarge(bytes, file, budget.limits);
    const std::size_t first = bytes.find_first_not_of(" \t\r\n", bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0);
    const bool json = first != std::string_view::npos && (bytes[first] == '{' || bytes[first] == '[');
    return json ? json::read(bytes, file, budget) : json::readYaml(bytes, file, budget);
}

} // namespace tarascope
