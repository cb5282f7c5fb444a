#include "views/icons.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtGui/QIconEngine>
#include <QtGui/QPaintEngine>
#include <QtGui/QPainter>
#include <QtGui/QPixmapCache>
#include <QtSvg/QSvgRenderer>

// Q_INIT_RESOURCE declares a function and must not stand in a namespace.
static void registerIcons() { Q_INIT_RESOURCE(views); }

namespace tarascope {

namespace {

QString resourceOf(std::string_view name)
{
    registerIcons();
    return QStringLiteral(":/tarascope/icons/") + QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())) +
           QStringLiteral(".svg");
}

QPixmap tinted(std::string_view name, const QSize &pixels, const QColor &color)
{
    const QString key = QStringLiteral("tarascope.icon.%1.%2x%3.%4")
                            .arg(resourceOf(name))
                            .arg(pixels.width())
                            .arg(pixels.height())
                            .arg(color.rgba(), 0, 16);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    QSvgRenderer renderer(resourceOf(name));
    Q_ASSERT_X(renderer.isValid(), "makeIcon", "no icon of this name in resources/icons");
    pixmap = QPixmap(pixels);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    renderer.render(&painter, QRectF(QPointF(0, 0), QSizeF(pixels)));
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(pixmap.rect(), color);
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

class TintedIcon final : public QIconEngine
{
public:
    TintedIcon(Palette palette, std::string_view name, std::string_view color)
        : m_palette(std::move(palette)), m_name(name), m_color(color)
    {
    }

    QIconEngine *clone() const override { return new TintedIcon(*this); }
    QString iconName() override { return QString::fromStdString(m_name); }
    bool isNull() override { return false; }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return tinted(m_name, size, color(mode, state));
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        paintIcon(*painter, rect, m_name, color(mode, state), std::min(rect.width(), rect.height()));
    }

private:
    QColor color(QIcon::Mode mode, QIcon::State state) const
    {
        QColor tint = m_palette.color(m_color);
        if (mode == QIcon::Disabled) {
            tint = m_palette.color("text.muted");
            tint.setAlpha(128);
        } else if (state == QIcon::On && m_color != "accent.on") {
            tint = m_palette.color("accent.ink");
        }
        return tint;
    }

    Palette m_palette;
    std::string m_name;
    std::string m_color;
};

class PaintedIcon final : public QIconEngine
{
public:
    using Paint = std::function<void(QPainter &, const QRect &, const Palette &)>;
    PaintedIcon(Palette palette, Paint paint) : m_palette(std::move(palette)), m_paint(std::move(paint)) {}

    QIconEngine *clone() const override { return new PaintedIcon(*this); }
    bool isNull() override { return false; }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode, QIcon::State, qreal scale) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        painter.scale(scale, scale);
        m_paint(painter, QRect(QPoint(0, 0), (QSizeF(size) / scale).toSize()), m_palette);
        return pixmap;
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1);
    }
    void paint(QPainter *painter, const QRect &rect, QIcon::Mode, QIcon::State) override
    {
        m_paint(*painter, rect, m_palette);
    }

private:
    Palette m_palette;
    Paint m_paint;
};

} // namespace

QIcon makeIcon(const Palette &palette, std::string_view name, std::string_view color)
{
    return QIcon(new TintedIcon(palette, name, color));
}

namespace {

/// For files of vectors: the drawing itself in the colour, not a picture of it.
void paintDrawing(QPainter &painter, const QRectF &rect, std::string_view name, const QColor &color)
{
    QFile file(resourceOf(name));
    if (!file.open(QIODevice::ReadOnly))
        return;
    QSvgRenderer(file.readAll().replace("#000000", color.name().toLatin1())).render(&painter, rect);
}

} // namespace

void paintIcon(QPainter &painter, const QRectF &rect, std::string_view name, const QColor &color, int size)
{
    if (const auto type = painter.paintEngine()->type(); type == QPaintEngine::SVG || type == QPaintEngine::Pdf)
        return paintDrawing(painter, QRectF(rect.center() - QPointF(size, size) / 2, QSizeF(size, size)), name, color);
    const qreal ratio = painter.device()->devicePixelRatioF();
    const int pixels = qRound(size * ratio);
    QPixmap pixmap = tinted(name, QSize(pixels, pixels), color);
    pixmap.setDevicePixelRatio(ratio);
    const QPointF corner = rect.center() - QPointF(size / 2.0, size / 2.0);
    painter.drawPixmap(QPointF(qRound(corner.x()), qRound(corner.y())), pixmap);
}

QIcon paintedIcon(const Palette &palette, std::function<void(QPainter &, const QRect &, const Palette &)> paint)
{
    return QIcon(new PaintedIcon(palette, std::move(paint)));
}

std::vector<std::string> iconNames()
{
    std::vector<std::string> names;
    registerIcons();
    for (const QString &file : QDir(QStringLiteral(":/tarascope/icons")).entryList(QDir::Files, QDir::Name))
        names.push_back(file.chopped(4).toStdString());
    return names;
}

} // namespace tarascope
