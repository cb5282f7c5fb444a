#include "views/canvas/architecturepage.h"

#include "model/store/safewriter.h"
#include "views/canvas/canvasview.h"
#include "views/canvas/connecting.h"
#include "views/canvas/minimap.h"
#include "views/canvas/pictureexport.h"
#include "views/controls/label.h"
#include "views/edits/changes.h"
#include "views/edits/edits.h"
#include "views/icons.h"
#include "views/kindlook.h"
#include "views/words.h"

#include <QtCore/QMimeData>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QMenu>

namespace tarascope {

// With the first drag the places of all items are written, so that none of them moves when the project is opened again.
void ArchitecturePage::move(const std::vector<std::pair<ItemId, QPointF>> &places)
{
    if (!m_filter.focus.empty()) {
        for (const auto &[item, centre] : places)
            m_focused[item] = centre;
        return rebuild();
    }
    std::vector<Placed> placed;
    for (const auto &[item, centre] : places)
        m_pending[item] = centre;
    for (const auto &[item, found] : m_found)
        if (const Item *record = graph().item(item); record && !m_pending.contains(item) && !graph().position(record->uid))
            placed.push_back({record->uid, found});
    std::string key;
    for (const auto &[item, centre] : m_pending)
        if (const Item *record = graph().item(item)) {
            key = record->key;
            placed.push_back({record->uid, centre});
        }
    std::sort(placed.begin(), placed.end(), [](const Placed &a, const Placed &b) { return a.item < b.item; });
    const Message title =
        places.size() == 1
            ? Message{QT_TRANSLATE_NOOP("model", "Move %1 on the canvas"), {key}, "moveOnCanvas"}
            : Message{QT_TRANSLATE_NOOP("model", "Move %1 items on the canvas"), {std::to_string(places.size())}, "moveOnCanvas"};
    m_edits->submit([placed, title](const Graph &graph) { return placeItems(graph, placed, title); });
    rebuild();
}

void ArchitecturePage::arrange()
{
    m_found.clear();
    m_pending.clear();
    if (!m_filter.focus.empty() || graph().positions().empty()) {
        m_focused.clear();
        return rebuild();
    }
    m_edits->submit([](const Graph &graph) { return forgetPlaces(graph); });
}

void ArchitecturePage::connectItems(ItemId from, ItemId to, const QPoint &globalPlace)
{
    const Item *first = graph().item(from);
    const Item *second = graph().item(to);
    if (!first || !second)
        return;
    QMenu menu(this);
    menu.setObjectName(QStringLiteral("connect"));
    for (const LinkOffer &offer : linkOffers(graph(), from, to)) {
        const Item *begin = offer.turned ? second : first;
        const Item *end = offer.turned ? first : second;
        const QString words = QStringLiteral("%1  %2  %3").arg(toText(begin->key), metamodelWords(linkDef(offer.kind).forward), toText(end->key));
        QAction *action = menu.addAction(plainLabel(offer.there ? tr("%1 (is there)").arg(words) : words));
        action->setEnabled(!offer.there);
        action->setData(static_cast<int>(offer.kind));
        connect(action, &QAction::triggered, this, [this, kind = offer.kind, one = begin->uid, other = end->uid] {
            m_edits->submit([kind, one, other](const Graph &graph) { return addLink(graph, kind, one, other); });
        });
    }
    menu.exec(globalPlace);
}

void ArchitecturePage::addAt(Kind kind, const QPointF &scenePlace)
{
    m_made = Uid::random();
    m_edits->submit([kind, scenePlace, uid = *m_made](const Graph &graph) -> Result<ChangeSet> {
        Result<ChangeSet> set = addItem(graph, kind, {}, uid);
        if (set)
            set->changes.push_back({std::nullopt, Record(Position{uid, std::round(scenePlace.x()), std::round(scenePlace.y())})});
        return set;
    });
}

void ArchitecturePage::showMenu(ItemId item, const QPoint &globalPlace, const QPointF &scenePlace)
{
    QMenu menu(this);
    if (const Item *record = graph().item(item)) {
        menu.addAction(tr("Open in the inspector"), this, [this, item] { Q_EMIT editWanted(item); });
        menu.addAction(makeIcon(m_palette, "focus"), m_filter.focus.empty() ? tr("Focus on the selection") : tr("Leave the focus"), this, &ArchitecturePage::toggleFocus);
        menu.addAction(makeIcon(m_palette, "link"), tr("Link to another item"), m_view, &CanvasView::startConnecting);
        if (kindDef(record->kind).position)
            menu.addAction(makeIcon(m_palette, "paths"), tr("Attack paths to here"), this, [this, item] { Q_EMIT pathsWanted(item); });
        menu.addAction(tr("Show in its table"), this, [this, item] { Q_EMIT itemWanted(item); });
        menu.addSeparator();
        menu.addAction(makeIcon(m_palette, "close"), tr("Delete"), this, &ArchitecturePage::removeWanted);
    } else {
        const LaneBands &bands = m_view->scene().bands;
        for (const Kind kind : laneKinds()) {
            const auto lane = static_cast<std::size_t>(*laneOf(kind, {}));
            if (scenePlace.x() >= bands[lane] && scenePlace.x() < bands[lane + 1])
                menu.addAction(kindIcon(m_palette, kind), tr("New here: %1").arg(metamodelWords(kindDef(kind).title)), this,
                               [this, kind, scenePlace] { addAt(kind, scenePlace); });
        }
        menu.addSeparator();
        menu.addAction(tr("Select all"), m_view, &CanvasView::selectAll);
        menu.addAction(tr("Show the whole picture"), m_view, [this] { m_view->fit(); });
        menu.addAction(tr("Arrange anew"), this, &ArchitecturePage::arrange);
    }
    menu.exec(globalPlace);
}

void ArchitecturePage::toggleFocus()
{
    std::vector<ItemId> wanted = m_view->selected();
    if (wanted.empty() && m_view->current().valid())
        wanted = {m_view->current()};
    const bool again = !m_filter.focus.empty() && (wanted.empty() || wanted == m_filter.focus);
    focusOn(again ? std::vector<ItemId>() : wanted, m_bar->hops());
}

void ArchitecturePage::focusOn(std::vector<ItemId> items, int hops)
{
    m_filter.focus = std::move(items);
    m_filter.hops = hops;
    m_bar->setHops(hops);
    m_focused.clear();
    m_view->fit();
    rebuild();
}

void ArchitecturePage::setHidden(const std::set<Kind> &hidden)
{
    m_filter.hidden = hidden;
    m_bar->setHidden(hidden);
    rebuild();
}

void ArchitecturePage::goTo(ItemId item)
{
    const Item *record = graph().item(item);
    if (!record || !laneIn(*record))
        return;
    if (m_stale || isLayingOut()) {
        m_wanted = item;
        return;
    }
    if (m_view->scene().find(item) < 0) {
        m_wanted = item;
        m_filter.hidden.erase(record->kind);
        m_filter.focus.clear();
        m_bar->setHidden(m_filter.hidden);
        return rebuild();
    }
    m_view->select({item}, item);
    m_view->reveal(item);
}

void ArchitecturePage::showPath(const std::vector<CanvasStep> &steps, const QString &words, ItemId target)
{
    m_pathTarget = target;
    m_pathWords->setText(words);
    m_pathBar->setVisible(!steps.empty());
    m_view->setPath(steps);
    m_map->update();
}

void ArchitecturePage::showAttack(const AttackPath &path, const QString &words, ItemId target)
{
    const std::vector<CanvasStep> steps = canvasSteps(path);
    std::set<ItemId> items;
    for (const CanvasStep &step : steps)
        for (const ItemId end : {step.from, step.to})
            if (const Item *item = graph().item(end); item && laneIn(*item)) {
                items.insert(end);
                m_filter.hidden.erase(item->kind);
            }
    m_bar->setHidden(m_filter.hidden);
    focusOn({items.begin(), items.end()}, 1);
    showPath(steps, words, target);
}

void ArchitecturePage::clearPath() { showPath(std::vector<CanvasStep>(), {}, {}); }

std::vector<CanvasStep> canvasSteps(const AttackPath &path)
{
    std::vector<CanvasStep> steps;
    for (std::size_t i = 0; i < path.steps.size(); ++i) {
        const PathStep &step = path.steps[i];
        const int number = static_cast<int>(i) + 1;
        if (step.from.empty())
            steps.push_back({path.profile, step.to, number});
        for (const ItemId from : step.from)
            steps.push_back({from, step.to, number});
    }
    return steps;
}

QByteArray ArchitecturePage::picture(PictureFormat format) const
{
    const PictureContent content{m_view->scene(), m_view->colourBy(), m_view->path(), countWords()};
    switch (format) {
    case PictureFormat::Svg: return pictureSvg(content);
    case PictureFormat::Pdf: return picturePdf(content);
    case PictureFormat::Png:
    case PictureFormat::Clipboard: break;
    }
    return picturePng(content);
}

void ArchitecturePage::exportPicture(PictureFormat format)
{
    if (format == PictureFormat::Clipboard) {
        auto *data = new QMimeData;
        data->setImageData(pictureImage({m_view->scene(), m_view->colourBy(), m_view->path(), countWords()}));
        data->setData(QStringLiteral("image/svg+xml"), picture(PictureFormat::Svg));
        QGuiApplication::clipboard()->setMimeData(data);
        m_count->setText(tr("The picture is in the clipboard."));
        return placeOverlays();
    }
    const QString ending = format == PictureFormat::Svg ? QStringLiteral("svg") : format == PictureFormat::Pdf ? QStringLiteral("pdf") : QStringLiteral("png");
    const QString path = QFileDialog::getSaveFileName(this, tr("Export the picture"), QStringLiteral("architecture.") + ending,
                                                      QStringLiteral("*.") + ending);
    if (path.isEmpty())
        return;
    const QByteArray bytes = picture(format);
    const Result<void> written = writeFileSafely(fromText(path), {bytes.constData(), static_cast<std::size_t>(bytes.size())});
    m_count->setText(written ? tr("Written: %1").arg(path) : translated(written.error()));
    placeOverlays();
}

} // namespace tarascope
