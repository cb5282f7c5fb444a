#pragma once
#include "model/risk/assessment.h"
#include "views/controls/itempicker.h"

#include <QtWidgets/QWidget>

namespace tarascope {

class Label;
class Segments;

/// "From ... to ...", as in a map: who attacks, what is reached, for how many vehicles.
class PathBar final : public QWidget
{
    Q_OBJECT
public:
    PathBar(const Palette &palette, std::function<const Graph &()> graph, QWidget *parent = nullptr);

    ItemId target() const;
    ItemId profile() const;
    Scale scale() const;
    /// Asks about a target; an invalid one takes the question away.
    void setTarget(ItemId target);
    /// Items were renamed or removed.
    void refresh();
    void chooseTarget();
    void focusTarget();

Q_SIGNALS:
    /// The user asks something else, or what was asked about is gone.
    void asked();

private:
    void ask();
    ItemId itemOf(const ItemPicker &picker) const;

    std::function<const Graph &()> m_graph;
    ItemPicker *m_from;
    ItemPicker *m_to;
    Segments *m_scale;
    Label *m_scaleLabel;
};

} // namespace tarascope
