#pragma once
#include "views/frame/workspacepage.h"
#include "views/paths/pathstrip.h"
#include "views/paths/stepstable.h"
#include "views/paths/waystable.h"

class QStackedWidget;

namespace tarascope {

class Label;
class PathBar;
class ReasonList;
class StepDetail;
class TableView;

/// "From ... to ...": the easiest attacks on a target, as text. The page asks, is given the answer, and computes nothing.
class PathsPage final : public WorkspacePage
{
    Q_OBJECT
public:
    PathsPage(const Palette &palette, std::function<const Graph &()> graph, QWidget *parent = nullptr);
    void setStepWords(StepWords words) { m_words = std::move(words); }

    /// What is asked now; an invalid target asks nothing.
    PathQuestion question() const;
    void setTarget(ItemId target);
    QString title() const override { return tr("Attack paths"); }
    void setReading(Reading reading) override;
    void setScenario(const Scenario &scenario);
    void follow(const ChangeSet &set) override;
    /// To the steps, or to what is asked when there are none.
    void focusMain() override;
    void focusFilter() override { chooseTarget(); }
    /// Opens the list of targets.
    void chooseTarget();

    void showWorking();
    void showAnswer(const PathsResult &result, const RatingMethod &method);
    /// What keeps the attacks of the last answer from being easier.
    void showHolding(std::vector<Holding> holding);
    void showProblem(const Error &error);

Q_SIGNALS:
    void questionChanged();
    /// The path whose steps are shown is to be drawn on the canvas; the words say which it is.
    void canvasWanted(const tarascope::AttackPath &path, const QString &words);
    /// The step along the link is struck as not credible for this reason; an empty one takes that back.
    void strikeWanted(tarascope::LinkId link, const QString &why);
    /// The controls, profiles and vulnerabilities that the answer speaks of.
    void concerned(const std::vector<tarascope::ItemId> &items);

private:
    enum Page { Unasked, Answer, Nothing };
    QWidget *makeAnswer();
    QWidget *makeUnasked();
    QWidget *makeNothing();
    void connectAnswer();
    void ask();
    void showNothing(const PathsResult &result, const QString &target);
    void showStruck();
    std::vector<ItemId> concernedItems() const;
    void showWay(int row);
    void showStep(int row);
    void spanCells();
    int tellingStep() const;
    /// The path whose steps are shown; null when there is none.
    const AttackPath *path() const;
    std::vector<StripNode> nodesOf(const AttackPath &path) const;

    Palette m_palette;
    std::function<const Graph &()> m_graph;
    StepWords m_words;
    Reading m_reading = Reading::Evidenced;
    Scenario m_scenario;
    std::optional<PathsResult> m_result;
    std::optional<RatingMethod> m_method;
    int m_way = -1;

    PathBar *m_bar;
    QStackedWidget *m_pages;
    Label *m_title = nullptr;
    Label *m_note = nullptr;
    WaysModel *m_ways = nullptr;
    TableView *m_wayView = nullptr;
    PathStrip *m_strip = nullptr;
    StepsModel *m_steps = nullptr;
    TableView *m_stepView = nullptr;
    StepDetail *m_detail = nullptr;
    ReasonList *m_struck = nullptr;
    Label *m_nothingTitle = nullptr;
    ReasonList *m_nothing = nullptr;
};

} // namespace tarascope
