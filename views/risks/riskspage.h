#pragma once
#include "views/frame/workspacepage.h"
#include "views/paint/chips.h"
#include "views/risks/riskwords.h"
#include "views/tables/tablemodel.h"

class QStackedWidget;

namespace tarascope {

class Label;
class ReasonList;
class TablePane;

/// A row of the risk register as the page shows it.
struct RiskRow {
    ThreatRisk risk;
    RiskReadings before{}; ///< without the what-if
    Reading reading = Reading::Evidenced;
    bool whatIf = false;
};

/// The risk register: three readings side by side, and below the table why the chosen risk is as it is. It shows values
/// and computes nothing.
class RisksPage final : public WorkspacePage
{
    Q_OBJECT
public:
    RisksPage(const Palette &palette, std::function<const Graph &()> graph, QWidget *parent = nullptr);
    /// `base` is the assessment without the what-if; the same as `now` when there is none.
    void showRisks(std::shared_ptr<const Assessment> now, std::shared_ptr<const Assessment> base);
    TablePane &pane() { return *m_pane; }
    QString title() const override { return tr("Risk"); }
    void showAssessment(const Assessed &assessed) override { showRisks(assessed.now, assessed.base); }
    void setReading(Reading reading) override;
    void focusMain() override;
    void focusFilter() override;
    /// The threat scenario of the chosen row; invalid when there is none.
    ItemId current() const override;

private:
    using Model = TableModel<RiskRow, RiskKey>;
    void fill();
    void explain(int row);
    std::vector<Column<RiskRow>> columns();
    QWidget *makeDetail();
    QWidget *makeEmptyPage();

    Palette m_palette;
    std::function<const Graph &()> m_graph;
    Reading m_reading = Reading::Evidenced;
    std::shared_ptr<const Assessment> m_now;
    std::shared_ptr<const Assessment> m_base;
    Model *m_model;
    QStackedWidget *m_pages;
    TablePane *m_pane;
    Label *m_why;
    ReasonList *m_reasons;
};

} // namespace tarascope
