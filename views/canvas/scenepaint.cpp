#include "views/canvas/scenepaint.h"

#include "views/fonts.h"
#include "views/icons.h"
#include "views/kindlook.h"
#include "views/paint/nodeshape.h"
#include "views/words.h"

#include <QtCore/QCoreApplication>
#include <QtGui/QFontMetricsF>
#include <QtGui/QPainter>

#include <cmath>
#include <map>

namespace tarascope {

namespace {

constexpr double headLength = 10;
constexpr double headHalf = 4;
constexpr int badge = 17;

QFont fontOf(double pixels, bool bold = false)
{
    QFont font = textFont(TextSize::Secondary, bold);
    font.setPixelSize(static_cast<int>(std::max(pixels, leastText)));
    return font;
}

Group groupOf(const SceneNode &node) { return kindDef(node.kind).group; }

QString riskDigit(const SceneNode &node)
{
    return node.risk ? QString::number(*node.risk) : node.threatened ? QStringLiteral("?") : QString();
}

/// Icons stand before the name; round and pointed shapes need more room at the side.
double padOf(Group group) { return group == Group::identity || group == Group::tara ? 12 : 8; }

} // namespace

std::string proofColour(Proof proof)
{
    static constexpr std::string_view names[] = {"na", "proved", "untested", "gap", "failed"};
    return "chain." + std::string(names[static_cast<std::size_t>(proof)]);
}

std::string_view proofIcon(Proof proof)
{
    static constexpr std::string_view names[] = {"dash", "check", "open-ring", "gap", "close"};
    return names[static_cast<std::size_t>(proof)];
}

ScenePainter::ScenePainter(const Scene &scene, const Palette &palette, ColourBy by, const ViewMap &map)
    : m_scene(scene), m_palette(palette), m_by(by), m_map(map), m_detail(detailAt(map.zoom))
{
    for (std::size_t i = 0; i < m_families.size(); ++i)
        m_families[i] = {palette.color(familyTint(static_cast<Group>(i))), palette.color(familyInk(static_cast<Group>(i))),
                         palette.color("text.primary"), palette.color("text.secondary")};
}

NodeColours ScenePainter::coloursOf(const SceneNode &node) const
{
    NodeColours colours = m_families[static_cast<std::size_t>(groupOf(node))];
    if (m_by == ColourBy::Risk) {
        colours.fill = m_palette.color("surface.base");
        if (node.risk) {
            const std::string risk = "risk." + std::to_string(*node.risk);
            colours.fill = m_palette.color(risk + ".fill");
            colours.text = colours.key = m_palette.color(risk + ".on");
        }
        colours.ink = m_palette.color(node.threatened ? "text.secondary" : "line.strong");
    } else if (m_by == ColourBy::Evidence) {
        colours.fill = m_palette.color(proofColour(node.proof) + ".fill");
        colours.text = colours.key = m_palette.color(proofColour(node.proof) + ".on");
        colours.ink = m_palette.color(node.proof == Proof::NotGuarded ? "line.strong" : "text.secondary");
    }
    return colours;
}

void ScenePainter::paintLanes(QPainter &painter, const QRectF &view) const
{
    painter.fillRect(view, m_palette.color("surface.base"));
    const QColor other = m_palette.color("surface.header");
    for (std::size_t lane = 1; lane < laneCount; lane += 2) {
        const double left = m_scene.bands[lane] * m_map.zoom + m_map.origin.x();
        const double right = m_scene.bands[lane + 1] * m_map.zoom + m_map.origin.x();
        painter.fillRect(QRectF(left, view.top(), right - left, view.height()) & view, other);
    }
}

void ScenePainter::paintLaneTitles(QPainter &painter, const QRectF &row) const
{
    painter.save();
    painter.setPen(m_palette.color("text.secondary"));
    for (std::size_t lane = 0; lane < laneCount; ++lane) {
        QRectF part(m_scene.bands[lane] * m_map.zoom + m_map.origin.x(), row.top(),
                    (m_scene.bands[lane + 1] - m_scene.bands[lane]) * m_map.zoom, row.height());
        part &= row; // where a lane is only partly in view its title stays in view
        if (part.width() < 24)
            continue;
        const QString title = QCoreApplication::translate("model", laneTitle(static_cast<Lane>(lane)).data());
        const bool fits = QFontMetricsF(textFont(TextSize::Secondary)).horizontalAdvance(title) <= part.width() - 4;
        painter.setFont(textFont(fits ? TextSize::Secondary : TextSize::Smallest));
        painter.drawText(part, Qt::AlignCenter | Qt::TextSingleLine,
                         QFontMetricsF(painter.font()).elidedText(title, Qt::ElideRight, part.width() - 2));
    }
    painter.restore();
}

void ScenePainter::paintZones(QPainter &painter) const
{
    painter.save();
    QPen pen(m_palette.color("line.strong"), 1);
    pen.setDashPattern({2, 3});
    painter.setPen(pen);
    for (const SceneZone &zone : m_scene.zones)
        painter.drawRoundedRect(m_map.toView(zone.frame), 3, 3);
    painter.restore();
}

// Frames share corners: a title that would lie on another one goes beside it, never down onto a node. With little zoom
// a title is higher than its room; then it stands out at the top, where no node begins.
void ScenePainter::paintZoneTitles(QPainter &painter) const
{
    const double text = zoneTextAt(m_map.zoom);
    if (text <= 0)
        return;
    painter.save();
    painter.setFont(fontOf(text));
    const QFontMetricsF metrics(painter.font());
    std::vector<QRectF> taken;
    for (const SceneZone &zone : m_scene.zones) {
        const QRectF frame = m_map.toView(zone.frame);
        const double width = std::min(metrics.horizontalAdvance(zone.name) + 6, frame.width() - 8);
        const double height = std::ceil(metrics.ascent() + metrics.descent()) - 2;
        QRectF title(m_map.toView(QPointF(zone.titleLeft, 0)).x(), frame.top() + (zoneTitleRoom - 1) * m_map.zoom - height, width, height);
        for (std::size_t i = 0; i < taken.size(); ++i)
            if (taken[i].intersects(title)) {
                title.moveLeft(taken[i].right() + 4);
                i = static_cast<std::size_t>(-1);
            }
        taken.push_back(title);
        painter.fillRect(title, m_palette.color("surface.base"));
        painter.setPen(m_palette.color("text.muted"));
        painter.drawText(title, Qt::AlignCenter | Qt::TextSingleLine, metrics.elidedText(zone.name, Qt::ElideRight, width - 4));
    }
    painter.restore();
}

void ScenePainter::paintEdges(QPainter &painter, const std::vector<int> &edges) const
{
    if (m_detail == Detail::Bars)
        return;
    std::vector<QLineF> attack;
    std::vector<QLineF> quiet;
    for (const int i : edges) {
        const SceneEdge &edge = m_scene.edge(i);
        if (!edge.line.isNull())
            (edge.attack ? attack : quiet).push_back(m_map.toView(edge.line));
    }
    painter.save();
    const bool thin = m_detail == Detail::Marks;
    painter.setRenderHint(QPainter::Antialiasing, !thin);
    const QColor ground = m_palette.color("surface.base");
    QPen dotted(thin ? blend(m_palette.color("line.strong"), ground, 0.35) : m_palette.color("line.strong"), 1);
    if (!thin)
        dotted.setDashPattern({1, 3});
    painter.setPen(dotted);
    painter.drawLines(quiet.data(), static_cast<int>(quiet.size()));
    // Many links are drawn fainter, or they would hide what they link.
    const double strength = m_scene.edges.size() > 250 ? 0.5 : m_scene.edges.size() > 80 ? 0.7 : 1;
    const QColor ink = blend(m_palette.color("text.secondary"), ground, strength);
    painter.setPen(QPen(thin ? blend(ink, ground, 0.6) : ink, thin ? 1 : m_detail == Detail::Names ? 1 : 1.3));
    painter.drawLines(attack.data(), static_cast<int>(attack.size()));
    if (!thin) {
        painter.setBrush(ink);
        paintHeads(painter, attack, std::max(0.5, m_map.zoom));
    }
    painter.restore();
    if (m_detail == Detail::Full)
        paintSigns(painter, edges);
}

void ScenePainter::paintEdgesOf(QPainter &painter, int node) const
{
    if (m_detail == Detail::Bars)
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor ink = m_palette.color("accent.fill");
    std::vector<QLineF> lines;
    for (const int edge : m_scene.edgesAt[static_cast<std::size_t>(node)])
        if (!m_scene.edge(edge).line.isNull())
            lines.push_back(m_map.toView(m_scene.edge(edge).line));
    painter.setPen(QPen(ink, 1.4));
    painter.drawLines(lines.data(), static_cast<int>(lines.size()));
    painter.setBrush(ink);
    if (m_detail != Detail::Marks)
        paintHeads(painter, lines, std::max(0.5, m_map.zoom));
    std::set<int> ends{node};
    for (const int edge : m_scene.edgesAt[static_cast<std::size_t>(node)])
        ends.insert({m_scene.edge(edge).from, m_scene.edge(edge).to});
    for (const int end : ends)
        paintNode(painter, m_scene.node(end), false);
    painter.restore();
}

void ScenePainter::paintHeads(QPainter &painter, const std::vector<QLineF> &lines, double size) const
{
    painter.setPen(Qt::NoPen);
    for (const QLineF &line : lines) {
        const double length = std::hypot(line.dx(), line.dy());
        if (length < 2)
            continue;
        const QPointF along = QPointF(line.dx(), line.dy()) / length * size;
        const QPointF across(-along.y(), along.x());
        const QPointF back = line.p2() - along * headLength;
        const QPointF points[] = {line.p2(), back + across * headHalf, back - across * headHalf};
        painter.drawConvexPolygon(points, 3);
    }
}

// A shield where a control guards the step, an alarm where the attack was seen.
void ScenePainter::paintSigns(QPainter &painter, const std::vector<int> &edges) const
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_palette.color("surface.base"));
    for (const int i : edges) {
        const SceneEdge &edge = m_scene.edge(i);
        if ((!edge.guarded && !edge.observed) || edge.line.isNull())
            continue;
        const QPointF middle = m_map.toView(edge.line.center());
        painter.drawEllipse(middle, 9, 9);
        paintIcon(painter, QRectF(middle.x() - 8, middle.y() - 8, 16, 16), edge.observed ? "incident" : "control",
                  m_palette.color(edge.observed ? "family.incident.ink" : "family.assurance.ink"), 14);
    }
    painter.restore();
}

