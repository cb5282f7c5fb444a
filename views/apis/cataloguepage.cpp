#include "views/apis/cataloguepage.h"

#include "model/inventory/ask.h"
#include "views/apis/chaindetail.h"
#include "views/controls/buttons.h"
#include "views/controls/emptypage.h"
#include "views/controls/label.h"
#include "views/controls/pane.h"
#include "views/controls/scroll.h"
#include "views/overview/linkrows.h"
#include "views/problems/problemspanel.h"
#include "views/reasons/explaindialog.h"
#include "views/sizes.h"
#include "views/tables/tablefilter.h"
#include "views/tables/tablepane.h"
#include "views/tables/tableview.h"
#include "views/words.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

#include <set>

namespace tarascope {

namespace {

QString keyAndName(const Graph &graph, ItemId id)
{
    const Item *item = graph.item(id);
    return item ? toText(item->key) + QLatin1Char(' ') + toText(item->name) : QString();
}

} // namespace

CataloguePage::CataloguePage(const Palette &palette, CatalogueSort sort, std::function<const Graph &()> graph,
                             QWidget *parent)
    : WorkspacePage(parent), m_palette(palette), m_sort(sort), m_graph(std::move(graph)),
      m_shapes(catalogueColumns(sort, m_graph)), m_model(new Model(
                                                     m_shapes.columns,
                                                     [](const CatalogueRow &row) {
                                                         return CatalogueKey{row.item, row.command};
                                                     },
                                                     this)),
      m_pages(new QStackedWidget), m_pane(new TablePane(title())), m_why(Label::section({}))
{
    auto *import = makeButton(palette, tr("Import a specification"), "import", Look::Primary);
    import->setToolTip(
        plainTip(tr("OpenAPI, Swagger, Postman, lists of endpoints. Files may be dropped on the window, too.")));
    connect(import, &QPushButton::clicked, this, &CataloguePage::importWanted);
    m_pane->addButton(import);
    m_pane->setTable(m_model);
    m_pane->view().sortByColumn(0, Qt::AscendingOrder);
    auto *split = new QSplitter(Qt::Vertical);
    split->addWidget(m_pane);
    split->addWidget(makeDetail());
    split->setStretchFactor(0, 1);
    split->setStretchFactor(1, 0);
    split->setSizes({440, sort == CatalogueSort::Endpoints ? 244 : 150});
    split->setChildrenCollapsible(false);
    m_pages->addWidget(split);
    m_pages->addWidget(makeEmptyPage());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_pages);
    connect(&m_pane->view(), &TableView::currentChangedTo, this, &CataloguePage::choose);
    connect(&m_pane->view(), &TableView::chosen, this, [this](int row) { Q_EMIT editWanted(m_model->at(row).item); });
    connect(&m_pane->view(), &QTableView::clicked, this, [this](const QModelIndex &index) {
        const QModelIndex source = m_pane->view().filter().mapToSource(index);
        clicked(source.row(), source.column());
    });
    fill();
}

QWidget *CataloguePage::makeDetail()
{
    m_why->setElided();
    m_why->setContentsMargins(sizes::pageMargin, sizes::gap, sizes::pageMargin, sizes::grid);
    auto *detail = new QWidget;
    auto *layout = new QVBoxLayout(detail);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_why);
    if (m_sort == CatalogueSort::Endpoints) {
        m_chain = new ChainDetail(m_palette, m_graph);
        m_chain->setContentsMargins(sizes::pageMargin, 0, sizes::pageMargin, sizes::gap);
        connect(m_chain, &ChainDetail::itemWanted, this, &CataloguePage::itemWanted);
        layout->addWidget(makeScroll(m_chain), 1);
    } else {
        m_missing = new LinkRows(m_palette);
        auto *held = new QWidget;
        auto *rows = new QVBoxLayout(held);
        rows->setContentsMargins(0, 0, 0, 0);
        rows->addWidget(m_missing);
        rows->addStretch(1);
        layout->addWidget(makeScroll(held), 1);
    }
    detail->setMinimumHeight(96);
    return detail;
}

