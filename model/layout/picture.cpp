#include "model/layout/picture.h"

#include "model/layout/paletteproperties.h"
#include "model/xmltext.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace tarascope {

namespace {

constexpr double boxHeight = 38;
constexpr double leastWidth = 96;
constexpr double mostWidth = 240;
constexpr double sideRoom = 26; ///< left and right of the text, points of the shape included
constexpr double margin = 16;

struct Family {
    Group group;
    std::string_view name;
};
constexpr Family families[] = {{Group::api, "api"},         {Group::identity, "identity"}, {Group::backend, "backend"},
                               {Group::vehicle, "vehicle"}, {Group::asset, "vehicle"},     {Group::tara, "tara"},
                               {Group::assurance, "assurance"}, {Group::incident, "incident"}};

std::string_view familyOf(Group group)
{
    return std::find_if(std::begin(families), std::end(families), [group](const Family &f) { return f.group == group; })
        ->name;
}

/// Where the next character of UTF-8 begins.
std::size_t nextCharacter(std::string_view text, std::size_t at)
{
    do
        ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80);
    return at;
}

/// About as wide as Noto Sans at 12 pixels writes a character; no font is asked, so that pictures need no display.
double widthOf(std::string_view character)
{
    if (character.size() >= 3)
        return 12;
    if (character.size() == 2)
        return 7;
    constexpr std::string_view narrow = " .,:;'|!()[]{}ijlIft/\\-";
    constexpr std::string_view wide = "mwMWOQGD@%";
    return narrow.find(character[0]) != std::string_view::npos ? 4 : wide.find(character[0]) != std::string_view::npos ? 10 : 7;
}

double textWidth(std::string_view text)
{
    double width = 0;
    for (std::size_t at = 0, next = 0; at < text.size(); at = next) {
        next = nextCharacter(text, at);
        width += widthOf(text.substr(at, next - at));
    }
    return width;
}

/// The text, cut with an ellipsis where it is wider than the room.
std::string cutTo(double room, std::string_view text)
{
    if (textWidth(text) <= room)
        return std::string(text);
    double width = 12;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t next = nextCharacter(text, at);
        width += widthOf(text.substr(at, next - at));
        if (width > room)
            break;
        at = next;
    }
    return std::string(text.substr(0, at)) + "\u2026";
}

std::string number(double value)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.1f", std::round(value * 10) / 10);
    std::string out = text;
    return out.ends_with(".0") ? out.substr(0, out.size() - 2) : out;
}

struct Box {
    double left, top, right, bottom;
    double middle() const { return (top + bottom) / 2; }
};

std::string polygon(std::initializer_list<Point> points)
{
    std::string out = "<polygon points=\"";
    for (Point point : points)
        out += number(point.x) + "," + number(point.y) + " ";
    out.back() = '"';
    return out + "/>";
}

std::string rectangle(const Box &box, double radius)
{
    return "<rect x=\"" + number(box.left) + "\" y=\"" + number(box.top) + "\" width=\"" + number(box.right - box.left) +
           "\" height=\"" + number(box.bottom - box.top) + "\" rx=\"" + number(radius) + "\"/>";
}

/// The outline of a family, the same as on the canvas.
std::string shape(Group group, const Box &b)
{
    switch (group) {
    case Group::api:
        return polygon({{b.left, b.top}, {b.right - 10, b.top}, {b.right, b.middle()}, {b.right - 10, b.bottom}, {b.left, b.bottom}});
    case Group::identity: return rectangle(b, boxHeight / 2);
    case Group::vehicle:
        return polygon({{b.left + 8, b.top}, {b.right - 8, b.top}, {b.right, b.top + 8}, {b.right, b.bottom - 8},
                        {b.right - 8, b.bottom}, {b.left + 8, b.bottom}, {b.left, b.bottom - 8}, {b.left, b.top + 8}});
    case Group::tara:
        return polygon({{b.left + 10, b.top}, {b.right - 10, b.top}, {b.right, b.middle()}, {b.right - 10, b.bottom},
                        {b.left + 10, b.bottom}, {b.left, b.middle()}});
    case Group::assurance:
        return polygon({{b.left, b.top}, {b.right, b.top}, {b.right, b.bottom - 9}, {(b.left + b.right) / 2, b.bottom},
                        {b.left, b.bottom - 9}});
    case Group::incident:
        return rectangle(b, 2) + rectangle({b.left + 3, b.top + 3, b.right - 3, b.bottom - 3}, 2);
    case Group::backend:
    case Group::asset: return rectangle(b, 2);
    }
    return {};
}

