#pragma once
#include "views/palette.h"

#include <QtGui/QPixmap>
#include <QtWidgets/QWidget>

namespace tarascope {

class CanvasView;

/// The whole picture in small, at the corner of the canvas; a frame shows what is in view. A click or a drag goes there.
class MiniMap final : public QWidget
{
    Q_OBJECT
public:
    MiniMap(const Palette &palette, CanvasView &view);
    QSize sizeHint() const override { return {168, 100}; }
    /// Draws the nodes anew.
    void refresh();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void goTo(const QPointF &place);
    QTransform toMap() const;

    Palette m_palette;
    CanvasView *m_view;
    QPixmap m_nodes;
};

} // namespace tarascope
