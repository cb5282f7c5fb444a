#include "views/paths/stepdetail.h"

#include "views/controls/buttons.h"
#include "views/reasons/reasonlist.h"
#include "views/risks/riskwords.h"
#include "views/sizes.h"
#include "views/words.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QVBoxLayout>

namespace tarascope {

StepDetail::StepDetail(const Palette &palette, std::function<const Graph &()> graph, QWidget *parent)
    : QWidget(parent), m_palette(palette), m_graph(std::move(graph)), m_lines(new ReasonList(palette, m_graph))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(sizes::pageMargin, 12, sizes::pageMargin, 12);
    layout->addWidget(m_lines);
    connect(m_lines, &ReasonList::itemWanted, this, &StepDetail::itemWanted);
}

void StepDetail::show(const AttackPath &path, std::size_t place, const StepWords &words)
{
    m_lines->clear();
    place < path.steps.size() ? showStep(path, place, words) : showSum(path);
}

void StepDetail::showSum(const AttackPath &path)
{
    m_lines->addHeading(tr("The whole path"));
    m_lines->addSentence(tr("With the times of all steps added: score %1, %2.")
                             .arg(scoreText(path.timesAdded.score), feasibilityText(path.timesAdded.feasibility)),
                         "text.secondary");
    if (path.unrated == 0)
        m_lines->addSentence(tr("All steps are rated."), "text.secondary");
    else
        m_lines->addSentence(
            tr("%1 of %2 steps are not rated by an analyst.").arg(path.unrated).arg(path.steps.size()),
            "notice.warning.ink");
    showHolding(path);
}

void StepDetail::setHolding(std::optional<std::vector<Holding>> holding) { m_holding = std::move(holding); }

void StepDetail::showHolding(const AttackPath &path)
{
    m_lines->addHeading(tr("Why is it not easier?"));
    if (path.total.difficulty == 0)
        return m_lines->addSentence(tr("It cannot be easier: nothing has to be overcome."), "text.secondary");
    if (!m_holding)
        return m_lines->addSentence(tr("being computed"), "text.muted");
    if (m_holding->empty())
        return m_lines->addSentence(tr("No control holds it alone: take away any single one, and the easiest attack "
                                       "stays as it is."),
                                    "text.secondary");
    for (const Holding &one : *m_holding)
        if (const Item *control = m_graph().item(one.control))
            m_lines->addSentence(tr("Without %1: %2 %3, %4.")
                                     .arg(toText(control->name), feasibilityText(one.without.feasibility),
                                          scoreText(one.without.score), effortText(one.without.rating)),
                                 "text.primary", {one.control});
}

void StepDetail::showStep(const AttackPath &path, std::size_t place, const StepWords &words)
{
    const PathStep &step = path.steps[place];
    m_lines->addHeading(tr("Step %1").arg(place + 1));
    if (const QString what = words ? words(step, path.profile) : QString(); !what.isEmpty())
        m_lines->addSentence(what, "text.primary", {step.to});
    m_lines->addSentence(step.nothing
                             ? tr("Nothing to overcome (rule %1).").arg(toText(step.rule))
                             : tr("It takes: %1 (rule %2).").arg(effortText(step.rating), toText(step.rule)),
                         "text.secondary");
    m_lines->addSentence(ruleMeaning(step.rule), "text.muted");
    for (const BeatenControl &beaten : step.controls) {
        const Item *control = m_graph().item(beaten.control);
        if (!control)
            continue;
        const QString link =
            beaten.chainLink ? tr(", which enforces L%1").arg(static_cast<int>(*beaten.chainLink) + 1) : QString();
        m_lines->addSentence(tr("To be defeated: %1%2.").arg(toText(control->name), link), "text.primary",
                             {beaten.control});
    }
    for (const Reason &reason : step.reasons)
        m_lines->addReason(reason);
    if (!step.link.valid() || !m_graph().link(step.link))
        return;
    auto *rate = makeButton(m_palette, step.unrated ? tr("Rate this step") : tr("Open its link"), "link");
    setSmall(rate);
    m_lines->addButton(rate);
    connect(rate, &QPushButton::clicked, this, [this, link = step.link] { Q_EMIT linkWanted(link); });
    addStrike(step.link);
}

// The button becomes a field for the reason: without one nothing is struck.
void StepDetail::addStrike(LinkId link)
{
    auto *strike = makeButton(m_palette, tr("Not credible\u2026"), "close");
    setSmall(strike);
    m_lines->addButton(strike);
    connect(strike, &QPushButton::clicked, this, [this, strike, link] {
        auto *row = new QWidget;
        auto *why = new QLineEdit;
        why->setPlaceholderText(tr("Why does no attack go this way? The reason is kept; Enter strikes the step."));
        why->setAccessibleName(tr("Why the step is not credible"));
        auto *layout = new QHBoxLayout(row);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->addWidget(why);
        m_lines->addButton(row);
        strike->setEnabled(false);
        why->setFocus();
        connect(why, &QLineEdit::returnPressed, this, [this, why, link] {
            if (const QString reason = why->text().trimmed(); !reason.isEmpty())
                Q_EMIT strikeWanted(link, reason);
        });
    });
}

} // namespace tarascope
