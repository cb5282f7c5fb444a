#include "model/evidence/event.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>

namespace tarascope::evidence {

namespace {

constexpr std::array<std::string_view, 8> kinds{"", "api", "job", "change", "auth", "tele", "veh", "alert"};
constexpr std::array<std::string_view, 11> methods{"",       "GET",     "HEAD",    "POST",  "PUT",  "PATCH",
                                                   "DELETE", "OPTIONS", "CONNECT", "TRACE", "other"};
constexpr std::array<std::string_view, 4> decisions{"unknown", "allow", "deny", "error"};
constexpr std::array<std::string_view, 10> authMethods{"",            "none",  "password", "otp",  "passkey",
                                                       "certificate", "token", "apiKey",   "mtls", "other"};
constexpr std::array<std::string_view, 9> states{"",         "requested", "authorized", "queued", "delivered",
                                                 "executed", "confirmed", "rejected",   "expired"};
constexpr std::array<std::string_view, 15> operations{
    "",       "login",      "issue",       "refresh",     "revoke", "stepUp", "addUser", "removeUser", "transferOwner",
    "addKey", "grantScope", "revokeScope", "notifyOwner", "policy", "rename"};

bool sameLetters(std::string_view a, std::string_view b)
{
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

template <class Enum, std::size_t n>
std::optional<Enum> find(const std::array<std::string_view, n> &words, std::string_view word)
{
    for (std::size_t i = 0; i < n && !word.empty(); ++i)
        if (sameLetters(words[i], word))
            return static_cast<Enum>(i);
    return std::nullopt;
}

template <class Enum, std::size_t n> std::string_view wordAt(const std::array<std::string_view, n> &words, Enum value)
{
    const auto place = static_cast<std::size_t>(value);
    return place < n ? words[place] : std::string_view();
}

} // namespace

std::string_view word(EventKind kind) { return wordAt(kinds, kind); }
std::string_view word(Method method) { return wordAt(methods, method); }
std::string_view word(Decision decision) { return wordAt(decisions, decision); }
std::string_view word(AuthMethod method) { return wordAt(authMethods, method); }
std::string_view word(JobState state) { return wordAt(states, state); }
std::string_view word(Operation operation) { return wordAt(operations, operation); }

std::optional<EventKind> eventKindOf(std::string_view word) { return find<EventKind>(kinds, word); }
std::optional<Decision> decisionOf(std::string_view word) { return find<Decision>(decisions, word); }
std::optional<AuthMethod> authMethodOf(std::string_view word) { return find<AuthMethod>(authMethods, word); }
std::optional<JobState> jobStateOf(std::string_view word) { return find<JobState>(states, word); }
std::optional<Operation> operationOf(std::string_view word) { return find<Operation>(operations, word); }

Method methodOf(std::string_view word)
{
    return word.empty() ? Method::Unknown : find<Method>(methods, word).value_or(Method::Other);
}

std::uint64_t idHash(std::string_view text)
{
    if (text.empty())
        return 0;
    std::uint64_t hash = 0x9E3779B97F4A7C15ULL ^ text.size();
    while (!text.empty()) {
        std::uint64_t piece = 0;
        const std::size_t count = std::min<std::size_t>(8, text.size());
        std::memcpy(&piece, text.data(), count);
        text.remove_prefix(count);
        hash = (hash ^ piece) * 0xD6E8FEB86659FD93ULL;
        hash ^= hash >> 32;
    }
    hash *= 0xD6E8FEB86659FD93ULL;
    hash ^= hash >> 29;
    return hash == 0 ? 1 : hash;
}

std::string timeText(std::int64_t ms)
{
    std::int64_t days = ms / 86'400'000;
    std::int64_t rest = ms % 86'400'000;
    if (rest < 0) {
        rest += 86'400'000;
        --days;
    }
    // Days since 0000-03-01 in eras of 400 years (proleptic Gregorian).
    const std::int64_t shifted = days + 719'468;
    const std::int64_t era = (shifted >= 0 ? shifted : shifted - 146'096) / 146'097;
    const std::int64_t dayOfEra = shifted - era * 146'097;
    const std::int64_t yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36'524 - dayOfEra / 146'096) / 365;
    const std::int64_t dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    const std::int64_t shiftedMonth = (5 * dayOfYear + 2) / 153;
    const int day = static_cast<int>(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1);
    const int month = static_cast<int>(shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9);
    const int year = static_cast<int>(yearOfEra + era * 400 + (month <= 2 ? 1 : 0));
    char text[40];
    std::snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", year, month, day,
                  static_cast<int>(rest / 3'600'000), static_cast<int>(rest / 60'000 % 60),
                  static_cast<int>(rest / 1000 % 60), static_cast<int>(rest % 1000));
    return text;
}

} // namespace tarascope::evidence
