#include "views/tables/celldelegate.h"

#include "views/fonts.h"
#include "views/icons.h"
#include "views/sizes.h"
#include "views/style.h"
#include "views/style/parts.h"
#include "views/tables/tablemodel.h"
#include "views/tables/tableview.h"

#include <QtCore/QAbstractProxyModel>
#include <QtGui/QPainter>
#include <QtWidgets/QLineEdit>

namespace tarascope {

namespace {

const char *inkOf(Tone tone)
{
    switch (tone) {
    case Tone::Secondary: return "text.secondary";
    case Tone::Muted: return "text.muted";
    case Tone::Link: return "accent.ink";
    case Tone::Warning: return "notice.warning.ink";
    case Tone::Error: return "notice.error.ink";
    case Tone::Normal:
    case Tone::Strong: break;
    }
    return "text.primary";
}

const ColumnShape *shapeOf(const QModelIndex &index)
{
    const QAbstractItemModel *model = index.model();
    while (const auto *proxy = qobject_cast<const QAbstractProxyModel *>(model))
        model = proxy->sourceModel();
    const auto *table = qobject_cast<const TableModelBase *>(model);
    return table ? &table->shape(index.column()) : nullptr;
}

void paintGround(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index, const Cell &cell,
                 const Palette &palette)
{
    QStyle::State state = option.state & ~QStyle::State_MouseOver;
    bool first = index.column() == 0;
    if (const auto *view = qobject_cast<const TableView *>(option.widget)) {
        if (view->hoverRow() == index.row())
            state |= QStyle::State_MouseOver;
        first = view->isFirstColumn(index.column());
        state.setFlag(QStyle::State_Active, view->hasFocus() || view->viewport()->hasFocus());
    }
    parts::row(painter, option.rect, palette, state, first);
    // In high contrast a tint is black: it would cut a hole into the selection, and the bold text says the same.
    if (!cell.ground.empty() && palette.theme() != Theme::HighContrast)
        painter.fillRect(option.rect.adjusted(0, 0, 0, -1), palette.color(cell.ground));
}

// The first and the last column keep the margin of the page.
QRect innerRect(const QStyleOptionViewItem &option, int column)
{
    const auto *view = qobject_cast<const TableView *>(option.widget);
    const int left = view && view->isFirstColumn(column) ? sizes::pageMargin : sizes::gap;
    const int right = view && view->isLastColumn(column) ? sizes::pageMargin : sizes::gap;
    return option.rect.adjusted(left, 0, -right, -1);
}

void paintText(QPainter &painter, QRect rect, const Cell &cell, const ColumnShape &shape, const Palette &palette)
{
    if (!cell.icon.empty()) {
        paintIcon(painter, QRect(rect.left(), rect.top(), sizes::icon, rect.height()), cell.icon,
                  palette.color(cell.iconColor));
        rect.setLeft(rect.left() + sizes::icon + 6);
    }
    painter.setFont(shape.mono ? monoFont() : textFont(TextSize::Body, cell.tone == Tone::Strong));
    painter.setPen(palette.color(inkOf(cell.tone)));
    const Qt::TextElideMode elide = shape.elideMiddle ? Qt::ElideMiddle : Qt::ElideRight;
    const QString oneLine = QString(cell.text).replace(QLatin1Char('\n'), QLatin1Char(' '));
    painter.drawText(rect, (shape.right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(oneLine, elide, rect.width()));
}

} // namespace

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const ColumnShape *shape = shapeOf(index);
    if (!shape)
        return QStyledItemDelegate::paint(painter, option, index);
    const Palette palette = paletteOf(option.widget);
    const Cell cell = index.data(TableModelBase::CellRole).value<Cell>();
    painter->save();
    paintGround(*painter, option, index, cell, palette);
    const QRect inner = innerRect(option, index.column());
    painter->setClipRect(option.rect);
    if (shape->paint && cell.look.isValid())
        shape->paint(*painter, inner, cell.look, palette);
    else
        paintText(*painter, inner, cell, *shape, palette);
    painter->restore();
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const ColumnShape *shape = shapeOf(index);
    const QSize size = QStyledItemDelegate::sizeHint(option, index);
    return {shape ? std::max(shape->width, size.width()) : size.width(), sizes::row};
}

QWidget *CellDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &, const QModelIndex &) const
{
    auto *editor = new QLineEdit(parent);
    setSmall(editor);
    return editor;
}

void CellDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option, const QModelIndex &) const
{
    editor->setGeometry(option.rect.adjusted(1, 1, -1, -2));
}

} // namespace tarascope
