#pragma once
#include "views/canvas/detail.h"
#include "views/canvas/scene.h"
#include "views/palette.h"

#include <QtGui/QColor>

class QPainter;
class QPainterPath;

namespace tarascope {

enum class ColourBy { Kind, Risk, Evidence };

/// From the picture to the screen and back.
struct ViewMap {
    double zoom = 1;
    QPointF origin; ///< where the zero of the picture stands on the screen

    QPointF toView(const QPointF &point) const { return point * zoom + origin; }
    QPointF toScene(const QPointF &point) const { return (point - origin) / zoom; }
    QRectF toView(const QRectF &rect) const { return {toView(rect.topLeft()), rect.size() * zoom}; }
    QRectF toScene(const QRectF &rect) const { return {toScene(rect.topLeft()), rect.size() / zoom}; }
    QLineF toView(const QLineF &line) const { return {toView(line.p1()), toView(line.p2())}; }
};

/// Fill, outline and text of a node.
struct NodeColours {
    QColor fill;
    QColor ink;
    QColor text;
    QColor key;
};

/// Paints parts of a scene at one zoom. Who paints decides what: a tile, a frame, a file.
class ScenePainter
{
public:
    ScenePainter(const Scene &scene, const Palette &palette, ColourBy by, const ViewMap &map);

    Detail detail() const { return m_detail; }
    /// Grounds of the lanes over the whole height of a view.
    void paintLanes(QPainter &painter, const QRectF &view) const;
    /// Titles of the lanes in a row at the top of a view.
    void paintLaneTitles(QPainter &painter, const QRectF &row) const;
    void paintZones(QPainter &painter) const;
    void paintZoneTitles(QPainter &painter) const;
    void paintEdges(QPainter &painter, const std::vector<int> &edges) const;
    /// The steps of an attack in ink, with their numbers.
    void paintPath(QPainter &painter, const std::vector<CanvasStep> &steps) const;
    void paintNodes(QPainter &painter, const std::vector<int> &nodes) const;
    void paintNode(QPainter &painter, const SceneNode &node, bool onPath) const;
    /// Instead of nodes and links: how many there are, by lane and height.
    void paintBars(QPainter &painter, const QRectF &view) const;
    /// The outline of a node, so many pixels outside of it.
    QPainterPath outline(const SceneNode &node, double outside) const;
    NodeColours coloursOf(const SceneNode &node) const;
    /// Links of a node that is looked at, so that the eye can follow them.
    void paintEdgesOf(QPainter &painter, int node) const;

private:
    void paintPathEdge(QPainter &painter, const QLineF &line) const;
    void paintStep(QPainter &painter, const CanvasStep &step) const;
    void paintMark(QPainter &painter, const SceneNode &node) const;
    void paintTexts(QPainter &painter, const SceneNode &node, const NodeColours &colours) const;
    /// Gives the width that it took.
    double paintSign(QPainter &painter, const QRectF &place, const SceneNode &node, const NodeColours &colours) const;
    bool hasBadge(const SceneNode &node) const;
    void paintBadges(QPainter &painter, const SceneNode &node) const;
    void paintHeads(QPainter &painter, const std::vector<QLineF> &lines, double size) const;
    void paintSigns(QPainter &painter, const std::vector<int> &edges) const;

    const Scene &m_scene;
    const Palette &m_palette;
    ColourBy m_by;
    ViewMap m_map;
    Detail m_detail;
    std::array<NodeColours, 8> m_families; ///< by group
};

/// Colour of a proof, to be followed by ".fill" or ".on", and its symbol.
std::string proofColour(Proof proof);
std::string_view proofIcon(Proof proof);

} // namespace tarascope
