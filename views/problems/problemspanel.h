#pragma once
#include "views/frame/survey.h"
#include "views/palette.h"

#include <QtWidgets/QWidget>

namespace tarascope {

class Segments;
class TablePane;
template <class Row, class Identity> class TableModel;

/// One line of the list: a problem with its item as it is called now.
struct ProblemRow {
    ValidationProblem problem;
    int number = 0; ///< of those with the same rule, item and sentence
};

/// What tells one problem from another over surveys.
struct ProblemKey {
    std::string_view rule;
    ItemId item;
    std::string text;
    int number = 0;
    bool operator==(const ProblemKey &) const = default;
};

/// Number of problems by severity: error, warning, note.
std::array<int, 3> problemCounts(const std::vector<ValidationProblem> &problems);
/// "3 errors, 14 warnings"; notes where there is nothing else.
QString problemCountWords(const std::array<int, 3> &counts);
/// "Error", and the icon and colour that go with it.
QString severityWords(Severity severity);
std::string severityIcon(Severity severity);
std::string severityInk(Severity severity);

/// The findings of all validation rules, as in an IDE: what is wrong, where, why it matters, how it is mended.
class ProblemsPanel final : public QWidget
{
    Q_OBJECT
public:
    ProblemsPanel(const Palette &palette, std::function<const Graph &()> graph, QWidget *parent = nullptr);
    void showSurvey(const Surveyed &survey);
    TablePane &pane() { return *m_pane; }
    /// "Problems 17"
    QString tabWords() const;
    const std::array<int, 3> &counts() const { return m_counts; }

Q_SIGNALS:
    void itemWanted(tarascope::ItemId item);

protected:
    void showEvent(QShowEvent *event) override;

private:
    using Model = TableModel<ProblemRow, ProblemKey>;
    void fill();
    void explain(int row);

    std::function<const Graph &()> m_graph;
    Surveyed m_survey;
    bool m_old = false; ///< the rows are those of an older survey
    std::array<int, 3> m_counts{};
    Model *m_model;
    Segments *m_severity;
    TablePane *m_pane;
};

} // namespace tarascope

template <> struct std::hash<tarascope::ProblemKey> {
    std::size_t operator()(const tarascope::ProblemKey &key) const noexcept
    {
        const std::size_t item = std::hash<tarascope::ItemId>{}(key.item);
        return (std::hash<std::string>{}(key.text) * 31 + std::hash<std::string_view>{}(key.rule)) * 31 + item +
               static_cast<std::size_t>(key.number);
    }
};
