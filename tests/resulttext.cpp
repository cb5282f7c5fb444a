#include "tests/resulttext.h"

#include <sstream>

using namespace tarascope;

namespace {

class Teller
{
public:
    Teller(const Graph &graph, Reasons reasons) : m_graph(graph), m_reasons(reasons) {}

    std::string text() const { return m_out.str(); }

    void tell(const Reason &reason)
    {
        m_out << "  because [" << reason.message.code << "] " << reason.message.english() << " at " << reason.where.text();
        for (ItemId item : reason.items)
            m_out << ' ' << key(item);
        for (LinkId link : reason.links)
            m_out << ' ' << key(link);
        m_out << '\n';
    }

    void tell(const std::vector<Reason> &reasons)
    {
        if (m_reasons == Reasons::With)
            for (const Reason &reason : reasons)
                tell(reason);
    }

    void tell(const Scored &scored)
    {
        for (std::int8_t level : scored.rating.levels)
            if (level != Rating::unrated)
                m_out << int(level);
        m_out << '=' << scored.score << '/' << feasibilityName(scored.feasibility) << '/' << scored.difficulty << ' ';
    }

    void tell(const std::vector<Scored> &pareto)
    {
        for (const Scored &scored : pareto)
            tell(scored);
        m_out << '\n';
    }

    void tell(const AttackPath &path)
    {
        m_out << "path of " << key(path.profile) << " unrated " << path.unrated << ' ' << path.words << ' ';
        tell(path.total);
        tell(path.timesAdded);
        for (const Deciding &deciding : path.deciding) {
            m_out << " decided at " << deciding.step;
            for (Factor factor : deciding.factors)
                m_out << ' ' << factorName(factor);
            m_out << (deciding.control ? key(*deciding.control) : "");
        }
        m_out << '\n';
        for (const PathStep &step : path.steps)
            tell(step);
    }

    void tell(const PathStep &step)
    {
        m_out << "  " << step.rule << ' ';
        for (ItemId item : step.from)
            m_out << key(item) << ',';
        m_out << " -> " << key(step.to) << ' ' << key(step.link) << ' ';
        for (std::int8_t level : step.rating.levels)
            if (level != Rating::unrated)
                m_out << int(level);
        m_out << " source " << int(step.source) << (step.unrated ? " unrated" : "") << (step.nothing ? " nothing" : "");
        for (const BeatenControl &beaten : step.controls)
            m_out << " beats " << key(beaten.control) << (beaten.chainLink ? " L" + std::to_string(int(*beaten.chainLink) + 1) : "");
        m_out << '\n';
        tell(step.reasons);
    }

    void tell(const ThreatRisk &risk)
    {
        m_out << key(risk.threat) << ' ' << key(risk.damage) << " impact " << impactLevelName(risk.impact);
        for (ItemId treatment : risk.treatments)
            m_out << ' ' << key(treatment);
        m_out << '\n';
        for (const ReadingRisk &rated : risk.readings) {
            m_out << " feasibility " << (rated.feasibility ? feasibilityName(*rated.feasibility) : "-") << " risk "
                  << (rated.risk ? std::to_string(*rated.risk) : "-") << " by " << key(rated.profile) << ' ';
            if (rated.easiest)
                tell(*rated.easiest);
            tell(rated.pareto);
            tell(rated.reasons);
        }
    }

    std::ostringstream &out() { return m_out; }
    std::string key(ItemId item) const { return item.valid() ? m_graph.item(item)->key : "-"; }
    std::string key(LinkId link) const { return link.valid() ? m_graph.link(link)->key : "-"; }

private:
    const Graph &m_graph;
    Reasons m_reasons;
    std::ostringstream m_out;
};

} // namespace

std::string textOf(const Graph &graph, const Assessment &assessment, Reasons reasons)
{
    Teller teller(graph, reasons);
    teller.out() << assessment.method << ' ' << assessment.matrix << " steps " << assessment.coverage.steps << " unrated "
                 << assessment.coverage.unratedSteps << " positions " << assessment.coverage.positions << '\n';
    for (const ThreatRisk &risk : assessment.risks)
        teller.tell(risk);
    return teller.text();
}

std::string textOf(const Graph &graph, const PathsResult &result, Reasons reasons)
{
    Teller teller(graph, reasons);
    teller.out() << (result.best ? "best " : "none ") << (result.more ? "more " : "");
    if (result.best)
        teller.tell(*result.best);
    teller.tell(result.pareto);
    teller.tell(result.reasons);
    for (const AttackPath &path : result.paths)
        teller.tell(path);
    return teller.text();
}

std::string textOf(const Graph &graph, const std::vector<GuardState> &states)
{
    Teller teller(graph, Reasons::With);
    for (const GuardState &state : states) {
        teller.out() << teller.key(state.guard) << (state.counts ? " counts" : " does not count") << '\n';
        teller.tell(state.reason);
    }
    return teller.text();
}
