#pragma once
#include "views/controls/itempicker.h"

#include <QtWidgets/QAbstractButton>

namespace tarascope {

/// An item at the end of a link: icon, name, key; a click goes there.
class EndButton final : public QAbstractButton
{
    Q_OBJECT
public:
    EndButton(Palette palette, Pick pick, QWidget *parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Palette m_palette;
    Pick m_pick;
};

} // namespace tarascope
