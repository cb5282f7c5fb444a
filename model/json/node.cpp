#include "model/json/node.h"

#include <algorithm>

namespace tarascope::json {

const Node *Node::find(std::string_view member) const
{
    if (type != Type::Object)
        return nullptr;
    for (const Node &child : children)
        if (child.name == member)
            return &child;
    return nullptr;
}

std::string_view Node::string(std::string_view member) const
{
    const Node *child = find(member);
    return child && child->isString() ? std::string_view(child->text) : std::string_view();
}

Where Document::whereOffset(std::int64_t offset) const
{
    Where where;
    where.file = file;
    where.offset = offset;
    const auto after = std::upper_bound(lineStarts.begin(), lineStarts.end(), offset);
    if (after != lineStarts.begin()) {
        where.line = after - lineStarts.begin();
        where.column = offset - *(after - 1) + 1;
    }
    return where;
}

} // namespace tarascope::json