void ScenePainter::paintPathEdge(QPainter &painter, const QLineF &line) const
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor ink = m_palette.color("path.highlight");
    painter.setPen(QPen(ink, m_detail == Detail::Full ? 2.8 : 2));
    const QLineF shown = m_map.toView(line);
    painter.drawLine(shown);
    painter.setBrush(ink);
    paintHeads(painter, {shown}, std::max(0.7, m_map.zoom * 1.1));
    painter.restore();
}

QPainterPath ScenePainter::outline(const SceneNode &node, double outside) const
{
    const double more = outside / m_map.zoom;
    const QTransform toView(m_map.zoom, 0, 0, m_map.zoom, m_map.origin.x(), m_map.origin.y());
    return toView.map(nodeShape(groupOf(node), node.rect().adjusted(-more, -more, more, more)));
}

void ScenePainter::paintNodes(QPainter &painter, const std::vector<int> &nodes) const
{
    if (m_detail == Detail::Bars)
        return;
    for (const int i : nodes)
        paintNode(painter, m_scene.node(i), false);
}

void ScenePainter::paintNode(QPainter &painter, const SceneNode &node, bool onPath) const
{
    if (m_detail == Detail::Marks || m_detail == Detail::Bars)
        return paintMark(painter, node);
    const NodeColours colours = coloursOf(node);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QPen pen(onPath ? m_palette.color("path.highlight") : colours.ink, onPath ? 2 : 1.1);
    if (m_by == ColourBy::Evidence && node.proof == Proof::Gap && !onPath)
        pen.setDashPattern({4, 3});
    painter.setPen(pen);
    painter.setBrush(colours.fill);
    painter.drawPath(outline(node, onPath ? -1 : -0.55));
    if (groupOf(node) == Group::incident) {
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(outline(node, -3));
    }
    paintTexts(painter, node, colours);
    if (m_detail == Detail::Full)
        paintBadges(painter, node);
    painter.restore();
}

