#include "model/method/words.h"

#include <array>

namespace tarascope {
namespace {

struct LevelWords {
    Factor factor;
    int level;
    const char *text;
    const char *code;
};

// In the order of speaking: first who, then for how long.
constexpr std::array<LevelWords, 23> levelWords{{
    {Factor::SE, 1, QT_TRANSLATE_NOOP("model", "a proficient person"), "effortProficient"},
    {Factor::SE, 2, QT_TRANSLATE_NOOP("model", "an expert"), "effortExpert"},
    {Factor::SE, 3, QT_TRANSLATE_NOOP("model", "several experts"), "effortExperts"},
    {Factor::ET, 1, QT_TRANSLATE_NOOP("model", "a week"), "effortWeek"},
    {Factor::ET, 2, QT_TRANSLATE_NOOP("model", "a month"), "effortMonth"},
    {Factor::ET, 3, QT_TRANSLATE_NOOP("model", "half a year"), "effortHalfYear"},
    {Factor::ET, 4, QT_TRANSLATE_NOOP("model", "more than half a year"), "effortLonger"},
    {Factor::KoIC, 1, QT_TRANSLATE_NOOP("model", "restricted knowledge"), "effortRestricted"},
    {Factor::KoIC, 2, QT_TRANSLATE_NOOP("model", "confidential knowledge"), "effortConfidential"},
    {Factor::KoIC, 3, QT_TRANSLATE_NOOP("model", "strictly confidential knowledge"), "effortStrict"},
    {Factor::WoO, 1, QT_TRANSLATE_NOOP("model", "an easy window"), "effortEasyWindow"},
    {Factor::WoO, 2, QT_TRANSLATE_NOOP("model", "a moderate window"), "effortModerateWindow"},
    {Factor::WoO, 3, QT_TRANSLATE_NOOP("model", "a difficult window"), "effortDifficultWindow"},
    {Factor::Eq, 1, QT_TRANSLATE_NOOP("model", "specialized equipment"), "effortSpecialized"},
    {Factor::Eq, 2, QT_TRANSLATE_NOOP("model", "bespoke equipment"), "effortBespoke"},
    {Factor::Eq, 3, QT_TRANSLATE_NOOP("model", "several kinds of bespoke equipment"), "effortManyBespoke"},
    {Factor::AV, 1, QT_TRANSLATE_NOOP("model", "from the neighbourhood"), "effortAdjacent"},
    {Factor::AV, 2, QT_TRANSLATE_NOOP("model", "local access"), "effortLocal"},
    {Factor::AV, 3, QT_TRANSLATE_NOOP("model", "physical access"), "effortPhysical"},
    {Factor::AC, 1, QT_TRANSLATE_NOOP("model", "special conditions"), "effortComplex"},
    {Factor::PR, 1, QT_TRANSLATE_NOOP("model", "an ordinary account"), "effortAccount"},
    {Factor::PR, 2, QT_TRANSLATE_NOOP("model", "a privileged account"), "effortPrivileged"},
    {Factor::UI, 1, QT_TRANSLATE_NOOP("model", "somebody who takes part"), "effortInteraction"},
}};

} // namespace

std::vector<Message> effortWords(const Rating &rating)
{
    std::vector<Message> parts;
    for (const LevelWords &each : levelWords)
        if (rating[each.factor] == each.level)
            parts.push_back({each.text, {}, each.code});
    if (!parts.empty())
        return parts;
    if (rating == Rating{})
        return {{QT_TRANSLATE_NOOP("model", "not rated"), {}, "effortNotRated"}};
    return {{QT_TRANSLATE_NOOP("model", "anybody, at once"), {}, "effortNothing"}};
}

std::string effortPhrase(const Rating &rating)
{
    std::string phrase;
    for (const Message &part : effortWords(rating))
        phrase += (phrase.empty() ? "" : ", ") + part.english();
    return phrase;
}

std::string frontierPhrase(std::span<const Rating> frontier)
{
    std::string phrase;
    for (const Rating &rating : frontier)
        phrase += (phrase.empty() ? "" : "; or ") + effortPhrase(rating);
    return phrase.empty() ? "no path in this model" : phrase;
}

} // namespace tarascope
