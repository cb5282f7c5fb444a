#include "model/json/yaml.h"

#include <cstdint>
#include <cstdlib>

using namespace tarascope;

namespace {

/// Whether each element lies within the input and the tree is no deeper than allowed.
bool isSound(const json::Node &node, std::int64_t size, int depth)
{
    if (depth < 0 || node.offset < 0 || node.offset > size || (!node.children.empty() && !node.isObject() && !node.isArray()))
        return false;
    for (const json::Node &child : node.children)
        if (!isSound(child, size, depth - 1))
            return false;
    return true;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    Budget budget;
    budget.limits.nodes = 100'000;
    const Result<json::Document> document = json::readYaml(bytes, "input", budget);
    if (document ? !isSound(document->root, static_cast<std::int64_t>(size), budget.limits.depth + 1)
                 : document.error().where.offset > static_cast<std::int64_t>(size))
        std::abort();
    return 0;
}
