#include "views/canvas/pictureexport.h"

#include <QtCore/QBuffer>
#include <QtGui/QPageSize>
#include <QtGui/QPainter>
#include <QtGui/QPdfWriter>
#include <QtSvg/QSvgGenerator>

#include <cmath>
#include <numeric>

namespace tarascope {

namespace {

constexpr double margin = 16;
constexpr double header = 36;
constexpr double dpi = 96; ///< at which a pixel of the picture is one of the file
constexpr double mostPixels = 12000;

QSizeF sizeOf(const PictureContent &content)
{
    const QRectF bounds = content.scene.bounds;
    const double left = std::min(bounds.left(), content.scene.bands.front());
    const double right = std::max(bounds.right(), content.scene.bands.back());
    return {std::ceil(right - left + 2 * margin), std::ceil(bounds.height() + 2 * margin + header)};
}

void paintWhole(QPainter &painter, const PictureContent &content)
{
    const QSizeF size = sizeOf(content);
    const Palette light;
    const double left = std::min(content.scene.bounds.left(), content.scene.bands.front());
    const ViewMap map{1, QPointF(margin - left, margin + header - content.scene.bounds.top())};
    const ScenePainter scene(content.scene, light, content.by, map);
    scene.paintLanes(painter, QRectF(QPointF(0, 0), size));
    scene.paintLaneTitles(painter, QRectF(0, 0, size.width(), header));
    painter.setOpacity(content.path.empty() ? 1 : 0.5);
    std::vector<int> edges(content.scene.edges.size());
    std::iota(edges.begin(), edges.end(), 0);
    std::vector<int> nodes(content.scene.nodes.size());
    std::iota(nodes.begin(), nodes.end(), 0);
    scene.paintZones(painter);
    scene.paintEdges(painter, edges);
    scene.paintNodes(painter, nodes);
    scene.paintZoneTitles(painter);
    painter.setOpacity(1);
    scene.paintPath(painter, content.path);
}

} // namespace

QByteArray pictureSvg(const PictureContent &content)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setResolution(static_cast<int>(dpi));
    generator.setSize(sizeOf(content).toSize());
    generator.setViewBox(QRectF(QPointF(0, 0), sizeOf(content)));
    generator.setTitle(content.title);
    QPainter painter(&generator);
    paintWhole(painter, content);
    painter.end();
    return buffer.data();
}

QByteArray picturePdf(const PictureContent &content)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    // One page as large as the picture; what is larger than a page of PDF may be is drawn smaller.
    constexpr double mostPoints = 14400;
    const QSizeF size = sizeOf(content);
    const double scale = std::min(1.0, mostPoints / std::max(size.width(), size.height()) / 0.75);
    writer.setPageSize(QPageSize(size * 0.75 * scale, QPageSize::Point, {}, QPageSize::ExactMatch));
    writer.setPageMargins(QMarginsF());
    writer.setResolution(static_cast<int>(dpi));
    writer.setTitle(content.title);
    QPainter painter(&writer);
    painter.scale(scale, scale);
    paintWhole(painter, content);
    painter.end();
    return buffer.data();
}

QImage pictureImage(const PictureContent &content)
{
    const QSizeF size = sizeOf(content);
    const double scale = std::min(2.0, mostPixels / std::max(size.width(), size.height()));
    QImage image((size * scale).toSize(), QImage::Format_RGB32);
    image.fill(Qt::white);
    image.setDevicePixelRatio(scale);
    QPainter painter(&image);
    paintWhole(painter, content);
    painter.end();
    image.setDevicePixelRatio(1);
    return image;
}

QByteArray picturePng(const PictureContent &content)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    pictureImage(content).save(&buffer, "PNG");
    return buffer.data();
}

} // namespace tarascope
