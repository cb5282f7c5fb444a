#include "views/paths/stepstable.h"

#include "views/kindlook.h"
#include "views/paint/chips.h"
#include "views/reasons/reasonlist.h"
#include "views/risks/riskwords.h"
#include "views/words.h"

#include <QtCore/QCoreApplication>

namespace tarascope {

namespace {

QString say(const char *source) { return QCoreApplication::translate("steps", source); }

void paintNumber(QPainter &painter, const QRect &rect, const QVariant &look, const Palette &palette)
{
    paintStepNumber(painter, QRect(rect.left(), rect.top(), 18, rect.height()), look.toInt(), palette);
}

QString factorTitle(Factor factor)
{
    return factor == Factor::ET ? say(QT_TRANSLATE_NOOP("steps", "Time")) : factorWords(factor);
}

Cell factorCell(const StepRow &row, Factor factor)
{
    if (row.number > 0 && row.nothing) {
        Cell cell(say(QT_TRANSLATE_NOOP("steps", "nothing to overcome")) + QLatin1Char(' ') + row.rule, Tone::Muted);
        return cell;
    }
    const int level = row.rating[factor];
    if (level == Rating::unrated)
        return Cell(QStringLiteral("\u2013"), Tone::Muted);
    const bool decides = row.deciding.contains(factor);
    Cell cell(levelId(factor, level), decides || row.number == 0 ? Tone::Strong
                                      : level == 0               ? Tone::Secondary
                                                                 : Tone::Normal);
    cell.order = level;
    cell.tip = factorWords(factor) + QStringLiteral(": ") + levelWords(factor, level);
    if (decides)
        cell.ground = "notice.warning.tint";
    return cell;
}

Cell sourceCell(const StepRow &row)
{
    if (row.number == 0)
        return {};
    if (row.unrated) {
        Cell cell(say(QT_TRANSLATE_NOOP("steps", "default")), Tone::Warning);
        cell.tip = say(QT_TRANSLATE_NOOP("steps", "Not rated by an analyst; the default of the rule stands in."));
        return cell;
    }
    switch (row.source) {
    case RatingSource::Analyst: return Cell(say(QT_TRANSLATE_NOOP("steps", "analyst")), Tone::Secondary);
    case RatingSource::Control: return Cell(say(QT_TRANSLATE_NOOP("steps", "control")), Tone::Secondary);
    case RatingSource::Default: break;
    }
    return Cell(row.nothing ? QString() : say(QT_TRANSLATE_NOOP("steps", "rule")), Tone::Muted);
}

// One reason has room in a row: a failed test before a beaten control, that before all others.
QString reasonOf(const Graph &graph, const PathStep &step, ItemId profile, const StepWords &words)
{
    for (const Reason &reason : step.reasons)
        if (tellsOfFailure(reason))
            return reasonWords(reason);
    QStringList beaten;
    for (const BeatenControl &control : step.controls)
        if (const Item *item = graph.item(control.control))
            beaten << toText(item->key) + QLatin1Char(' ') + toText(item->name);
    if (!beaten.isEmpty())
        return say(QT_TRANSLATE_NOOP("steps", "Defeat %1")).arg(beaten.join(QStringLiteral(", ")));
    for (const Reason &reason : step.reasons)
        if (std::string_view(reason.message.code) != "unrated")
            return reasonWords(reason);
    return words ? words(step, profile) : QString();
}

} // namespace

std::vector<Column<StepRow>> stepColumns(const std::vector<Factor> &factors)
{
    const auto column = [](const QString &title, int width, std::function<Cell(const StepRow &)> value) {
        Column<StepRow> made;
        made.title = title;
        made.width = width;
        made.value = std::move(value);
        return made;
    };
    std::vector<Column<StepRow>> columns;
    columns.push_back(column(say(QT_TRANSLATE_NOOP("steps", "#")), 50, [](const StepRow &row) {
        if (row.number == 0)
            return Cell(row.reaches, Tone::Strong); // spans the next column
        Cell cell(QString::number(row.number));
        cell.look = row.number;
        return cell;
    }));
    columns.back().paint = paintNumber;
    columns.push_back(column(say(QT_TRANSLATE_NOOP("steps", "Step reaches")), 150, [](const StepRow &row) {
        if (row.number == 0)
            return Cell();
        Cell cell(row.reaches);
        cell.icon = row.icon;
        cell.iconColor = row.color;
        return cell;
    }));
    columns.back().stretch = true;
    for (const Factor factor : factors)
        columns.push_back(
            column(factorTitle(factor), 88, [factor](const StepRow &row) { return factorCell(row, factor); }));
    columns.push_back(column(say(QT_TRANSLATE_NOOP("steps", "Reason")), 150, [](const StepRow &row) {
        return Cell(row.reason, row.failed ? Tone::Error : row.number == 0 ? Tone::Strong : Tone::Normal);
    }));
    columns.back().stretch = true;
    columns.push_back(column(say(QT_TRANSLATE_NOOP("steps", "Rating")), 80, sourceCell));
    return columns;
}

std::vector<StepRow> stepRows(const Graph &graph, const AttackPath &path, const RatingMethod *method,
                              const StepWords &words)
{
    std::vector<StepRow> rows;
    for (std::size_t i = 0; i < path.steps.size(); ++i) {
        const PathStep &step = path.steps[i];
        StepRow row;
        row.number = static_cast<int>(i) + 1;
        if (const Item *item = graph.item(step.to)) {
            row.reaches = item->name.empty() ? toText(item->key) : toText(item->name);
            row.icon = kindIconName(item->kind);
            row.color = familyInk(item->kind);
        }
        row.reason = reasonOf(graph, step, path.profile, words);
        row.failed = std::any_of(step.reasons.begin(), step.reasons.end(), tellsOfFailure);
        row.rating = step.rating;
        row.source = step.source;
        row.unrated = step.unrated;
        row.nothing = step.nothing;
        row.rule = toText(step.rule);
        for (const Deciding &deciding : path.deciding)
            if (deciding.step == i)
                row.deciding.insert(deciding.factors.begin(), deciding.factors.end());
        rows.push_back(std::move(row));
    }
    StepRow whole;
    whole.reaches = say(QT_TRANSLATE_NOOP("steps", "Whole path, hardest of each"));
    whole.rating = path.total.rating;
    whole.reason = sumWords(method, path.total);
    rows.push_back(std::move(whole));
    return rows;
}

QString sumWords(const RatingMethod *method, const Scored &total)
{
    const QString end = scoreText(total.score) + QStringLiteral(", ") + feasibilityText(total.feasibility);
    if (!method || method->scoreKind != ScoreKind::Sum)
        return end;
    QStringList parts;
    for (const MethodFactor &factor : method->factors) {
        const int level = total.rating[factor.factor];
        if (level < 0 || static_cast<std::size_t>(level) >= factor.levels.size())
            return end;
        parts << scoreText(factor.levels[static_cast<std::size_t>(level)].value.real());
    }
    return parts.join(QStringLiteral(" + ")) + QStringLiteral(" = ") + end;
}

} // namespace tarascope