std::string label(const Point &at, std::string_view classes, std::string_view text)
{
    return "<text class=\"" + std::string(classes) + "\" x=\"" + number(at.x) + "\" y=\"" + number(at.y) + "\">" +
           xmlText(text) + "</text>";
}

std::string drawNode(const PictureNode &node, const Box &box)
{
    const double centre = (box.left + box.right) / 2;
    const std::string whole = node.key.empty() ? node.name : node.key + " " + node.name;
    std::string out = "<g class=\"node " + std::string(familyOf(node.group)) + (node.strong ? " strong" : "") + "\"><title>" +
                      xmlText(whole) + "</title>" + shape(node.group, box);
    out += label({centre, box.top + 16}, "name", cutTo(box.right - box.left - sideRoom, node.name));
    out += label({centre, box.top + 31}, "key", cutTo(box.right - box.left - sideRoom, node.key));
    if (node.number > 0) {
        out += "<circle class=\"disc\" cx=\"" + number(box.left + 4) + "\" cy=\"" + number(box.top - 3) + "\" r=\"9\"/>";
        out += label({box.left + 4, box.top + 1}, "step", std::to_string(node.number));
    }
    return out + "</g>\n";
}

/// Where the straight line from a box to another point leaves the box.
Point edgeOf(const Box &box, Point towards)
{
    const Point centre{(box.left + box.right) / 2, box.middle()};
    const double dx = towards.x - centre.x;
    const double dy = towards.y - centre.y;
    if (dx == 0 && dy == 0)
        return centre;
    const double sx = dx != 0 ? (box.right - box.left) / 2 / std::abs(dx) : 1e9;
    const double sy = dy != 0 ? (box.bottom - box.top) / 2 / std::abs(dy) : 1e9;
    const double share = std::min(sx, sy);
    return {centre.x + dx * share, centre.y + dy * share};
}

std::string arrowHead(Point from, Point to)
{
    const double length = std::hypot(to.x - from.x, to.y - from.y);
    if (length < 1)
        return {};
    const double ux = (to.x - from.x) / length;
    const double uy = (to.y - from.y) / length;
    return polygon({to, {to.x - 10 * ux - 5 * uy, to.y - 10 * uy + 5 * ux}, {to.x - 10 * ux + 5 * uy, to.y - 10 * uy - 5 * ux}});
}

std::string shield(Point at)
{
    return "<circle class=\"ground\" cx=\"" + number(at.x) + "\" cy=\"" + number(at.y) + "\" r=\"9\"/>" + "<path class=\"shield\" d=\"M" +
           number(at.x - 5) + " " + number(at.y - 6) + "h10v6q0 4 -5 7q-5 -3 -5 -7z\"/>";
}

std::string drawArrow(const PictureArrow &arrow, const Box &from, const Box &to)
{
    const Point begin = edgeOf(from, {(to.left + to.right) / 2, to.middle()});
    const Point end = edgeOf(to, {(from.left + from.right) / 2, from.middle()});
    std::string out = std::string("<g class=\"arrow") + (arrow.strong ? " strong" : "") + (arrow.attack ? "" : " quiet") + "\">";
    out += "<line x1=\"" + number(begin.x) + "\" y1=\"" + number(begin.y) + "\" x2=\"" + number(end.x) + "\" y2=\"" + number(end.y) + "\"/>";
    if (arrow.attack)
        out += arrowHead(begin, end);
    if (arrow.guarded)
        out += shield({(begin.x + end.x) / 2, (begin.y + end.y) / 2});
    return out + "</g>\n";
}

std::string ownStyle()
{
    std::string out = "<style>svg{" + paletteProperties("light") + "background:var(--surface-base);font-family:'Noto Sans',sans-serif}" +
                      std::string(pictureCss()) + "</style>\n";
    return out;
}

} // namespace

std::string_view pictureCss()
{
    return ".picture text{font-size:12px;text-anchor:middle;fill:var(--text-primary)}"
           ".picture .key{font-size:11px;fill:var(--text-secondary)}"
           ".picture .step{font-size:11px;font-weight:700;fill:var(--surface-base)}"
           ".picture .disc{fill:var(--path-highlight);stroke:none}"
           ".picture .node{stroke-width:1.1}.picture .node.strong{stroke-width:2}"
           ".picture .node text{stroke:none}"
           ".picture .arrow{stroke:var(--text-secondary);fill:var(--text-secondary);stroke-width:1.3}"
           ".picture .arrow.strong{stroke:var(--path-highlight);fill:var(--path-highlight);stroke-width:2.4}"
           ".picture .arrow.quiet{stroke:var(--line-strong);stroke-width:1;stroke-dasharray:2 3}"
           ".picture .ground{fill:var(--surface-base);stroke:none}"
           ".picture .shield{fill:var(--family-assurance-tint);stroke:var(--family-assurance-ink);stroke-width:1.3}"
           ".picture .api{fill:var(--family-api-tint);stroke:var(--family-api-ink)}"
           ".picture .identity{fill:var(--family-identity-tint);stroke:var(--family-identity-ink)}"
           ".picture .backend{fill:var(--family-backend-tint);stroke:var(--family-backend-ink)}"
           ".picture .vehicle{fill:var(--family-vehicle-tint);stroke:var(--family-vehicle-ink)}"
           ".picture .tara{fill:var(--family-tara-tint);stroke:var(--family-tara-ink)}"
           ".picture .assurance{fill:var(--family-assurance-tint);stroke:var(--family-assurance-ink)}"
           ".picture .incident{fill:var(--family-incident-tint);stroke:var(--family-incident-ink)}"
           ".picture .node.strong{stroke:var(--path-highlight)}";
}

