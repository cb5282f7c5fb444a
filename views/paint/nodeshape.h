#pragma once
#include "model/metamodel.h"
#include "views/palette.h"

#include <QtGui/QPainterPath>

class QPainter;

namespace tarascope {

/// The outline of a family: API tag, identity pill, backend rectangle, vehicle cut corners, TARA points, assurance
/// shield, incident double outline. The same on canvas, path strip and report picture.
QPainterPath nodeShape(Group group, const QRectF &rect);

/// Tint, outline, icon, name and key of a node; highlighted nodes have an ink outline of 2 pixels.
void paintNode(QPainter &painter, const QRectF &rect, Group group, std::string_view icon, const QString &name,
               const QString &key, bool highlighted, const Palette &palette);

} // namespace tarascope
