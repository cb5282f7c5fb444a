#pragma once
#include "model/result.h"

#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tarascope::cli {

struct OptionDef {
    std::string_view name;  ///< "--kind", "-k"
    std::string_view value; ///< "KIND"; empty: a flag
    std::string_view help;
    bool repeats = false;
};

/// What a verb understands.
struct Grammar {
    std::string_view verb;
    std::string_view positional; ///< "FILE INPUT..."
    std::size_t least = 0;       ///< positional arguments
    std::size_t most = 0;
    std::vector<OptionDef> options; ///< beside those of every verb
};

/// --json, --quiet, --as-of and --help.
std::span<const OptionDef> commonOptions();

/// What was given.
class Arguments
{
public:
    const std::vector<std::string> &positional() const { return m_positional; }
    bool has(std::string_view option) const { return m_options.find(option) != m_options.end(); }
    /// The value of an option, or `otherwise` when it was not given.
    std::string value(std::string_view option, std::string_view otherwise = {}) const;
    std::vector<std::string> values(std::string_view option) const;
    /// The value as a whole number from 1 up; `otherwise` when it was not given, an error of kind Usage when it is none.
    Result<int> count(std::string_view option, int otherwise) const;

private:
    friend Result<Arguments> parseArguments(const Grammar &, std::span<const std::string>);
    std::vector<std::string> m_positional;
    std::map<std::string, std::vector<std::string>, std::less<>> m_options;
};

/// Reads the words after the verb: `--name value`, `--name=value`, `-k 3`; `--` ends the options. Errors are of kind
/// Usage. With --help the number of positional arguments is not checked.
Result<Arguments> parseArguments(const Grammar &grammar, std::span<const std::string> words);

/// An error of kind Usage.
Error usageError(const char *text, std::vector<std::string> args, const char *code);

/// The names that differ from `wanted` by a slip of the fingers, best first, as "a, b or c"; empty: none.
std::string similarNames(std::string_view wanted, std::span<const std::string_view> names);

} // namespace tarascope::cli
