#include "views/overview/nextsteps.h"

#include "model/inventory/ask.h"
#include "views/problems/problemspanel.h"
#include "views/reasons/reasonlist.h"
#include "views/risks/riskwords.h"
#include "views/words.h"

#include <QtCore/QCoreApplication>

#include <set>

namespace tarascope {

namespace {

constexpr int soon = 30; // days before an acceptance runs out

QString say(const char *source) { return QCoreApplication::translate("overview", source); }

QString counted(std::size_t count, const char *one, const char *several)
{
    return count == 1 ? say(one) : say(several).arg(number(static_cast<qint64>(count)));
}

QString keyAndName(const Graph &graph, ItemId id)
{
    const Item *item = graph.item(id);
    return item ? toText(item->key) + QLatin1Char(' ') + toText(item->name) : QString();
}

SourceRow source(ItemId item, const QString &state, const QString &why, Tone tone = Tone::Normal)
{
    SourceRow row;
    row.item = item;
    row.state = state;
    row.why = why;
    row.tone = tone;
    return row;
}

bool isHigher(const ThreatRisk &risk)
{
    const auto evidenced = risk.at(Reading::Evidenced).risk;
    const auto claimed = risk.at(Reading::Claimed).risk;
    return evidenced && claimed && *evidenced > *claimed;
}

const Reason *failureOf(const ThreatRisk &risk)
{
    for (const Reason &reason : risk.at(Reading::Evidenced).reasons)
        if (tellsOfFailure(reason))
            return &reason;
    return nullptr;
}

/// The highest evidenced risk that a failure of this control opens; nothing when none does.
std::optional<int> opened(const Assessment &assessment, ItemId control)
{
    std::optional<int> worst;
    for (const ThreatRisk &risk : assessment.risks)
        for (const Reason &reason : risk.at(Reading::Evidenced).reasons)
            if (tellsOfFailure(reason) && isHigher(risk) && !reason.items.empty() && reason.items.front() == control)
                worst = std::max(worst, risk.at(Reading::Evidenced).risk);
    return worst;
}

void addFailures(std::vector<NextStep> &steps, const Graph &graph, const Assessment &assessment, const Survey &survey)
{
    constexpr std::size_t shown = 2;
    for (std::size_t i = 0; i < std::min(shown, survey.failing.size()); ++i) {
        const FailingControl &failing = survey.failing[i];
        if (!graph.item(failing.control))
            continue;
        NextStep step{"control",
                      "notice.error.ink",
                      {},
                      say(QT_TRANSLATE_NOOP("overview", "Failed tests")),
                      {},
                      NextStep::Goal::Rows,
                      failing.control,
                      {}};
        const QString fails = counted(failing.tests.size(), QT_TRANSLATE_NOOP("overview", "fails 1 test"),
                                      QT_TRANSLATE_NOOP("overview", "fails %1 tests"));
        step.words = toText(graph.item(failing.control)->key) + QLatin1Char(' ') + fails;
        if (const auto risk = opened(assessment, failing.control))
            step.words += say(QT_TRANSLATE_NOOP("overview", ": risk %1 is open")).arg(*risk);
        step.rows.title = keyAndName(graph, failing.control) + QLatin1Char(' ') + fails;
        step.tip = step.rows.title;
        step.rows.formula =
            say(QT_TRANSLATE_NOOP("overview", "Tests that verify the control and whose latest run failed. "
                                              "Until they pass it counts in the claimed reading only."));
        step.rows.rows.push_back(source(failing.control, say(QT_TRANSLATE_NOOP("overview", "control")), {}));
        for (ItemId test : failing.tests)
            step.rows.rows.push_back(source(test, say(QT_TRANSLATE_NOOP("overview", "failed")), {}, Tone::Error));
        steps.push_back(std::move(step));
    }
}

void addErrors(std::vector<NextStep> &steps, const Survey &survey)
{
    const std::array<int, 3> counts = problemCounts(survey.problems);
    const auto first =
        std::find_if(survey.problems.begin(), survey.problems.end(), [&](const ValidationProblem &problem) {
            return static_cast<int>(problem.rule->severity) == (counts[0] > 0 ? 0 : 1);
        });
    if (first == survey.problems.end())
        return;
    const bool errors = counts[0] > 0;
    const auto same = std::count_if(survey.problems.begin(), survey.problems.end(),
                                    [&](const ValidationProblem &problem) { return problem.rule == first->rule; });
    NextStep step{errors ? "problems" : "threat",
                  errors ? "notice.error.ink" : "notice.warning.ink",
                  {},
                  say(QT_TRANSLATE_NOOP("overview", "Problems")),
                  {},
                  NextStep::Goal::Problems,
                  {},
                  {}};
    step.words = say(QT_TRANSLATE_NOOP("overview", "%1 in the model")).arg(problemCountWords(counts));
    step.tip = say(QT_TRANSLATE_NOOP("overview", "First: %1 (%2)"))
                   .arg(translated(Message{first->rule->title, {}, {}}), number(same));
    steps.push_back(std::move(step));
}

void addUntreated(std::vector<NextStep> &steps, const Assessment &assessment)
{
    NextStep step{"tara", "notice.warning.ink", {}, say(QT_TRANSLATE_NOOP("overview", "Decide")),
                  {},     NextStep::Goal::Rows, {}, {}};
    std::set<ItemId> threats;
    for (const ThreatRisk &risk : assessment.risks) {
        const int evidenced = risk.at(Reading::Evidenced).risk.value_or(0);
        if (evidenced < 4 || !risk.treatments.empty() || !threats.insert(risk.threat).second)
            continue;
        step.rows.rows.push_back(source(risk.threat, say(QT_TRANSLATE_NOOP("overview", "risk %1")).arg(evidenced),
                                        say(QT_TRANSLATE_NOOP("overview", "No treatment is linked.")), Tone::Warning));
    }
    if (threats.empty())
        return;
    step.words = counted(threats.size(), QT_TRANSLATE_NOOP("overview", "1 threat at 4 or 5 without a decision"),
                         QT_TRANSLATE_NOOP("overview", "%1 threats at 4 or 5 without a decision"));
    step.rows.title = step.words;
    step.rows.formula =
        say(QT_TRANSLATE_NOOP("overview", "Threat scenarios whose evidenced risk is 4 or 5 and which no "
                                          "treatment treats."));
    steps.push_back(std::move(step));
}

void addExpiring(std::vector<NextStep> &steps, const Graph &graph, const Survey &survey)
{
    std::vector<std::pair<std::int64_t, ItemId>> expiring;
    forEachOf(graph, Kind::treatment, [&](ItemId id, const Item &treatment) {
        const Date *expiry = treatment.attributes.get<Date>(Attr::expiry);
        const std::int64_t left = expiry ? daysBetween(survey.asOf, *expiry) : soon + 1;
        if (left <= soon)
            expiring.emplace_back(left, id);
    });
    std::sort(expiring.begin(), expiring.end());
    constexpr std::size_t shown = 2;
    for (std::size_t i = 0; i < std::min(shown, expiring.size()); ++i) {
        const auto &[left, id] = expiring[i];
        const std::vector<ItemId> threats = targetsOf(graph, id, LinkKind::treats);
        const QString of = threats.empty() ? toText(graph.item(id)->key)
                                           : toText(graph.item(id)->key) + say(QT_TRANSLATE_NOOP("overview", " of ")) +
                                                 toText(graph.item(threats.front())->key);
        NextStep step{"clock", "notice.warning.ink", {}, say(QT_TRANSLATE_NOOP("overview", "Decide")),
                      {},      NextStep::Goal::Item, id, {}};
        step.words = left < 0 ? say(QT_TRANSLATE_NOOP("overview", "Decision %1 ran out %2 days ago")).arg(of).arg(-left)
                     : left == 0 ? say(QT_TRANSLATE_NOOP("overview", "Decision %1 runs out today")).arg(of)
                     : left == 1
                         ? say(QT_TRANSLATE_NOOP("overview", "Decision %1 runs out tomorrow")).arg(of)
                         : say(QT_TRANSLATE_NOOP("overview", "Decision %1 runs out in %2 days")).arg(of).arg(left);
        steps.push_back(std::move(step));
    }
}

void addTests(std::vector<NextStep> &steps, const std::vector<ItemId> &tests, const QString &words,
              const QString &formula, const QString &state)
{
    if (tests.empty())
        return;
    NextStep step{"test", "text.secondary",     words, say(QT_TRANSLATE_NOOP("overview", "Tests")),
                  {},     NextStep::Goal::Rows, {},    {}};
    step.rows.title = words;
    step.rows.formula = formula;
    for (ItemId test : tests)
        step.rows.rows.push_back(source(test, state, {}, Tone::Warning));
    steps.push_back(std::move(step));
}

void addUnrated(std::vector<NextStep> &steps, const Assessment &assessment)
{
    const Coverage &coverage = assessment.coverage;
    if (coverage.unratedSteps == 0)
        return;
    NextStep step{"paths", "text.secondary",      {}, say(QT_TRANSLATE_NOOP("overview", "Rate")),
                  {},      NextStep::Goal::Paths, {}, {}};
    step.words = say(QT_TRANSLATE_NOOP("overview", "%1 of %2 attack steps rest on defaults"))
                     .arg(number(coverage.unratedSteps), number(coverage.steps));
    steps.push_back(std::move(step));
}

} // namespace

std::vector<NextStep> nextSteps(const Graph &graph, const Assessment &assessment, const Survey &survey)
{
    std::vector<NextStep> steps;
    addFailures(steps, graph, assessment, survey);
    addErrors(steps, survey);
    addUntreated(steps, assessment);
    addExpiring(steps, graph, survey);
    addTests(steps, survey.stale,
             counted(survey.stale.size(), QT_TRANSLATE_NOOP("overview", "1 test result proves nothing"),
                     QT_TRANSLATE_NOOP("overview", "%1 test results prove nothing")),
             say(QT_TRANSLATE_NOOP("overview", "Tests of controls whose latest run is stale or inconclusive.")),
             say(QT_TRANSLATE_NOOP("overview", "no proof")));
    addTests(steps, survey.neverRun,
             counted(survey.neverRun.size(), QT_TRANSLATE_NOOP("overview", "1 test was never run"),
                     QT_TRANSLATE_NOOP("overview", "%1 tests were never run")),
             say(QT_TRANSLATE_NOOP("overview", "Test cases without an outcome.")),
             say(QT_TRANSLATE_NOOP("overview", "never run")));
    addUnrated(steps, assessment);
    return steps;
}

Explanation assuranceGap(const Graph &graph, const Assessment &assessment)
{
    Explanation made;
    made.title = say(QT_TRANSLATE_NOOP("overview", "Assurance gap"));
    made.result = assuranceGapWords(assessment);
    made.formula =
        say(QT_TRANSLATE_NOOP("overview", "Risks whose value is higher in the evidenced reading (controls that "
                                          "tests prove) than in the claimed one (controls said to be "
                                          "implemented)."));
    std::vector<const ThreatRisk *> higher;
    for (const ThreatRisk &risk : assessment.risks)
        if (isHigher(risk))
            higher.push_back(&risk);
    std::stable_sort(higher.begin(), higher.end(), [](const ThreatRisk *a, const ThreatRisk *b) {
        return a->at(Reading::Evidenced).risk > b->at(Reading::Evidenced).risk;
    });
    for (const ThreatRisk *risk : higher) {
        const auto &reasons = risk->at(Reading::Evidenced).reasons;
        const Reason *reason = failureOf(*risk);
        QString why = reason            ? reasonWords(*reason)
                      : reasons.empty() ? say(QT_TRANSLATE_NOOP("overview", "Its controls are not proved."))
                                        : reasonWords(reasons.front());
        if (risk->damage.valid() && graph.item(risk->damage))
            why = toText(graph.item(risk->damage)->key) + QStringLiteral(": ") + why;
        made.rows.push_back(source(risk->threat,
                                   say(QT_TRANSLATE_NOOP("overview", "%1, claimed %2"))
                                       .arg(*risk->at(Reading::Evidenced).risk)
                                       .arg(*risk->at(Reading::Claimed).risk),
                                   why, reason ? Tone::Error : Tone::Warning));
    }
    return made;
}

QString assuranceGapWords(const Assessment &assessment)
{
    std::size_t higher = 0, failed = 0;
    for (const ThreatRisk &risk : assessment.risks) {
        higher += isHigher(risk);
        failed += isHigher(risk) && failureOf(risk) != nullptr;
    }
    if (higher == 0)
        return {};
    const QString gap = counted(higher, QT_TRANSLATE_NOOP("overview", "1 risk is higher than claimed"),
                                QT_TRANSLATE_NOOP("overview", "%1 risks are higher than claimed"));
    const QString why = failed == 0 ? say(QT_TRANSLATE_NOOP("overview", "their controls have no test that proves them"))
                        : failed == higher
                            ? say(QT_TRANSLATE_NOOP("overview", "tests of their controls failed"))
                            : say(QT_TRANSLATE_NOOP("overview", "%1 because tests failed, the rest for lack of proof"))
                                  .arg(number(static_cast<qint64>(failed)));
    return say(QT_TRANSLATE_NOOP("overview", "%1: %2.")).arg(gap, why);
}

QString overviewTitle(const Assessment &assessment)
{
    const std::array<int, 6> counts = riskCounts(assessment, Reading::Evidenced);
    std::size_t higher = 0;
    for (const ThreatRisk &risk : assessment.risks)
        higher += isHigher(risk);
    int worst = 5;
    while (worst > 0 && counts[static_cast<std::size_t>(worst)] == 0)
        --worst;
    if (worst == 0)
        return assessment.risks.empty() ? say(QT_TRANSLATE_NOOP("overview", "No threat scenario yet"))
                                        : say(QT_TRANSLATE_NOOP("overview", "No risk is rated yet"));
    const auto atWorst = static_cast<std::size_t>(counts[static_cast<std::size_t>(worst)]);
    const QString top =
        counted(atWorst, QT_TRANSLATE_NOOP("overview", "1 risk"), QT_TRANSLATE_NOOP("overview", "%1 risks"));
    if (higher > 0)
        return (atWorst == 1 ? say(QT_TRANSLATE_NOOP("overview", "%1 is at %2, %3 higher than claimed"))
                             : say(QT_TRANSLATE_NOOP("overview", "%1 are at %2, %3 higher than claimed")))
            .arg(top)
            .arg(worst)
            .arg(higher);
    return (atWorst == 1 ? say(QT_TRANSLATE_NOOP("overview", "%1 is at %2, none higher than claimed"))
                         : say(QT_TRANSLATE_NOOP("overview", "%1 are at %2, none higher than claimed")))
        .arg(top)
        .arg(worst);
}

} // namespace tarascope
