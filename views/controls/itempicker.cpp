#include "views/controls/itempicker.h"

#include "views/controls/label.h"
#include "views/controls/picklist.h"
#include "views/fonts.h"
#include "views/icons.h"
#include "views/kindlook.h"
#include "views/sizes.h"
#include "views/style.h"
#include "views/style/parts.h"
#include "views/tables/tablefilter.h"
#include "views/words.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>

namespace tarascope {

namespace {

enum Rank { KeyEqual, KeyStart, NameStart, WordStart, Anywhere, NoHit };

Rank rankOf(const QString &key, const QString &name, const QString &search)
{
    if (search.isEmpty())
        return Anywhere;
    if (key.compare(search, Qt::CaseInsensitive) == 0)
        return KeyEqual;
    if (key.startsWith(search, Qt::CaseInsensitive))
        return KeyStart;
    const qsizetype at = name.indexOf(search, 0, Qt::CaseInsensitive);
    if (at == 0)
        return NameStart;
    if (at > 0)
        return name.at(at - 1).isLetterOrNumber() ? Anywhere : WordStart;
    return NoHit;
}

} // namespace

Pick pickOf(const Item &item)
{
    return {item.uid, toText(item.key), toText(item.name), std::string(kindIconName(item.kind)), familyInk(item.kind),
            {}};
}

PickList findItems(const Graph &graph, const std::function<bool(ItemId, const Item &)> &allowed, const QString &search,
                   int limit)
{
    struct Hit {
        Rank rank;
        Pick pick;
    };
    std::vector<Hit> hits;
    const QString wanted = search.trimmed();
    graph.forEachItem([&](ItemId id, const Item &item) {
        if (!allowed(id, item))
            return;
        const Rank rank = rankOf(toText(item.key), toText(item.name), wanted);
        if (rank != NoHit)
            hits.push_back({rank, pickOf(item)});
    });
    const auto shown = std::min(hits.size(), static_cast<std::size_t>(limit));
    std::partial_sort(hits.begin(), hits.begin() + static_cast<std::ptrdiff_t>(shown), hits.end(),
                      [](const Hit &a, const Hit &b) {
                          return a.rank != b.rank ? a.rank < b.rank : compareNaturally(a.pick.key, b.pick.key) < 0;
                      });
    PickList list;
    for (std::size_t i = 0; i < shown; ++i)
        list.picks.push_back(std::move(hits[i].pick));
    list.more = static_cast<qint64>(hits.size() - shown);
    return list;
}

ItemPicker::ItemPicker(const Palette &palette, const QString &name, FindPicks find, QWidget *parent)
    : QAbstractButton(parent), m_palette(palette), m_find(std::move(find)), m_placeholder(tr("not set"))
{
    setAccessibleName(name);
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(this, &QAbstractButton::clicked, this, [this] { openList(); });
}

void ItemPicker::setPlaceholder(const QString &words)
{
    m_placeholder = words;
    update();
}

void ItemPicker::setClearable(const QString &words) { m_clearWords = words; }

void ItemPicker::setPick(std::optional<Pick> pick)
{
    m_pick = std::move(pick);
    setText(m_pick ? m_pick->key + QLatin1Char(' ') + m_pick->name : m_placeholder);
    setToolTip(m_pick ? plainTip(text()) : QString());
    update();
}

void ItemPicker::openList(const QString &search)
{
    auto *list = new PickPopup(m_palette, m_find, m_clearWords, this);
    connect(list, &PickPopup::picked, this, &ItemPicker::take);
    list->open(search);
}

void ItemPicker::take(std::optional<Pick> pick)
{
    setPick(pick);
    Q_EMIT picked(std::move(pick));
}

QSize ItemPicker::sizeHint() const { return {220, property("small").toBool() ? sizes::inspectorField : sizes::field}; }
QSize ItemPicker::minimumSizeHint() const { return {80, sizeHint().height()}; }

void ItemPicker::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QStyleOption option;
    option.initFrom(this);
    parts::field(painter, rect(), m_palette, option.state, this);
    paintIcon(painter, QRect(width() - 23, 0, 16, height()), "chevron-down", m_palette.color("text.secondary"));
    QRect inner = rect().adjusted(9, 0, -26, 0);
    if (!m_pick) {
        painter.setPen(m_palette.color("text.muted"));
        painter.drawText(inner, Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(m_placeholder, Qt::ElideRight, inner.width()));
        return;
    }
    if (!m_pick->icon.empty()) {
        paintIcon(painter, QRect(inner.left(), 0, sizes::icon, height()), m_pick->icon, m_palette.color(m_pick->color));
        inner.setLeft(inner.left() + sizes::icon + 6);
    }
    painter.setPen(m_palette.color("text.primary"));
    const int keyWidth = painter.fontMetrics().horizontalAdvance(m_pick->key) + 6;
    const QString name =
        painter.fontMetrics().elidedText(m_pick->name, Qt::ElideRight, std::max(0, inner.width() - keyWidth));
    painter.drawText(inner, Qt::AlignVCenter, name);
    inner.setLeft(inner.left() + painter.fontMetrics().horizontalAdvance(name) + 6);
    painter.setFont(textFont(TextSize::Secondary));
    painter.setPen(m_palette.color("text.muted"));
    painter.drawText(inner, Qt::AlignVCenter, m_pick->key);
}

void ItemPicker::keyPressEvent(QKeyEvent *event)
{
    const QString typed = event->text();
    const bool opens = event->key() == Qt::Key_Down || event->key() == Qt::Key_Return || event->key() == Qt::Key_F4;
    const bool isText = !typed.isEmpty() && typed.at(0).isPrint() && event->key() != Qt::Key_Space &&
                        !event->modifiers().testFlag(Qt::ControlModifier);
    if (opens || isText)
        return openList(opens ? QString() : typed);
    QAbstractButton::keyPressEvent(event);
}

} // namespace tarascope
