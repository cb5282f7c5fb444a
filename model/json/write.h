#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace tarascope::json {

/// Appends text as a JSON string with quotes: only what JSON demands is escaped, UTF-8 stays as it is, invalid UTF-8
/// becomes U+FFFD. The same text gives the same bytes everywhere.
void appendString(std::string &out, std::string_view text);

/// Appends a real number with the fewest digits that read back equal; never an exponent form that differs by locale.
void appendReal(std::string &out, double value);

/// Builds canonical JSON text: no spaces, members in the order they are given. The caller keeps brackets in pairs.
class Writer
{
public:
    Writer &beginObject();
    Writer &endObject();
    Writer &beginArray();
    Writer &endArray();
    Writer &key(std::string_view name);
    Writer &string(std::string_view text);
    Writer &integer(std::int64_t value);
    Writer &real(double value);
    Writer &boolean(bool value);
    Writer &null();
    /// Puts in text that already is JSON.
    Writer &raw(std::string_view text);
    /// A line break and a space before the next element, for files that people compare line by line.
    Writer &newline();

    Writer &member(std::string_view name, std::string_view text) { return key(name).string(text); }
    Writer &member(std::string_view name, const char *text) { return key(name).string(text); }
    Writer &member(std::string_view name, std::int64_t value) { return key(name).integer(value); }
    Writer &member(std::string_view name, int value) { return key(name).integer(value); }
    Writer &member(std::string_view name, bool value) { return key(name).boolean(value); }

    const std::string &text() const { return m_text; }
    std::string take() { return std::move(m_text); }

private:
    void separate();

    std::string m_text;
    bool m_needsComma = false;
};

} // namespace tarascope::json
