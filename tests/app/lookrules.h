#pragma once
#include <QtCore/QStringList>

class QWidget;

/// What is wrong with a screen, one sentence per finding; nothing when it is in order.

/// Text and controls that have less room than they ask for, stand outside of their place, or over each other.
QStringList cutOrOverlapping(const QWidget &screen);
/// Controls that a screen reader would read without a name.
QStringList unnamedControls(const QWidget &screen);
/// Labels and tool tips that Qt would read as HTML.
QStringList richTexts(const QWidget &screen);
