#pragma once
#include "model/risk/assessment.h"
#include "views/palette.h"

#include <QtWidgets/QWidget>

#include <set>

class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace tarascope {

class Label;

/// Switches for controls, attacker profiles and vulnerabilities: as the project says, on, or off; and which risks move.
class WhatIfPanel final : public QWidget
{
    Q_OBJECT
public:
    static constexpr int mostShown = 60; ///< switches
    static constexpr int mostMoves = 5;  ///< the largest; the counts tell of all
    WhatIfPanel(const Palette &palette, std::function<const Graph &()> graph, QWidget *parent = nullptr);
    const Scenario &scenario() const { return m_scenario; }
    /// Items were added, renamed or removed.
    void refresh();
    void clear();
    /// What the shown attack paths speak of stands before the rest.
    void setConcerned(const std::vector<ItemId> &items);
    /// "CT-4 off, CT-11 on"; at most four, then how many more.
    QString switchWords() const;
    void showMoves(const Assessment &before, const Assessment &after, Reading reading);

Q_SIGNALS:
    void scenarioChanged();
    void pathsWanted(tarascope::ItemId threat);

private:
    void fill();
    QWidget *makeRow(const Item &item);
    void set(const Uid &uid, int choice);

    Palette m_palette;
    std::function<const Graph &()> m_graph;
    Scenario m_scenario;
    std::set<Uid> m_concerned;
    QLineEdit *m_search;
    QVBoxLayout *m_rows;
    Label *m_count;
    QWidget *m_effect;
    Label *m_movesTitle;
    QVBoxLayout *m_moves;
    QPushButton *m_clear;
};

} // namespace tarascope
