#include "app/cli/arguments.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <numeric>
#include <optional>

namespace tarascope::cli {

namespace {

const OptionDef *findOption(const Grammar &grammar, std::string_view name)
{
    for (const OptionDef &option : grammar.options)
        if (option.name == name)
            return &option;
    for (const OptionDef &option : commonOptions())
        if (option.name == name)
            return &option;
    return nullptr;
}

Error unknownOption(const Grammar &grammar, const std::string &name)
{
    std::vector<std::string_view> names;
    for (const OptionDef &option : grammar.options)
        names.push_back(option.name);
    for (const OptionDef &option : commonOptions())
        names.push_back(option.name);
    const std::string similar = similarNames(name, names);
    if (!similar.empty())
        return usageError(QT_TRANSLATE_NOOP("app", "'%1' has no option %2. Do you mean %3?"),
                          {std::string(grammar.verb), name, similar}, "unknownOption");
    return usageError(QT_TRANSLATE_NOOP("app", "'%1' has no option %2. See: tarascope %1 --help"),
                      {std::string(grammar.verb), name}, "unknownOption");
}

std::size_t distance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t changed = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({row[j] + 1, row[j + 1] + 1, changed});
        }
    }
    return row[b.size()];
}

Result<void> checkPositional(const Grammar &grammar, std::size_t given)
{
    if (given < grammar.least)
        return usageError(QT_TRANSLATE_NOOP("app", "Something is missing. Usage: tarascope %1 %2"),
                          {std::string(grammar.verb), std::string(grammar.positional)}, "argumentMissing");
    if (given > grammar.most)
        return usageError(QT_TRANSLATE_NOOP("app", "There is an argument too many. Usage: tarascope %1 %2"),
                          {std::string(grammar.verb), std::string(grammar.positional)}, "argumentTooMany");
    return {};
}

/// An option as written: "--name=value" or "-k".
struct Written {
    std::string name;
    std::optional<std::string> value;
};

Written splitOption(const std::string &word)
{
    const std::size_t equals = word.starts_with("--") ? word.find('=') : std::string::npos;
    if (equals == std::string::npos)
        return {word, std::nullopt};
    return {word.substr(0, equals), word.substr(equals + 1)};
}

} // namespace

Error usageError(const char *text, std::vector<std::string> args, const char *code)
{
    return {ErrorKind::Usage, {text, std::move(args), code}, {}};
}

std::span<const OptionDef> commonOptions()
{
    static constexpr std::array<OptionDef, 4> options{{
        {"--json", "", "write JSON; errors too, as the last line of standard error", false},
        {"--quiet", "", "no notes, no progress: only what was asked for", false},
        {"--as-of", "DATE", "what counts as today, YYYY-MM-DD (reviews, rotation and expiry depend on it; outcomes of tests count whenever they ran)", false},
        {"--help", "", "this text", false},
    }};
    return options;
}

std::string Arguments::value(std::string_view option, std::string_view otherwise) const
{
    const auto found = m_options.find(option);
    return found == m_options.end() ? std::string(otherwise) : found->second.back();
}

std::vector<std::string> Arguments::values(std::string_view option) const
{
    const auto found = m_options.find(option);
    return found == m_options.end() ? std::vector<std::string>() : found->second;
}

Result<int> Arguments::count(std::string_view option, int otherwise) const
{
    if (!has(option))
        return otherwise;
    const std::string text = value(option);
    int number = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failure != std::errc() || end != text.data() + text.size() || number < 1)
        return usageError(QT_TRANSLATE_NOOP("app", "%1 takes a whole number from 1 up, not '%2'."),
                          {std::string(option), text}, "badNumber");
    return number;
}

Result<Arguments> parseArguments(const Grammar &grammar, std::span<const std::string> words)
{
    Arguments out;
    bool onlyPositional = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string &word = words[i];
        if (onlyPositional || word.size() < 2 || word[0] != '-') {
            out.m_positional.push_back(word);
            continue;
        }
        if (word == "--") {
            onlyPositional = true;
            continue;
        }
        Written written = splitOption(word == "-h" ? "--help" : word);
        const OptionDef *option = findOption(grammar, written.name);
        if (!option)
            return unknownOption(grammar, written.name);
        if (option->value.empty() && written.value)
            return usageError(QT_TRANSLATE_NOOP("app", "%1 takes no value."), {written.name}, "valueTooMany");
        if (!option->value.empty() && !written.value) {
            if (i + 1 == words.size() || words[i + 1].starts_with("--"))
                return usageError(QT_TRANSLATE_NOOP("app", "%1 needs a value: %1 %2"),
                                  {written.name, std::string(option->value)}, "valueMissing");
            written.value = words[++i];
        }
        std::vector<std::string> &values = out.m_options[written.name];
        if (!values.empty() && !option->repeats && !option->value.empty())
            return usageError(QT_TRANSLATE_NOOP("app", "%1 was given twice."), {written.name}, "optionTwice");
        values.push_back(written.value.value_or(std::string()));
    }
    if (!out.has("--help"))
        if (Result<void> fits = checkPositional(grammar, out.m_positional.size()); !fits)
            return fits.error();
    return out;
}

std::string similarNames(std::string_view wanted, std::span<const std::string_view> names)
{
    std::vector<std::pair<std::size_t, std::string_view>> near;
    for (std::string_view name : names) {
        const bool begins = wanted.size() >= 3 && name.starts_with(wanted);
        const std::size_t slips = begins ? 0 : distance(wanted, name);
        if (slips <= 2 && slips * 2 < name.size())
            near.emplace_back(slips, name);
    }
    std::stable_sort(near.begin(), near.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    near.resize(std::min<std::size_t>(near.size(), 3));
    std::string out;
    for (std::size_t i = 0; i < near.size(); ++i)
        out += (i == 0 ? "" : i + 1 == near.size() ? " or " : ", ") + std::string(near[i].second);
    return out;
}

} // namespace tarascope::cli
