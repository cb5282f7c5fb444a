#pragma once
#include "model/risk/assessment.h"
#include "views/palette.h"

#include <QtWidgets/QWidget>

namespace tarascope {

/// One part of a bar: so many risks at a level (0: not rated) under a reading.
struct BarPart {
    Reading reading = Reading::Inherent;
    int level = 0;
    int count = 0;
    auto operator<=>(const BarPart &) const = default;
};

/// Risks by level as three bars, one for each reading. Every part is a link: click, or arrows and Enter.
class RiskBars final : public QWidget
{
    Q_OBJECT
public:
    explicit RiskBars(const Palette &palette, QWidget *parent = nullptr);
    /// Counts per level, place 0: not rated, as of `riskCounts`.
    void setCounts(const std::array<std::array<int, 6>, readingCount> &counts);
    void setReading(Reading reading);
    /// The parts as they stand from left to right, bar by bar.
    const std::vector<BarPart> &parts() const { return m_parts; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

    /// The bars use the height they are given, up to a point.
    int barHeight() const;

Q_SIGNALS:
    void picked(const tarascope::BarPart &part);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    bool event(QEvent *event) override;

private:
    std::vector<QRect> places() const;
    int partAt(const QPoint &place) const;
    void setCurrent(int part);
    void paintPart(QPainter &painter, const QRect &rect, const BarPart &part) const;

    Palette m_palette;
    Reading m_reading = Reading::Evidenced;
    std::vector<BarPart> m_parts;
    int m_current = 0;
    int m_hovered = -1;
};

/// "9 risks at 5, inherent"
QString barPartWords(const BarPart &part);

} // namespace tarascope
