#include "views/canvas/architecturepage.h"

#include "views/canvas/canvasview.h"
#include "views/canvas/legend.h"
#include "views/canvas/minimap.h"
#include "views/canvas/states.h"
#include "views/canvas/twintable.h"
#include "views/controls/buttons.h"
#include "views/controls/emptypage.h"
#include "views/controls/label.h"
#include "views/edits/edits.h"
#include "views/sizes.h"
#include "views/words.h"

#include <QtGui/QResizeEvent>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

namespace tarascope {

ArchitecturePage::ArchitecturePage(const Palette &palette, Edits &edits, QWidget *parent)
    : WorkspacePage(parent), m_palette(palette), m_edits(&edits), m_layout(new LayoutJob(this)),
      m_bar(new CanvasBar(palette)), m_view(new CanvasView(palette)), m_map(new MiniMap(palette, *m_view)),
      m_twin(new TwinTable(palette, [this]() -> const Graph & { return graph(); })), m_pages(new QStackedWidget)
{
    m_filter.hidden = hiddenAtFirst();
    m_bar->setHidden(m_filter.hidden);
    m_pages->addWidget(makeCanvas());
    m_pages->addWidget(makeEmpty());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_pages);
    m_view->installEventFilter(this);
    m_view->fit();
    connectView();
    connectBar();
    connect(m_layout, &LayoutJob::placed, this, &ArchitecturePage::takePlaces);
    connect(m_layout, &LayoutJob::failed, this, [this](const Error &error) { m_working->setText(translated(error)); });
    connect(m_edits, &Edits::refused, this, [this] {
        if (!m_pending.empty()) {
            m_pending.clear();
            rebuild();
        }
    });
}

const Graph &ArchitecturePage::graph() const { return m_edits->graph(); }

QWidget *ArchitecturePage::makeCanvas()
{
    m_legend = new Pane("surface.base", {}, m_view);
    auto *row = new QBoxLayout(QBoxLayout::LeftToRight, m_legend);
    row->setContentsMargins(8, 2, 8, 2);
    row->setSpacing(4);
    row->setSizeConstraint(QLayout::SetNoConstraint);
    m_key = new Legend(m_palette);
    row->addWidget(m_key);
    m_count = new Label({}, TextSize::Secondary, "text.secondary");
    m_count->setElided();
    row->addWidget(m_count);
    m_working = new Label(tr("Finding places \u2026"), TextSize::Section, "text.secondary", m_view);
    m_working->hide();
    m_split = new QSplitter(Qt::Vertical);
    m_split->addWidget(m_view);
    m_split->addWidget(m_twin);
    m_split->setStretchFactor(0, 1);
    m_split->setChildrenCollapsible(false);
    auto *canvas = new QWidget;
    auto *layout = new QVBoxLayout(canvas);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(makePathBar());
    layout->addWidget(m_split, 1);
    connect(m_twin, &TwinTable::opened, this, [this](bool open) {
        const int height = m_split->height();
        m_split->setSizes(open ? QList<int>{height * 3 / 5, height * 2 / 5} : QList<int>{height, sizes::row});
    });
    return canvas;
}

QWidget *ArchitecturePage::makePathBar()
{
    m_pathBar = new Pane("surface.sunken", Qt::BottomEdge);
    m_pathBar->setFixedHeight(sizes::sectionHeader);
    m_pathWords = Label::section({});
    m_pathWords->setElided();
    auto *steps = makeButton(m_palette, tr("Steps and what-if"), {}, Look::Link);
    auto *close = makeIconButton(m_palette, "close", tr("Take the path away (Escape)"));
    auto *row = new QHBoxLayout(m_pathBar);
    row->setContentsMargins(sizes::pageMargin, 0, 12, 0);
    row->addWidget(m_pathWords, 1);
    row->addWidget(steps);
    row->addWidget(close);
    connect(steps, &QPushButton::clicked, this, [this] { Q_EMIT pathsWanted(m_pathTarget); });
    connect(close, &QToolButton::clicked, this, &ArchitecturePage::clearPath);
    m_pathBar->hide();
    return m_pathBar;
}

QWidget *ArchitecturePage::makeEmpty()
{
    return new EmptyPage(
        m_palette, "architecture", tr("No architecture yet"),
        tr("Items appear here in lanes from the internet to the ECUs, and links as arrows between them."),
        {{tr("Import what you have"), tr("OpenAPI files, DBC, tables: each item finds its lane and a place."),
          tr("Import files"), [this] { Q_EMIT importWanted(); }},
         {tr("Or begin by hand"), tr("Add an endpoint, a command and a component; a right click adds items in their lane."),
          tr("New endpoint"), [this] { Q_EMIT addWanted(Kind::endpoint); }},
         {tr("Then link them"), tr("Drag from the edge of an item to another, or press C. Only links that can exist are offered."), {}, {}}});
}

