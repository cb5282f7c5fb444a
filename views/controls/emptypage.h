#pragma once
#include "views/palette.h"

#include <QtWidgets/QWidget>

#include <functional>
#include <vector>

namespace tarascope {

/// A step of an empty page: what to do, why, and a button that does it (optional).
struct EmptyStep {
    QString title;
    QString text;
    QString button;
    std::function<void()> act;
};

/// A page that has nothing to show yet and says what to do: icon, title, what it is for, numbered steps. The button of
/// the first step is the primary one.
class EmptyPage final : public QWidget
{
    Q_OBJECT
public:
    EmptyPage(const Palette &palette, std::string icon, const QString &title, const QString &text,
              const std::vector<EmptyStep> &steps, QWidget *parent = nullptr);
};

} // namespace tarascope
