#pragma once
#include "views/canvas/scene.h"

namespace tarascope {

enum class Toward { Left, Right, Up, Down };

/// The node that an arrow key leads to: the nearest one in that direction, those straight ahead before those beside; -1:
/// none lies there.
int nearestNode(const Scene &scene, int from, Toward direction);
/// Nodes lane by lane, from top to bottom: the order of Tab and of reading aloud.
std::vector<int> readingOrder(const Scene &scene);
/// The node before or after another in the reading order; -1 at the end.
int nextInOrder(const Scene &scene, int from, bool forward);

} // namespace tarascope
