#include "model/json/reading.h"

#include "model/json/utf8.h"

#include <algorithm>

namespace tarascope::json {

namespace {

/// Finds where lines begin and checks the encoding, in parts, so that a stop is heard.
Result<void> scan(std::string_view bytes, Document &document, const Budget &budget)
{
    const std::int64_t lines = 1 + std::count(bytes.begin(), bytes.end(), '\n');
    if (!TreeMemory(budget.limits).take(lines * static_cast<std::int64_t>(sizeof(std::int64_t))))
        return Error{ErrorKind::Input, tooMuchMemoryMessage(budget.limits), {document.file, 1, 1, 0, {}, {}}};
    document.lineStarts.reserve(static_cast<std::size_t>(lines));
    document.lineStarts.push_back(0);
    for (std::size_t at = bytes.find('\n'); at != std::string_view::npos; at = bytes.find('\n', at + 1))
        document.lineStarts.push_back(static_cast<std::int64_t>(at + 1));
    for (std::size_t at = 0; at < bytes.size();) {
        if (Result<void> going = budget.check(); !going)
            return going;
        const std::string_view part = bytes.substr(at, 1 << 20);
        const std::size_t valid = validUtf8Prefix(part);
        const bool cutCharacter = part.size() - valid < 4 && at + part.size() < bytes.size() && valid > 0;
        if (valid < part.size() && !cutCharacter)
            return Error{ErrorKind::Input,
                         {QT_TRANSLATE_NOOP("model", "this byte is not valid UTF-8; the file must be UTF-8 text"), {},
                          "jsonUtf8"},
                         document.whereOffset(static_cast<std::int64_t>(at + valid))};
        at += valid;
    }
    return {};
}

} // namespace

Result<Document> beginDocument(std::string_view bytes, std::string file, const Budget &budget)
{
    Document document;
    document.file = std::move(file);
    if (static_cast<std::int64_t>(bytes.size()) > budget.limits.bytes)
        return Error{ErrorKind::Input,
                     {QT_TRANSLATE_NOOP("model", "the file has %1 bytes, the limit is %2"),
                      {std::to_string(bytes.size()), std::to_string(budget.limits.bytes)},
                      "limitBytes"},
                     Where{document.file, 0, 0, -1, {}, {}}};
    if (Result<void> scanned = scan(bytes, document, budget); !scanned)
        return scanned.error();
    return document;
}

void replaceNul(std::string &text)
{
    for (std::size_t at = text.find('\0'); at != std::string::npos; at = text.find('\0', at))
        text.replace(at, 1, "\xE2\x90\x80");
}

std::optional<std::pair<std::size_t, std::size_t>> repeatedName(const std::vector<Node> &members)
{
    std::vector<std::size_t> order(members.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    std::sort(order.begin(), order.end(), [&members](std::size_t a, std::size_t b) {
        const int compared = members[a].name.compare(members[b].name);
        return compared != 0 ? compared < 0 : a < b;
    });
    std::optional<std::pair<std::size_t, std::size_t>> found;
    for (std::size_t i = 1; i < order.size(); ++i)
        if (members[order[i]].name == members[order[i - 1]].name && (!found || order[i] < found->second))
            found = std::pair(order[i - 1], order[i]);
    return found;
}

Message repeatedNameMessage(const std::string &name, const Where &first)
{
    return {QT_TRANSLATE_NOOP("model", "the member \"%1\" stands here a second time; the first is in line %2, column %3"),
            {name, std::to_string(first.line), std::to_string(first.column)},
            "jsonDuplicateName"};
}

Message tooLongMessage(const ImportLimits &limits)
{
    return {QT_TRANSLATE_NOOP("model", "a text is longer than the limit of %1 bytes"),
            {std::to_string(limits.stringLength)},
            "limitStringLength"};
}

Message tooDeepMessage(const ImportLimits &limits)
{
    return {QT_TRANSLATE_NOOP("model", "objects and arrays are nested deeper than %1, which is the limit"),
            {std::to_string(limits.depth)},
            "limitDepth"};
}

Message tooManyMessage(const ImportLimits &limits)
{
    return {QT_TRANSLATE_NOOP("model", "the file has more than %1 elements, which is the limit"),
            {std::to_string(limits.nodes)},
            "limitNodes"};
}

Message tooMuchMemoryMessage(const ImportLimits &limits)
{
    return {QT_TRANSLATE_NOOP("model", "what is in the file takes more than %1 MiB of memory, which is the limit"),
            {std::to_string(limits.memory >> 20)},
            "limitMemory"};
}

} // namespace tarascope::json
