#include "importers/testid.h"

#include <algorithm>

namespace tarascope {

namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isHex(char c) { return isDigit(c) || (c >= 'a' && c <= 'f'); }
bool isAlphanumeric(char c) { return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool isIdCharacter(char c) { return isAlphanumeric(c) || c == '-' || c == '_'; }

// The end of "-S<digits>-<8 hex>" that begins at `at`, or npos.
std::size_t suiteAndHashEnd(std::string_view id, std::size_t at)
{
    if (id.substr(at, 2) != "-S")
        return std::string_view::npos;
    std::size_t end = at + 2;
    while (end < id.size() && isDigit(id[end]))
        ++end;
    if (end == at + 2 || end >= id.size() || id[end] != '-' || id.size() - end < 9)
        return std::string_view::npos;
    const std::string_view hash = id.substr(end + 1, 8);
    end += 9;
    const bool whole = std::all_of(hash.begin(), hash.end(), isHex) && (end == id.size() || !isAlphanumeric(id[end]));
    return whole ? end : std::string_view::npos;
}

} // namespace

std::string findTestId(std::string_view text)
{
    for (std::size_t at = text.find("AZ-"); at != std::string_view::npos; at = text.find("AZ-", at + 1)) {
        if (at > 0 && isAlphanumeric(text[at - 1]))
            continue;
        std::string_view id = text.substr(at);
        id = id.substr(0, static_cast<std::size_t>(std::find_if_not(id.begin(), id.end(), isIdCharacter) - id.begin()));
        if (id.size() == 3)
            continue;
        for (std::size_t dash = id.find('-', 3); dash != std::string_view::npos; dash = id.find('-', dash + 1)) {
            if (const std::size_t end = suiteAndHashEnd(id, dash); end != std::string_view::npos)
                return std::string(id.substr(0, end));
        }
        return std::string(id);
    }
    return {};
}

} // namespace tarascope
