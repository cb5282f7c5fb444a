#include "views/risks/riskspage.h"

#include "views/controls/buttons.h"
#include "views/controls/emptypage.h"
#include "views/controls/label.h"
#include "views/controls/pane.h"
#include "views/controls/scroll.h"
#include "views/icons.h"
#include "views/reasons/reasonlist.h"
#include "views/sizes.h"
#include "views/tables/tablepane.h"
#include "views/tables/tableview.h"
#include "views/words.h"

#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

namespace tarascope {

/// What the paint functions of the cells need.
struct FeasibilityLook {
    Feasibility feasibility = Feasibility::None;
    QString score;
};
struct ReadingsLook {
    RiskReadings risks{};
    RiskReadings before{};
    Reading reading = Reading::Evidenced;
    bool moved = false;
};

} // namespace tarascope

Q_DECLARE_METATYPE(tarascope::FeasibilityLook)
Q_DECLARE_METATYPE(tarascope::ReadingsLook)

namespace tarascope {

namespace {

void paintFeasibilityCell(QPainter &painter, const QRect &rect, const QVariant &look, const Palette &palette)
{
    const auto value = look.value<FeasibilityLook>();
    paintFeasibility(painter, rect, value.feasibility, value.score, palette);
}

void paintImpactCell(QPainter &painter, const QRect &rect, const QVariant &look, const Palette &palette)
{
    paintImpact(painter, rect, static_cast<ImpactLevel>(look.toInt()), palette);
}

void paintReadingsCell(QPainter &painter, const QRect &rect, const QVariant &look, const Palette &palette)
{
    const auto value = look.value<ReadingsLook>();
    const auto active = static_cast<std::size_t>(value.reading);
    if (value.moved)
        paintRiskChange(painter, rect, value.before[active], value.risks[active], palette);
    else
        paintRiskReadings(painter, rect, value.risks, value.reading, palette);
}

QString nameOf(const Graph &graph, ItemId id)
{
    const Item *item = graph.item(id);
    return item ? toText(item->name) : QString();
}

QString keyOf(const Graph &graph, ItemId id)
{
    const Item *item = graph.item(id);
    return item ? toText(item->key) : QString();
}

RiskReadings readingsOf(const ThreatRisk &risk)
{
    RiskReadings readings;
    for (std::size_t i = 0; i < readings.size(); ++i)
        readings[i] = risk.readings[i].risk;
    return readings;
}

Cell feasibilityCell(const RiskRow &row)
{
    const ReadingRisk &rated = row.risk.at(row.reading);
    if (!rated.feasibility)
        return Cell(RisksPage::tr("not rated"), Tone::Muted);
    const QString score = rated.easiest ? scoreText(rated.easiest->score) : QString();
    Cell cell(score.isEmpty() ? feasibilityText(*rated.feasibility)
                              : feasibilityText(*rated.feasibility) + QLatin1Char(' ') + score);
    cell.look = QVariant::fromValue(FeasibilityLook{*rated.feasibility, score});
    cell.order = static_cast<int>(*rated.feasibility);
    if (rated.easiest)
        cell.tip = effortText(rated.easiest->rating);
    return cell;
}

Cell readingsCell(const RiskRow &row)
{
    const RiskReadings risks = readingsOf(row.risk);
    const auto active = static_cast<std::size_t>(row.reading);
    const bool moved = row.whatIf && risks[active] != row.before[active];
    Cell cell(moved ? riskChangeWords(row.before[active], risks[active]) : riskReadingsWords(risks));
    cell.look = QVariant::fromValue(ReadingsLook{risks, row.before, row.reading, moved});
    cell.order = risks[active].value_or(0);
    return cell;
}

Cell treatmentCell(const Graph &graph, const RiskRow &row)
{
    QStringList words;
    for (const ItemId id : row.risk.treatments) {
        const Item *item = graph.item(id);
        const auto *choice = item ? item->attributes.get<Choice>(Attr::decision) : nullptr;
        if (choice)
            words << choiceWords(kindDef(Kind::treatment).find(Attr::decision)->choices[choice->index]);
        else if (item)
            words << toText(item->key);
    }
    const bool open = words.isEmpty() && row.risk.at(row.reading).risk.value_or(0) > 1;
    return open ? Cell(RisksPage::tr("decide"), Tone::Error) : Cell(words.join(QStringLiteral(", ")));
}

} // namespace

RisksPage::RisksPage(const Palette &palette, std::function<const Graph &()> graph, QWidget *parent)
    : WorkspacePage(parent), m_palette(palette), m_graph(std::move(graph)),
      m_model(new Model(
          columns(),
          [](const RiskRow &row) {
              return RiskKey{row.risk.threat, row.risk.damage};
          },
          this)),
      m_pages(new QStackedWidget), m_pane(new TablePane(tr("Risks"))), m_why(Label::section({})),
      m_reasons(new ReasonList(palette, m_graph))
{
    m_pane->setTable(m_model);
    m_pane->setLegend(tr("I inherent, C claimed, E evidenced"));
    m_pane->view().sortByColumn(5, Qt::DescendingOrder);
    auto *split = new QSplitter(Qt::Vertical);
    split->addWidget(m_pane);
    split->addWidget(makeDetail());
    split->setStretchFactor(0, 1);
    split->setStretchFactor(1, 0);
    split->setSizes({420, 280});
    split->setChildrenCollapsible(false);
    m_pages->addWidget(split);
    m_pages->addWidget(makeEmptyPage());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_pages);
    connect(&m_pane->view(), &TableView::currentChangedTo, this, &RisksPage::explain);
    connect(&m_pane->view(), &TableView::chosen, this,
            [this](int row) { Q_EMIT pathsWanted(m_model->at(row).risk.threat); });
    fill();
}

