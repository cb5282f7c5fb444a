#include "views/controls/focusring.h"

#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QFocusFrame>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>

namespace tarascope {

namespace {

bool isField(const QWidget *widget)
{
    return qobject_cast<const QLineEdit *>(widget) || qobject_cast<const QPlainTextEdit *>(widget);
}

bool isRinged(const QWidget *widget)
{
    if (qobject_cast<const QAbstractButton *>(widget) || qobject_cast<const QComboBox *>(widget))
        return widget->window()->testAttribute(Qt::WA_KeyboardFocusChange);
    return isField(widget);
}

} // namespace

FocusRing::FocusRing(QApplication *application) : QObject(application)
{
    connect(application, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) { follow(now); });
}

void FocusRing::follow(QWidget *now)
{
    // A frame dies with the window that it was drawn in, so it is made anew for each control.
    delete m_frame;
    m_frame = nullptr;
    const bool inCell =
        now && now->parentWidget() && qobject_cast<QAbstractItemView *>(now->parentWidget()->parentWidget());
    if (!now || !isRinged(now) || inCell)
        return;
    m_frame = new QFocusFrame(now->window());
    connect(m_frame, &QObject::destroyed, this, [this](QObject *gone) {
        if (gone == m_frame)
            m_frame = nullptr;
    });
    m_frame->setWidget(now);
}

} // namespace tarascope
