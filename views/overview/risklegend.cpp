#include "views/overview/risklegend.h"

#include "views/fonts.h"
#include "views/overview/riskbars.h"
#include "views/style/parts.h"

#include <QtGui/QPainter>
#include <QtWidgets/QWidget>

namespace tarascope {

namespace {

constexpr int entryWidth = 30;

class RiskLegend final : public QWidget
{
public:
    explicit RiskLegend(Palette palette) : m_palette(std::move(palette))
    {
        setFixedSize(5 * entryWidth, 16);
        setAccessibleName(RiskBars::tr("Risk 5 is the highest, 1 the lowest"));
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setFont(textFont(TextSize::Secondary));
        painter.setPen(m_palette.color("text.secondary"));
        const QColor outline = m_palette.theme() == Theme::HighContrast ? m_palette.color("line.strong") : QColor();
        for (int i = 0; i < 5; ++i) {
            const int level = 5 - i;
            const QRect square(i * entryWidth + 6, 3, 10, 10);
            parts::rounded(painter, square, 2, m_palette.color("risk." + std::to_string(level) + ".fill"), outline);
            painter.drawText(QRect(square.right() + 5, 0, 12, 16), Qt::AlignLeft | Qt::AlignVCenter,
                             QString::number(level));
        }
    }

private:
    Palette m_palette;
};

} // namespace

QWidget *makeRiskLegend(const Palette &palette) { return new RiskLegend(palette); }

} // namespace tarascope
