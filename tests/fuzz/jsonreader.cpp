#include "model/json/node.h"
#include "model/json/write.h"

#include <cstdint>
#include <cstdlib>

using namespace tarascope;
using json::Node;

namespace {

void write(json::Writer &out, const Node &node)
{
    switch (node.type) {
    case json::Type::String:
        out.string(node.text);
        return;
    case json::Type::Array:
        out.beginArray();
        for (const Node &child : node.children)
            write(out, child);
        out.endArray();
        return;
    case json::Type::Object:
        out.beginObject();
        for (const Node &child : node.children)
            write(out.key(child.name), child);
        out.endObject();
        return;
    default:
        out.raw(node.type == json::Type::Null ? "null" : node.text);
    }
}

std::string written(const Node &node)
{
    json::Writer out;
    write(out, node);
    return out.take();
}

} // namespace

// What was read can be written, and that text reads and writes to the same bytes again; errors stand inside the input.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    const auto read = json::read(bytes, "input.json", {});
    if (!read) {
        const std::int64_t offset = read.error().where.offset;
        if (offset < 0 || offset > static_cast<std::int64_t>(size) || read.error().english().empty())
            std::abort();
        return 0;
    }
    const std::string text = written(read->root);
    const auto again = json::read(text, "again.json", {});
    if (!again || written(again->root) != text)
        std::abort();
    return 0;
}