void ArchitecturePage::connectView()
{
    connect(m_view, &CanvasView::currentChanged, this, [this](ItemId item) {
        m_twin->follow(item);
        Q_EMIT currentChanged(item);
    });
    connect(m_view, &CanvasView::chosen, this, &ArchitecturePage::editWanted);
    connect(m_view, &CanvasView::moved, this, &ArchitecturePage::move);
    connect(m_view, &CanvasView::connectWanted, this, &ArchitecturePage::connectItems);
    connect(m_view, &CanvasView::menuWanted, this, &ArchitecturePage::showMenu);
    connect(m_view, &CanvasView::focusWanted, this, &ArchitecturePage::toggleFocus);
    connect(m_view, &CanvasView::zoomChanged, this, [this] { m_bar->setZoom(m_view->zoom()); });
    connect(m_view, &CanvasView::escapeWanted, this, [this] {
        if (m_view->hasPath())
            clearPath();
        else if (!m_filter.focus.empty())
            focusOn({}, m_filter.hops);
    });
    connect(m_twin, &TwinTable::currentChanged, this, &ArchitecturePage::goTo);
    connect(m_twin, &TwinTable::chosen, this, &ArchitecturePage::editWanted);
}

void ArchitecturePage::connectBar()
{
    connect(m_bar, &CanvasBar::colourPicked, this, &ArchitecturePage::setColourBy);
    connect(m_bar, &CanvasBar::focusToggled, this, &ArchitecturePage::toggleFocus);
    connect(m_bar, &CanvasBar::hopsPicked, this, [this](int hops) { focusOn(m_filter.focus, hops); });
    connect(m_bar, &CanvasBar::kindsPicked, this, &ArchitecturePage::setHidden);
    connect(m_bar, &CanvasBar::connectWanted, this, [this] {
        m_view->setFocus();
        m_view->startConnecting();
    });
    connect(m_bar, &CanvasBar::exportWanted, this, &ArchitecturePage::exportPicture);
    connect(m_bar, &CanvasBar::fitWanted, this, [this] { m_view->fit(); });
}

// Pages that are not looked at are told of changes, too; the picture is made when somebody looks.
void ArchitecturePage::follow(const ChangeSet &)
{
    m_pending.clear();
    m_stale = true;
    if (isVisible())
        rebuild();
}

void ArchitecturePage::showEvent(QShowEvent *event)
{
    WorkspacePage::showEvent(event);
    if (m_stale)
        rebuild();
}

bool ArchitecturePage::isPlaced(ItemId item) const
{
    if (!m_filter.focus.empty())
        return m_focused.contains(item);
    const Item *record = graph().item(item);
    return record && (m_found.contains(item) || m_pending.contains(item) || graph().position(record->uid));
}

QPointF ArchitecturePage::placeOf(ItemId item) const
{
    if (!m_filter.focus.empty())
        return m_focused.at(item);
    if (const auto moving = m_pending.find(item); moving != m_pending.end())
        return moving->second;
    if (const auto written = graph().position(graph().item(item)->uid))
        return {written->x, written->y};
    return m_found.at(item);
}

void ArchitecturePage::rebuild()
{
    m_stale = false;
    std::erase_if(m_filter.focus, [this](ItemId item) { return !graph().item(item); });
    const std::vector<ItemId> items = shownItems(graph(), m_filter, m_counts);
    m_bar->setFocused(!m_filter.focus.empty());
    m_pages->setCurrentIndex(m_counts.all == 0 ? 1 : 0);
    const bool none = std::none_of(items.begin(), items.end(), [this](ItemId id) { return isPlaced(id); });
    if (none && !items.empty())
        return layOut(items);
    m_layout->cancel();
    placeNewcomers(
        graph(), items, [this](ItemId id) { return isPlaced(id); }, [this](ItemId id) { return placeOf(id); },
        m_filter.focus.empty() ? m_found : m_focused);
    showScene(items);
}

void ArchitecturePage::layOut(std::vector<ItemId> items)
{
    m_count->setText(countWords());
    m_working->setText(tr("Finding places \u2026"));
    m_working->show();
    placeOverlays();
    m_layout->start(layoutQuestion(graph(), std::move(items)));
}

void ArchitecturePage::takePlaces(const NodePlaces &places)
{
    (m_filter.focus.empty() ? m_found : m_focused) = places;
    rebuild();
}