Result<std::string> drawSvg(const Picture &picture, bool standalone, const Budget &budget)
{
    std::vector<LayoutBox> boxes;
    for (const PictureNode &node : picture.nodes) {
        const double text = std::max(textWidth(node.name), textWidth(node.key));
        boxes.push_back({std::clamp(text + sideRoom, leastWidth, mostWidth), boxHeight, node.rank});
    }
    std::vector<LayoutArrow> arrows;
    for (const PictureArrow &arrow : picture.arrows)
        arrows.push_back({arrow.from, arrow.to});
    const Result<Layout> layout = layoutRanked(boxes, arrows, budget);
    if (!layout)
        return layout.error();
    std::vector<Box> placed;
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        const Point at = layout->centres[i];
        placed.push_back({at.x + margin - boxes[i].width / 2, at.y + margin - boxHeight / 2,
                          at.x + margin + boxes[i].width / 2, at.y + margin + boxHeight / 2});
    }
    const std::string width = number(layout->width + 2 * margin);
    const std::string height = number(layout->height + 2 * margin);
    std::string out = "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"picture\" role=\"img\" viewBox=\"0 0 " + width + " " +
                      height + "\" width=\"" + width + "\" height=\"" + height + "\">\n<title>" + xmlText(picture.title) + "</title>\n";
    if (standalone)
        out += ownStyle();
    for (const PictureArrow &arrow : picture.arrows)
        out += drawArrow(arrow, placed[static_cast<std::size_t>(arrow.from)], placed[static_cast<std::size_t>(arrow.to)]);
    for (std::size_t i = 0; i < placed.size(); ++i)
        out += drawNode(picture.nodes[i], placed[i]);
    return out + "</svg>\n";
}

std::string_view laneTitle(Lane lane)
{
    static constexpr std::array<std::string_view, laneCount> titles{
        QT_TRANSLATE_NOOP("model", "Internet"),   QT_TRANSLATE_NOOP("model", "Applications"),
        QT_TRANSLATE_NOOP("model", "API edge"),   QT_TRANSLATE_NOOP("model", "Backend"),
        QT_TRANSLATE_NOOP("model", "Telematics"), QT_TRANSLATE_NOOP("model", "Vehicle networks"),
        QT_TRANSLATE_NOOP("model", "ECUs and functions")};
    return titles[static_cast<std::size_t>(lane)];
}

namespace {

bool facesOutside(std::string_view componentType)
{
    constexpr std::string_view types[] = {"tcu", "infotainment", "chargeController", "obdPort", "key"};
    return std::find(std::begin(types), std::end(types), componentType) != std::end(types);
}

} // namespace

std::optional<Lane> laneOf(Kind kind, std::string_view componentType)
{
    switch (kind) {
    case Kind::attackerProfile: return Lane::Internet;
    case Kind::application:
    case Kind::role:
    case Kind::tenant:
    case Kind::credential:
    case Kind::thirdParty:
    case Kind::attackStep: return Lane::Applications;
    case Kind::api:
    case Kind::apiVersion:
    case Kind::endpoint: return Lane::ApiEdge;
    case Kind::service:
    case Kind::dataStore:
    case Kind::adminPlane:
    case Kind::workload:
    case Kind::objectType:
    case Kind::dataAsset:
    case Kind::command: return Lane::Backend;
    case Kind::messageBroker: return Lane::Telematics;
    case Kind::component:
        return facesOutside(componentType) ? Lane::Telematics : componentType == "gateway" ? Lane::Networks : Lane::Ecus;
    case Kind::network: return Lane::Networks;
    case Kind::vehicleFunction:
    case Kind::vehicleModel:
    case Kind::softwareVersion: return Lane::Ecus;
    default: return std::nullopt;
    }
}

} // namespace tarascope
