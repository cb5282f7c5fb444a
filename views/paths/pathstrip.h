#pragma once
#include "model/risk/assessment.h"
#include "views/palette.h"

#include <QtWidgets/QWidget>

namespace tarascope {

/// A node of a path as a picture: shape and colours of its family, icon, name and key.
struct StripNode {
    ItemId item;
    Group group{};
    std::string icon;
    QString name;
    QString key;
    bool anew = false; ///< its step does not go on from the node before: both are needed
};

/// A path from left to right, the steps numbered between its nodes; goes on in the next line when it has no room.
class PathStrip final : public QWidget
{
    Q_OBJECT
public:
    explicit PathStrip(const Palette &palette, QWidget *parent = nullptr);
    void setNodes(std::vector<StripNode> nodes);
    /// The node after this step is marked (0: the start, -1: none).
    void setCurrent(int node);

    QSize sizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

Q_SIGNALS:
    void picked(int node);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    bool event(QEvent *event) override;

private:
    std::vector<QRect> places(int width) const;
    int nodeAt(const QPoint &place) const;

    Palette m_palette;
    std::vector<StripNode> m_nodes;
    int m_current = -1;
};

} // namespace tarascope