void ArchitecturePage::showScene(const std::vector<ItemId> &items)
{
    Scene scene = makeScene(graph(), items, [this](ItemId id) { return placeOf(id); });
    const std::size_t links = scene.counts.links;
    scene.counts = m_counts;
    m_counts.links = scene.counts.links = links;
    applyStates(scene, graph(), m_assessed.now.get(), m_reading);
    m_working->hide();
    m_view->setScene(std::move(scene));
    m_map->refresh();
    std::set<Group> groups;
    for (const SceneNode &node : m_view->scene().nodes)
        groups.insert(kindDef(node.kind).group);
    m_key->setGroups(groups);
    m_twin->show(m_view->scene());
    m_count->setText(countWords());
    m_bar->setZoom(m_view->zoom());
    placeOverlays();
    if (m_made && graph().findItem(*m_made).valid())
        m_wanted = graph().findItem(*std::exchange(m_made, std::nullopt));
    if (m_wanted.valid())
        goTo(std::exchange(m_wanted, {}));
}

QString ArchitecturePage::countWords() const
{
    const auto words = [](std::size_t count) { return number(static_cast<qint64>(count)); };
    QString text = tr("%1 of %2 shown").arg(words(m_counts.shown), words(m_counts.all));
    if (m_counts.hiddenByFocus > 0)
        text += tr(", %1 hidden by focus").arg(words(m_counts.hiddenByFocus));
    if (m_counts.hiddenByKind > 0)
        text += tr(", %1 of hidden kinds").arg(words(m_counts.hiddenByKind));
    return text;
}

void ArchitecturePage::showStates()
{
    if (m_stale || !isVisible()) {
        m_stale = true;
        return;
    }
    Scene scene = m_view->scene();
    applyStates(scene, graph(), m_assessed.now.get(), m_reading);
    m_view->setScene(std::move(scene));
    m_twin->show(m_view->scene());
}

void ArchitecturePage::showAssessment(const Assessed &assessed)
{
    m_assessed = assessed;
    showStates();
}

void ArchitecturePage::setReading(Reading reading)
{
    m_reading = reading;
    showStates();
}

void ArchitecturePage::setColourBy(ColourBy by)
{
    m_view->setColourBy(by);
    m_bar->setColourBy(by);
    m_key->setColourBy(by);
    placeOverlays();
}

// The legend lies at the bottom left of the picture, the mini map at the bottom right; with little room the count stands
// below the legend, or alone.
void ArchitecturePage::placeOverlays()
{
    m_count->setToolTip(plainTip(tr("%1 items have no lane: threats, controls, tests and the like").arg(m_counts.elsewhere)));
    m_map->setVisible(m_view->width() > 600 && m_view->height() > 300);
    const int room = m_view->width() - 16 - (m_map->isVisibleTo(m_view) ? m_map->width() + 16 : 0);
    const int key = m_key->sizeHint().width();
    const int count = m_count->sizeHint().width();
    auto *row = static_cast<QBoxLayout *>(m_legend->layout());
    row->setDirection(key + count + 40 <= room ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_key->setVisible(key + 16 <= room);
    row->activate();
    m_legend->resize(std::min(room, m_legend->sizeHint().width()), m_legend->sizeHint().height());
    m_legend->move(8, m_view->height() - m_legend->height() - 8);
    m_map->move(m_view->width() - m_map->width() - 12, m_view->height() - m_map->height() - 12);
    m_working->adjustSize();
    m_working->move((m_view->width() - m_working->width()) / 2, m_view->height() / 3);
    m_view->setFootRoom(m_legend->height() + 12);
}

bool ArchitecturePage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_view && event->type() == QEvent::Resize)
        placeOverlays();
    return WorkspacePage::eventFilter(watched, event);
}

void ArchitecturePage::focusMain()
{
    if (m_pages->currentIndex() == 0)
        m_view->setFocus(Qt::OtherFocusReason);
    else if (auto *first = m_pages->currentWidget()->findChild<QAbstractButton *>())
        first->setFocus();
}

ItemId ArchitecturePage::current() const { return m_view->current(); }

std::vector<Uid> ArchitecturePage::selected() const
{
    std::vector<Uid> uids;
    for (const ItemId id : m_view->selected())
        if (const Item *item = graph().item(id))
            uids.push_back(item->uid);
    return uids;
}

PagePlace ArchitecturePage::place() const
{
    const Item *item = graph().item(current());
    return item ? PagePlace{item->kind, item->uid} : PagePlace{};
}

void ArchitecturePage::showPlace(const PagePlace &place)
{
    if (const ItemId item = graph().findItem(place.item); item.valid())
        goTo(item);
}

} // namespace tarascope
