#pragma once
#include "views/frame/workspacepage.h"
#include "views/overview/nextsteps.h"
#include "views/overview/riskbars.h"

class QPushButton;
class QStackedWidget;

namespace tarascope {

class Label;
class LinkRows;
class MetricsList;
class Pane;
class WorstList;

/// The first page of a project: risk by level in three readings, the assurance gap, the worst attack paths in words, what
/// to do next, governance. Every number is a link. It shows values and computes nothing that takes time.
class OverviewPage final : public WorkspacePage
{
    Q_OBJECT
public:
    OverviewPage(const Palette &palette, std::function<const Graph &()> graph, QWidget *parent = nullptr);
    QString title() const override { return tr("Overview"); }
    void follow(const ChangeSet &) override;
    void showAssessment(const Assessed &assessed) override;
    void showSurvey(const Surveyed &survey) override;
    void setReading(Reading reading) override;
    void focusMain() override;
    bool usesSide() const override { return false; }
    bool offersWhatIf() const override { return false; }

Q_SIGNALS:
    /// The register under this reading; the level (0: not rated) is what was asked for.
    void risksWanted(tarascope::Reading reading, int level);
    void problemsWanted();
    void journalWanted();

private:
    QWidget *makePage();
    QWidget *makeHead();
    QWidget *makeRisk();
    QWidget *makeGap();
    QWidget *makeBaseline();
    QWidget *makeEmptyPage();
    void fillRisks();
    void fillNext();
    void act(const NextStep &step);
    void showExplanation(const Explanation &explanation);
    void explainPath(int place);

    Palette m_palette;
    std::function<const Graph &()> m_graph;
    Assessed m_assessed;
    Surveyed m_survey;
    std::vector<NextStep> m_steps;
    QStackedWidget *m_pages;
    Label *m_title;
    Label *m_note;
    RiskBars *m_bars;
    Pane *m_gap;
    Label *m_gapWords;
    LinkRows *m_next;
    Label *m_worstNote;
    WorstList *m_worst;
    Label *m_metricsNote;
    MetricsList *m_metrics;
};

} // namespace tarascope
