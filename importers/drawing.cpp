#include "importers/drawing.h"

#include <charconv>
#include <cmath>

namespace tarascope {

namespace {

double areaOf(const Drawing::Box &box) { return box.width * box.height; }

bool holdsMiddle(const Drawing::Box &outer, const Drawing::Box &inner)
{
    const double x = inner.left + inner.width / 2;
    const double y = inner.top + inner.height / 2;
    return x >= outer.left && x <= outer.left + outer.width && y >= outer.top && y <= outer.top + outer.height;
}

} // namespace

double coordinate(const json::Node &node, std::string_view member)
{
    const json::Node *found = node.find(member);
    const std::string text = found ? found->text : std::string();
    double value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return std::isfinite(value) ? value : 0;
}

Result<void> Drawing::putIntoZones(FlowModel &model) const
{
    std::vector<const Box *> zones;
    for (const Box &box : m_boxes)
        if (model.item(box.key).kind == Kind::zone)
            zones.push_back(&box);
    for (const Box &box : m_boxes) {
        const BatchItem &item = model.item(box.key);
        if (const Result<void> go = model.go(item.where); !go)
            return go;
        const Box *smallest = nullptr;
        for (const Box *zone : zones) {
            const bool around = zone != &box && (item.kind != Kind::zone || areaOf(*zone) > areaOf(box));
            if (around && holdsMiddle(*zone, box) && (!smallest || areaOf(*zone) < areaOf(*smallest)))
                smallest = zone;
        }
        if (!smallest)
            continue;
        model.link(LinkKind::inZone, box.key, smallest->key, item.where);
        model.kept().count("trust boundary",
                           QT_TRANSLATE_NOOP("model", "%1 elements are put into the zone whose box they are drawn in"),
                           "drawnInZone", item.where);
    }
    return {};
}

} // namespace tarascope
