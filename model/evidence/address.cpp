#include "model/evidence/address.h"

#include <algorithm>
#include <charconv>
#include <cstring>

#include <arpa/inet.h>

namespace tarascope::evidence {

namespace {

constexpr std::array<std::uint8_t, 12> mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};

std::optional<Address> parseV4(std::string_view text)
{
    Address address;
    std::copy(mapped.begin(), mapped.end(), address.bytes.begin());
    const char *at = text.data();
    const char *const end = at + text.size();
    for (std::size_t i = 0; i < 4; ++i) {
        std::uint8_t byte = 0;
        const auto [next, error] = std::from_chars(at, end, byte);
        if (error != std::errc() || next - at > 3)
            return std::nullopt;
        address.bytes[12 + i] = byte;
        at = next;
        if (i < 3 && (at == end || *at++ != '.'))
            return std::nullopt;
    }
    return at == end ? std::optional(address) : std::nullopt;
}

bool isPort(std::string_view text)
{
    return !text.empty() && text.size() <= 5 && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// Leaves the bare address: no brackets, port or zone.
std::string_view bare(std::string_view text)
{
    while (!text.empty() && text.front() == ' ')
        text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ')
        text.remove_suffix(1);
    if (!text.empty() && text.front() == '[') {
        const std::size_t close = text.find(']');
        if (close == std::string_view::npos)
            return {};
        const std::string_view rest = text.substr(close + 1);
        if (!rest.empty() && (rest.front() != ':' || !isPort(rest.substr(1))))
            return {};
        text = text.substr(1, close - 1);
    } else if (std::count(text.begin(), text.end(), ':') == 1) {
        const std::size_t colon = text.find(':');
        if (!isPort(text.substr(colon + 1)))
            return {};
        text = text.substr(0, colon);
    }
    return text.substr(0, text.find('%'));
}

} // namespace

bool Address::isV4() const
{
    return std::equal(mapped.begin(), mapped.end(), bytes.begin());
}

std::optional<Address> parseAddress(std::string_view text)
{
    text = bare(text);
    if (text.find(':') == std::string_view::npos)
        return parseV4(text);
    char copy[64];
    if (text.size() >= sizeof copy)
        return std::nullopt;
    std::memcpy(copy, text.data(), text.size());
    copy[text.size()] = '\0';
    Address address;
    return ::inet_pton(AF_INET6, copy, address.bytes.data()) == 1 ? std::optional(address) : std::nullopt;
}

std::string addressText(const Address &address)
{
    char text[INET6_ADDRSTRLEN];
    const bool v4 = address.isV4();
    const void *bytes = address.bytes.data() + (v4 ? 12 : 0);
    return ::inet_ntop(v4 ? AF_INET : AF_INET6, bytes, text, sizeof text) ? text : "";
}

Address masked(const Address &address, int bits)
{
    Address result = address;
    bits += address.isV4() ? 96 : 0;
    for (int i = 0; i < 16; ++i) {
        const int kept = std::clamp(bits - 8 * i, 0, 8);
        result.bytes[static_cast<std::size_t>(i)] &= static_cast<std::uint8_t>(0xFF00 >> kept);
    }
    return result;
}

bool AddressBlock::holds(const Address &address) const
{
    return address.isV4() == first.isV4() && masked(address, bits) == first;
}

std::optional<AddressBlock> parseBlock(std::string_view text)
{
    const std::size_t slash = text.find('/');
    const std::optional<Address> address = parseAddress(text.substr(0, slash));
    if (!address)
        return std::nullopt;
    const int most = address->isV4() ? 32 : 128;
    int bits = most;
    if (slash != std::string_view::npos) {
        const char *const end = text.data() + text.size();
        const auto [at, error] = std::from_chars(text.data() + slash + 1, end, bits);
        if (error != std::errc() || at != end || bits < 0 || bits > most)
            return std::nullopt;
    }
    return AddressBlock{masked(*address, bits), bits};
}

} // namespace tarascope::evidence
