#include "views/paths/whatifpanel.h"

#include "views/controls/buttons.h"
#include "views/controls/itempicker.h"
#include "views/controls/label.h"
#include "views/controls/pane.h"
#include "views/controls/scroll.h"
#include "views/fonts.h"
#include "views/icons.h"
#include "views/paint/chips.h"
#include "views/risks/riskwords.h"
#include "views/sizes.h"
#include "views/style/parts.h"
#include "views/tables/tablefilter.h"
#include "views/words.h"

#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QVBoxLayout>

namespace tarascope {

namespace {

constexpr Kind switchable[] = {Kind::control, Kind::attackerProfile, Kind::vulnerability};

/// A risk that moves: key, name, old and new value; a click leads to its attack paths.
class MoveRow final : public QAbstractButton
{
public:
    MoveRow(Palette palette, QString key, QString name, RiskMove move)
        : m_palette(std::move(palette)), m_key(std::move(key)), m_name(std::move(name)), m_move(move)
    {
        setFixedHeight(32);
        setAttribute(Qt::WA_Hover);
        setCursor(Qt::PointingHandCursor);
        setFocusPolicy(Qt::StrongFocus);
        const auto words = [](std::optional<int> risk) {
            return risk ? QString::number(*risk) : WhatIfPanel::tr("not rated");
        };
        setAccessibleName(
            WhatIfPanel::tr("%1 %2: risk %3 becomes %4").arg(m_key, m_name, words(move.before), words(move.after)));
        setToolTip(plainTip(accessibleName()));
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        QStyleOption option;
        option.initFrom(this);
        parts::row(painter, rect(), m_palette, option.state, false);
        const int chips = 86;
        paintRiskChange(painter, QRect(width() - chips, 0, chips, height() - 1), m_move.before, m_move.after,
                        m_palette);
        painter.setPen(m_palette.color("text.secondary"));
        painter.drawText(QRect(0, 0, 52, height()), Qt::AlignVCenter, m_key);
        painter.setPen(m_palette.color("text.primary"));
        const QRect name(54, 0, width() - chips - 60, height());
        painter.drawText(name, Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(m_name, Qt::ElideRight, name.width()));
    }

private:
    Palette m_palette;
    QString m_key;
    QString m_name;
    RiskMove m_move;
};

/// How many risks there are at each level, as the project says and in the what-if.
class CountsTable final : public QWidget
{
public:
    CountsTable(Palette palette, const std::array<int, 6> &before, const std::array<int, 6> &after)
        : m_palette(std::move(palette)), m_before(before), m_after(after)
    {
        setFixedHeight(3 * rowHeight);
        QStringList words;
        for (std::size_t level = 5; level > 0; --level)
            words << WhatIfPanel::tr("risk %1: %2, in the what-if %3").arg(level).arg(before[level]).arg(after[level]);
        setAccessibleName(words.join(QStringLiteral("; ")));
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const int first = width() - 5 * columnWidth;
        const QString titles[] = {WhatIfPanel::tr("Risk"), WhatIfPanel::tr("Project"), WhatIfPanel::tr("What if")};
        painter.setFont(textFont(TextSize::Secondary));
        painter.setPen(m_palette.color("text.muted"));
        for (int row = 0; row < 3; ++row)
            painter.drawText(QRect(0, row * rowHeight, first, rowHeight), Qt::AlignVCenter, titles[row]);
        for (int column = 0; column < 5; ++column) {
            const int level = 5 - column;
            const auto place = static_cast<std::size_t>(level);
            const QRect cell(first + column * columnWidth, 0, columnWidth, rowHeight);
            paintRisk(painter, cell.adjusted((columnWidth - sizes::chip) / 2, 0, 0, 0), level, true, m_palette);
            painter.setFont(textFont());
            painter.setPen(m_palette.color("text.secondary"));
            painter.drawText(cell.translated(0, rowHeight), Qt::AlignCenter, QString::number(m_before[place]));
            const int change = m_after[place] - m_before[place];
            painter.setFont(textFont(TextSize::Body, change != 0));
            painter.setPen(m_palette.color("text.primary"));
            painter.drawText(cell.translated(0, 2 * rowHeight), Qt::AlignCenter, figure(m_after[place], change));
        }
        for (int row = 1; row <= 3; ++row)
            painter.fillRect(0, row * rowHeight - 1, width(), 1, m_palette.color("line.soft"));
    }

private:
    static QString figure(int count, int change)
    {
        if (change == 0)
            return QString::number(count);
        const QString sign = change > 0 ? QStringLiteral("+") : QString(QChar(0x2212));
        return QStringLiteral("%1 %2%3").arg(count).arg(sign).arg(std::abs(change));
    }

