#pragma once
class QLayout;
class QScrollArea;
class QWidget;

namespace tarascope {

/// A page that scrolls up and down when it has no room; never sideways.
QScrollArea *makeScroll(QWidget *content, QWidget *parent = nullptr);

/// Takes everything out of a layout; the widgets are hidden at once and go when the event loop is back.
void emptyLayout(QLayout &layout);

} // namespace tarascope
