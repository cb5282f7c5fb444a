#pragma once
#include "model/sha256.h"

#include <map>
#include <string>
#include <string_view>

namespace tarascope::evidence {

/// The key of a case: with it the same token gives the same text in every file, without it nothing can be guessed.
using CaseKey = Digest;
CaseKey makeCaseKey();

/// HMAC-SHA-256 (RFC 2104).
Digest hmac(const CaseKey &key, std::string_view text);

/// Keeps secrets out of what is stored, and counts them per rule ("bearer", "jwt", "key", "parameter", "private key").
class Redactor
{
public:
    explicit Redactor(const CaseKey &key) : m_key(key) {}

    /// The text that stands for a secret: its kind, its last four characters where it is long, 128 bits of its HMAC.
    std::string pseudonym(std::string_view secret);
    /// The text with every secret in it replaced. Nothing looks like a secret: the text itself.
    std::string cleaned(std::string_view text);

    const std::map<std::string, std::int64_t> &counts() const { return m_counts; }

private:
    CaseKey m_key;
    std::map<std::string, std::int64_t> m_counts;
};

/// Where the first secret in a text begins, how long it is, and the rule that found it; length 0: none.
struct FoundSecret {
    std::size_t begin = 0;
    std::size_t length = 0;
    const char *rule = "";
};
FoundSecret findSecret(std::string_view text);

} // namespace tarascope::evidence
