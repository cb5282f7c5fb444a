#include "model/sha256.h"

#include <algorithm>
#include <cstring>

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>
#endif

// An own implementation: the one of Qt 6.4 needs about 0.5 s for the rows of a large project, which must be checked
// on every open.

namespace tarascope {

namespace {

using State = std::array<std::uint32_t, 8>;

alignas(16) constexpr std::array<std::uint32_t, 64> roundConstants{
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

constexpr State startState{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                           0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

constexpr std::uint32_t rotate(std::uint32_t value, int by)
{
    return value >> by | value << (32 - by);
}

std::uint32_t bigEndian(const std::uint8_t *bytes)
{
    return std::uint32_t{bytes[0]} << 24 | std::uint32_t{bytes[1]} << 16 | std::uint32_t{bytes[2]} << 8 | bytes[3];
}

void compressPlain(State &state, const std::uint8_t *data, std::size_t blocks)
{
    std::array<std::uint32_t, 64> w;
    for (; blocks > 0; --blocks, data += 64) {
        for (std::size_t i = 0; i < 16; ++i)
            w[i] = bigEndian(data + 4 * i);
        for (std::size_t i = 16; i < 64; ++i) {
            const std::uint32_t s0 = rotate(w[i - 15], 7) ^ rotate(w[i - 15], 18) ^ w[i - 15] >> 3;
            const std::uint32_t s1 = rotate(w[i - 2], 17) ^ rotate(w[i - 2], 19) ^ w[i - 2] >> 10;
            w[i] = w[i - 16] + s0 + w[i - 7] + s1;
        }
        auto [a, b, c, d, e, f, g, h] = state;
        for (std::size_t i = 0; i < 64; ++i) {
            const std::uint32_t s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
            const std::uint32_t t1 = h + s1 + ((e & f) ^ (~e & g)) + roundConstants[i] + w[i];
            const std::uint32_t s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
            const std::uint32_t t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
            h = g, g = f, f = e, e = d + t1, d = c, c = b, b = a, a = t1 + t2;
        }
        const State add{a, b, c, d, e, f, g, h};
        for (std::size_t i = 0; i < 8; ++i)
            state[i] += add[i];
    }
}

#if defined(__x86_64__)

bool hasShaInstructions()
{
    unsigned eax = 0, ebx = 0, ecx = 0, edx = 0;
    if (__get_cpuid(1, &eax, &ebx, &ecx, &edx) == 0 || (ecx & bit_SSSE3) == 0 || (ecx & bit_SSE4_1) == 0)
        return false;
    constexpr unsigned shaBit = 1u << 29;
    return __get_cpuid_count(7, 0, &eax, &ebx, &ecx, &edx) != 0 && (ebx & shaBit) != 0;
}

// The instructions want the state as ABEF and CDGH and do two rounds each.
__attribute__((target("sha,ssse3,sse4.1"))) void compressSha(State &state, const std::uint8_t *data, std::size_t blocks)
{
    const __m128i swapBytes = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
    __m128i low = _mm_shuffle_epi32(_mm_loadu_si128(reinterpret_cast<const __m128i *>(state.data())), 0xB1);
    __m128i high = _mm_shuffle_epi32(_mm_loadu_si128(reinterpret_cast<const __m128i *>(state.data() + 4)), 0x1B);
    __m128i abef = _mm_alignr_epi8(low, high, 8);
    __m128i cdgh = _mm_blend_epi16(high, low, 0xF0);
    for (; blocks > 0; --blocks, data += 64) {
        const __m128i abefBefore = abef;
        const __m128i cdghBefore = cdgh;
        __m128i w[4];
        for (int i = 0; i < 4; ++i)
            w[i] = _mm_shuffle_epi8(_mm_loadu_si128(reinterpret_cast<const __m128i *>(data) + i), swapBytes);
        for (int quad = 0; quad < 16; ++quad) {
            const __m128i constants =
                _mm_load_si128(reinterpret_cast<const __m128i *>(roundConstants.data() + 4 * quad));
            const __m128i sum = _mm_add_epi32(w[0], constants);
            cdgh = _mm_sha256rnds2_epu32(cdgh, abef, sum);
            abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(sum, 0x0E));
            const __m128i partly =
                _mm_add_epi32(_mm_sha256msg1_epu32(w[0], w[1]), _mm_alignr_epi8(w[3], w[2], 4));
            const __m128i next = _mm_sha256msg2_epu32(partly, w[3]);
            w[0] = w[1], w[1] = w[2], w[2] = w[3], w[3] = next;
        }
        abef = _mm_add_epi32(abef, abefBefore);
        cdgh = _mm_add_epi32(cdgh, cdghBefore);
    }
    low = _mm_shuffle_epi32(abef, 0x1B);
    high = _mm_shuffle_epi32(cdgh, 0xB1);
    _mm_storeu_si128(reinterpret_cast<__m128i *>(state.data()), _mm_blend_epi16(low, high, 0xF0));
    _mm_storeu_si128(reinterpret_cast<__m128i *>(state.data() + 4), _mm_alignr_epi8(high, low, 8));
}

#endif

auto bestCompress()
{
#if defined(__x86_64__)
    static const bool fast = hasShaInstructions();
    return fast ? compressSha : compressPlain;
#else
    return compressPlain;
#endif
}

} // namespace

Sha256::Sha256(bool portable) : m_compress(portable ? compressPlain : bestCompress())
{
    reset();
}

void Sha256::reset()
{
    m_state = startState;
    m_used = 0;
    m_length = 0;
}

void Sha256::add(std::string_view bytes)
{
    const auto *data = reinterpret_cast<const std::uint8_t *>(bytes.data());
    std::size_t left = bytes.size();
    m_length += left;
    if (m_used > 0) {
        const std::size_t taken = std::min(left, m_block.size() - m_used);
        std::memcpy(m_block.data() + m_used, data, taken);
        m_used += taken, data += taken, left -= taken;
        if (m_used < m_block.size())
            return;
        m_compress(m_state, m_block.data(), 1);
        m_used = 0;
    }
    m_compress(m_state, data, left / 64);
    m_used = left % 64;
    if (m_used > 0)
        std::memcpy(m_block.data(), data + (left - m_used), m_used);
}

void Sha256::add(const Digest &digest)
{
    add(std::string_view(reinterpret_cast<const char *>(digest.data()), digest.size()));
}

void Sha256::addField(std::string_view bytes)
{
    char length[8];
    std::uint64_t size = bytes.size();
    for (int i = 7; i >= 0; --i, size >>= 8)
        length[i] = static_cast<char>(size & 0xFF);
    add(std::string_view(length, sizeof length));
    add(bytes);
}

Digest Sha256::result()
{
    std::uint64_t bits = m_length * 8;
    std::array<char, 72> tail{};
    tail[0] = static_cast<char>(0x80);
    const std::size_t padding = (m_used < 56 ? 56 : 120) - m_used;
    for (std::size_t i = 0; i < 8; ++i, bits >>= 8)
        tail[padding + 7 - i] = static_cast<char>(bits & 0xFF);
    add(std::string_view(tail.data(), padding + 8));
    Digest digest;
    for (std::size_t i = 0; i < 32; ++i)
        digest[i] = static_cast<std::uint8_t>(m_state[i / 4] >> (24 - 8 * (i % 4)));
    reset();
    return digest;
}

Digest Sha256::of(std::string_view bytes)
{
    Sha256 hash;
    hash.add(bytes);
    return hash.result();
}

std::string hex(const Digest &digest)
{
    static constexpr char digits[] = "0123456789abcdef";
    std::string text;
    text.reserve(2 * digest.size());
    for (std::uint8_t byte : digest) {
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

} // namespace tarascope