QWidget *CataloguePage::makeEmptyPage()
{
    const bool versions = m_sort == CatalogueSort::Versions;
    const QString none = m_sort == CatalogueSort::Apis        ? tr("No API yet")
                         : m_sort == CatalogueSort::Endpoints ? tr("No endpoint yet")
                                                              : tr("No API version yet");
    return new EmptyPage(
        m_palette, "apis", none, tr("The catalogue says what each API is for, who owns it, and what nobody knows yet."),
        {{tr("Import a specification"),
          tr("OpenAPI, Swagger, Postman or a list of endpoints: its operations become endpoints."), tr("Import files"),
          [this] { Q_EMIT importWanted(); }},
         {tr("Or write one down"),
          tr("An API has versions, a version exposes endpoints, an endpoint invokes commands."),
          versions                        ? tr("New version")
          : m_sort == CatalogueSort::Apis ? tr("New API")
                                          : tr("New endpoint"),
          [this] { Q_EMIT addWanted(newKind()); }},
         {tr("Fill in what is missing"), tr("The completeness in per cent leads to the first empty field."), {}, {}}});
}

QString CataloguePage::title() const
{
    return m_sort == CatalogueSort::Apis        ? tr("APIs")
           : m_sort == CatalogueSort::Endpoints ? tr("Endpoints")
                                                : tr("Versions");
}

Kind CataloguePage::newKind() const
{
    return m_sort == CatalogueSort::Apis        ? Kind::api
           : m_sort == CatalogueSort::Endpoints ? Kind::endpoint
                                                : Kind::apiVersion;
}

// What a cell says comes from the project as it is now; what is counted comes with the next survey.
void CataloguePage::follow(const ChangeSet &) { m_model->touchAll(); }

void CataloguePage::showSurvey(const Surveyed &survey)
{
    m_survey = survey;
    m_old = !isVisible();
    if (!m_old)
        fill();
}

// A list that nobody looks at is not filled after each change.
void CataloguePage::showEvent(QShowEvent *event)
{
    WorkspacePage::showEvent(event);
    if (std::exchange(m_old, false))
        fill();
}

void CataloguePage::fill()
{
    std::vector<CatalogueRow> rows = m_survey ? catalogueRows(m_sort, *m_survey) : std::vector<CatalogueRow>();
    m_pages->setCurrentIndex(m_survey && rows.empty() ? 1 : 0);
    m_pane->setTitle(m_survey ? catalogueTitle(m_sort, rows) : title(), m_survey ? QString() : tr("being looked at"));
    m_pane->setLegend(m_chain ? tr("L1 application to L8 vehicle: check proved, ring untested, ! gap, cross failed")
                              : QString());
    m_model->assign(std::move(rows));
    if (m_pane->view().currentSourceRow() < 0 && m_model->rowCount() > 0)
        m_pane->view().selectRow(0);
    choose(m_pane->view().currentSourceRow());
}

void CataloguePage::choose(int row)
{
    const bool there = row >= 0 && row < m_model->rowCount();
    m_why->setText(there ? keyAndName(m_graph(), m_model->at(row).item) : QString());
    if (m_missing)
        m_missing->clear();
    if (!there)
        return m_chain ? m_chain->setStrip(nullptr) : void();
    const CatalogueRow &shown = m_model->at(row);
    if (m_missing)
        showMissing(shown);
    if (m_chain && m_survey) {
        const auto strip = std::find_if(m_survey->strips.begin(), m_survey->strips.end(), [&](const ChainStrip &one) {
            return one.endpoint == shown.item && one.command == shown.command;
        });
        m_chain->setStrip(strip == m_survey->strips.end() ? nullptr : &*strip);
        if (shown.command.valid())
            m_why->setText(tr("%1 with %2").arg(m_why->text(), keyAndName(m_graph(), shown.command)));
    }
    Q_EMIT currentChanged(shown.item);
}

void CataloguePage::showMissing(const CatalogueRow &row)
{
    const Item *item = m_graph().item(row.item);
    for (const Attr attribute : item ? row.completeness.missing : std::vector<Attr>()) {
        const AttributeDef &def = *kindDef(item->kind).find(attribute);
        const QString help = metamodelWords(def.help);
        m_missing->add("gap", "notice.warning.ink",
                       help.isEmpty() ? tr("%1 is missing").arg(labelOf(def))
                                      : tr("%1 is missing. %2").arg(labelOf(def), help),
                       tr("Fill in"), help, [this, id = row.item, attribute] { Q_EMIT fieldWanted(id, attribute); });
    }
    if (item && row.completeness.missing.empty())
        m_missing->addWords(tr("Complete: it says all that the inventory needs."));
}

