#include "app/survey.h"

#include <QtCore/QDate>

#include <algorithm>
#include <set>

namespace tarascope {

namespace {

constexpr std::size_t worstShown = 3;

void readTests(const Graph &graph, const Evidence &evidence, Survey &survey)
{
    std::set<ItemId> stale;
    for (ItemId control : graph.itemsOf(Kind::control)) {
        FailingControl failing{control, {}, evidence.testsOf(control).size()};
        for (const TestEvidence &test : evidence.testsOf(control)) {
            if (test.verdict == Verdict::Fail || test.verdict == Verdict::FailClosed)
                failing.tests.push_back(test.test);
            if (test.verdict == Verdict::Stale || test.verdict == Verdict::Inconclusive)
                stale.insert(test.test);
        }
        if (!failing.tests.empty())
            survey.failing.push_back(std::move(failing));
    }
    std::stable_sort(survey.failing.begin(), survey.failing.end(),
                     [](const FailingControl &a, const FailingControl &b) { return a.tests.size() > b.tests.size(); });
    survey.stale.assign(stale.begin(), stale.end());
    for (ItemId test : graph.itemsOf(Kind::testCase))
        if (graph.outcomesOf(graph.item(test)->uid).empty())
            survey.neverRun.push_back(test);
}

} // namespace

Date today()
{
    const QDate now = QDate::currentDate();
    return {now.year(), now.month(), now.day()};
}

Result<Survey> surveyOf(const Graph &graph, Assessor &assessor, const Budget &budget)
{
    Survey survey;
    survey.asOf = today();
    Result<std::vector<ValidationProblem>> problems = findProblems(graph, survey.asOf, budget);
    if (!problems)
        return problems.error();
    survey.problems = std::move(*problems);
    survey.metrics = metrics(graph, survey.asOf);
    if (Result<void> going = budget.check(); !going)
        return going.error();
    const Evidence evidence(graph, {});
    survey.strips = chainStrips(graph, evidence);
    survey.catalogue = catalogueOf(graph, survey.asOf);
    readTests(graph, evidence, survey);
    if (Result<void> going = budget.check(); !going)
        return going.error();
    Result<std::vector<WorstPath>> worst = worstPaths(assessor, graph, worstShown, budget);
    if (!worst)
        return worst.error();
    survey.worst = std::move(*worst);
    return survey;
}

} // namespace tarascope
