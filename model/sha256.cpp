#include "model/sha256.h"

#include <QtCore/QCryptographicHash>

#include <cstring>

namespace tarascope {

struct Sha256::State {
    QCryptographicHash hash{QCryptographicHash::Sha256};
};

Sha256::Sha256() : m_state(std::make_unique<State>()) {}
Sha256::~Sha256() = default;

void Sha256::add(std::string_view bytes)
{
    m_state->hash.addData(QByteArrayView(bytes.data(), static_cast<qsizetype>(bytes.size())));
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
    const QByteArrayView view = m_state->hash.resultView();
    std::memcpy(digest.data(), view.data(), digest.size());
    m_state->hash.reset();
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