void ScenePainter::paintMark(QPainter &painter, const SceneNode &node) const
{
    const NodeColours colours = coloursOf(node);
    const QRectF rect = m_map.toView(node.rect());
    const double width = std::min(26.0, rect.width());
    const double height = std::min(9.0, rect.height());
    QRectF mark(rect.center().x() - width / 2, rect.center().y() - height / 2, width, height);
    painter.fillRect(mark, colours.ink);
    if (m_by != ColourBy::Kind)
        painter.fillRect(mark.adjusted(1, 1, -1, -1), colours.fill);
}

// Where there is no room for badge and digit line, the digit or symbol stands before the name: colour never speaks alone.
double ScenePainter::paintSign(QPainter &painter, const QRectF &place, const SceneNode &node, const NodeColours &colours) const
{
    if (m_by == ColourBy::Risk && node.threatened) {
        painter.setFont(fontOf(nodeTextAt(m_map.zoom).name, true));
        painter.setPen(colours.text);
        painter.drawText(place, Qt::AlignVCenter | Qt::TextSingleLine, riskDigit(node));
        return QFontMetricsF(painter.font()).horizontalAdvance(riskDigit(node)) + 4;
    }
    if (!hasBadge(node))
        return 0;
    const bool own = m_by == ColourBy::Evidence; // the ground is that of the proof
    paintIcon(painter, QRectF(place.left(), place.top(), 10, place.height()), proofIcon(node.proof),
              own ? colours.text : m_palette.color("notice.error.ink"), 10);
    return 13;
}

