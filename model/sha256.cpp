#include "model/sha256.h"

#include <openssl/evp.h>

#include <cstdlib>

namespace tarascope {

namespace {

// Looking the algorithm up takes longer than a short hash: once for all.
const EVP_MD *algorithm()
{
    static const EVP_MD *const sha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    return sha256;
}

// Without memory or without SHA-256 no file can be checked: nothing sensible is left to do.
void must(int done)
{
    if (done != 1)
        std::abort();
}

} // namespace

Sha256::Sha256() : m_context(EVP_MD_CTX_new())
{
    reset();
}

Sha256::~Sha256()
{
    EVP_MD_CTX_free(m_context);
}

void Sha256::reset()
{
    must(EVP_DigestInit_ex2(m_context, algorithm(), nullptr));
}

void Sha256::add(std::string_view bytes)
{
    must(EVP_DigestUpdate(m_context, bytes.data(), bytes.size()));
}

void Sha256::add(const Digest &digest)
{
    must(EVP_DigestUpdate(m_context, digest.data(), digest.size()));
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
    Digest digest;
    must(EVP_DigestFinal_ex(m_context, digest.data(), nullptr));
    reset();
    return digest;
}

Digest Sha256::of(std::string_view bytes)
{
    Sha256 hash;
    hash.add(bytes);
    return hash.result();
}

std::optional<Digest> digestFromHex(std::string_view text)
{
    static constexpr std::string_view digits = "0123456789abcdef";
    Digest digest{};
    if (text.size() != 2 * digest.size())
        return std::nullopt;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::size_t digit = digits.find(text[i]);
        if (digit == std::string_view::npos)
            return std::nullopt;
        digest[i / 2] = static_cast<std::uint8_t>(digest[i / 2] << 4 | digit);
    }
    return digest;
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
