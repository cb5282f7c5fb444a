#pragma once
#include "model/risk/assessment.h"
#include "views/paths/stepstable.h"

#include <QtWidgets/QWidget>

namespace tarascope {

class ReasonList;

/// What a step of a path takes, and why: below the table of steps.
class StepDetail final : public QWidget
{
    Q_OBJECT
public:
    StepDetail(const Palette &palette, std::function<const Graph &()> graph, QWidget *parent = nullptr);
    /// The step at the place, or the sum of the path when the place is behind the last step.
    void show(const AttackPath &path, std::size_t place, const StepWords &words);
    /// What keeps the attack from being easier; nothing: not known yet. Shown with the sum.
    void setHolding(std::optional<std::vector<Holding>> holding);

Q_SIGNALS:
    /// The step along this link is not credible, for this reason.
    void strikeWanted(tarascope::LinkId link, const QString &why);
    void itemWanted(tarascope::ItemId item);
    void linkWanted(tarascope::LinkId link);

private:
    void showStep(const AttackPath &path, std::size_t place, const StepWords &words);
    void showSum(const AttackPath &path);
    void showHolding(const AttackPath &path);
    void addStrike(LinkId link);

    Palette m_palette;
    std::function<const Graph &()> m_graph;
    ReasonList *m_lines;
    std::optional<std::vector<Holding>> m_holding;
};

} // namespace tarascope
