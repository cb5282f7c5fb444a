#include "views/apis/chaindetail.h"

#include "views/controls/buttons.h"
#include "views/controls/label.h"
#include "views/controls/scroll.h"
#include "views/paint/chainstrip.h"
#include "views/sizes.h"
#include "views/words.h"

#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QVBoxLayout>

namespace tarascope {

namespace {

constexpr int mostLinks = 4;

class CellMark final : public QWidget
{
public:
    CellMark(Palette palette, ChainState state) : m_palette(std::move(palette)), m_state(state)
    {
        setFixedSize(28, 22);
        setAccessibleName(chainStateWords(state));
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        paintChainCell(painter, rect(), m_state, m_palette);
    }

private:
    Palette m_palette;
    ChainState m_state;
};

} // namespace

ChainDetail::ChainDetail(const Palette &palette, std::function<const Graph &()> graph, QWidget *parent)
    : QWidget(parent), m_palette(palette), m_graph(std::move(graph)), m_lines(new QVBoxLayout(this))
{
    m_lines->setContentsMargins(0, 0, 0, 0);
    m_lines->setSpacing(2);
    m_lines->setAlignment(Qt::AlignTop);
}

void ChainDetail::setStrip(const ChainStrip *strip)
{
    emptyLayout(*m_lines);
    if (!strip)
        return;
    for (int i = 0; i < chainLinkCount; ++i)
        m_lines->addWidget(makeLine(static_cast<ChainLink>(i), strip->links[static_cast<std::size_t>(i)]));
}

QWidget *ChainDetail::makeLine(ChainLink link, const ChainCell &cell)
{
    auto *line = new QWidget;
    auto *layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    auto *name = new Label(chainLinkWords(link));
    name->setFixedWidth(172);
    auto *state = new Label(chainStateWords(cell.state), TextSize::Body,
                            cell.state == ChainState::Failed ? "notice.error.ink" : "text.secondary");
    state->setFixedWidth(130);
    auto *why = new Label(sentence(translated(cell.reason)), TextSize::Body, "text.secondary");
    why->setElided();
    layout->addWidget(new CellMark(m_palette, cell.state));
    layout->addWidget(name);
    layout->addWidget(state);
    layout->addWidget(why, 1);
    std::vector<ItemId> items = cell.controls;
    items.insert(items.end(), cell.tests.begin(), cell.tests.end());
    int shown = 0;
    for (const ItemId id : items) {
        const Item *item = m_graph().item(id);
        if (!item)
            continue;
        if (++shown > mostLinks) {
            layout->addWidget(Label::muted(tr("%1 more").arg(items.size() - mostLinks)));
            break;
        }
        auto *go = makeButton(m_palette, plainLabel(toText(item->key)), {}, Look::Link);
        setSmall(go);
        go->setToolTip(plainTip(toText(item->name)));
        go->setAccessibleName(tr("Show %1 %2").arg(toText(item->key), toText(item->name)));
        layout->addWidget(go);
        connect(go, &QPushButton::clicked, this, [this, id] { Q_EMIT itemWanted(id); });
    }
    return line;
}

} // namespace tarascope
