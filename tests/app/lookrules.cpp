#include "tests/app/lookrules.h"

#include <QtGui/QAccessible>
#include <QtGui/QTextDocument>
#include <QtWidgets/QtWidgets>

namespace {

template <class T> bool isOrIsIn(const QWidget *widget)
{
    for (; widget; widget = widget->parentWidget())
        if (qobject_cast<const T *>(widget))
            return true;
    return false;
}

// Parts that Qt itself places in a control, a table or a list.
bool isInnerPart(const QWidget *widget)
{
    const QWidget *parent = widget->parentWidget();
    return isOrIsIn<QAbstractItemView>(parent) || isOrIsIn<QLineEdit>(parent) || isOrIsIn<QComboBox>(parent) ||
           isOrIsIn<QPlainTextEdit>(parent) || isOrIsIn<QTabBar>(parent) || qobject_cast<const QScrollBar *>(widget) ||
           qobject_cast<const QFocusFrame *>(widget) || qobject_cast<const QSplitterHandle *>(widget) ||
           qobject_cast<const QMenu *>(widget) || qobject_cast<const QMenuBar *>(parent);
}

QList<const QWidget *> partsOf(const QWidget &screen)
{
    QList<const QWidget *> parts;
    for (const QWidget *widget : screen.findChildren<QWidget *>())
        if (widget->isVisible() && widget->window() == screen.window() && !isInnerPart(widget))
            parts << widget;
    return parts;
}

QString called(const QWidget *widget)
{
    const auto *label = qobject_cast<const QLabel *>(widget);
    const auto *button = qobject_cast<const QAbstractButton *>(widget);
    const QString words = label ? label->text() : button ? button->text() : widget->accessibleName();
    const QRect rect = widget->geometry();
    return QStringLiteral("%1 '%2' (%3,%4 %5x%6 in %7)")
        .arg(QLatin1String(widget->metaObject()->className()), words.left(40))
        .arg(rect.x())
        .arg(rect.y())
        .arg(rect.width())
        .arg(rect.height())
        .arg(QLatin1String(widget->parentWidget()->metaObject()->className()));
}

bool hasRoom(const QWidget *widget)
{
    const auto *label = qobject_cast<const QLabel *>(widget);
    if (label && label->text().isEmpty())
        return true;
    if (label && label->wordWrap())
        return widget->height() >= widget->heightForWidth(widget->width());
    if (!label && !qobject_cast<const QAbstractButton *>(widget) && !qobject_cast<const QLineEdit *>(widget) &&
        !qobject_cast<const QComboBox *>(widget))
        return true;
    const QSize least = widget->minimumSizeHint();
    return widget->width() >= least.width() && widget->height() >= least.height();
}

bool scrolls(const QWidget *widget)
{
    const auto *area = widget->parentWidget() ? qobject_cast<const QScrollArea *>(widget->parentWidget()->parentWidget())
                                              : nullptr;
    return area && area->widget() == widget;
}

bool isInside(const QWidget *widget)
{
    const QRect place = widget->geometry();
    const QRect around = widget->parentWidget()->rect();
    return scrolls(widget) ? place.left() >= around.left() && place.right() <= around.right()
                           : around.contains(place) || place.isEmpty();
}

} // namespace

QStringList cutOrOverlapping(const QWidget &screen)
{
    QStringList found;
    const QList<const QWidget *> parts = partsOf(screen);
    for (const QWidget *widget : parts) {
        if (widget->isWindow())
            continue;
        if (!hasRoom(widget))
            found << QStringLiteral("cut: ") + called(widget);
        if (!isInside(widget))
            found << QStringLiteral("outside: ") + called(widget);
        for (const QWidget *other : parts)
            if (other > widget && other->parentWidget() == widget->parentWidget() && !other->isWindow() &&
                other->geometry().intersects(widget->geometry()))
                found << QStringLiteral("over each other: ") + called(widget) + QStringLiteral(" and ") + called(other);
    }
    return found;
}

QStringList unnamedControls(const QWidget &screen)
{
    QStringList found;
    for (const QWidget *widget : partsOf(screen)) {
        const bool isControl = widget->focusPolicy() != Qt::NoFocus || qobject_cast<const QAbstractButton *>(widget);
        if (!isControl || qobject_cast<const QMainWindow *>(widget))
            continue;
        const QAccessibleInterface *reader = QAccessible::queryAccessibleInterface(const_cast<QWidget *>(widget));
        if (!reader || reader->text(QAccessible::Name).trimmed().isEmpty())
            found << QStringLiteral("no name: ") + called(widget);
    }
    return found;
}

QStringList richTexts(const QWidget &screen)
{
    QStringList found;
    for (const QWidget *widget : screen.findChildren<QWidget *>()) {
        const auto *label = qobject_cast<const QLabel *>(widget);
        if (label && label->textFormat() != Qt::PlainText && !label->text().isEmpty())
            found << QStringLiteral("label not plain: ") + called(widget);
        // A tip is HTML or it is not; one that is must be our own escaping of plain text.
        if (Qt::mightBeRichText(widget->toolTip()) && widget->toolTip().contains(QLatin1String("<img")))
            found << QStringLiteral("tip not plain: ") + called(widget);
    }
    return found;
}
