#include "model/result.h"

namespace tarascope {

std::string Message::english() const
{
    std::string out;
    for (const char *c = text; *c != '\0'; ++c) {
        const bool argument = c[0] == '%' && c[1] >= '1' && c[1] <= '9';
        if (!argument) {
            out += *c;
            continue;
        }
        const auto index = static_cast<std::size_t>(c[1] - '1');
        if (index < args.size())
            out += args[index];
        ++c;
    }
    return out;
}

std::string Where::text() const
{
    std::string out = file;
    if (line > 0) {
        out += (out.empty() ? "line " : ":") + std::to_string(line);
        if (column > 0)
            out += ":" + std::to_string(column);
    } else if (offset >= 0) {
        out += (out.empty() ? "byte " : ": byte ") + std::to_string(offset);
    }
    if (!pointer.empty())
        out += (out.empty() ? "" : " ") + pointer;
    if (!item.empty())
        out += (out.empty() ? "" : " ") + item;
    return out;
}

std::string Error::english() const
{
    const std::string place = where.text();
    return place.empty() ? message.english() : place + ": " + message.english();
}

} // namespace tarascope
