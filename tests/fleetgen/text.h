#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fleetgen {

/// Appends a number, filled up with zeros to `width`.
void appendNumber(std::string &out, std::uint64_t value, int width = 0);
/// Appends the 16 hexadecimal digits of a number, or its last `digits`.
void appendHex(std::string &out, std::uint64_t value, int digits = 16);
/// Appends text in quotes with what JSON asks for escaped.
void appendQuoted(std::string &out, std::string_view text);
/// Appends `2026-06-01T08:00:00.000Z` for milliseconds since 1970.
void appendIso(std::string &out, std::int64_t ms);
/// Appends `01/Jun/2026:10:00:00 +0200`: the time of the log of a web server in a zone of so many hours.
void appendClf(std::string &out, std::int64_t ms, int zoneHours);
std::string iso(std::int64_t ms);
std::string inQuotes(std::string_view text);
/// A name with a number, as in `acc-0000012`.
std::string numbered(std::string_view prefix, std::uint64_t value, int width = 0);
/// A name with hexadecimal digits, as in `at-00ff00ff00ff`.
std::string coded(std::string_view prefix, std::uint64_t value, int digits = 12);
/// Milliseconds of `2026-06-01T08:00:00Z`, with or without a fraction of three digits; none for anything else.
std::optional<std::int64_t> parseIso(std::string_view text);

} // namespace fleetgen
