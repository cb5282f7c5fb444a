#pragma once
#include "model/result.h"

#include <string_view>

namespace tarascope::json {

/// How far a reader came before it met what it could not read.
struct ReadState {
    enum class After { Nothing, Open, Name, Value };
    After after = After::Nothing; ///< what was read last
    std::int64_t end = 0;         ///< byte after it
    bool inside = false;          ///< inside an object or array
    bool inObject = false;        ///< the innermost one is an object
    std::int64_t opened = 0;      ///< where the innermost one begins
};

/// A syntax error in plain words and the byte it stands at.
struct SyntaxError {
    std::int64_t offset = 0;
    Message message;
};

/// Says what is wrong with the text behind a state, which some JSON reader refused.
SyntaxError explain(std::string_view bytes, const ReadState &state);

/// The first byte from `at` on that is no white space of JSON.
std::int64_t skipSpace(std::string_view bytes, std::int64_t at);

} // namespace tarascope::json
