#pragma once
#include <QtWidgets/QWidget>

#include <string>

namespace tarascope {

/// A region with a ground of the palette and 1 pixel lines on the chosen edges.
class Pane : public QWidget
{
    Q_OBJECT
public:
    explicit Pane(std::string ground, Qt::Edges lines = {}, QWidget *parent = nullptr);
    void setGround(std::string ground);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::string m_ground;
    Qt::Edges m_lines;
};

/// A line of 1 pixel between two parts of a page.
QWidget *makeLine(QWidget *parent = nullptr);

} // namespace tarascope
