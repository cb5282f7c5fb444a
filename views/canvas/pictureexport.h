#pragma once
#include "views/canvas/scenepaint.h"

#include <QtCore/QByteArray>
#include <QtGui/QImage>

namespace tarascope {

/// What is drawn into a file: the whole picture in light colours, for paper and documents.
struct PictureContent {
    const Scene &scene;
    ColourBy by = ColourBy::Kind;
    std::vector<CanvasStep> path;
    QString title;
};

QByteArray pictureSvg(const PictureContent &content);
QByteArray picturePdf(const PictureContent &content);
/// At twice the size of 100 %, smaller where a side would have more than 12,000 pixels.
QImage pictureImage(const PictureContent &content);
QByteArray picturePng(const PictureContent &content);

} // namespace tarascope