    static constexpr int rowHeight = 28;
    static constexpr int columnWidth = 40;
    Palette m_palette;
    std::array<int, 6> m_before;
    std::array<int, 6> m_after;
};

QString stateWords(const Item &item)
{
    if (item.kind == Kind::attackerProfile) {
        const bool *enabled = item.attributes.get<bool>(Attr::enabled);
        return enabled && !*enabled ? WhatIfPanel::tr("profile, off") : WhatIfPanel::tr("profile");
    }
    const auto *status = item.attributes.get<Choice>(Attr::status);
    const AttributeDef *def = kindDef(item.kind).find(Attr::status);
    return status && def ? choiceWords(def->choices[status->index]) : WhatIfPanel::tr("status not set");
}

} // namespace

WhatIfPanel::WhatIfPanel(const Palette &palette, std::function<const Graph &()> graph, QWidget *parent)
    : QWidget(parent), m_palette(palette), m_graph(std::move(graph)), m_search(new QLineEdit), m_rows(new QVBoxLayout),
      m_count(Label::muted({})), m_effect(new Pane("surface.panel", Qt::TopEdge)), m_movesTitle(Label::section({})),
      m_moves(new QVBoxLayout), m_clear(makeButton(palette, tr("As the project says")))
{
    m_search->setPlaceholderText(tr("Controls, profiles, vulnerabilities"));
    m_search->setAccessibleName(tr("Search what can be switched"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(makeIcon(palette, "filter", "text.muted"), QLineEdit::LeadingPosition);
    m_rows->setSpacing(0);
    m_moves->setSpacing(0);
    auto *content = new QWidget;
    auto *inner = new QVBoxLayout(content);
    inner->setContentsMargins(sizes::dockMargin, 12, sizes::dockMargin, 12);
    inner->addWidget(m_search);
    inner->addLayout(m_rows);
    inner->addWidget(m_count);
    inner->addStretch(1);
    // What the switches do stays in sight, however many there are.
    auto *effect = new QVBoxLayout(m_effect);
    effect->setContentsMargins(sizes::dockMargin, 10, sizes::dockMargin, 10);
    effect->setSpacing(4);
    effect->addWidget(m_movesTitle);
    effect->addLayout(m_moves);
    m_effect->hide();
    auto *foot = new Pane("surface.panel", Qt::TopEdge);
    auto *footLayout = new QHBoxLayout(foot);
    footLayout->setContentsMargins(sizes::dockMargin, 10, sizes::dockMargin, 10);
    auto *promise = Label::muted(tr("A what-if changes nothing in the project."));
    promise->setWordWrap(true);
    setSmall(m_clear);
    footLayout->addWidget(promise, 1);
    footLayout->addWidget(m_clear);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeScroll(content), 1);
    layout->addWidget(m_effect);
    layout->addWidget(foot);
    connect(m_search, &QLineEdit::textChanged, this, &WhatIfPanel::fill);
    connect(m_clear, &QPushButton::clicked, this, &WhatIfPanel::clear);
    refresh();
}

void WhatIfPanel::refresh()
{
    // A switch of an item that is gone would stay on for ever.
    std::erase_if(m_scenario.switches, [this](const auto &entry) { return !m_graph().findItem(entry.first).valid(); });
    fill();
}

void WhatIfPanel::clear()
{
    if (m_scenario.empty())
        return;
    m_scenario = {};
    fill();
    Q_EMIT scenarioChanged();
}

void WhatIfPanel::setConcerned(const std::vector<ItemId> &items)
{
    std::set<Uid> concerned;
    for (const ItemId id : items)
        if (const Item *item = m_graph().item(id))
            concerned.insert(item->uid);
    if (std::exchange(m_concerned, concerned) != concerned)
        fill();
}

void WhatIfPanel::fill()
{
    emptyLayout(*m_rows);
    const QString wanted = m_search->text().trimmed();
    std::vector<const Item *> found;
    for (const Kind kind : switchable)
        for (const ItemId id : m_graph().itemsOf(kind)) {
            const Item *item = m_graph().item(id);
            const QString words = toText(item->key) + QLatin1Char(' ') + toText(item->name);
            if (wanted.isEmpty() || words.contains(wanted, Qt::CaseInsensitive))
                found.push_back(item);
        }
    // What is switched stands first, then what the shown paths speak of, then by kind and key.
    const auto rank = [this](const Item *item) {
        return m_scenario.isOn(item->uid).has_value() ? 0 : m_concerned.contains(item->uid) ? 1 : 2;
    };
    std::stable_sort(found.begin(), found.end(), [&](const Item *a, const Item *b) {
        const int first = rank(a);
        const int second = rank(b);
        if (first != second || a->kind != b->kind)
            return first != second ? first < second
                                   : std::find(std::begin(switchable), std::end(switchable), a->kind) <
                                         std::find(std::begin(switchable), std::end(switchable), b->kind);
        return compareNaturally(toText(a->key), toText(b->key)) < 0;
    });
    const auto shown = std::min<std::size_t>(found.size(), mostShown);
    for (std::size_t i = 0; i < shown; ++i)
        m_rows->addWidget(makeRow(*found[i]));
    m_count->setVisible(found.empty() || shown < found.size());
    m_count->setText(
        found.empty() && !wanted.isEmpty() ? tr("Nothing matches.")
        : found.empty()
            ? tr("Nothing to switch: there is no control, profile or vulnerability here.")
            : tr("Not shown: %1; type to find them").arg(number(static_cast<qint64>(found.size() - shown))));
    m_count->setWordWrap(true);
    m_clear->setEnabled(!m_scenario.empty());
}

QWidget *WhatIfPanel::makeRow(const Item &item)
{
    auto *row = new Pane("surface.panel", Qt::BottomEdge);
    auto *name = new Label(toText(item.name));
    name->setElided();
    auto *below = Label::muted(toText(item.key) + QStringLiteral(", ") + stateWords(item) +
                               (m_concerned.contains(item.uid) ? tr(", on these paths") : QString()));
    below->setElided();
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(name);
    words->addWidget(below);
    auto *choice = new Segments(toText(item.name), {tr("as is"), tr("on"), tr("off")});
    setSmall(choice);
    const std::optional<bool> on = m_scenario.isOn(item.uid);
    choice->choose(!on ? 0 : *on ? 1 : 2);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 4, 0, 4);
    layout->addLayout(words, 1);
    layout->addWidget(choice, 0, Qt::AlignVCenter);
    connect(choice, &Segments::picked, this, [this, uid = item.uid](int picked) { set(uid, picked); });
    return row;
}

void WhatIfPanel::set(const Uid &uid, int choice)
{
    if (choice == 0)
        m_scenario.switches.erase(uid);
    else
        m_scenario.switches[uid] = choice == 1;
    m_clear->setEnabled(!m_scenario.empty());
    Q_EMIT scenarioChanged();
}

QString WhatIfPanel::switchWords() const
{
    constexpr qsizetype most = 4;
    QStringList words;
    for (const auto &[uid, on] : m_scenario.switches)
        words << toText(m_graph().keyOf(uid)) + QLatin1Char(' ') + (on ? tr("on") : tr("off"));
    words.sort();
    const qsizetype more = words.size() - most;
    if (more > 0)
        words = words.mid(0, most) << tr("%1 more").arg(more);
    return words.join(QStringLiteral(", "));
}

void WhatIfPanel::showMoves(const Assessment &before, const Assessment &after, Reading reading)
{
    emptyLayout(*m_moves);
    const std::vector<RiskMove> moves =
        m_scenario.empty() ? std::vector<RiskMove>() : riskMoves(before, after, reading);
    m_effect->setVisible(!m_scenario.empty());
    m_movesTitle->setText(moves.empty() ? tr("No risk moves")
                                        : tr("Risks that move: %1 of %2").arg(moves.size()).arg(after.risks.size()));
    int shown = 0;
    for (const RiskMove &move : moves) {
        const Item *threat = m_graph().item(move.key.threat);
        if (!threat || ++shown > mostMoves)
            continue;
        auto *row = new MoveRow(m_palette, toText(threat->key), toText(threat->name), move);
        m_moves->addWidget(row);
        connect(row, &MoveRow::clicked, this, [this, id = move.key.threat] { Q_EMIT pathsWanted(id); });
    }
    if (shown > mostMoves)
        m_moves->addWidget(Label::muted(tr("Not shown: %1").arg(number(shown - mostMoves))));
    if (m_scenario.empty())
        return;
    m_moves->addSpacing(sizes::gap);
    m_moves->addWidget(Label::section(tr("All %1").arg(number(static_cast<qint64>(after.risks.size())))));
    m_moves->addWidget(new CountsTable(m_palette, riskCounts(before, reading), riskCounts(after, reading)));
}

} // namespace tarascope
