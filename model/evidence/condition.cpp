#include "model/evidence/mappingreader.h"

#include <charconv>

namespace tarascope::evidence {

namespace {

Error wrong(const char *text, std::string_view what)
{
    return {ErrorKind::Input, {text, {std::string(what)}, "badCondition"}, {}};
}

std::string_view trimmed(std::string_view text)
{
    const std::size_t begin = text.find_first_not_of(" \t");
    if (begin == std::string_view::npos)
        return {};
    return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

std::optional<std::int64_t> numberOf(std::string_view text)
{
    std::int64_t number = 0;
    const auto [at, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && at == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

std::string unquoted(std::string_view text)
{
    text = trimmed(text);
    if (text.size() >= 2 && (text.front() == '"' || text.front() == '\'') && text.back() == text.front())
        text = text.substr(1, text.size() - 2);
    return std::string(text);
}

Result<void> readIn(std::string_view set, Condition &condition)
{
    if (set.size() >= 2 && set.front() == '[' && set.back() == ']') {
        condition.test = Condition::Test::OneOf;
        set = set.substr(1, set.size() - 2);
        while (!trimmed(set).empty()) {
            const std::size_t comma = set.find(',');
            condition.words.push_back(unquoted(set.substr(0, comma)));
            set = comma == std::string_view::npos ? std::string_view() : set.substr(comma + 1);
        }
        return condition.words.empty() ? wrong(QT_TRANSLATE_NOOP("model", "the list of '%1' is empty"), condition.name)
                                       : Result<void>();
    }
    const std::size_t dots = set.find("..");
    const auto low = numberOf(trimmed(set.substr(0, dots)));
    const auto high = dots == std::string_view::npos ? std::nullopt : numberOf(trimmed(set.substr(dots + 2)));
    if (!low || !high)
        return wrong(QT_TRANSLATE_NOOP("model", "'%1' is no range: 200..299 or [401, 403]"), set);
    condition.test = Condition::Test::Between;
    condition.low = *low;
    condition.high = *high;
    return {};
}

Result<void> readTest(std::string_view rest, Condition &condition)
{
    const std::size_t space = rest.find_first_of(" \t");
    const std::string_view word = rest.substr(0, space);
    const std::string_view value = space == std::string_view::npos ? std::string_view() : trimmed(rest.substr(space));
    if (word == "exists" || word == "missing") {
        condition.test = word == "exists" ? Condition::Test::Exists : Condition::Test::Missing;
        return value.empty() ? Result<void>() : wrong(QT_TRANSLATE_NOOP("model", "'%1' is too much here"), value);
    }
    if (word == "in")
        return readIn(value, condition);
    if (word == "=" || word == "!=") {
        condition.test = word == "=" ? Condition::Test::Equal : Condition::Test::NotEqual;
        condition.words = {unquoted(value)};
        return {};
    }
    if (word == "~") {
        Result<Pattern> pattern = Pattern::compile(value);
        if (!pattern)
            return pattern.error();
        condition.test = Condition::Test::Match;
        condition.pattern = *pattern;
        return {};
    }
    return wrong(QT_TRANSLATE_NOOP("model", "'%1' is no test: in, =, !=, ~, exists, missing"), word);
}

} // namespace

Result<std::vector<Condition>> parseConditions(std::string_view text)
{
    std::vector<Condition> all;
    for (bool more = true; more;) {
        const std::size_t end = text.find(" and ");
        const std::string_view one = trimmed(text.substr(0, end));
        more = end != std::string_view::npos;
        text = more ? text.substr(end + 5) : std::string_view();
        const std::size_t space = one.find_first_of(" \t");
        Condition condition;
        condition.name = one.substr(0, space);
        if (condition.name.empty() || space == std::string_view::npos)
            return wrong(QT_TRANSLATE_NOOP("model", "'%1' is no condition: NAME TEST, joined by and"), one);
        if (condition.name.front() == '$') {
            Result<ValuePath> path = parsePath(std::string_view(condition.name).substr(1));
            if (!path)
                return path.error();
            condition.path = *path;
        }
        if (Result<void> read = readTest(trimmed(one.substr(space)), condition); !read)
            return read.error();
        all.push_back(std::move(condition));
    }
    return all;
}

} // namespace tarascope::evidence