QWidget *RisksPage::makeDetail()
{
    auto *paths = makeButton(m_palette, tr("Attack paths"), "paths");
    auto *threat = makeButton(m_palette, tr("Open the threat"));
    const auto current = [this] { return m_pane->view().currentSourceRow(); };
    connect(paths, &QPushButton::clicked, this, [this, current] {
        if (current() >= 0)
            Q_EMIT pathsWanted(m_model->at(current()).risk.threat);
    });
    connect(threat, &QPushButton::clicked, this, [this, current] {
        if (current() >= 0)
            Q_EMIT itemWanted(m_model->at(current()).risk.threat);
    });
    m_why->setElided();
    auto *head = new QHBoxLayout;
    head->setSpacing(sizes::gap);
    head->setContentsMargins(sizes::pageMargin, sizes::gap, sizes::pageMargin, sizes::gap);
    head->addWidget(m_why, 1);
    head->addWidget(threat);
    head->addWidget(paths);
    auto *lines = new QWidget;
    auto *linesLayout = new QVBoxLayout(lines);
    linesLayout->setContentsMargins(sizes::pageMargin, 0, sizes::pageMargin, 12);
    linesLayout->addWidget(m_reasons);
    connect(m_reasons, &ReasonList::itemWanted, this, &RisksPage::itemWanted);
    auto *detail = new QWidget;
    detail->setMinimumHeight(120);
    auto *layout = new QVBoxLayout(detail);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(makeScroll(lines), 1);
    return detail;
}

QWidget *RisksPage::makeEmptyPage()
{
    return new EmptyPage(m_palette, "tara", tr("No risk yet"),
                         tr("A risk is a threat scenario with what it does to people. It is computed, in three "
                            "readings, from the model."),
                         {{tr("Write down a threat scenario"), tr("What an attacker wants to bring about."),
                           tr("New threat scenario"), [this] { Q_EMIT addWanted(Kind::threatScenario); }},
                          {tr("Link it to what it targets"),
                           tr("A function, a component, data: targets. The attack paths to it are computed."),
                           {},
                           {}},
                          {tr("Link it to its damage scenario"),
                           tr("Realizes. The impact by safety, finance, operation and privacy is rated there."),
                           {},
                           {}}});
}

void RisksPage::showRisks(std::shared_ptr<const Assessment> now, std::shared_ptr<const Assessment> base)
{
    m_now = std::move(now);
    m_base = std::move(base);
    fill();
}

void RisksPage::focusFilter() { m_pane->focusFilter(); }

void RisksPage::focusMain()
{
    if (m_pages->currentIndex() == 0)
        m_pane->view().setFocus();
    else if (QWidget *first = m_pages->currentWidget()->findChild<QAbstractButton *>())
        first->setFocus();
}

