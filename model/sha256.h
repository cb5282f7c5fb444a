#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

struct evp_md_ctx_st; // of libcrypto

namespace tarascope {

/// A SHA-256 value, 32 bytes.
using Digest = std::array<std::uint8_t, 32>;

/// 64 lower-case hexadecimal digits.
std::string hex(const Digest &digest);
/// Reads 64 hexadecimal digits; anything else is nothing.
std::optional<Digest> digestFromHex(std::string_view text);

/// SHA-256 (FIPS 180-4) fed in parts. By libcrypto, which uses the processor's own instructions: ten times faster than
/// the one of Qt 6.4, and every row of a project is hashed when it is opened.
class Sha256
{
public:
    Sha256();
    ~Sha256();
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
    void reset();

    evp_md_ctx_st *m_context;
};

} // namespace tarascope
