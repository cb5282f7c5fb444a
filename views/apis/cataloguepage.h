#pragma once
#include "views/apis/cataloguerow.h"
#include "views/frame/workspacepage.h"

class QStackedWidget;

namespace tarascope {

class ChainDetail;
class Label;
class LinkRows;
class TablePane;
struct Explanation;

/// One list of the API catalogue with the details of its row below: what is missing, or the chain link by link.
class CataloguePage final : public WorkspacePage
{
    Q_OBJECT
public:
    CataloguePage(const Palette &palette, CatalogueSort sort, std::function<const Graph &()> graph,
                  QWidget *parent = nullptr);
    TablePane &pane() { return *m_pane; }

    QString title() const override;
    void follow(const ChangeSet &set) override;
    void showSurvey(const Surveyed &survey) override;
    void focusMain() override;
    void focusFilter() override;
    ItemId current() const override;
    std::vector<Uid> selected() const override;
    Kind newKind() const override;
    PagePlace place() const override;
    void showPlace(const PagePlace &place) override;
    bool offersWhatIf() const override { return false; }

protected:
    void showEvent(QShowEvent *event) override;

private:
    using Model = TableModel<CatalogueRow, CatalogueKey>;
    QWidget *makeDetail();
    QWidget *makeEmptyPage();
    void fill();
    void choose(int row);
    void showMissing(const CatalogueRow &row);
    /// The column that was clicked: a missing field, endpoints, or problems.
    void clicked(int row, int column);
    void explainProblems(const CatalogueRow &row);
    void explainEndpoints(const CatalogueRow &row);
    void showExplanation(const Explanation &explanation);

    Palette m_palette;
    CatalogueSort m_sort;
    std::function<const Graph &()> m_graph;
    Surveyed m_survey;
    bool m_old = false; ///< the rows are those of an older survey
    CatalogueColumns m_shapes;
    Model *m_model;
    QStackedWidget *m_pages;
    TablePane *m_pane;
    Label *m_why;
    LinkRows *m_missing = nullptr;
    ChainDetail *m_chain = nullptr;
};

} // namespace tarascope
