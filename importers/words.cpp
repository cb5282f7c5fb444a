#include "importers/words.h"

namespace tarascope {

namespace {

bool isUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool isNameCharacter(char c)
{
    return isUpper(c) || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

} // namespace

std::vector<std::string> wordsOf(std::string_view name)
{
    std::vector<std::string> words;
    bool between = true;
    for (std::size_t at = 0; at < name.size(); ++at) {
        const char c = name[at];
        if (!isNameCharacter(c)) {
            between = true;
            continue;
        }
        const bool hump = isUpper(c) && at > 0 && !isUpper(name[at - 1]);
        if (between || hump)
            words.emplace_back();
        between = false;
        words.back() += isUpper(c) ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return words;
}

} // namespace tarascope
