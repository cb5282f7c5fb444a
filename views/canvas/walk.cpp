#include "views/canvas/walk.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tarascope {

int nearestNode(const Scene &scene, int from, Toward direction)
{
    if (from < 0)
        return -1;
    const QPointF start = scene.node(from).centre;
    int best = -1;
    double least = 1e300;
    for (std::size_t i = 0; i < scene.nodes.size(); ++i) {
        const QPointF way = scene.nodes[i].centre - start;
        const bool sideways = direction == Toward::Left || direction == Toward::Right;
        const bool back = direction == Toward::Left || direction == Toward::Up;
        const double ahead = (back ? -1 : 1) * (sideways ? way.x() : way.y());
        const double beside = std::abs(sideways ? way.y() : way.x());
        if (ahead <= 0.5 || static_cast<int>(i) == from)
            continue;
        // What lies more to the side than ahead is taken only where nothing else is there.
        const double far = ahead + 2 * beside + (beside > 2 * ahead ? 1e6 : 0);
        if (far < least) {
            least = far;
            best = static_cast<int>(i);
        }
    }
    return best;
}

std::vector<int> readingOrder(const Scene &scene)
{
    std::vector<int> order(scene.nodes.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&scene](int a, int b) {
        const SceneNode &one = scene.node(a);
        const SceneNode &other = scene.node(b);
        return std::tuple(one.lane, one.centre.y(), one.centre.x()) < std::tuple(other.lane, other.centre.y(), other.centre.x());
    });
    return order;
}

int nextInOrder(const Scene &scene, int from, bool forward)
{
    const std::vector<int> order = readingOrder(scene);
    if (order.empty())
        return -1;
    const auto here = std::find(order.begin(), order.end(), from);
    if (here == order.end())
        return forward ? order.front() : order.back();
    if (forward)
        return here + 1 == order.end() ? -1 : *(here + 1);
    return here == order.begin() ? -1 : *(here - 1);
}

} // namespace tarascope
