#include "model/evidence/redaction.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <random>

namespace tarascope::evidence {

namespace {

bool isWord(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || c == '-';
}
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool startsWith(std::string_view text, std::string_view word)
{
    return text.size() >= word.size() &&
           std::equal(word.begin(), word.end(), text.begin(), [](char a, char b) { return a == lower(b); });
}

std::size_t wordLength(std::string_view text)
{
    return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), isWord) - text.begin());
}

/// Three parts of base64url, the first begins with {" encoded.
std::size_t jwtLength(std::string_view text)
{
    if (!text.starts_with("eyJ"))
        return 0;
    std::size_t length = wordLength(text);
    for (int part = 0; part < 4 && length < text.size() && text[length] == '.'; ++part)
        length += 1 + wordLength(text.substr(length + 1));
    return std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(length), '.') >= 1 ? length : 0;
}

/// Keys of well-known services by how they begin.
std::size_t keyLength(std::string_view text)
{
    static constexpr std::pair<std::string_view, std::size_t> heads[] = {
        {"AKIA", 20}, {"ASIA", 20},   {"AIza", 35},   {"sk-", 19},   {"sk_", 19},    {"pk_live_", 24}, {"rk_live_", 24},
        {"ghp_", 36}, {"gho_", 36},   {"ghs_", 36},   {"ghu_", 36},  {"github_pat_", 30}, {"glpat-", 20},
        {"xoxb-", 20}, {"xoxp-", 20}, {"xoxa-", 20},  {"npm_", 30},  {"SG.", 20},    {"hf_", 20}};
    for (const auto &[head, least] : heads)
        if (text.starts_with(head)) {
            const std::size_t length = head.size() + wordLength(text.substr(head.size()));
            return length >= least ? length : 0;
        }
    return 0;
}

std::size_t valueLength(std::string_view text)
{
    return std::min(text.find_first_of(" \t\r\n&;,\"'<>)}]"), text.size());
}

/// "bearer xyz", "basic xyz": the part behind the word.
FoundSecret schemeSecret(std::string_view text, std::size_t at)
{
    for (const std::string_view scheme : {"bearer ", "basic ", "digest ", "negotiate ", "apikey "})
        if (startsWith(text.substr(at), scheme)) {
            const std::size_t begin = at + scheme.size();
            const std::size_t length = valueLength(text.substr(begin));
            if (length >= 8)
                return {begin, length, "bearer"};
        }
    return {};
}

/// `name=value` and `name: value` of names that hold secrets.
FoundSecret parameterSecret(std::string_view text, std::size_t at)
{
    // The weak ones are everyday words: only `word=value` counts, as in a query.
    static constexpr std::string_view weak[] = {"token", "session", "sid", "cookie", "sig", "code", "otp", "pin", "auth", "jwt",
                                                "signature", "assertion", "credential", "key"};
    static constexpr std::string_view names[] = {
        "password",     "passwd",        "pwd",           "passphrase",    "secret",     "apikey",      "api_key",
        "api-key",      "access_key",    "accesskey",     "private_key",   "sessionid",  "session_id",  "authorization",
        "access_token", "refresh_token", "id_token",      "client_secret", "x-api-key",  "set-cookie",  "x-amz-signature",
        "auth_token",   "x-amz-security-token", "x-amz-credential"};
    const std::size_t length = wordLength(text.substr(at));
    const std::string_view name = text.substr(at, length);
    std::size_t begin = at + length;
    while (begin < text.size() && (text[begin] == '"' || text[begin] == ' ' || text[begin] == '\\'))
        ++begin;
    if (begin >= text.size() || (text[begin] != '=' && text[begin] != ':'))
        return {};
    const bool equals = text[begin] == '=';
    ++begin;
    while (begin < text.size() && (text[begin] == ' ' || text[begin] == '"' || text[begin] == '\'' || text[begin] == '\\'))
        ++begin;
    const auto isName = [&](std::string_view one) { return one.size() == name.size() && startsWith(name, one); };
    const bool known = std::any_of(std::begin(names), std::end(names), isName) ||
                       (equals && std::any_of(std::begin(weak), std::end(weak), isName));
    const std::size_t value = valueLength(text.substr(std::min(begin, text.size())));
    return known && value > 0 ? FoundSecret{begin, value, "parameter"} : FoundSecret{};
}

} // namespace

CaseKey makeCaseKey()
{
    CaseKey key;
    std::random_device device;
    for (std::uint8_t &byte : key)
        byte = static_cast<std::uint8_t>(device());
    return key;
}

Digest hmac(const CaseKey &key, std::string_view text)
{
    std::array<char, 64> inner{};
    std::array<char, 64> outer{};
    for (std::size_t i = 0; i < inner.size(); ++i) {
        const std::uint8_t byte = i < key.size() ? key[i] : std::uint8_t{0};
        inner[i] = static_cast<char>(byte ^ 0x36);
        outer[i] = static_cast<char>(byte ^ 0x5C);
    }
    Sha256 hash;
    hash.add(std::string_view(inner.data(), inner.size()));
    hash.add(text);
    const Digest first = hash.result();
    hash.add(std::string_view(outer.data(), outer.size()));
    hash.add(first);
    return hash.result();
}

FoundSecret findSecret(std::string_view text)
{
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '-' && text.substr(at).starts_with("-----BEGIN "))
            if (const std::size_t key = text.find("PRIVATE KEY-----", at); key != std::string_view::npos)
                return {at, text.size() - at, "private key"};
        if (at > 0 && isWord(text[at - 1]))
            continue;
        if (const std::size_t length = jwtLength(text.substr(at)); length > 0)
            return {at, length, "jwt"};
        if (const std::size_t length = keyLength(text.substr(at)); length > 0)
            return {at, length, "key"};
        if (const FoundSecret found = schemeSecret(text, at); found.length > 0)
            return found;
        if (const FoundSecret found = parameterSecret(text, at); found.length > 0)
            return found;
    }
    return {};
}

std::string Redactor::pseudonym(std::string_view secret)
{
    const FoundSecret found = findSecret(secret);
    std::string rule = found.length > 0 ? found.rule : "token";
    if (found.length > 0 && found.rule == std::string_view("bearer"))
        secret = secret.substr(found.begin, found.length); // the same token with and without its scheme
    if (jwtLength(secret) > 0)
        rule = "jwt";
    ++m_counts[rule];
    std::string text = rule == "jwt" ? "jwt:" : "hmac:";
    text += hex(hmac(m_key, secret)).substr(0, 32);
    if (secret.size() >= 24)
        text.append("..").append(secret.substr(secret.size() - 4));
    return text;
}

std::string Redactor::cleaned(std::string_view text)
{
    std::string out;
    for (FoundSecret found = findSecret(text); found.length > 0; found = findSecret(text)) {
        out.append(text.substr(0, found.begin));
        ++m_counts[found.rule];
        out.append(found.rule == std::string_view("jwt") ? "jwt:" : "hmac:");
        out.append(hex(hmac(m_key, text.substr(found.begin, found.length))).substr(0, 32));
        text.remove_prefix(found.begin + found.length);
    }
    return out.append(text);
}

} // namespace tarascope::evidence
