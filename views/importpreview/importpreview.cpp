#include "views/importpreview/importpreview.h"

#include "views/controls/buttons.h"
#include "views/controls/label.h"
#include "views/controls/pane.h"
#include "views/kindlook.h"
#include "views/sizes.h"
#include "views/tables/tablepane.h"
#include "views/tables/tableview.h"
#include "views/words.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QVBoxLayout>

#include <numeric>
#include <set>

namespace tarascope {

namespace {

std::int64_t countIn(const std::map<std::string, std::int64_t> &counts, const std::string &name)
{
    const auto found = counts.find(name);
    return found == counts.end() ? 0 : found->second;
}

std::int64_t sum(const std::map<std::string, std::int64_t> &counts)
{
    return std::accumulate(counts.begin(), counts.end(), std::int64_t(0),
                           [](std::int64_t all, const auto &entry) { return all + entry.second; });
}

PreviewLine lossLine(PreviewLine::Sort sort, const LossEntry &entry)
{
    PreviewLine line;
    line.sort = sort;
    line.what = toText(entry.what);
    line.why = translated(entry.why);
    line.where = toText(entry.where.text());
    return line;
}

QString sortWords(PreviewLine::Sort sort)
{
    switch (sort) {
    case PreviewLine::Sort::Problem: return ImportPreview::tr("look at");
    case PreviewLine::Sort::Skipped: return ImportPreview::tr("skipped");
    case PreviewLine::Sort::Kept: return ImportPreview::tr("kept");
    case PreviewLine::Sort::Count: break;
    }
    return {};
}

Column<PreviewLine> figureColumn(const QString &title, std::int64_t PreviewLine::*figure)
{
    Column<PreviewLine> column;
    column.title = title;
    column.width = 84;
    column.right = true;
    column.value = [figure](const PreviewLine &line) {
        Cell cell(line.*figure == 0 ? QStringLiteral("\u2013") : number(line.*figure),
                  line.*figure == 0 ? Tone::Muted : Tone::Normal);
        cell.order = static_cast<qlonglong>(line.*figure);
        return cell;
    };
    return column;
}

Column<PreviewLine> textColumn(const QString &title, int width, std::function<Cell(const PreviewLine &)> value)
{
    Column<PreviewLine> column;
    column.title = title;
    column.width = width;
    column.value = std::move(value);
    return column;
}

using PreviewTable = TableModel<PreviewLine, std::string>;

std::string identify(const PreviewLine &line)
{
    return fromText(line.what + QLatin1Char('\n') + line.where + QLatin1Char('\n') + line.why);
}

} // namespace

std::vector<PreviewLine> countLines(const MergeReport &report)
{
    std::vector<PreviewLine> lines;
    std::set<std::string> named;
    const auto add = [&](const std::string &name, const QString &words) {
        PreviewLine line;
        line.what = words;
        line.added = countIn(report.added, name);
        line.changed = countIn(report.changed, name);
        line.same = countIn(report.same, name);
        named.insert(name);
        if (line.added + line.changed + line.same > 0)
            lines.push_back(std::move(line));
    };
    for (const KindDef &kind : kinds())
        add(std::string(kind.name()), metamodelWords(kind.plural));
    for (const LinkDef &link : linkKinds())
        add(std::string(link.name()), ImportPreview::tr("Links: %1").arg(metamodelWords(link.forward)));
    for (const auto *counts : {&report.added, &report.changed, &report.same})
        for (const auto &[name, count] : *counts)
            if (!named.contains(name))
                add(name, choiceWords(name));
    for (const auto &[verdict, count] : report.outcomes) {
        PreviewLine line;
        line.what = ImportPreview::tr("Test outcomes: %1").arg(choiceWords(verdict));
        line.added = count;
        lines.push_back(std::move(line));
    }
    return lines;
}

std::vector<PreviewLine> lossLines(const MergeReport &report)
{
    std::vector<PreviewLine> lines;
    for (const LossEntry &entry : report.problems)
        lines.push_back(lossLine(PreviewLine::Sort::Problem, entry));
    for (const LossEntry &entry : report.skipped)
        lines.push_back(lossLine(PreviewLine::Sort::Skipped, entry));
    for (const LossEntry &entry : report.kept)
        lines.push_back(lossLine(PreviewLine::Sort::Kept, entry));
    return lines;
}

QString previewTitle(const MergeReport &report)
{
    const std::int64_t added = sum(report.added) + sum(report.outcomes);
    const std::int64_t changed = sum(report.changed);
    if (added == 0 && changed == 0)
        return ImportPreview::tr("Nothing new: all %1 are there already").arg(number(sum(report.same)));
    return ImportPreview::tr("%1 new, %2 changed, %3 the same")
        .arg(number(added), number(changed), number(sum(report.same)));
}

ImportPreview::ImportPreview(const Palette &palette, const ImportOffer &offer, std::function<void()> apply,
                             QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Import preview"));
    const MergeReport &report = offer.report;
    auto *head = new QVBoxLayout;
    head->setContentsMargins(sizes::pageMargin, sizes::pageMargin, sizes::pageMargin, 0);
    head->setSpacing(2);
    head->addWidget(Label::title(previewTitle(report)));
    auto *from = new Label(tr("%1, read as %2. Nothing is written until you import; it is one step to undo.")
                               .arg(offer.source, offer.format),
                           TextSize::Body, "text.secondary");
    from->setWordWrap(true);
    head->addWidget(from);
    auto *counts = new TablePane(tr("By kind"));
    counts->setTable(makeCounts(report));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(counts, 3);
    if (!lossLines(report).empty()) {
        auto *losses = new TablePane(tr("Worth a look"));
        losses->setTitle(tr("Worth a look"), tr("%1 to look at, %2 skipped, %3 kept as it was")
                                                 .arg(number(static_cast<qint64>(report.problems.size())),
                                                      number(static_cast<qint64>(report.skipped.size())),
                                                      number(static_cast<qint64>(report.kept.size()))));
        losses->setTable(makeLosses(report));
        layout->addWidget(makeLine());
        layout->addWidget(losses, 2);
    }
    auto *cancel = makeButton(palette, !offer.changes ? tr("Close") : tr("Cancel"));
    auto *import = makeButton(palette, tr("Import"), "import", Look::Primary);
    import->setVisible(offer.changes);
    auto *foot = new Pane("surface.panel", Qt::TopEdge);
    auto *buttons = new QHBoxLayout(foot);
    buttons->setContentsMargins(sizes::pageMargin, 12, sizes::pageMargin, 12);
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(import);
    layout->addWidget(foot);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(import, &QPushButton::clicked, this, [this, apply = std::move(apply)] {
        accept();
        apply();
    });
    import->setDefault(true);
    (offer.changes ? import : cancel)->setFocus();
    resize(860, 640);
}

TableModelBase *ImportPreview::makeCounts(const MergeReport &report)
{
    Column<PreviewLine> what = textColumn(tr("Kind"), 220, [](const PreviewLine &line) { return Cell(line.what); });
    what.stretch = true;
    auto *model = new PreviewTable({what, figureColumn(tr("New"), &PreviewLine::added),
                                    figureColumn(tr("Changed"), &PreviewLine::changed),
                                    figureColumn(tr("Same"), &PreviewLine::same)},
                                   identify, this);
    model->append(countLines(report));
    return model;
}

TableModelBase *ImportPreview::makeLosses(const MergeReport &report)
{
    Column<PreviewLine> sort = textColumn(tr("State"), 84, [](const PreviewLine &line) {
        return Cell(sortWords(line.sort), line.sort == PreviewLine::Sort::Problem ? Tone::Warning : Tone::Secondary);
    });
    Column<PreviewLine> what = textColumn(tr("What"), 180, [](const PreviewLine &line) { return Cell(line.what); });
    Column<PreviewLine> why =
        textColumn(tr("Why"), 280, [](const PreviewLine &line) { return Cell(line.why, Tone::Secondary); });
    why.stretch = true;
    Column<PreviewLine> where =
        textColumn(tr("Where"), 170, [](const PreviewLine &line) {
            Cell cell(line.where.section(QLatin1Char('/'), -1), Tone::Secondary); // the folder stands in the tip
            cell.tip = line.where;
            return cell;
        });
    where.mono = true;
    where.elideMiddle = true;
    auto *model = new PreviewTable({sort, what, why, where}, identify, this);
    model->append(lossLines(report));
    return model;
}

} // namespace tarascope
