#pragma once
#include "model/assurance/controleffect.h"
#include "model/method/vectorspace.h"
#include "model/paths/compile.h"
#include "model/paths/solve.h"

#include <list>
#include <map>
#include <memory>

namespace tarascope {

/// A solved problem: one question, one profile, one set of effects.
struct Solved {
    std::shared_ptr<const AttackGraph> attack;
    Effects effects;
    ItemId from;
    Reached reached;
};

/// The stages of the assessment with what each computed last. Each stage is a pure function of its inputs; what is kept
/// here only saves doing it again.
class Stages
{
public:
    explicit Stages(RatingMethod method);

    const RatingMethod &method() const { return m_method; }
    const VectorSpace &space() const { return m_space; }
    const Lattice &lattice() const { return m_lattice; }

    /// Takes note of the graph that the next calls speak of and drops what no longer holds.
    void use(const Graph &graph);
    std::shared_ptr<const AttackGraph> compiled(const AttackQuestion &question);
    const Evidence &evidence(const Scenario &scenario);
    /// Solves one question for each of these effects, several at a time; in their order.
    Result<std::vector<std::shared_ptr<const Solved>>> solved(const AttackQuestion &question,
                                                              std::vector<Effects> effects, ItemId from,
                                                              const Budget &budget);

private:
    static constexpr std::size_t bytesKept = std::size_t{256} << 20;

    struct Entry {
        AttackQuestion question;
        std::shared_ptr<const Solved> solved;
    };

    std::shared_ptr<const Solved> known(const AttackQuestion &question, const Effects &effects, ItemId from);
    void keep(const AttackQuestion &question, const std::shared_ptr<const Solved> &solved);

    RatingMethod m_method;
    VectorSpace m_space;
    Lattice m_lattice;
    Graph m_graph;
    bool m_hasGraph = false;
    std::map<AttackQuestion, std::shared_ptr<const AttackGraph>> m_compiled;
    std::unique_ptr<Evidence> m_evidence;
    std::map<Uid, Verdict> m_evidenceVerdicts;
    std::list<Entry> m_solved; ///< the newest first
    std::size_t m_solvedBytes = 0;
};

} // namespace tarascope
