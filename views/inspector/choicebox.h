#pragma once
#include <QtGui/QWheelEvent>
#include <QtWidgets/QComboBox>

namespace tarascope {

/// A combo box in a form that scrolls: the wheel scrolls the form, it does not change the value.
class ChoiceBox final : public QComboBox
{
    Q_OBJECT
public:
    explicit ChoiceBox(QWidget *parent = nullptr);

protected:
    void wheelEvent(QWheelEvent *event) override { event->ignore(); }
};

} // namespace tarascope
