#include "views/paths/waystable.h"

#include "views/risks/riskwords.h"
#include "views/words.h"

#include <QtCore/QCoreApplication>

namespace tarascope {

namespace {

QString say(const char *source) { return QCoreApplication::translate("ways", source); }

void paintWayFeasibility(QPainter &painter, const QRect &rect, const QVariant &look, const Palette &palette)
{
    const auto total = look.value<QPair<int, QString>>();
    paintFeasibility(painter, rect, static_cast<Feasibility>(total.first), total.second, palette);
}

Cell feasibilityCell(const WayRow &way)
{
    const QString score = scoreText(way.total.score);
    Cell cell(feasibilityText(way.total.feasibility) + QLatin1Char(' ') + score);
    cell.look = QVariant::fromValue(QPair<int, QString>(static_cast<int>(way.total.feasibility), score));
    cell.order = way.total.difficulty;
    return cell;
}

Cell stepsCell(const WayRow &way)
{
    const QString count =
        way.steps == 1 ? say(QT_TRANSLATE_NOOP("ways", "1 step"))
                       : say(QT_TRANSLATE_NOOP("ways", "%1 steps")).arg(number(static_cast<qint64>(way.steps)));
    if (way.unrated == 0)
        return Cell(count, Tone::Secondary);
    return Cell(count + QStringLiteral(", ") + say(QT_TRANSLATE_NOOP("ways", "%1 unrated")).arg(way.unrated),
                Tone::Warning);
}

} // namespace

std::vector<Column<WayRow>> wayColumns()
{
    const auto column = [](const QString &title, int width, std::function<Cell(const WayRow &)> value) {
        Column<WayRow> made;
        made.title = title;
        made.width = width;
        made.value = std::move(value);
        return made;
    };
    std::vector<Column<WayRow>> columns{
        column(say(QT_TRANSLATE_NOOP("ways", "Way in")), 240,
               [](const WayRow &way) { return Cell(effortText(way.total.rating)); }),
        column(say(QT_TRANSLATE_NOOP("ways", "Hardest of each factor")), 268,
               [](const WayRow &way) { return Cell(levelIds(way.total.rating), Tone::Secondary); }),
        column(say(QT_TRANSLATE_NOOP("ways", "Feasibility")), 132, feasibilityCell),
        column(say(QT_TRANSLATE_NOOP("ways", "Steps")), 132, stepsCell)};
    columns[0].stretch = true;
    columns[2].paint = paintWayFeasibility;
    return columns;
}

std::vector<WayRow> wayRows(const PathsResult &result)
{
    std::vector<WayRow> rows;
    for (std::size_t i = 0; i < result.paths.size(); ++i)
        rows.push_back({i, result.paths[i].total, result.paths[i].unrated, result.paths[i].steps.size()});
    return rows;
}

QString waysTitle(const PathsResult &result)
{
    return QStringLiteral("%1: %2").arg(feasibilityText(result.best->feasibility), effortText(result.best->rating));
}

QString waysNote(const PathsResult &result, const QString &target, Reading reading)
{
    const auto ways = static_cast<qint64>(result.pareto.size());
    const QString count =
        ways == 1 ? say(QT_TRANSLATE_NOOP("ways", "one way in is easiest"))
                  : say(QT_TRANSLATE_NOOP("ways", "%1 ways in, none easier in every factor")).arg(number(ways));
    const QString more = result.more ? say(QT_TRANSLATE_NOOP("ways", "; more are not listed")) : QString();
    return say(QT_TRANSLATE_NOOP("ways", "To %1, %2 reading, exact; %3%4"))
        .arg(target, readingWords(reading).toLower(), count, more);
}

} // namespace tarascope
