#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tarascope::evidence {

/// An IPv4 or IPv6 address; IPv4 stands in the last four bytes behind ::ffff:.
struct Address {
    std::array<std::uint8_t, 16> bytes{};

    bool isV4() const;
    bool operator==(const Address &) const = default;
};

/// Reads an address with or without port, brackets and zone; an IPv4 address inside IPv6 is an IPv4 one.
std::optional<Address> parseAddress(std::string_view text);
/// Lower case, the longest run of zeros shortened (RFC 5952).
std::string addressText(const Address &address);
/// The address with all bits but the first `bits` zero (of 32 for IPv4, else of 128).
Address masked(const Address &address, int bits);

/// A block of addresses.
struct AddressBlock {
    Address first;
    int bits = 0; ///< of 32 for IPv4, else of 128
    bool holds(const Address &address) const;
    bool operator==(const AddressBlock &) const = default;
};
/// "10.0.0.0/8", or one address.
std::optional<AddressBlock> parseBlock(std::string_view text);

} // namespace tarascope::evidence
