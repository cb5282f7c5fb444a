#include "views/controls/scroll.h"

#include <QtWidgets/QLayout>
#include <QtWidgets/QScrollArea>

namespace tarascope {

QScrollArea *makeScroll(QWidget *content, QWidget *parent)
{
    auto *scroll = new QScrollArea(parent);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->viewport()->setAutoFillBackground(false);
    if (content) {
        scroll->setWidget(content);
        content->setAutoFillBackground(false); // setWidget switches it on
    }
    return scroll;
}

void emptyLayout(QLayout &layout)
{
    while (QLayoutItem *item = layout.takeAt(0)) {
        if (QWidget *widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        } else if (QLayout *inner = item->layout()) {
            emptyLayout(*inner);
        }
        delete item;
    }
}

} // namespace tarascope
