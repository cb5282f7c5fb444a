#include "views/apis/cataloguerow.h"
#include "views/kindlook.h"
#include "views/paint/bounds.h"
#include "views/words.h"

#include <QtCore/QCoreApplication>
#include <QtGui/QPainter>

namespace tarascope {

namespace {

using Row = CatalogueRow;
using GraphOf = std::function<const Graph &()>;
using Value = std::function<Cell(const Row &)>;

QString say(const char *source) { return QCoreApplication::translate("apis", source); }

Column<Row> column(const QString &title, int width, bool stretch, Value value)
{
    Column<Row> made;
    made.title = title;
    made.width = width;
    made.stretch = stretch;
    made.value = std::move(value);
    return made;
}

Cell keyCell(const Graph &graph, ItemId id)
{
    const Item *item = graph.item(id);
    return item ? Cell(toText(item->key), Tone::Secondary)
                : Cell(say(QT_TRANSLATE_NOOP("apis", "deleted")), Tone::Muted);
}

Cell nameCell(const Graph &graph, ItemId id, bool icon = false)
{
    const Item *item = graph.item(id);
    if (!item)
        return {};
    Cell cell(toText(item->name));
    if (icon) {
        cell.icon = kindIconName(item->kind);
        cell.iconColor = familyInk(item->kind);
    }
    return cell;
}

/// The words of a value; where the inventory needs one and has none it says so.
Cell valueCell(const Graph &graph, ItemId id, Attr attribute)
{
    const Item *item = graph.item(id);
    const AttributeDef *def = item ? kindDef(item->kind).find(attribute) : nullptr;
    if (!def)
        return {};
    const tarascope::Value *value = item->attributes.find(attribute);
    const QString words = value ? valueWords(graph, *attributeShape(graph, item->kind, attribute), *value) : QString();
    if (!words.isEmpty())
        return Cell(words);
    return def->required ? Cell(say(QT_TRANSLATE_NOOP("apis", "missing")), Tone::Warning) : Cell();
}

void paintComplete(QPainter &painter, const QRect &rect, const QVariant &look, const Palette &palette)
{
    const int percent = look.toInt();
    paintBounds(painter, QRect(rect.left(), rect.top(), 44, rect.height()), percent / 100.0, percent / 100.0, palette);
    painter.setPen(palette.color(percent == 100 ? "text.primary" : "accent.ink"));
    painter.drawText(rect.adjusted(52, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, QStringLiteral("%1 %").arg(percent));
}

QString missingWords(const Graph &graph, const Row &row)
{
    QStringList words;
    const Item *item = graph.item(row.item);
    for (Attr attribute : item ? row.completeness.missing : std::vector<Attr>())
        words << labelOf(*kindDef(item->kind).find(attribute));
    return words.join(QStringLiteral(", "));
}

Column<Row> completeColumn(const GraphOf &graph)
{
    Column<Row> made = column(say(QT_TRANSLATE_NOOP("apis", "Complete")), 108, false, [graph](const Row &row) {
        const int percent = row.completeness.percent();
        Cell cell(QStringLiteral("%1 %").arg(percent));
        cell.look = percent;
        cell.order = percent;
        if (const QString missing = missingWords(graph(), row); !missing.isEmpty()) {
            cell.text += say(QT_TRANSLATE_NOOP("apis", ", missing: ")) + missing;
            cell.tip = say(QT_TRANSLATE_NOOP("apis", "Missing: %1\nA click opens the first field.")).arg(missing);
        }
        return cell;
    });
    made.paint = paintComplete;
    return made;
}

Cell reviewCell(const Row &row)
{
    const ReviewStanding &review = row.review;
    if (review.state == ReviewState::None)
        return Cell(say(QT_TRANSLATE_NOOP("apis", "no review")), Tone::Warning);
    const bool over = review.state == ReviewState::Over;
    const QString date = toText(review.last->iso());
    Cell cell(over ? say(QT_TRANSLATE_NOOP("apis", "%1, over")).arg(date) : date, over ? Tone::Error : Tone::Normal);
    cell.tip = (over ? say(QT_TRANSLATE_NOOP("apis", "Over for %1 days"))
                     : say(QT_TRANSLATE_NOOP("apis", "Holds for %1 more days")))
                   .arg(number(review.days));
    if (over) {
        cell.icon = "clock";
        cell.iconColor = "notice.error.ink";
    }
    cell.order = static_cast<qint64>(over ? -review.days : review.days);
    return cell;
}

Cell versionsCell(const Row &row)
{
    if (row.deprecated == 0)
        return Cell(number(row.versions));
    return Cell(say(QT_TRANSLATE_NOOP("apis", "%1, %2 deprecated")).arg(number(row.versions), number(row.deprecated)),
                Tone::Warning);
}

Cell countCell(qint64 count)
{
    Cell cell(number(count), count > 0 ? Tone::Link : Tone::Muted);
    cell.order = count;
    return cell;
}

Cell problemsCell(const Row &row)
{
    const int all = row.problems[0] + row.problems[1] + row.problems[2];
    Cell cell(number(all), all > 0 ? Tone::Link : Tone::Muted);
    cell.order = row.problems[0] * 10'000 + row.problems[1] * 100 + row.problems[2];
    if (row.problems[0] > 0) {
        cell.icon = "problems";
        cell.iconColor = "notice.error.ink";
    } else if (row.problems[1] > 0) {
        cell.icon = "threat";
        cell.iconColor = "notice.warning.ink";
    }
    cell.tip = say(QT_TRANSLATE_NOOP("apis", "%1 errors, %2 warnings, %3 notes"))
                   .arg(row.problems[0])
                   .arg(row.problems[1])
                   .arg(row.problems[2]);
    return cell;
}

Column<Row> problemsColumn() { return column(say(QT_TRANSLATE_NOOP("apis", "Problems")), 84, false, problemsCell); }

Column<Row> attributeColumn(const GraphOf &graph, const QString &title, Attr attribute, int width, bool yields)
{
    Column<Row> made = column(title, width, false,
                              [graph, attribute](const Row &row) { return valueCell(graph(), row.item, attribute); });
    made.yields = yields;
    return made;
}

Column<Row> keyColumn(const GraphOf &graph)
{
    return column(say(QT_TRANSLATE_NOOP("apis", "Key")), 76, false,
                  [graph](const Row &row) { return keyCell(graph(), row.item); });
}

CatalogueColumns apiColumns(const GraphOf &graph)
{
    CatalogueColumns made;
    made.columns = {
        keyColumn(graph),
        column(say(QT_TRANSLATE_NOOP("apis", "API")), 130, true,
               [graph](const Row &row) { return nameCell(graph(), row.item); }),
        completeColumn(graph),
        attributeColumn(graph, say(QT_TRANSLATE_NOOP("apis", "Owner")), Attr::owner, 126, false),
        attributeColumn(graph, say(QT_TRANSLATE_NOOP("apis", "Exposure")), Attr::exposure, 80, true),
        column(say(QT_TRANSLATE_NOOP("apis", "Versions")), 120, false, versionsCell),
        column(say(QT_TRANSLATE_NOOP("apis", "Last review")), 152, false, reviewCell),
        attributeColumn(graph, say(QT_TRANSLATE_NOOP("apis", "Logging")), Attr::logging, 76, true),
        column(say(QT_TRANSLATE_NOOP("apis", "Endpoints")), 86, false,
               [](const Row &row) { return countCell(row.endpoints); }),
        problemsColumn(),
    };
    made.complete = 2;
    made.endpoints = 8;
    made.columns[8].right = true;
    made.problems = 9;
    return made;
}

void paintStrip(QPainter &painter, const QRect &rect, const QVariant &look, const Palette &palette)
{
    paintChainStrip(painter, rect, look.value<ChainStates>(), palette);
}

Cell stripCell(const Row &row)
{
    Cell cell(chainStatesWords(row.strip));
    cell.look = QVariant::fromValue(row.strip);
    int order = 0;
    for (const ChainState state : row.strip) // the worst chains first
        order += state == ChainState::Failed ? 100 : state == ChainState::Gap ? 10 : state == ChainState::Untested;
    cell.order = order;
    return cell;
}

Cell exposureCell(const Row &row)
{
    if (row.exposure.empty())
        return Cell(say(QT_TRANSLATE_NOOP("apis", "not said")), Tone::Warning);
    Cell cell(choiceWords(row.exposure), row.inherited ? Tone::Secondary : Tone::Normal);
    cell.tip = row.inherited ? say(QT_TRANSLATE_NOOP("apis", "That of its API")) : QString();
    return cell;
}

CatalogueColumns endpointColumns(const GraphOf &graph)
{
    CatalogueColumns made;
    made.columns = {
        keyColumn(graph),
        column(say(QT_TRANSLATE_NOOP("apis", "Endpoint")), 190, true,
               [graph](const Row &row) { return nameCell(graph(), row.item); }),
        column(say(QT_TRANSLATE_NOOP("apis", "Command")), 136, false,
               [graph](const Row &row) { return row.command.valid() ? nameCell(graph(), row.command, true) : Cell(); }),
        column(say(QT_TRANSLATE_NOOP("apis", "API")), 120, false,
               [graph](const Row &row) {
                   return row.api.valid() ? nameCell(graph(), row.api)
                                          : Cell(say(QT_TRANSLATE_NOOP("apis", "of no API")), Tone::Warning);
               }),
        column(say(QT_TRANSLATE_NOOP("apis", "Exposure")), 80, false, exposureCell),
        completeColumn(graph),
        column(QStringLiteral("L1\tL2\tL3\tL4\tL5\tL6\tL7\tL8"), 228, false, stripCell),
        problemsColumn(),
    };
    made.columns[1].mono = true;
    made.columns[1].elideMiddle = true;
    made.columns[3].yields = made.columns[4].yields = true;
    made.columns[6].paint = paintStrip;
    made.complete = 5;
    made.problems = 7;
    return made;
}

Cell sunsetCell(const Graph &graph, const Row &row)
{
    const Item *version = graph.item(row.item);
    if (!version)
        return {};
    const Date *sunset = version->attributes.get<Date>(Attr::sunsetOn);
    const std::string_view lifecycle = choiceName(*version, Attr::lifecycle);
    if (!sunset)
        return lifecycle == "deprecated" ? Cell(say(QT_TRANSLATE_NOOP("apis", "no end set")), Tone::Warning) : Cell();
    if (!row.sunsetIn || lifecycle == "retired")
        return Cell(toText(sunset->iso()));
    const bool passed = *row.sunsetIn < 0;
    const QString date = toText(sunset->iso());
    Cell cell(passed ? say(QT_TRANSLATE_NOOP("apis", "%1, passed")).arg(date) : date,
              passed ? Tone::Error : Tone::Normal);
    cell.tip = (passed ? say(QT_TRANSLATE_NOOP("apis", "Days since then: %1"))
                       : say(QT_TRANSLATE_NOOP("apis", "Days left: %1")))
                   .arg(number(std::abs(*row.sunsetIn)));
    cell.order = static_cast<qint64>(*row.sunsetIn);
    return cell;
}

Cell lifecycleCell(const Graph &graph, const Row &row)
{
    Cell cell = valueCell(graph, row.item, Attr::lifecycle);
    const Item *version = graph.item(row.item);
    if (version && choiceName(*version, Attr::lifecycle) == "deprecated") {
        cell.icon = "clock";
        cell.iconColor = "notice.warning.ink";
    }
    return cell;
}

CatalogueColumns versionColumns(const GraphOf &graph)
{
    CatalogueColumns made;
    made.columns = {
        keyColumn(graph),
        column(say(QT_TRANSLATE_NOOP("apis", "Version")), 160, true,
               [graph](const Row &row) { return nameCell(graph(), row.item); }),
        column(say(QT_TRANSLATE_NOOP("apis", "API")), 150, true,
               [graph](const Row &row) {
                   return row.api.valid() ? nameCell(graph(), row.api)
                                          : Cell(say(QT_TRANSLATE_NOOP("apis", "of no API")), Tone::Warning);
               }),
        column(say(QT_TRANSLATE_NOOP("apis", "Lifecycle")), 112, false,
               [graph](const Row &row) { return lifecycleCell(graph(), row); }),
        attributeColumn(graph, say(QT_TRANSLATE_NOOP("apis", "Deprecated on")), Attr::deprecatedOn, 110, true),
        column(say(QT_TRANSLATE_NOOP("apis", "Sunset")), 156, false,
               [graph](const Row &row) { return sunsetCell(graph(), row); }),
        attributeColumn(graph, say(QT_TRANSLATE_NOOP("apis", "Migration plan")), Attr::migrationPlan, 150, true),
        column(say(QT_TRANSLATE_NOOP("apis", "Endpoints")), 86, false,
               [](const Row &row) { return countCell(row.endpoints); }),
        problemsColumn(),
    };
    made.columns[7].right = true;
    made.endpoints = 7;
    made.problems = 8;
    return made;
}

} // namespace

CatalogueColumns catalogueColumns(CatalogueSort sort, const std::function<const Graph &()> &graph)
{
    return sort == CatalogueSort::Apis        ? apiColumns(graph)
           : sort == CatalogueSort::Endpoints ? endpointColumns(graph)
                                              : versionColumns(graph);
}

} // namespace tarascope
