#include "views/paths/pathbar.h"

#include "views/controls/buttons.h"
#include "views/controls/label.h"
#include "views/sizes.h"

#include <QtWidgets/QHBoxLayout>

namespace tarascope {

namespace {

bool isProfile(const Item &item) { return item.kind == Kind::attackerProfile; }
bool isTarget(const Item &item) { return item.kind == Kind::threatScenario || kindDef(item.kind).position; }

FindPicks finder(const std::function<const Graph &()> &graph, bool (*allowed)(const Item &))
{
    return [graph, allowed](const QString &search, int limit) {
        return findItems(
            graph(), [allowed](ItemId, const Item &item) { return allowed(item); }, search, limit);
    };
}

} // namespace

PathBar::PathBar(const Palette &palette, std::function<const Graph &()> graph, QWidget *parent)
    : QWidget(parent), m_graph(std::move(graph)), m_from(new ItemPicker(palette, tr("From"), finder(m_graph, isProfile))),
      m_to(new ItemPicker(palette, tr("To"), finder(m_graph, isTarget))),
      m_scale(new Segments(tr("For how many vehicles"), {tr("Vehicle"), tr("Tenant"), tr("Fleet")})),
      m_scaleLabel(Label::muted(tr("For a")))
{
    m_from->setPlaceholder(tr("any attacker"));
    m_from->setClearable(tr("any attacker"));
    m_to->setPlaceholder(tr("threat scenario or part of the system"));
    auto *from = Label::muted(tr("&From"));
    auto *to = Label::muted(tr("&To"));
    from->setBuddy(m_from);
    to->setBuddy(m_to);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(sizes::pageMargin, sizes::gap, sizes::pageMargin, sizes::gap);
    layout->addWidget(from);
    layout->addWidget(m_from, 2);
    layout->addWidget(to);
    layout->addWidget(m_to, 3);
    layout->addWidget(m_scaleLabel);
    layout->addWidget(m_scale);
    connect(m_from, &ItemPicker::picked, this, &PathBar::ask);
    connect(m_to, &ItemPicker::picked, this, &PathBar::ask);
    connect(m_scale, &Segments::picked, this, &PathBar::ask);
}

ItemId PathBar::itemOf(const ItemPicker &picker) const
{
    return picker.pick() ? m_graph().findItem(picker.pick()->uid) : ItemId{};
}

ItemId PathBar::target() const { return itemOf(*m_to); }
ItemId PathBar::profile() const { return itemOf(*m_from); }

Scale PathBar::scale() const
{
    static constexpr Scale scales[] = {Scale::Vehicle, Scale::Tenant, Scale::Fleet};
    return scales[std::clamp(m_scale->chosen(), 0, 2)];
}

void PathBar::setTarget(ItemId target)
{
    const Item *item = m_graph().item(target);
    m_to->setPick(item ? std::optional(pickOf(*item)) : std::nullopt);
    ask();
}

void PathBar::refresh()
{
    const bool asked = m_to->pick().has_value();
    for (ItemPicker *picker : {m_from, m_to}) {
        const Item *item = m_graph().item(itemOf(*picker));
        picker->setPick(item ? std::optional(pickOf(*item)) : std::nullopt);
    }
    if (asked && !m_to->pick())
        ask();
}

void PathBar::chooseTarget() { m_to->openList(); }
void PathBar::focusTarget() { m_to->setFocus(); }

void PathBar::ask()
{
    // A threat scenario says itself for how many vehicles it asks.
    const Item *item = m_graph().item(target());
    const bool isThreat = item && item->kind == Kind::threatScenario;
    m_scale->setVisible(!isThreat);
    m_scaleLabel->setVisible(!isThreat);
    Q_EMIT asked();
}

} // namespace tarascope
