#pragma once
#include "model/result.h"
#include "model/value.h"

#include <span>
#include <string>
#include <vector>

namespace tarascope {

/// What an attacker must bring, in words, one part per factor that is not at its easiest level: who, how long, what
/// knowledge, window, equipment; for CVSS from where, how complex, which account, whose help. One part alone for
/// nothing to overcome ("anybody, at once") and for a rating without any factor ("not rated").
std::vector<Message> effortWords(const Rating &rating);

/// The same as one English phrase: "an expert, half a year, restricted knowledge".
std::string effortPhrase(const Rating &rating);

/// The minimal efforts that reach a target: "a moderate window; or a proficient person, a week, an easy window";
/// without any "no path in this model".
std::string frontierPhrase(std::span<const Rating> frontier);

} // namespace tarascope