void ScenePainter::paintTexts(QPainter &painter, const SceneNode &node, const NodeColours &colours) const
{
    const QRectF rect = m_map.toView(node.rect());
    const NodeText sizes = nodeTextAt(m_map.zoom);
    const double zoom = m_map.zoom;
    const double pad = padOf(groupOf(node)) * zoom;
    double left = pad;
    if (m_detail == Detail::Full) {
        const int icon = std::max(9, static_cast<int>(std::lround(16 * zoom)));
        paintIcon(painter, QRectF(rect.left() + pad, rect.top(), icon, rect.height()), kindIconName(node.kind),
                  m_by == ColourBy::Kind ? colours.ink : colours.text, icon);
        left += icon + 4 * zoom;
    }
    if (m_detail == Detail::Names)
        left += paintSign(painter, QRectF(rect.left() + left, rect.top(), 14, rect.height()), node, colours);
    const double end = groupOf(node) == Group::api ? std::max(6.0, 11 * zoom) : std::max(2.0, pad - 2);
    QRectF text = rect.adjusted(left, 0, -end, 0);
    const QString second = m_by == ColourBy::Risk ? riskDigit(node) : node.key;
    const bool two = sizes.key > 0 && !second.isEmpty();
    painter.setFont(fontOf(sizes.name));
    painter.setPen(colours.text);
    // Paths differ at their end, names at their beginning.
    const Qt::TextElideMode elide = node.kind == Kind::endpoint ? Qt::ElideMiddle : Qt::ElideRight;
    const double middle = rect.center().y();
    const double forBadge = m_detail == Detail::Full && hasBadge(node) ? std::max(0.0, badge + 2 - end + 2 * zoom) : 0;
    const QRectF upper(text.left(), rect.top() + 2 * zoom, text.width() - forBadge, middle - rect.top() - zoom);
    const QString name = QFontMetricsF(painter.font()).elidedText(node.name, elide, two ? upper.width() : text.width());
    painter.drawText(two ? upper : text, Qt::AlignVCenter | Qt::TextSingleLine, name);
    if (!two)
        return;
    painter.setFont(fontOf(sizes.key, m_by == ColourBy::Risk));
    painter.setPen(colours.key);
    const QRectF lower(text.left(), middle - zoom, text.width(), rect.bottom() - middle);
    painter.drawText(lower, Qt::AlignVCenter | Qt::TextSingleLine, second);
}

// A failed test is shown under every colour, the other proofs where they are asked for.
bool ScenePainter::hasBadge(const SceneNode &node) const
{
    return node.proof == Proof::Failed || (m_by == ColourBy::Evidence && node.proof != Proof::NotGuarded);
}

void ScenePainter::paintBadges(QPainter &painter, const SceneNode &node) const
{
    const QRectF rect = m_map.toView(node.rect());
    const double end = groupOf(node) == Group::api ? 12 * m_map.zoom : 8 * m_map.zoom;
    if (!node.asil.isEmpty()) {
        painter.setFont(fontOf(nodeTextAt(m_map.zoom).key, true));
        const QFontMetricsF metrics(painter.font());
        const double width = std::max(metrics.horizontalAdvance(node.asil) + 8, 20 * m_map.zoom);
        const double height = metrics.height() - 2;
        const QRectF box(rect.right() - end - width, rect.bottom() - height - 2, width, height);
        painter.setPen(QPen(m_palette.color("line.strong"), 1));
        painter.setBrush(m_palette.color("surface.base"));
        painter.drawRoundedRect(box, 3, 3);
        painter.setPen(m_palette.color("text.secondary"));
        painter.drawText(box, Qt::AlignCenter | Qt::TextSingleLine, node.asil);
    }
    if (!hasBadge(node))
        return;
    const QPointF middle(rect.right() - end - 10 * m_map.zoom, rect.top() + 1);
    painter.setPen(QPen(m_palette.color("surface.base"), 1));
    painter.setBrush(m_palette.color(proofColour(node.proof) + ".fill"));
    painter.drawEllipse(middle, badge / 2.0, badge / 2.0);
    paintIcon(painter, QRectF(middle.x() - 6, middle.y() - 6, 12, 12), proofIcon(node.proof),
              m_palette.color(proofColour(node.proof) + ".on"), 12);
}

