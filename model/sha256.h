#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace tarascope {

/// A SHA-256 value, 32 bytes.
using Digest = std::array<std::uint8_t, 32>;

/// 64 lower-case hexadecimal digits.
std::string hex(const Digest &digest);

/// SHA-256 (FIPS 180-4) fed in parts; uses the processor's SHA instructions where it has them. Never allocates.
class Sha256
{
public:
    /// `portable` leaves the processor's SHA instructions aside, for tests.
    explicit Sha256(bool portable = false);
    Sha256(const Sha256 &) = delete;
    Sha256 &operator=(const Sha256 &) = delete;

    /// Adds the bytes as they are.
    void add(std::string_view bytes);
    void add(const Digest &digest);
    /// Adds the length (8 bytes, big endian) and then the bytes, so that the borders of fields are part of the value.
    void addField(std::string_view bytes);
    /// The value of all that was added; starts again from nothing.
    Digest result();

    static Digest of(std::string_view bytes);

private:
    using Compress = void (*)(std::array<std::uint32_t, 8> &state, const std::uint8_t *data, std::size_t blocks);

    void reset();

    Compress m_compress;
    std::array<std::uint32_t, 8> m_state;
    std::array<std::uint8_t, 64> m_block;
    std::size_t m_used = 0;
    std::uint64_t m_length = 0;
};

} // namespace tarascope
