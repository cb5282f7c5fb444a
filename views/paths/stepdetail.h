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

Q_SIGNALS:
    void itemWanted(tarascope::ItemId item);
    void linkWanted(tarascope::LinkId link);

private:
    void showStep(const AttackPath &path, std::size_t place, const StepWords &words);
    void showSum(const AttackPath &path);

    Palette m_palette;
    std::function<const Graph &()> m_graph;
    ReasonList *m_lines;
};

} // namespace tarascope
