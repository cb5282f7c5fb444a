#pragma once
#include "tests/app/windowfixture.h"

#include <functional>
#include <vector>

class QWidget;

/// A state of the window that a user meets.
struct Screen {
    QString name;
    /// Brings the window there and gives what is looked at: the window, or a dialog over it.
    std::function<QWidget *(WindowFixture &)> show;
};

/// Those of the canvas.
std::vector<Screen> canvasScreens();
/// All of them; each begins with a new window.
const std::vector<Screen> &screens();
