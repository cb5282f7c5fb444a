#pragma once
#include "views/canvas/scenepaint.h"
#include "views/controls/pane.h"

class QComboBox;
class QMenu;
class QPushButton;

namespace tarascope {

class Label;
class Segments;

/// What the picture is written as.
enum class PictureFormat { Svg, Png, Pdf, Clipboard };

/// The row above the canvas: colours, focus, kinds, links, files, zoom.
class CanvasBar final : public Pane
{
    Q_OBJECT
public:
    explicit CanvasBar(const Palette &palette, QWidget *parent = nullptr);
    void setColourBy(ColourBy by);
    void setFocused(bool focused);
    void setZoom(double zoom);
    void setHidden(const std::set<Kind> &hidden);
    /// With little room most buttons show their icon alone.
    QSize minimumSizeHint() const override { return {440, 0}; }
    int hops() const;
    void setHops(int hops);

Q_SIGNALS:
    void colourPicked(tarascope::ColourBy by);
    void focusToggled(bool on);
    void hopsPicked(int hops);
    void kindsPicked(const std::set<tarascope::Kind> &hidden);
    void connectWanted();
    void exportWanted(tarascope::PictureFormat format);
    void fitWanted();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void setNarrow(bool narrow);
    QMenu *makeKindMenu();
    QMenu *makeExportMenu();

    Palette m_palette;
    std::set<Kind> m_hidden;
    Segments *m_colours;
    QPushButton *m_focus;
    QComboBox *m_hops;
    QPushButton *m_kinds;
    QPushButton *m_link;
    QPushButton *m_files;
    Label *m_title;
    Label *m_zoom;
    std::vector<std::pair<Kind, QAction *>> m_kindActions;
    int m_wide = 0; ///< width at which all words have room
    bool m_narrow = false;
};

} // namespace tarascope
