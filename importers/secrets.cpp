#include "importers/secrets.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace tarascope {

namespace {

constexpr std::string_view removed = "[removed]";

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
bool isAlphanumeric(char c) { return (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z'); }
bool isTokenCharacter(char c)
{
    return isAlphanumeric(c) || std::string_view("-_.~+/=%:").find(c) != std::string_view::npos;
}
bool isJwtCharacter(char c) { return isAlphanumeric(c) || c == '-' || c == '_' || c == '.'; }

struct Sign {
    std::string_view before; ///< lower case; the secret follows
    bool (*part)(char);      ///< characters of the secret
    std::size_t least;       ///< shorter is no secret
    bool inclusive;          ///< the sign belongs to the secret
};

bool isValueCharacter(char c) { return std::string_view(" \t\r\n&\"'<>;,)}]").find(c) == std::string_view::npos; }
bool isLineCharacter(char c) { return std::string_view("\r\n\"'<>").find(c) == std::string_view::npos; }

constexpr std::array<Sign, 16> signs{{
    {"authorization:", isLineCharacter, 1, false},
    {"cookie:", isLineCharacter, 1, false},
    {"bearer ", isTokenCharacter, 8, false},
    {"basic ", isTokenCharacter, 8, false},
    {"eyj", isJwtCharacter, 20, true},
    {"sk-", isJwtCharacter, 16, true},
    {"akia", isAlphanumeric, 16, true},
    {"token=", isValueCharacter, 1, false},
    {"api_key=", isValueCharacter, 1, false},
    {"apikey=", isValueCharacter, 1, false},
    {"password=", isValueCharacter, 1, false},
    {"secret=", isValueCharacter, 1, false},
    {"token\":\"", isValueCharacter, 1, false},
    {"token\": \"", isValueCharacter, 1, false},
    {"password\":\"", isValueCharacter, 1, false},
    {"password\": \"", isValueCharacter, 1, false},
}};

bool startsWith(std::string_view text, std::size_t at, std::string_view sign)
{
    return text.size() - at >= sign.size() &&
           std::equal(sign.begin(), sign.end(), text.begin() + static_cast<std::ptrdiff_t>(at),
                      [](char wanted, char c) { return wanted == lower(c); });
}

// Where the secret begins and ends that a sign at `at` announces; begin == end: none.
std::pair<std::size_t, std::size_t> secretAt(std::string_view text, std::size_t at, const Sign &sign)
{
    if (!startsWith(text, at, sign.before) || (sign.inclusive && at > 0 && isAlphanumeric(text[at - 1])))
        return {at, at};
    std::size_t begin = sign.inclusive ? at : at + sign.before.size();
    while (!sign.inclusive && begin < text.size() && text[begin] == ' ')
        ++begin;
    std::size_t end = begin;
    while (end < text.size() && sign.part(text[end]))
        ++end;
    const bool done = text.substr(begin, removed.size()) == removed;
    return end - begin < sign.least || done ? std::pair(at, at) : std::pair(begin, end);
}

} // namespace

int removeSecrets(std::string &text)
{
    int count = 0;
    std::string out;
    std::size_t copied = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        for (const Sign &sign : signs) {
            const auto [begin, end] = secretAt(text, at, sign);
            if (begin == end)
                continue;
            out.append(text, copied, begin - copied).append(removed);
            copied = end;
            at = end - 1;
            ++count;
            break;
        }
    }
    if (count > 0)
        text = out.append(text, copied);
    return count;
}

} // namespace tarascope
