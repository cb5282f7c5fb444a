#pragma once
#include "model/risk/worstpaths.h"
#include "views/palette.h"

#include <QtWidgets/QWidget>

class QVBoxLayout;

namespace tarascope {

/// A node of a path in a few words: icon and name on the tint of its family.
struct PathChip {
    Group group{};
    std::string icon;
    QString name;
    bool operator==(const PathChip &) const = default;
};
/// The way of a path: who attacks, then each position once.
std::vector<PathChip> chipsOf(const Graph &graph, const AttackPath &path);

/// Node chips from left to right; what has no room in the middle is counted.
class ChipRow final : public QWidget
{
    Q_OBJECT
public:
    ChipRow(const Palette &palette, std::vector<PathChip> chips, QWidget *parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    /// How many of the first chips stand before the gap; all of them when there is none.
    std::size_t shownFirst() const;
    int widthOf(const PathChip &chip) const;

    Palette m_palette;
    std::vector<PathChip> m_chips;
};

/// The worst attack paths: risk, threat, the way in chips, what it takes, and a button that opens it.
class WorstList final : public QWidget
{
    Q_OBJECT
public:
    WorstList(const Palette &palette, std::function<const Graph &()> graph, QWidget *parent = nullptr);
    void setPaths(const std::vector<WorstPath> &worst);

Q_SIGNALS:
    void pathsWanted(tarascope::ItemId threat);
    void explainWanted(int place);

private:
    QWidget *makeRow(const WorstPath &worst, int place);

    Palette m_palette;
    std::function<const Graph &()> m_graph;
    QVBoxLayout *m_rows;
    QStringList m_said; ///< what stands there
};

} // namespace tarascope