void ScenePainter::paintPath(QPainter &painter, const std::vector<CanvasStep> &steps) const
{
    if (m_detail == Detail::Bars)
        return;
    std::set<int> nodes;
    for (const CanvasStep &step : steps) {
        const int from = m_scene.find(step.from);
        const int to = m_scene.find(step.to);
        nodes.insert({from, to});
        if (from >= 0 && to >= 0)
            paintPathEdge(painter, lineBetween(m_scene.node(from), m_scene.node(to)));
    }
    nodes.erase(-1);
    for (const int node : nodes)
        paintNode(painter, m_scene.node(node), true);
    for (const CanvasStep &step : steps)
        paintStep(painter, step);
}

// Above a line that runs across, on one that runs down; where there is no line, at the corner of its node.
void ScenePainter::paintStep(QPainter &painter, const CanvasStep &step) const
{
    const int from = m_scene.find(step.from);
    const int to = m_scene.find(step.to);
    if (to < 0)
        return;
    const QLineF line = from < 0 ? QLineF() : m_map.toView(lineBetween(m_scene.node(from), m_scene.node(to)));
    const double lean = line.length() > 0 ? std::abs(line.dx()) / line.length() : 0;
    const QPointF middle = line.length() < 4 ? m_map.toView(m_scene.node(to).rect()).topLeft() + QPointF(4, -3)
                                             : line.center() - QPointF(0, 14 * lean);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(fontOf(11, true));
    const QString text = QString::number(step.number);
    const double half = std::max(9.0, QFontMetricsF(painter.font()).horizontalAdvance(text) / 2 + 4);
    const QRectF disc(middle.x() - half, middle.y() - 9, 2 * half, 18);
    painter.setPen(QPen(m_palette.color("surface.base"), 1));
    painter.setBrush(m_palette.color("path.highlight"));
    painter.drawRoundedRect(disc, 9, 9);
    painter.setPen(m_palette.color("surface.base"));
    painter.drawText(disc, Qt::AlignCenter | Qt::TextSingleLine, text);
    painter.restore();
}

void ScenePainter::paintBars(QPainter &painter, const QRectF &view) const
{
    constexpr double row = 22;
    using Counts = std::array<int, 8>; // by group
    std::map<std::pair<int, int>, Counts> bars; // by lane and row
    int most = 1;
    for (const SceneNode &node : m_scene.nodes) {
        Counts &counts = bars[{node.lane, static_cast<int>(std::floor(node.centre.y() * m_map.zoom / row))}];
        ++counts[static_cast<std::size_t>(groupOf(node))];
    }
    const auto sum = [](const Counts &counts) {
        int all = 0;
        for (const int count : counts)
            all += count;
        return all;
    };
    for (const auto &[at, counts] : bars)
        most = std::max(most, sum(counts));
    painter.save();
    painter.setFont(fontOf(11));
    for (const auto &[at, counts] : bars) {
        const auto lane = static_cast<std::size_t>(at.first);
        const QRectF band = m_map.toView(QRectF(m_scene.bands[lane], 0, m_scene.bands[lane + 1] - m_scene.bands[lane], 1));
        const double top = at.second * row + m_map.origin.y();
        if (top > view.bottom() || top + row < view.top())
            continue;
        const bool words = band.width() >= 56;
        const double unit = std::max(4.0, band.width() - (words ? 44 : 4)) / most;
        double left = band.left() + 4;
        for (std::size_t group = 0; group < counts.size(); ++group) {
            painter.fillRect(QRectF(left, top + 6, counts[group] * unit, row - 12), m_families[group].ink);
            left += counts[group] * unit;
        }
        painter.setPen(m_palette.color("text.secondary"));
        if (words)
            painter.drawText(QRectF(left + 4, top, 40, row), Qt::AlignVCenter | Qt::TextSingleLine, tarascope::number(sum(counts)));
    }
    painter.restore();
}

} // namespace tarascope
