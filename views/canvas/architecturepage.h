#pragma once
#include "views/canvas/canvasbar.h"
#include "views/canvas/layoutjob.h"
#include "views/frame/workspacepage.h"

class QSplitter;
class QStackedWidget;

namespace tarascope {

class CanvasView;
class Edits;
class Label;
class Legend;
class MiniMap;
class TwinTable;

/// The architecture as a picture in lanes from the internet to the ECUs, with its twin table.
class ArchitecturePage final : public WorkspacePage
{
    Q_OBJECT
public:
    ArchitecturePage(const Palette &palette, Edits &edits, QWidget *parent = nullptr);

    QString title() const override { return tr("Canvas"); }
    void follow(const ChangeSet &set) override;
    void showAssessment(const Assessed &assessed) override;
    void setReading(Reading reading) override;
    void focusMain() override;
    ItemId current() const override;
    std::vector<Uid> selected() const override;
    Kind newKind() const override { return Kind::endpoint; }
    PagePlace place() const override;
    void showPlace(const PagePlace &place) override;

    /// Draws an attack in ink over everything else; `words` say which, `target` is what it reaches.
    void showPath(const std::vector<CanvasStep> &steps, const QString &words, ItemId target);
    /// The same for the answer to a question, with what is linked to its steps and nothing else.
    void showAttack(const AttackPath &path, const QString &words, ItemId target);
    void clearPath();
    /// Makes an item current and brings it into view; one that is hidden is shown first.
    void goTo(ItemId item);
    /// Shows only these items and what is so many links away; none: everything.
    void focusOn(std::vector<ItemId> items, int hops);
    void setHidden(const std::set<Kind> &hidden);
    void setColourBy(ColourBy by);

    /// "35 of 412 shown, 377 hidden by focus"
    QString countWords() const;
    /// Places are being found, on another thread.
    bool isLayingOut() const { return m_layout->running(); }
    CanvasView &view() { return *m_view; }
    TwinTable &twin() { return *m_twin; }
    /// The picture as it is shown now, as a file of this format.
    QByteArray picture(PictureFormat format) const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeCanvas();
    QWidget *makePathBar();
    QWidget *makeEmpty();
    void connectView();
    void connectBar();
    const Graph &graph() const;

    void rebuild();
    void layOut(std::vector<ItemId> items);
    void takePlaces(const NodePlaces &places);
    bool isPlaced(ItemId item) const;
    QPointF placeOf(ItemId item) const;
    void showScene(const std::vector<ItemId> &items);
    void showStates();
    void placeOverlays();

    void move(const std::vector<std::pair<ItemId, QPointF>> &places);
    void arrange();
    void connectItems(ItemId from, ItemId to, const QPoint &globalPlace);
    void showMenu(ItemId item, const QPoint &globalPlace, const QPointF &scenePlace);
    void addAt(Kind kind, const QPointF &scenePlace);
    void toggleFocus();
    void exportPicture(PictureFormat format);

    Palette m_palette;
    Edits *m_edits;
    SceneFilter m_filter;
    SceneCounts m_counts;
    Assessed m_assessed;
    Reading m_reading = Reading::Evidenced;
    NodePlaces m_found;   ///< by the layout, or free ones; written with the first drag
    NodePlaces m_focused; ///< of this focus alone, never written
    NodePlaces m_pending; ///< on their way to the disk
    LayoutJob *m_layout;
    bool m_stale = true; ///< changed while it was not looked at
    std::optional<Uid> m_made;
    ItemId m_pathTarget;
    ItemId m_wanted; ///< to be shown when it has a place

    CanvasBar *m_bar;
    CanvasView *m_view;
    MiniMap *m_map;
    QWidget *m_pathBar = nullptr;
    Label *m_pathWords = nullptr;
    QWidget *m_legend = nullptr; ///< with the count
    Legend *m_key = nullptr;
    Label *m_count = nullptr;
    Label *m_working = nullptr;
    TwinTable *m_twin;
    QSplitter *m_split = nullptr;
    QStackedWidget *m_pages;
};

/// Each step of an attack with the items it comes from, numbered as in its table.
std::vector<CanvasStep> canvasSteps(const AttackPath &path);

} // namespace tarascope
