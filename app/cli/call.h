#pragma once
#include "app/cli/arguments.h"
#include "model/budget.h"
#include "model/value.h"

#include <functional>
#include <optional>

namespace tarascope::cli {

/// One call of a verb.
struct Call {
    Arguments arguments;
    bool json = false;
    bool quiet = false;
    Date asOf;
    Budget budget;
    /// Says on a terminal what is being done; elsewhere nothing.
    std::function<void(std::string_view)> progress;

    const std::string &file() const { return arguments.positional().front(); }
};

/// What a verb has to say. Nothing is written before the verb is done, so a failure leaves standard output empty.
struct Answer {
    std::string out;
    std::vector<std::string> notes; ///< lines for standard error, not with --quiet
    int exitCode = 0;
    std::optional<Error> error; ///< found by a verb that still has an answer (verify); its kind is the exit code
};

struct VerbDef {
    Grammar grammar;
    std::string_view help;                             ///< one sentence
    std::string_view more;                             ///< further lines of `VERB --help`
    Result<Answer> (*run)(const Call &call) = nullptr; ///< nullptr: not in this version
};

/// The verbs in the order of `tarascope --help`.
std::span<const VerbDef> verbs();
const VerbDef *findVerb(std::string_view name);

/// What the verbs print for --help.
std::string overviewText();
std::string helpText(const VerbDef &verb);

} // namespace tarascope::cli
