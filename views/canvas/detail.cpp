#include "views/canvas/detail.h"

#include <algorithm>

namespace tarascope {

namespace {

constexpr double nameSize = 12;
constexpr double keySize = 11;

} // namespace

Detail detailAt(double zoom)
{
    return zoom >= 0.7 ? Detail::Full : zoom >= 0.35 ? Detail::Names : zoom >= 0.12 ? Detail::Marks : Detail::Bars;
}

NodeText nodeTextAt(double zoom)
{
    switch (detailAt(zoom)) {
    case Detail::Full: return {std::max(leastText, nameSize * zoom), std::max(leastText, keySize * zoom)};
    case Detail::Names: return {std::max(leastText, nameSize * zoom), 0};
    case Detail::Marks:
    case Detail::Bars: break;
    }
    return {};
}

double zoneTextAt(double zoom) { return detailAt(zoom) < Detail::Names ? 0 : std::max(leastText, keySize * zoom); }

} // namespace tarascope
