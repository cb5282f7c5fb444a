#pragma once
#include "views/canvas/tilecache.h"
#include "views/canvas/walk.h"

#include <QtWidgets/QWidget>

namespace tarascope {

/// The picture of the architecture: panned, zoomed, selected in, dragged in, and walked through by keys. It shows a scene
/// and says what the user wants; it changes nothing in the project.
class CanvasView final : public QWidget
{
    Q_OBJECT
public:
    static constexpr int headerHeight = 36; ///< titles of the lanes

    explicit CanvasView(const Palette &palette, QWidget *parent = nullptr);
    /// Shows another scene; what was selected stays so where it is still there.
    void setScene(Scene scene);
    const Scene &scene() const { return m_scene; }
    void setColourBy(ColourBy by);
    ColourBy colourBy() const { return m_by; }
    /// Risk or proof of nodes has changed, not where they are.
    void repaintAll();

    /// Draws the steps in ink with their numbers and everything else at half strength; no steps: nothing is dimmed.
    void setPath(std::vector<CanvasStep> steps);
    bool hasPath() const { return !m_path.empty(); }
    const std::vector<CanvasStep> &path() const { return m_path; }

    /// The node that keys act on; invalid: none.
    ItemId current() const;
    std::vector<ItemId> selected() const;
    void select(const std::vector<ItemId> &items, ItemId current);
    void selectAll();
    /// Brings an item into view.
    void reveal(ItemId item);

    double zoom() const { return m_map.zoom; }
    const ViewMap &map() const { return m_map; }
    /// The part of the picture that is in view.
    QRectF shownArea() const;
    /// Zooms about a point of the view; to the next step of the ladder when it is near.
    void zoomTo(double zoom, const QPointF &about);
    void zoomBy(int steps);
    /// Shows the whole picture, or an area of it; never larger than 100 %.
    void fit();
    void fit(const QRectF &area);
    /// What lies over the foot of the view, such as a legend: the whole picture is shown above it.
    void setFootRoom(double pixels);
    void centreOn(const QPointF &scenePoint);
    /// Milliseconds that a frame may paint what is new; below 0: all at once.
    void setFrameTime(double milliseconds) { m_frameTime = milliseconds; }
    /// The last frame showed all of its view.
    bool isSharp() const { return m_sharp; }

    /// Key C: the current node is linked to the node that is chosen next.
    void startConnecting();
    bool isConnecting() const { return m_connectFrom >= 0; }

Q_SIGNALS:
    void currentChanged(tarascope::ItemId item);
    void selectionChanged();
    /// Enter or a double click.
    void chosen(tarascope::ItemId item);
    /// Nodes were moved to other places; one signal per gesture.
    void moved(const std::vector<std::pair<tarascope::ItemId, QPointF>> &places);
    void connectWanted(tarascope::ItemId from, tarascope::ItemId to, const QPoint &globalPlace);
    /// At an item, or at a place of the picture where there is none.
    void menuWanted(tarascope::ItemId item, const QPoint &globalPlace, const QPointF &scenePlace);
    void focusWanted();
    void escapeWanted();
    void zoomChanged();
    /// Another part of the picture is in view.
    void viewChanged();

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void keyReleaseEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    bool focusNextPrevChild(bool next) override;

private:
    enum class Gesture { None, Pan, Press, Drag, Band, Connect };

    QRectF body() const; ///< below the titles
    void setMap(double zoom, const QPointF &origin);
    int nodeAt(const QPointF &place) const;
    /// Within the strip at the left or right end of a node that a link is pulled out of; -1: none.
    int handleAt(const QPointF &place) const;
    void setCurrent(int node);
    void step(int node, bool extend);
    void announce();
    QString wordsOf(int node) const;

    void lift();
    void drop();
    void moveLifted(const QPointF &by);
    void cancelGesture();
    void endConnecting(int to, const QPoint &globalPlace);
    bool moveByKey(int key);
    bool walkByKey(const QKeyEvent &event);
    bool lookByKey(const QKeyEvent &event);
    void showTip(const QPoint &place, const QPoint &globalPlace);

    void paintContent(QPainter &painter);
    void paintLifted(QPainter &painter, const ScenePainter &scene);
    void paintSelection(QPainter &painter, const ScenePainter &scene);
    void paintGesture(QPainter &painter, const ScenePainter &scene);

    Palette m_palette;
    Scene m_scene;
    ColourBy m_by = ColourBy::Kind;
    ViewMap m_map;
    TileCache m_tiles;
    double m_frameTime = 9;
    double m_footRoom = 8;
    bool m_sharp = false;
    bool m_fitted = false; ///< the whole was asked for; holds until the user moves the picture

    std::vector<CanvasStep> m_path;
    std::set<int> m_selected;
    int m_current = -1;
    int m_hover = -1;

    Gesture m_gesture = Gesture::None;
    QPointF m_pressed;
    QPointF m_mouse;
    bool m_space = false;
    std::set<int> m_lifted;
    QPointF m_liftedBy; ///< in the picture
    int m_connectFrom = -1;
    std::set<int> m_bandBase;
};

} // namespace tarascope
