#include "views/tables/itemspage.h"

#include "views/controls/pane.h"
#include "views/edits/edits.h"
#include "views/icons.h"
#include "views/kindlook.h"
#include "views/sizes.h"
#include "views/tables/itemtable.h"
#include "views/tables/kindlist.h"
#include "views/tables/tablepane.h"
#include "views/tables/tableview.h"
#include "views/words.h"

#include <QtWidgets/QMenu>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QVBoxLayout>

namespace tarascope {

ItemsPage::ItemsPage(const Palette &palette, Edits &edits, QWidget *parent)
    : WorkspacePage(parent), m_palette(palette), m_edits(&edits), m_kinds(new KindList(palette)),
      m_items(new ItemTable(palette, edits))
{
    auto *list = new Pane("surface.panel");
    auto *listLayout = new QVBoxLayout(list);
    listLayout->setContentsMargins(0, 6, 0, 0);
    listLayout->addWidget(m_kinds);
    list->setMinimumWidth(160);
    auto *split = new QSplitter(Qt::Horizontal);
    split->addWidget(list);
    split->addWidget(m_items);
    split->setStretchFactor(0, 0);
    split->setStretchFactor(1, 1);
    split->setSizes({216, 800});
    split->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(split);
    connect(m_kinds, &KindList::kindChosen, m_items, &ItemTable::setKind);
    connect(m_items, &ItemTable::currentChanged, this, &ItemsPage::currentChanged);
    connect(m_items, &ItemTable::chosen, this, &ItemsPage::editWanted);
    connect(m_items, &ItemTable::addWanted, this, [this] { Q_EMIT addWanted(kind()); });
    connect(m_items, &ItemTable::importWanted, this, &ItemsPage::importWanted);
    connect(m_items, &ItemTable::menuWanted, this, &ItemsPage::showMenu);
    m_kinds->setCounts(edits.graph());
    show(firstKind(), {});
}

// The kind that a newcomer looks for first, of those that are there.
Kind ItemsPage::firstKind() const
{
    const Graph &graph = m_edits->graph();
    for (const Kind kind : {Kind::endpoint, Kind::threatScenario, Kind::component, Kind::control})
        if (graph.countOf(kind) > 0)
            return kind;
    for (const KindDef &def : kinds())
        if (graph.countOf(def.kind) > 0)
            return def.kind;
    return Kind::endpoint;
}

void ItemsPage::show(Kind kind, const Uid &item)
{
    if (m_kinds->kind() != kind || m_items->kind() != kind)
        m_kinds->choose(kind);
    if (const ItemId id = m_edits->graph().findItem(item); id.valid())
        m_items->goTo(id);
}

Kind ItemsPage::kind() const { return m_items->kind(); }
ItemId ItemsPage::current() const { return m_items->current(); }
std::vector<Uid> ItemsPage::selected() const { return m_items->selected(); }
void ItemsPage::follow(const ChangeSet &) { m_kinds->setCounts(m_edits->graph()); }
void ItemsPage::focusMain() { m_items->focusTable(); }
void ItemsPage::focusFilter() { pane().focusFilter(); }

bool ItemsPage::editName()
{
    m_items->editName();
    return true;
}

QStringList ItemsPage::crumbs() const
{
    return {groupWords(kindDef(kind()).group), metamodelWords(kindDef(kind()).plural)};
}

PagePlace ItemsPage::place() const
{
    const Item *item = m_edits->graph().item(current());
    return {kind(), item ? item->uid : Uid()};
}

TablePane &ItemsPage::pane() { return m_items->pane(); }
void ItemsPage::addRowActions(const QList<QAction *> &actions) { pane().view().addActions(actions); }

void ItemsPage::showMenu(const QPoint &place)
{
    QMenu menu(this);
    menu.addAction(makeIcon(m_palette, "add"), tr("New item"), this, [this] { Q_EMIT addWanted(kind()); });
    if (const Item *item = m_edits->graph().item(current())) {
        menu.addAction(tr("Rename"), this, &ItemsPage::editName);
        menu.addAction(makeIcon(m_palette, "link"), tr("Add a link"), this, &ItemsPage::addLinkWanted);
        if (item->kind == Kind::threatScenario || kindDef(item->kind).position)
            menu.addAction(makeIcon(m_palette, "paths"), tr("Attack paths to here"), this,
                           [this] { Q_EMIT pathsWanted(current()); });
        menu.addSeparator();
        menu.addAction(makeIcon(m_palette, "close"), tr("Delete"), this, &ItemsPage::removeWanted);
    }
    menu.exec(place);
}

} // namespace tarascope
