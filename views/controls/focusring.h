#pragma once
#include <QtCore/QObject>

class QApplication;
class QFocusFrame;
class QWidget;

namespace tarascope {

/// Draws the focus ring around the control that has the focus: always after a key, with the mouse in fields only.
class FocusRing final : public QObject
{
    Q_OBJECT
public:
    explicit FocusRing(QApplication *application);

private:
    void follow(QWidget *now);
    QFocusFrame *m_frame = nullptr;
};

} // namespace tarascope
