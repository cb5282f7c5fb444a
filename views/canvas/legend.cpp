#include "views/canvas/legend.h"

#include "views/canvas/states.h"
#include "views/fonts.h"
#include "views/icons.h"
#include "views/kindlook.h"
#include "views/paint/chips.h"

#include <QtGui/QPainter>

namespace tarascope {

namespace {

constexpr int symbol = 18;
constexpr int gap = 14;

} // namespace

Legend::Legend(const Palette &palette, QWidget *parent) : QWidget(parent), m_palette(palette)
{
    setColourBy(ColourBy::Kind);
}

void Legend::setColourBy(ColourBy by)
{
    m_by = by;
    QStringList words;
    for (const Entry &entry : entries())
        words << entry.words;
    setAccessibleName(tr("Legend: %1").arg(words.join(QStringLiteral(", "))));
    updateGeometry();
    update();
}

void Legend::setGroups(const std::set<Group> &groups)
{
    m_groups = groups;
    setColourBy(m_by);
}

std::vector<Legend::Entry> Legend::entries() const
{
    std::vector<Entry> list;
    if (m_by == ColourBy::Kind) {
        for (const auto &[group, icon] : std::initializer_list<std::pair<Group, std::string_view>>{
                 {Group::identity, "identity"}, {Group::api, "endpoint"}, {Group::backend, "backend"}, {Group::vehicle, "ecu"},
                 {Group::asset, "reports"}, {Group::tara, "paths"}})
            if (m_groups.contains(group))
                list.push_back({icon, familyInk(group), {}, 0, groupWords(group)});
    } else if (m_by == ColourBy::Risk) {
        for (int risk = 1; risk <= 5; ++risk)
            list.push_back({{}, {}, {}, risk, {}});
        list.back().words = tr("highest risk; ? not rated");
    } else {
        for (const Proof proof : {Proof::Proved, Proof::Untested, Proof::Gap, Proof::Failed, Proof::NotGuarded})
            list.push_back({proofIcon(proof), proofColour(proof) + ".on", proofColour(proof) + ".fill", 0, proofWords(proof)});
    }
    return list;
}

QSize Legend::sizeHint() const
{
    const QFontMetrics metrics(textFont(TextSize::Secondary));
    int width = 0;
    for (const Entry &entry : entries())
        width += symbol + 6 + (entry.risk > 0 ? 4 : 0) + (entry.words.isEmpty() ? 0 : metrics.horizontalAdvance(entry.words) + gap);
    return {width, 24};
}

void Legend::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(textFont(TextSize::Secondary));
    int left = 0;
    for (const Entry &entry : entries()) {
        const QRect at(left, 0, symbol, height());
        if (entry.risk > 0) {
            paintRisk(painter, at, entry.risk, true, m_palette);
            left += 4;
        } else {
            if (!entry.fill.empty()) {
                painter.setPen(QPen(m_palette.color("line.strong"), 1));
                painter.setBrush(m_palette.color(entry.fill));
                painter.drawEllipse(QRectF(left + 1, (height() - 16) / 2.0, 16, 16));
            }
            paintIcon(painter, at, entry.icon, m_palette.color(entry.ink), entry.fill.empty() ? 16 : 12);
        }
        left += symbol + 6;
        painter.setPen(m_palette.color("text.secondary"));
        const int width = painter.fontMetrics().horizontalAdvance(entry.words);
        painter.drawText(QRect(left, 0, width + 2, height()), Qt::AlignVCenter, entry.words);
        left += entry.words.isEmpty() ? 0 : width + gap;
    }
}

} // namespace tarascope