ItemId RisksPage::current() const
{
    const int row = m_pane->view().currentSourceRow();
    return row >= 0 ? m_model->at(row).risk.threat : ItemId{};
}

void RisksPage::setReading(Reading reading)
{
    m_reading = reading;
    fill();
}

void RisksPage::fill()
{
    std::map<RiskKey, RiskReadings> before;
    if (m_base)
        for (const ThreatRisk &risk : m_base->risks)
            before[{risk.threat, risk.damage}] = readingsOf(risk);
    std::vector<RiskRow> rows;
    if (m_now)
        for (const ThreatRisk &risk : m_now->risks)
            rows.push_back({risk, before[{risk.threat, risk.damage}], m_reading, m_now != m_base});
    m_pages->setCurrentIndex(m_now && rows.empty() ? 1 : 0);
    m_pane->setTitle(m_now ? riskTitle(*m_now, m_reading) : tr("Risks"),
                     m_now ? tr("%1 reading").arg(readingWords(m_reading).toLower()) : tr("being computed"));
    m_model->assign(std::move(rows));
    if (m_pane->view().currentSourceRow() < 0 && m_model->rowCount() > 0)
        m_pane->view().selectRow(0);
    explain(m_pane->view().currentSourceRow());
}

void RisksPage::explain(int row)
{
    m_reasons->clear();
    if (row < 0 || row >= m_model->rowCount()) {
        m_why->clear();
        return;
    }
    const RiskRow &shown = m_model->at(row);
    const ReadingRisk &rated = shown.risk.at(m_reading);
    const QString key = keyOf(m_graph(), shown.risk.threat);
    m_why->setText(rated.risk ? tr("Why %1 is at risk %2").arg(key).arg(*rated.risk)
                              : tr("Why %1 is not rated").arg(key));
    if (rated.easiest)
        m_reasons->addSentence(tr("Easiest attack: %1, score %2.")
                                   .arg(effortText(rated.easiest->rating), scoreText(rated.easiest->score)));
    // Failed tests first: they are what can be acted on.
    for (const bool failures : {true, false})
        for (const Reason &reason : rated.reasons)
            if (tellsOfFailure(reason) == failures)
                m_reasons->addReason(reason);
    if (m_reasons->count() == 0)
        m_reasons->addSentence(tr("No reason is recorded."), "text.muted");
    Q_EMIT currentChanged(shown.risk.threat);
}

std::vector<Column<RiskRow>> RisksPage::columns()
{
    const auto column = [](const QString &title, int width, bool stretch, PaintCell paint,
                           std::function<Cell(const RiskRow &)> value) {
        Column<RiskRow> made;
        made.title = title;
        made.width = width;
        made.stretch = stretch;
        made.paint = paint;
        made.value = std::move(value);
        return made;
    };
    return {
        column(tr("Key"), 80, false, nullptr,
               [this](const RiskRow &row) { return Cell(keyOf(m_graph(), row.risk.threat), Tone::Secondary); }),
        column(tr("Threat scenario"), 180, true, nullptr,
               [this](const RiskRow &row) { return Cell(nameOf(m_graph(), row.risk.threat)); }),
        column(tr("Damage scenario"), 160, true, nullptr,
               [this](const RiskRow &row) {
                   if (!row.risk.damage.valid())
                       return Cell(tr("none linked"), Tone::Warning);
                   return Cell(keyOf(m_graph(), row.risk.damage) + QLatin1Char(' ') +
                                   nameOf(m_graph(), row.risk.damage),
                               Tone::Secondary);
               }),
        column(tr("Impact"), 118, false, paintImpactCell,
               [](const RiskRow &row) {
                   Cell cell(impactWords(row.risk.impact));
                   cell.look = static_cast<int>(row.risk.impact);
                   cell.order = cell.look;
                   return cell;
               }),
        column(tr("Feasibility"), 130, false, paintFeasibilityCell, feasibilityCell),
        column(tr("I\tC\tE"), 108, false, paintReadingsCell, readingsCell),
        column(tr("Treatment"), 96, false, nullptr,
               [this](const RiskRow &row) { return treatmentCell(m_graph(), row); }),
    };
}

} // namespace tarascope
