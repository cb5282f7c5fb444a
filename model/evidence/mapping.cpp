#include "model/evidence/mapping.h"

#include <array>
#include <charconv>

namespace tarascope::evidence {

namespace {

constexpr std::array<std::string_view, fieldCount> fieldWords{
    "method",   "endpoint", "raw_path", "host",    "status",  "reason",  "actor",      "authn",   "auth_age",
    "client",   "workload", "token",    "tenant",  "obj_type", "obj",    "vehicle",    "command", "job",
    "jstate",   "targets",  "net",      "ua",      "req_h",   "trace_h", "policy_ver", "scopes",  "bytes_in",
    "bytes_out", "lat_ms",  "op",       "subject", "parent",  "campaign", "event_id"};

constexpr std::array<std::string_view, 5> formatWords{"jsonl", "lines", "csv", "json", "w3c"};

Error wrongPath(std::string_view text)
{
    return {ErrorKind::Input,
            {QT_TRANSLATE_NOOP("model", "'%1' is no path: a.b, a[\"x.y\"], [0], [-1], [*], [key=\"name\"].value, ^"),
             {std::string(text)}, "badPath"},
            {}};
}

/// Reads "..." at the head of `left`.
bool takeQuoted(std::string_view &left, std::string &out)
{
    if (left.empty() || left.front() != '"')
        return false;
    const std::size_t end = left.find('"', 1);
    if (end == std::string_view::npos)
        return false;
    out = left.substr(1, end - 1);
    left.remove_prefix(end + 1);
    return true;
}

/// Reads [..] at the head of `left`.
bool takeBracket(std::string_view &left, RecordStep &step)
{
    left.remove_prefix(1);
    if (left.starts_with("*")) {
        step.kind = RecordStep::Kind::All;
        left.remove_prefix(1);
    } else if (left.starts_with("\"")) {
        if (!takeQuoted(left, step.name))
            return false;
    } else if (left.starts_with("-") || (!left.empty() && left.front() >= '0' && left.front() <= '9')) {
        step.kind = RecordStep::Kind::Index;
        const auto [end, error] = std::from_chars(left.data(), left.data() + left.size(), step.index);
        if (error != std::errc())
            return false;
        left.remove_prefix(static_cast<std::size_t>(end - left.data()));
    } else {
        step.kind = RecordStep::Kind::Where;
        const std::size_t equals = left.find('=');
        if (equals == 0 || equals == std::string_view::npos)
            return false;
        step.name = left.substr(0, equals);
        left.remove_prefix(equals + 1);
        if (!takeQuoted(left, step.value))
            return false;
    }
    if (!left.starts_with("]"))
        return false;
    left.remove_prefix(1);
    return true;
}

} // namespace

std::string_view word(LogFormat format) { return formatWords[static_cast<std::size_t>(format)]; }

std::string_view word(Field field)
{
    return field == Field::Extra ? std::string_view() : fieldWords[static_cast<std::size_t>(field)];
}

std::optional<Field> fieldOf(std::string_view word)
{
    for (std::size_t i = 0; i < fieldCount; ++i)
        if (fieldWords[i] == word)
            return static_cast<Field>(i);
    return std::nullopt;
}

Result<ValuePath> parsePath(std::string_view text)
{
    ValuePath path;
    path.text = text;
    std::string_view left = text;
    while (left.starts_with("^")) {
        path.steps.push_back({RecordStep::Kind::Parent, {}, {}, 0});
        left.remove_prefix(1);
    }
    bool needsName = path.steps.empty();
    if (!needsName && !left.empty() && left.front() != '[')
        needsName = left.front() == '.' ? (left.remove_prefix(1), true) : true;
    while (!left.empty()) {
        RecordStep step;
        if (left.front() == '[') {
            if (!takeBracket(left, step))
                return wrongPath(text);
        } else {
            const std::size_t end = std::min(left.find_first_of(".["), left.size());
            if (end == 0)
                return wrongPath(text);
            step.name = left.substr(0, end);
            left.remove_prefix(end);
        }
        needsName = false;
        path.steps.push_back(std::move(step));
        if (left.starts_with(".")) {
            left.remove_prefix(1);
            needsName = true;
        }
    }
    if (needsName || path.steps.size() > 16)
        return wrongPath(text);
    return path;
}

} // namespace tarascope::evidence