void CataloguePage::clicked(int row, int column)
{
    if (row < 0 || row >= m_model->rowCount())
        return;
    const CatalogueRow &shown = m_model->at(row);
    if (column == m_shapes.complete && !shown.completeness.missing.empty())
        Q_EMIT fieldWanted(shown.item, shown.completeness.missing.front());
    else if (column == m_shapes.problems && shown.problems != std::array<int, 3>{})
        explainProblems(shown);
    else if (column == m_shapes.endpoints && shown.endpoints > 0)
        explainEndpoints(shown);
}

void CataloguePage::explainProblems(const CatalogueRow &row)
{
    std::set<ItemId> held{row.item};
    for (const ApiEntry &api : m_survey->catalogue.apis)
        if (api.api == row.item) {
            held.insert(api.versions.begin(), api.versions.end());
            held.insert(api.endpoints.begin(), api.endpoints.end());
        }
    Explanation made;
    made.title = tr("Problems of %1").arg(keyAndName(m_graph(), row.item));
    made.result = problemCountWords(row.problems);
    made.formula = m_sort == CatalogueSort::Apis ? tr("What the rules find at the API, its versions and its endpoints.")
                                                 : tr("What the rules find here.");
    for (const ValidationProblem &problem : m_survey->problems) {
        if (!held.contains(problem.item))
            continue;
        SourceRow source;
        source.item = problem.item;
        source.state = severityWords(problem.rule->severity);
        source.tone = problem.rule->severity == Severity::Error ? Tone::Error : Tone::Warning;
        source.why = sentence(translated(problem.text));
        made.rows.push_back(std::move(source));
    }
    showExplanation(made);
}

void CataloguePage::explainEndpoints(const CatalogueRow &row)
{
    Explanation made;
    made.title = tr("Endpoints of %1").arg(keyAndName(m_graph(), row.item));
    made.result = row.endpoints == 1 ? tr("1 endpoint") : tr("%1 endpoints").arg(number(row.endpoints));
    made.formula = tr("Exposed by a version of the API, each counted once.");
    for (const EndpointEntry &entry : m_survey->catalogue.endpoints) {
        const bool of = m_sort == CatalogueSort::Apis ? entry.api == row.item : entry.version == row.item;
        std::vector<ItemId> versions =
            of ? std::vector<ItemId>() : sourcesOf(m_graph(), entry.endpoint, LinkKind::exposes);
        const bool also = std::any_of(versions.begin(), versions.end(), [&](ItemId version) {
            if (version == row.item)
                return true;
            const std::vector<ItemId> apis = sourcesOf(m_graph(), version, LinkKind::hasVersion);
            return std::find(apis.begin(), apis.end(), row.item) != apis.end();
        });
        if (!of && !also)
            continue;
        SourceRow source;
        source.item = entry.endpoint;
        source.state = tr("%1 % complete").arg(entry.completeness.percent());
        source.tone = entry.completeness.missing.empty() ? Tone::Normal : Tone::Warning;
        source.why = entry.version.valid() ? keyAndName(m_graph(), entry.version) : QString();
        made.rows.push_back(std::move(source));
    }
    showExplanation(made);
}

void CataloguePage::showExplanation(const Explanation &explanation)
{
    auto *dialog = new ExplainDialog(m_palette, m_graph, explanation, window());
    connect(dialog, &ExplainDialog::itemWanted, this, &CataloguePage::itemWanted);
    dialog->open();
}

void CataloguePage::focusMain()
{
    if (m_pages->currentIndex() == 0)
        m_pane->view().setFocus();
    else if (auto *first = m_pages->currentWidget()->findChild<QAbstractButton *>())
        first->setFocus();
}

void CataloguePage::focusFilter() { m_pane->focusFilter(); }

ItemId CataloguePage::current() const
{
    const int row = m_pane->view().currentSourceRow();
    return row >= 0 && row < m_model->rowCount() ? m_model->at(row).item : ItemId{};
}

std::vector<Uid> CataloguePage::selected() const
{
    std::vector<Uid> uids;
    for (const int row : m_pane->view().selectedSourceRows())
        if (const Item *item = m_graph().item(m_model->at(row).item))
            if (std::find(uids.begin(), uids.end(), item->uid) == uids.end())
                uids.push_back(item->uid);
    return uids;
}

PagePlace CataloguePage::place() const
{
    const Item *item = m_graph().item(current());
    return {newKind(), item ? item->uid : Uid()};
}

void CataloguePage::showPlace(const PagePlace &place)
{
    const ItemId item = m_graph().findItem(place.item);
    for (int row = 0; item.valid() && row < m_model->rowCount(); ++row)
        if (m_model->at(row).item == item)
            return m_pane->view().goTo(row);
}

} // namespace tarascope
