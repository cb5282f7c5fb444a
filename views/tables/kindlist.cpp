#include "views/tables/kindlist.h"

#include "model/graph.h"
#include "views/fonts.h"
#include "views/icons.h"
#include "views/kindlook.h"
#include "views/sizes.h"
#include "views/style/parts.h"
#include "views/words.h"

#include <QtGui/QPainter>
#include <QtWidgets/QStyledItemDelegate>

namespace tarascope {

KindModel::KindModel(QObject *parent) : QAbstractItemModel(parent)
{
    for (const KindDef &def : kinds()) {
        auto section = std::find_if(m_sections.begin(), m_sections.end(),
                                    [&def](const Section &candidate) { return candidate.group == def.group; });
        if (section == m_sections.end())
            section = m_sections.insert(m_sections.end(), Section{def.group, {}});
        section->kinds.push_back(def.kind);
    }
}

void KindModel::setCounts(const Graph &graph)
{
    for (const KindDef &def : kinds()) {
        qint64 &count = m_counts[static_cast<std::size_t>(def.kind)];
        const auto now = static_cast<qint64>(graph.countOf(def.kind));
        if (std::exchange(count, now) == now)
            continue;
        const QModelIndex changed = indexOf(def.kind);
        Q_EMIT dataChanged(changed, changed);
        Q_EMIT dataChanged(changed.parent(), changed.parent());
    }
}

// The internal id of a kind is the place of its group plus one; a group has none.
QModelIndex KindModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : 0);
}

QModelIndex KindModel::parent(const QModelIndex &child) const
{
    return child.isValid() && child.internalId() > 0
               ? createIndex(static_cast<int>(child.internalId()) - 1, 0, quintptr(0))
               : QModelIndex();
}

int KindModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_sections.size());
    return parent.internalId() == 0 ? static_cast<int>(m_sections[static_cast<std::size_t>(parent.row())].kinds.size())
                                    : 0;
}

QModelIndex KindModel::indexOf(Kind kind) const
{
    for (std::size_t group = 0; group < m_sections.size(); ++group)
        for (std::size_t row = 0; row < m_sections[group].kinds.size(); ++row)
            if (m_sections[group].kinds[row] == kind)
                return createIndex(static_cast<int>(row), 0, static_cast<quintptr>(group) + 1);
    return {};
}

QVariant KindModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (index.internalId() == 0) {
        const Section &section = m_sections[static_cast<std::size_t>(index.row())];
        qint64 count = 0;
        for (const Kind kind : section.kinds)
            count += m_counts[static_cast<std::size_t>(kind)];
        return role == Qt::DisplayRole ? QVariant(groupWords(section.group))
               : role == CountRole     ? QVariant(count)
                                       : QVariant();
    }
    const Kind kind = m_sections[index.internalId() - 1].kinds[static_cast<std::size_t>(index.row())];
    const qint64 count = m_counts[static_cast<std::size_t>(kind)];
    switch (role) {
    case Qt::DisplayRole: return metamodelWords(kindDef(kind).plural);
    case Qt::ToolTipRole: return plainTip(metamodelWords(kindDef(kind).help));
    case Qt::AccessibleTextRole: return tr("%1, %2 items").arg(metamodelWords(kindDef(kind).plural), number(count));
    case KindRole: return static_cast<int>(kind);
    case CountRole: return count;
    default: return {};
    }
}

Qt::ItemFlags KindModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    return index.internalId() == 0 ? Qt::ItemIsEnabled | Qt::ItemIsSelectable
                                   : Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

namespace {

class KindDelegate final : public QStyledItemDelegate
{
public:
    KindDelegate(Palette palette, QObject *parent) : QStyledItemDelegate(parent), m_palette(std::move(palette)) {}

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const override
    {
        return {160, index.parent().isValid() ? sizes::row : sizes::row + 2};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const bool group = !index.parent().isValid();
        QStyle::State state = option.state;
        state.setFlag(QStyle::State_Active, option.state.testFlag(QStyle::State_HasFocus) || !group);
        const QRect whole(0, option.rect.top(), option.rect.right() + 1, option.rect.height());
        painter->save();
        painter->setClipRect(whole);
        parts::row(*painter, whole, m_palette, state, true, false);
        paintWords(*painter, option.rect, index, group);
        painter->restore();
    }

private:
    void paintWords(QPainter &painter, QRect rect, const QModelIndex &index, bool group) const
    {
        const qint64 count = index.data(KindModel::CountRole).toLongLong();
        if (!group) {
            const auto kind = static_cast<Kind>(index.data(KindModel::KindRole).toInt());
            const std::string color = count > 0 ? familyInk(kind) : std::string("text.muted");
            paintIcon(painter, QRect(rect.left() + 2, rect.top(), sizes::icon, rect.height()), kindIconName(kind),
                      m_palette.color(color));
            rect.setLeft(rect.left() + sizes::icon + 10);
        }
        rect.setRight(rect.right() - 12);
        const QString figure = number(count);
        painter.setFont(textFont(TextSize::Secondary));
        painter.setPen(m_palette.color("text.muted"));
        if (!group && count > 0)
            painter.drawText(rect, Qt::AlignRight | Qt::AlignVCenter, figure);
        rect.setRight(rect.right() - painter.fontMetrics().horizontalAdvance(figure) - 8);
        painter.setFont(group ? textFont(TextSize::Secondary, true) : textFont());
        painter.setPen(m_palette.color(group ? "text.secondary" : count > 0 ? "text.primary" : "text.muted"));
        const QString words = index.data().toString();
        painter.drawText(rect, Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(words, Qt::ElideRight, rect.width()));
    }

    Palette m_palette;
};

} // namespace

KindList::KindList(const Palette &palette, QWidget *parent) : QTreeView(parent), m_model(new KindModel(this))
{
    setModel(m_model);
    setItemDelegate(new KindDelegate(palette, this));
    setAccessibleName(tr("Kinds of items"));
    setHeaderHidden(true);
    setFrameShape(NoFrame);
    setRootIsDecorated(true);
    setIndentation(14);
    setUniformRowHeights(false);
    setMouseTracking(true);
    setExpandsOnDoubleClick(true);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setAutoFillBackground(false);
    expandAll();
}

void KindList::choose(Kind kind)
{
    const QModelIndex index = m_model->indexOf(kind);
    expand(index.parent());
    setCurrentIndex(index);
    scrollTo(index);
}

void KindList::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTreeView::currentChanged(current, previous);
    const QVariant kind = current.data(KindModel::KindRole);
    if (!kind.isValid())
        return;
    m_kind = static_cast<Kind>(kind.toInt());
    Q_EMIT kindChosen(m_kind);
}

} // namespace tarascope
