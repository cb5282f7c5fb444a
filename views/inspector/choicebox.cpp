#include "views/inspector/choicebox.h"

#include "views/style.h"

namespace tarascope {

ChoiceBox::ChoiceBox(QWidget *parent) : QComboBox(parent)
{
    setSmall(this);
    setFocusPolicy(Qt::StrongFocus);
    setMinimumContentsLength(6);
    setSizeAdjustPolicy(AdjustToMinimumContentsLengthWithIcon);
    setMaxVisibleItems(16);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

} // namespace tarascope
