#include "model/ids.h"

#include "model/sha256.h"

#include <QtCore/QRandomGenerator>

namespace tarascope {

namespace {

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

std::uint64_t bigEndian(const std::uint8_t *bytes)
{
    std::uint64_t value = 0;
    for (int i = 0; i < 8; ++i)
        value = value << 8 | bytes[i];
    return value;
}

} // namespace

std::string Uid::hex() const
{
    static constexpr char digits[] = "0123456789abcdef";
    std::string text(32, '0');
    for (int i = 0; i < 16; ++i) {
        text[static_cast<std::size_t>(15 - i)] = digits[high >> (4 * i) & 15];
        text[static_cast<std::size_t>(31 - i)] = digits[low >> (4 * i) & 15];
    }
    return text;
}

std::optional<Uid> Uid::fromHex(std::string_view text)
{
    if (text.size() != 32)
        return std::nullopt;
    Uid uid;
    for (std::size_t i = 0; i < 32; ++i) {
        const int digit = hexDigit(text[i]);
        if (digit < 0)
            return std::nullopt;
        std::uint64_t &half = i < 16 ? uid.high : uid.low;
        half = half << 4 | static_cast<std::uint64_t>(digit);
    }
    return uid;
}

Uid Uid::random()
{
    auto *generator = QRandomGenerator::system();
    return Uid{generator->generate64(), generator->generate64()};
}

Uid Uid::fromParts(std::initializer_list<std::string_view> parts)
{
    Sha256 hash;
    for (std::string_view part : parts)
        hash.addField(part);
    const Digest digest = hash.result();
    return Uid{bigEndian(digest.data()), bigEndian(digest.data() + 8)};
}

} // namespace tarascope
