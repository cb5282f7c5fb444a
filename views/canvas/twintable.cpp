#include "views/canvas/twintable.h"

#include "views/canvas/states.h"
#include "views/controls/buttons.h"
#include "views/controls/label.h"
#include "views/icons.h"
#include "views/kindlook.h"
#include "views/paint/chips.h"
#include "views/sizes.h"
#include "views/tables/tablepane.h"
#include "views/tables/tableview.h"
#include "views/words.h"

#include <QtCore/QCoreApplication>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

namespace tarascope {

namespace {

QString nameOf(const Item *item) { return item ? toText(item->key + "  " + item->name) : QString(); }

template <class Row> Column<Row> column(const QString &title, int width, std::function<Cell(const Row &)> value)
{
    Column<Row> made;
    made.title = title;
    made.width = width;
    made.value = std::move(value);
    return made;
}

void paintRiskCell(QPainter &painter, const QRect &rect, const QVariant &look, const Palette &palette)
{
    paintRisk(painter, rect, look.toInt() > 0 ? std::optional<int>(look.toInt()) : std::nullopt, true, palette);
}

QString laneWords(int lane)
{
    return QCoreApplication::translate("model", laneTitle(static_cast<Lane>(lane)).data());
}

} // namespace

TwinTable::TwinTable(const Palette &palette, std::function<const Graph &()> graph, QWidget *parent)
    : QWidget(parent), m_graph(std::move(graph)),
      m_items(new Items(itemColumns(m_graph), [](const ItemRow &row) { return row.item.slot; }, this)),
      m_links(new Links(linkColumns(m_graph), [](const LinkId &id) { return id.slot; }, this)), m_fold(new QToolButton),
      m_words(Label::muted({})), m_which(new Segments(tr("Rows of the table"), {tr("Items"), tr("Links")})),
      m_pane(new TablePane(tr("Twin table")))
{
    m_fold->setText(tr("Twin table"));
    m_fold->setIcon(makeIcon(palette, "chevron-right"));
    m_fold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_fold->setAutoRaise(true);
    m_fold->setCheckable(true);
    m_fold->setFocusPolicy(Qt::TabFocus);
    m_fold->setToolTip(plainTip(tr("What is in the picture, as a table")));
    auto *head = new Pane("surface.panel", Qt::TopEdge);
    head->setFixedHeight(sizes::row + 4);
    auto *headLayout = new QHBoxLayout(head);
    headLayout->setContentsMargins(sizes::gap, 0, sizes::pageMargin, 0);
    headLayout->addWidget(m_fold);
    headLayout->addWidget(m_words, 1);
    m_pane->addButton(m_which);
    m_pane->setMinimumHeight(150);
    m_pane->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(head);
    layout->addWidget(m_pane, 1);
    setShown(0);
    connect(m_fold, &QToolButton::clicked, this, [this, palette](bool open) {
        m_fold->setIcon(makeIcon(palette, open ? "chevron-down" : "chevron-right"));
        m_pane->setVisible(open);
        fill();
        Q_EMIT opened(open);
    });
    connect(m_which, &Segments::picked, this, &TwinTable::setShown);
    connect(&m_pane->view(), &TableView::currentChangedTo, this, [this](int row) {
        if (!m_following && itemAt(row).valid())
            Q_EMIT currentChanged(itemAt(row));
    });
    connect(&m_pane->view(), &TableView::chosen, this, [this](int row) { Q_EMIT chosen(itemAt(row)); });
}

std::vector<Column<TwinTable::ItemRow>> TwinTable::itemColumns(const std::function<const Graph &()> &graph)
{
    const auto item = [graph](const ItemRow &row) { return graph().item(row.item); };
    const auto count = [](int number) {
        Cell cell(tarascope::number(number), number == 0 ? Tone::Muted : Tone::Normal);
        cell.order = number;
        return cell;
    };
    std::vector<Column<ItemRow>> columns{
        column<ItemRow>(tr("Key"), 84, [item](const ItemRow &row) { return Cell(item(row) ? toText(item(row)->key) : QString(), Tone::Secondary); }),
        column<ItemRow>(tr("Name"), 220, [item](const ItemRow &row) {
            Cell cell(item(row) ? toText(item(row)->name) : QString());
            if (item(row)) {
                cell.icon = kindIconName(item(row)->kind);
                cell.iconColor = familyInk(item(row)->kind);
            }
            return cell;
        }),
        column<ItemRow>(tr("Kind"), 120, [item](const ItemRow &row) { return Cell(item(row) ? metamodelWords(kindDef(item(row)->kind).title) : QString(), Tone::Secondary); }),
        column<ItemRow>(tr("Lane"), 120, [](const ItemRow &row) {
            Cell cell(laneWords(row.lane), Tone::Secondary);
            cell.order = row.lane;
            return cell;
        }),
        column<ItemRow>(tr("Zone"), 140, [](const ItemRow &row) { return Cell(row.zones, Tone::Secondary); }),
        column<ItemRow>(tr("Risk"), 64, [](const ItemRow &row) {
            Cell cell(row.risk ? QString::number(*row.risk) : row.threatened ? tr("not rated") : QString());
            if (row.threatened)
                cell.look = row.risk.value_or(0);
            cell.order = row.risk.value_or(row.threatened ? 0 : -1);
            return cell;
        }),
        column<ItemRow>(tr("Controls"), 150, [](const ItemRow &row) {
            Cell cell(proofWords(row.proof), row.proof == Proof::Failed ? Tone::Error : row.proof == Proof::Gap ? Tone::Warning : Tone::Secondary);
            cell.order = static_cast<int>(row.proof);
            return cell;
        }),
        column<ItemRow>(tr("Out"), 56, [count](const ItemRow &row) { return count(row.out); }),
        column<ItemRow>(tr("In"), 56, [count](const ItemRow &row) { return count(row.in); })};
    columns[1].stretch = true;
    columns[5].paint = paintRiskCell;
    columns[7].right = columns[8].right = true;
    for (const std::size_t yields : {4u, 6u, 7u, 8u})
        columns[yields].yields = true;
    return columns;
}

std::vector<Column<LinkId>> TwinTable::linkColumns(const std::function<const Graph &()> &graph)
{
    const auto link = [graph](LinkId id) { return graph().link(id); };
    std::vector<Column<LinkId>> columns{
        column<LinkId>(tr("Key"), 72, [link](const LinkId &id) { return Cell(link(id) ? toText(link(id)->key) : QString(), Tone::Secondary); }),
        column<LinkId>(tr("From"), 240, [graph, link](const LinkId &id) { return link(id) ? Cell(nameOf(graph().item(graph().from(id)))) : Cell(); }),
        column<LinkId>(tr("Link"), 140, [link](const LinkId &id) { return Cell(link(id) ? metamodelWords(linkDef(link(id)->kind).forward) : QString(), Tone::Secondary); }),
        column<LinkId>(tr("To"), 240, [graph, link](const LinkId &id) { return link(id) ? Cell(nameOf(graph().item(graph().to(id)))) : Cell(); }),
        column<LinkId>(tr("Attack"), 110, [link](const LinkId &id) {
            return link(id) && linkDef(link(id)->kind).attack ? Cell(tr("can be used")) : Cell(tr("cannot"), Tone::Muted);
        })};
    columns[1].stretch = true;
    return columns;
}

void TwinTable::show(const Scene &scene)
{
    m_words->setText(tr("%1 items, %2 links in this picture")
                         .arg(number(static_cast<qint64>(scene.nodes.size())), number(static_cast<qint64>(scene.counts.links))));
    std::vector<QStringList> zones(scene.nodes.size());
    const Graph &graph = m_graph();
    for (const SceneZone &zone : scene.zones)
        for (const LinkId id : graph.in(zone.item))
            if (const int node = scene.find(graph.from(id)); node >= 0 && graph.link(id)->kind == LinkKind::inZone)
                zones[static_cast<std::size_t>(node)] << zone.name;
    m_itemRows.clear();
    for (std::size_t i = 0; i < scene.nodes.size(); ++i) {
        const SceneNode &node = scene.nodes[i];
        ItemRow row{node.item, node.lane, 0, 0, zones[i].join(QStringLiteral(", ")), node.risk, node.threatened, node.proof};
        for (const int edge : scene.edgesAt[i])
            (scene.edge(edge).from == static_cast<int>(i) ? row.out : row.in) += scene.edge(edge).links;
        m_itemRows.push_back(std::move(row));
    }
    m_linkRows.clear();
    for (const auto &[link, edge] : scene.edgeOf)
        m_linkRows.push_back(link);
    std::sort(m_linkRows.begin(), m_linkRows.end());
    fill();
}

void TwinTable::fill()
{
    if (!isOpen())
        return;
    m_following = true;
    m_items->assign(m_itemRows);
    m_links->assign(m_linkRows);
    m_following = false;
}

void TwinTable::setShown(int which)
{
    m_pane->setTitle(which == 0 ? tr("Items of the picture") : tr("Links of the picture"));
    m_pane->setFilter({});
    m_pane->setTable(which == 0 ? static_cast<TableModelBase *>(m_items) : m_links);
    m_pane->view().sortByColumn(0, Qt::AscendingOrder);
}

ItemId TwinTable::itemAt(int row) const
{
    if (row < 0)
        return {};
    if (m_which->chosen() == 0)
        return row < m_items->rowCount() ? m_items->at(row).item : ItemId{};
    return row < m_links->rowCount() ? m_graph().from(m_links->at(row)) : ItemId{};
}

void TwinTable::follow(ItemId item)
{
    if (!isOpen() || m_which->chosen() != 0 || itemAt(m_pane->view().currentSourceRow()) == item)
        return;
    if (const int row = m_items->find(item.slot); row >= 0) {
        m_following = true;
        m_pane->view().goTo(row);
        m_following = false;
    }
}

bool TwinTable::isOpen() const { return m_fold->isChecked(); }

void TwinTable::setOpen(bool open)
{
    if (open != isOpen())
        m_fold->click();
}

} // namespace tarascope
