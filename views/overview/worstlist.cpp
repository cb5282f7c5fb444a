#include "views/overview/worstlist.h"

#include "views/controls/buttons.h"
#include "views/controls/label.h"
#include "views/controls/pane.h"
#include "views/controls/scroll.h"
#include "views/icons.h"
#include "views/kindlook.h"
#include "views/paint/chips.h"
#include "views/risks/riskwords.h"
#include "views/sizes.h"
#include "views/style/parts.h"
#include "views/words.h"

#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QVBoxLayout>

#include <set>

namespace tarascope {

namespace {

constexpr int chipHeight = 24;
constexpr int mostChip = 190;
constexpr int between = 18;
constexpr int gapRoom = 64; // "3 more"

class RiskChip final : public QWidget
{
public:
    RiskChip(Palette palette, std::optional<int> risk) : m_palette(std::move(palette)), m_risk(risk)
    {
        setFixedSize(sizes::chip, sizes::chip);
        setAccessibleName(risk ? WorstList::tr("Risk %1").arg(*risk) : WorstList::tr("Not rated"));
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        paintRisk(painter, rect(), m_risk, true, m_palette);
    }

private:
    Palette m_palette;
    std::optional<int> m_risk;
};

/// A class of feasibility with its meter and score.
class FeasibilityMark final : public QWidget
{
public:
    FeasibilityMark(Palette palette, Scored total) : m_palette(std::move(palette)), m_total(std::move(total))
    {
        setFixedHeight(20);
        setAccessibleName(feasibilityText(m_total.feasibility) + QLatin1Char(' ') + scoreText(m_total.score));
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setFont(textFont());
        paintFeasibility(painter, rect(), m_total.feasibility, scoreText(m_total.score), m_palette);
    }

private:
    Palette m_palette;
    Scored m_total;
};

} // namespace

std::vector<PathChip> chipsOf(const Graph &graph, const AttackPath &path)
{
    std::vector<PathChip> chips;
    std::set<ItemId> there;
    const auto add = [&](ItemId id) {
        const Item *item = graph.item(id);
        if (item && there.insert(id).second)
            chips.push_back({kindDef(item->kind).group, std::string(kindIconName(item->kind)), toText(item->name)});
    };
    if (path.profile.valid())
        add(path.profile);
    else
        chips.push_back({Group::identity, "identities", WorstList::tr("Attacker")});
    for (const PathStep &step : path.steps)
        add(step.to);
    return chips;
}

ChipRow::ChipRow(const Palette &palette, std::vector<PathChip> chips, QWidget *parent)
    : QWidget(parent), m_palette(palette), m_chips(std::move(chips))
{
    QStringList names;
    for (const PathChip &chip : m_chips)
        names << chip.name;
    setAccessibleName(WorstList::tr("Path: %1").arg(names.join(QStringLiteral(", "))));
    setToolTip(plainTip(names.join(QStringLiteral("\n\u2192 "))));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize ChipRow::sizeHint() const { return {300, chipHeight}; }
QSize ChipRow::minimumSizeHint() const { return {120, chipHeight}; }

int ChipRow::widthOf(const PathChip &chip) const
{
    return std::min(mostChip, QFontMetrics(textFont(TextSize::Secondary)).horizontalAdvance(chip.name) + 36);
}

std::size_t ChipRow::shownFirst() const
{
    int all = 0;
    for (const PathChip &chip : m_chips)
        all += widthOf(chip) + between;
    if (all - between <= width())
        return m_chips.size();
    int room = width() - widthOf(m_chips.back()) - gapRoom - between;
    std::size_t first = 0;
    while (first + 1 < m_chips.size() && room >= widthOf(m_chips[first]) + between)
        room -= widthOf(m_chips[first++]) + between;
    return first;
}

void ChipRow::paintEvent(QPaintEvent *)
{
    if (m_chips.empty())
        return;
    QPainter painter(this);
    const std::size_t first = shownFirst();
    int left = 0;
    const auto chevron = [&] {
        paintIcon(painter, QRect(left, 0, between, chipHeight), "chevron-right", m_palette.color("text.muted"), 12);
        left += between;
    };
    painter.setFont(textFont(TextSize::Secondary));
    for (std::size_t i = 0; i < m_chips.size(); ++i) {
        if (i > 0)
            chevron();
        if (i == first && i + 1 < m_chips.size()) {
            painter.setPen(m_palette.color("text.muted"));
            painter.drawText(QRect(left, 0, gapRoom - between, chipHeight), Qt::AlignCenter,
                             WorstList::tr("%1 more").arg(m_chips.size() - 1 - first));
            left += gapRoom - between;
            i = m_chips.size() - 1;
            chevron();
        }
        const PathChip &chip = m_chips[i];
        const QRect rect(left, 0, std::min(widthOf(chip), std::max(40, width() - left)), chipHeight);
        const bool outline = m_palette.theme() == Theme::HighContrast;
        parts::rounded(painter, rect, sizes::cellRadius, m_palette.color(familyTint(chip.group)),
                       outline ? m_palette.color(familyInk(chip.group)) : QColor());
        paintIcon(painter, QRect(rect.left() + 8, 0, 14, chipHeight), chip.icon, m_palette.color(familyInk(chip.group)),
                  14);
        painter.setPen(m_palette.color("text.primary"));
        painter.drawText(rect.adjusted(27, 0, -6, 0), Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(chip.name, Qt::ElideRight, rect.width() - 33));
        left += rect.width();
    }
}

WorstList::WorstList(const Palette &palette, std::function<const Graph &()> graph, QWidget *parent)
    : QWidget(parent), m_palette(palette), m_graph(std::move(graph)), m_rows(new QVBoxLayout(this))
{
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(0);
}

void WorstList::setPaths(const std::vector<WorstPath> &worst)
{
    QStringList said{QStringLiteral("paths")};
    for (const WorstPath &path : worst) {
        const Item *threat = m_graph().item(path.risk.threat);
        said << QString::number(path.risk.threat.slot) << (threat ? toText(threat->name) : QString())
             << scoreText(path.path.total.score) << effortText(path.path.total.rating)
             << QString::number(path.path.unrated)
             << QString::number(path.risk.at(Reading::Evidenced).risk.value_or(0));
        for (const PathChip &chip : chipsOf(m_graph(), path.path))
            said << chip.name;
    }
    if (std::exchange(m_said, said) == said)
        return; // whoever stands on a button stays there
    emptyLayout(*m_rows);
    int place = 0;
    for (const WorstPath &path : worst)
        if (m_graph().item(path.risk.threat))
            m_rows->addWidget(makeRow(path, place++));
    if (place > 0)
        return;
    auto *none =
        new Label(tr("No attack reaches a threat scenario in this model. That is no proof: the model may lack steps."),
                  TextSize::Body, "text.muted");
    none->wrap();
    none->setContentsMargins(sizes::pageMargin, 10, sizes::pageMargin, 10);
    m_rows->addWidget(none);
}

QWidget *WorstList::makeRow(const WorstPath &worst, int place)
{
    auto *row = new Pane("surface.base", Qt::BottomEdge);
    auto *title = Label::section(toText(m_graph().item(worst.risk.threat)->name));
    title->setElided();
    auto *way = new QVBoxLayout;
    way->setSpacing(6);
    way->addWidget(title);
    way->addWidget(new ChipRow(m_palette, chipsOf(m_graph(), worst.path)));
    auto *effort = new Label(sentence(effortText(worst.path.total.rating)), TextSize::Secondary, "text.secondary");
    effort->setElided();
    auto *measure = new QWidget;
    measure->setFixedWidth(210);
    auto *measureLayout = new QVBoxLayout(measure);
    measureLayout->setContentsMargins(0, 0, 0, 0);
    measureLayout->setSpacing(4);
    measureLayout->addWidget(new FeasibilityMark(m_palette, worst.path.total));
    measureLayout->addWidget(effort);
    const int unrated = worst.path.unrated;
    auto *rated = makeButton(m_palette,
                             unrated == 0   ? tr("all steps rated")
                             : unrated == 1 ? tr("1 step unrated")
                                            : tr("%1 steps unrated").arg(unrated),
                             {}, Look::Link);
    setSmall(rated);
    rated->setFixedWidth(116);
    rated->setToolTip(plainTip(tr("Show the steps with their ratings")));
    auto *open = makeButton(m_palette, tr("Open"));
    setSmall(open);
    open->setAccessibleName(tr("Open the attack paths to %1").arg(title->text()));
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(sizes::pageMargin, 10, sizes::pageMargin, 10);
    layout->setSpacing(12);
    layout->addWidget(new RiskChip(m_palette, worst.risk.at(Reading::Evidenced).risk));
    layout->addLayout(way, 1);
    layout->addWidget(measure);
    layout->addWidget(rated);
    layout->addWidget(open);
    connect(rated, &QPushButton::clicked, this, [this, place] { Q_EMIT explainWanted(place); });
    connect(open, &QPushButton::clicked, this, [this, threat = worst.risk.threat] { Q_EMIT pathsWanted(threat); });
    return row;
}

} // namespace tarascope
