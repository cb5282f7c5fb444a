#pragma once
#include "model/assurance/chainstate.h"
#include "views/palette.h"

#include <QtWidgets/QWidget>

#include <functional>

class QVBoxLayout;

namespace tarascope {

/// The eight links of one strip, a line each: state, why, and links to the controls and tests.
class ChainDetail final : public QWidget
{
    Q_OBJECT
public:
    ChainDetail(const Palette &palette, std::function<const Graph &()> graph, QWidget *parent = nullptr);
    /// Nothing takes the lines away.
    void setStrip(const ChainStrip *strip);

Q_SIGNALS:
    void itemWanted(tarascope::ItemId item);

private:
    QWidget *makeLine(ChainLink link, const ChainCell &cell);

    Palette m_palette;
    std::function<const Graph &()> m_graph;
    QVBoxLayout *m_lines;
};

} // namespace tarascope
