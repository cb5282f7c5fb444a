#pragma once
#include "views/controls/itempicker.h"
#include "views/paths/pathstrip.h"
#include "views/paths/stepstable.h"

#include <QtWidgets/QWidget>

class QStackedWidget;
class QVBoxLayout;

namespace tarascope {

class Label;
class Segments;
class TableView;

/// A minimal way to the target: one row of the frontier.
struct WayRow {
    std::size_t place = 0; ///< in PathsResult::paths
    Scored total;
    int unrated = 0;
    std::size_t steps = 0;
};

/// "From ... to ...": the easiest attacks on a target, as text. The page asks, is given the answer, and computes nothing.
class PathsPage final : public QWidget
{
    Q_OBJECT
public:
    PathsPage(const Palette &palette, std::function<const Graph &()> graph, QWidget *parent = nullptr);
    void setStepWords(StepWords words) { m_words = std::move(words); }

    /// What is asked now; an invalid target asks nothing.
    PathQuestion question() const;
    void setTarget(ItemId target);
    void setReading(Reading reading);
    void setScenario(const Scenario &scenario);
    /// Items were renamed or removed.
    void refresh();

    void showWorking();
    void showAnswer(const PathsResult &result, const RatingMethod &method);
    void showProblem(const Error &error);

Q_SIGNALS:
    void questionChanged();
    void itemWanted(tarascope::ItemId item);
    void linkWanted(tarascope::LinkId link);

private:
    enum Page { Unasked, Answer, Nothing };
    QWidget *makeBar();
    QWidget *makeAnswer();
    QWidget *makeUnasked();
    QWidget *makeNothing();
    void ask();
    void showWay(int row);
    void showStep(int row);
    void spanNothing();
    PickList targets(const QString &search, int limit) const;
    PickList profiles(const QString &search, int limit) const;
    bool isThreat(ItemId item) const;
    std::vector<StripNode> nodesOf(const AttackPath &path) const;
    void addDetail(const QString &words, std::string color, const std::vector<ItemId> &items);

    Palette m_palette;
    std::function<const Graph &()> m_graph;
    StepWords m_words;
    PathQuestion m_question;
    std::optional<PathsResult> m_result;
    std::optional<RatingMethod> m_method;

    ItemPicker *m_from = nullptr;
    ItemPicker *m_to = nullptr;
    Segments *m_scale = nullptr;
    Label *m_scaleLabel = nullptr;
    Label *m_title = nullptr;
    Label *m_note = nullptr;
    QStackedWidget *m_pages = nullptr;
    TableModel<WayRow, std::size_t> *m_ways = nullptr;
    TableView *m_wayView = nullptr;
    PathStrip *m_strip = nullptr;
    StepsModel *m_steps = nullptr;
    TableView *m_stepView = nullptr;
    QVBoxLayout *m_detail = nullptr;
    QVBoxLayout *m_nothing = nullptr;
    int m_way = -1;
};

} // namespace tarascope
