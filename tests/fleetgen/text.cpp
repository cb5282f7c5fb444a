#include "tests/fleetgen/text.h"

#include <cstdio>

namespace fleetgen {
namespace {

constexpr std::int64_t day = 86'400'000;

struct Date {
    std::int64_t year;
    unsigned month;
    unsigned day;
};

// Days since 1970 and dates, by the calendar of 400 years that begins in March.
Date dateOf(std::int64_t days)
{
    days += 719'468;
    const std::int64_t era = (days >= 0 ? days : days - 146'096) / 146'097;
    const auto of = static_cast<unsigned>(days - era * 146'097);
    const unsigned year = (of - of / 1460 + of / 36'524 - of / 146'096) / 365;
    const unsigned inYear = of - (365 * year + year / 4 - year / 100);
    const unsigned month = (5 * inYear + 2) / 153;
    return {year + era * 400 + (month >= 10 ? 1 : 0), month < 10 ? month + 3 : month - 9,
            inYear - (153 * month + 2) / 5 + 1};
}

std::int64_t daysOf(std::int64_t year, unsigned month, unsigned dayOfMonth)
{
    year -= month <= 2;
    const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
    const auto of = static_cast<unsigned>(year - era * 400);
    const unsigned inYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + dayOfMonth - 1;
    return era * 146'097 + of * 365 + of / 4 - of / 100 + inYear - 719'468;
}

std::int64_t dayNumber(std::int64_t ms) { return ms >= 0 ? ms / day : (ms - day + 1) / day; }

} // namespace

void appendNumber(std::string &out, std::uint64_t value, int width)
{
    char digits[24];
    int n = 0;
    do {
        digits[n++] = static_cast<char>('0' + value % 10);
        value /= 10;
    } while (value != 0);
    while (n < width && n < 24)
        digits[n++] = '0';
    while (n > 0)
        out.push_back(digits[--n]);
}

void appendHex(std::string &out, std::uint64_t value, int digits)
{
    for (int at = digits - 1; at >= 0; --at)
        out.push_back("0123456789abcdef"[(value >> (4 * at)) & 15]);
}

void appendQuoted(std::string &out, std::string_view text)
{
    out.push_back('"');
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out.push_back('\\');
            out.push_back(c);
        } else if (c == '\n') {
            out += "\\n";
        } else if (static_cast<unsigned char>(c) < 32) {
            out += "\\u00";
            appendHex(out, static_cast<unsigned char>(c), 2);
        } else {
            out.push_back(c);
        }
    }
    out.push_back('"');
}

void appendIso(std::string &out, std::int64_t ms)
{
    const std::int64_t days = dayNumber(ms);
    const Date date = dateOf(days);
    const auto rest = static_cast<std::uint64_t>(ms - days * day);
    appendNumber(out, static_cast<std::uint64_t>(date.year), 4);
    out.push_back('-');
    appendNumber(out, date.month, 2);
    out.push_back('-');
    appendNumber(out, date.day, 2);
    out.push_back('T');
    appendNumber(out, rest / 3'600'000, 2);
    out.push_back(':');
    appendNumber(out, rest / 60'000 % 60, 2);
    out.push_back(':');
    appendNumber(out, rest / 1000 % 60, 2);
    out.push_back('.');
    appendNumber(out, rest % 1000, 3);
    out.push_back('Z');
}

void appendClf(std::string &out, std::int64_t ms, int zoneHours)
{
    static constexpr const char *months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                             "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    ms += zoneHours * std::int64_t{3'600'000};
    const std::int64_t days = dayNumber(ms);
    const Date date = dateOf(days);
    const auto rest = static_cast<std::uint64_t>(ms - days * day);
    appendNumber(out, date.day, 2);
    out.push_back('/');
    out += months[date.month - 1];
    out.push_back('/');
    appendNumber(out, static_cast<std::uint64_t>(date.year), 4);
    for (const std::uint64_t part : {rest / 3'600'000, rest / 60'000 % 60, rest / 1000 % 60}) {
        out.push_back(':');
        appendNumber(out, part, 2);
    }
    out += zoneHours < 0 ? " -" : " +";
    appendNumber(out, static_cast<std::uint64_t>(zoneHours < 0 ? -zoneHours : zoneHours), 2);
    out += "00";
}

std::string iso(std::int64_t ms)
{
    std::string out;
    appendIso(out, ms);
    return out;
}

std::string inQuotes(std::string_view text)
{
    std::string out;
    appendQuoted(out, text);
    return out;
}

std::string numbered(std::string_view prefix, std::uint64_t value, int width)
{
    std::string out(prefix);
    appendNumber(out, value, width);
    return out;
}

std::string coded(std::string_view prefix, std::uint64_t value, int digits)
{
    std::string out(prefix);
    appendHex(out, value, digits);
    return out;
}

std::optional<std::int64_t> parseIso(std::string_view text)
{
    unsigned year = 0, month = 0, dayOfMonth = 0, hour = 0, minute = 0, second = 0, ms = 0;
    int end = 0;
    const std::string line(text);
    if (std::sscanf(line.c_str(), "%4u-%2u-%2uT%2u:%2u:%2u%n", &year, &month, &dayOfMonth, &hour, &minute, &second,
                    &end) != 6)
        return std::nullopt;
    int more = 0;
    if (end < static_cast<int>(line.size()) && line[static_cast<std::size_t>(end)] == '.') {
        if (std::sscanf(line.c_str() + end, ".%3u%n", &ms, &more) != 1 || more != 4)
            return std::nullopt;
    }
    if (line.substr(static_cast<std::size_t>(end + more)) != "Z" || month < 1 || month > 12 || dayOfMonth < 1 ||
        dayOfMonth > 31 || hour > 23 || minute > 59 || second > 60)
        return std::nullopt;
    return daysOf(year, month, dayOfMonth) * day + ((hour * 60LL + minute) * 60 + second) * 1000 + ms;
}

} // namespace fleetgen
