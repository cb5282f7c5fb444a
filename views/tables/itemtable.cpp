#include "views/tables/itemtable.h"

#include "views/controls/buttons.h"
#include "views/controls/emptypage.h"
#include "views/edits/changes.h"
#include "views/edits/edits.h"
#include "views/kindlook.h"
#include "views/paint/chips.h"
#include "views/tables/tablefilter.h"
#include "views/tables/tablepane.h"
#include "views/tables/tableview.h"
#include "views/words.h"

#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

namespace tarascope {

namespace {

constexpr std::size_t manyChanges = 200; // more than this, and all rows are compared
constexpr int shownAtFirst = 5;          // attributes, beside key, name and links

void paintImpactCell(QPainter &painter, const QRect &rect, const QVariant &look, const Palette &palette)
{
    paintImpact(painter, rect, static_cast<ImpactLevel>(look.toInt()), palette);
}

Cell attributeCell(const Project &project, ItemId id, AttributeId attribute)
{
    const Item *item = project.graph().item(id);
    const Value *value = item ? item->attributes.find(attribute) : nullptr;
    if (!value)
        return Cell(QString(), Tone::Muted);
    const auto shape = attributeShape(project.graph(), item->kind, attribute);
    if (!shape)
        return {};
    Cell cell(valueWords(project.graph(), *shape, *value));
    if (const auto *integer = std::get_if<std::int64_t>(value))
        cell.order = static_cast<qlonglong>(*integer);
    else if (const auto *real = std::get_if<double>(value))
        cell.order = *real;
    else if (const auto *choice = std::get_if<Choice>(value))
        cell.order = static_cast<int>(choice->index);
    else if (const auto *impact = std::get_if<Impact>(value)) {
        cell.look = static_cast<int>(impact->worst());
        cell.order = cell.look;
    }
    return cell;
}

bool isWide(AttributeType type)
{
    return type == AttributeType::LongText || type == AttributeType::Row || type == AttributeType::Rows ||
           type == AttributeType::ItemRefs || type == AttributeType::LinkRef;
}

// What matters first: what the inventory needs, then what can be compared at a glance, then the rest.
int rank(const AttributeDef &def)
{
    const bool glance = def.type != AttributeType::Text && def.type != AttributeType::TextList;
    return def.required ? 0 : glance ? 1 : 2;
}

std::vector<const AttributeDef *> ranked(Kind kind)
{
    std::vector<const AttributeDef *> defs;
    for (const AttributeDef &def : kindDef(kind).attributes)
        defs.push_back(&def);
    std::stable_sort(defs.begin(), defs.end(),
                     [](const AttributeDef *a, const AttributeDef *b) { return rank(*a) < rank(*b); });
    return defs;
}

Column<ItemId> attributeColumn(const Project &project, AttributeId id, const QString &title, AttributeType type)
{
    Column<ItemId> column;
    column.title = title;
    column.right = type == AttributeType::Integer || type == AttributeType::Real;
    column.width = column.right || type == AttributeType::Bool ? 96 : 132;
    column.paint = type == AttributeType::Impact ? paintImpactCell : nullptr;
    column.hidden = isWide(type);
    column.yields = true;
    column.value = [&project, id](const ItemId &item) { return attributeCell(project, item, id); };
    return column;
}

std::vector<Column<ItemId>> firstColumns(const Project &project)
{
    Column<ItemId> key;
    key.title = ItemTable::tr("Key");
    key.width = 84;
    key.value = [&project](const ItemId &id) {
        const Item *item = project.graph().item(id);
        return Cell(item ? toText(item->key) : QString(), Tone::Secondary);
    };
    Column<ItemId> name;
    name.title = ItemTable::tr("Name");
    name.width = 220;
    name.stretch = true;
    name.editable = true;
    name.value = [&project](const ItemId &id) {
        const Item *item = project.graph().item(id);
        return Cell(item ? toText(item->name) : QString());
    };
    return {key, name};
}

std::vector<Column<ItemId>> lastColumns(const Project &project)
{
    Column<ItemId> links;
    links.title = ItemTable::tr("Links");
    links.tip = ItemTable::tr("Links that begin or end here");
    links.width = 72;
    links.right = true;
    links.value = [&project](const ItemId &id) {
        const Graph &graph = project.graph();
        const auto count = graph.item(id) ? graph.out(id).size() + graph.in(id).size() : 0;
        Cell cell(count == 0 ? ItemTable::tr("none") : number(static_cast<qint64>(count)),
                  count == 0 ? Tone::Muted : Tone::Normal);
        cell.order = static_cast<qlonglong>(count);
        return cell;
    };
    Column<ItemId> tags;
    tags.title = ItemTable::tr("Tags");
    tags.hidden = true;
    tags.value = [&project](const ItemId &id) {
        const Item *item = project.graph().item(id);
        QStringList words;
        if (item)
            for (const std::string &tag : item->tags)
                words << toText(tag);
        return Cell(words.join(QStringLiteral(", ")), Tone::Secondary);
    };
    return {links, tags};
}

} // namespace

std::vector<Column<ItemId>> itemColumns(const Project &project, Kind kind)
{
    std::vector<Column<ItemId>> columns = firstColumns(project);
    int shown = 0;
    for (const AttributeDef *def : ranked(kind)) {
        Column<ItemId> column = attributeColumn(project, def->attr, labelOf(*def), def->type);
        column.tip = metamodelWords(def->help);
        column.hidden = column.hidden || shown >= shownAtFirst;
        column.mono = def->attr == Attr::path || def->attr == Attr::stableTestId || def->attr == Attr::schemaDigest;
        column.elideMiddle = column.mono;
        shown += column.hidden ? 0 : 1;
        columns.push_back(std::move(column));
    }
    const std::vector<FieldDefinition> &fields = project.graph().fields();
    for (std::size_t place = 0; place < fields.size(); ++place)
        if (fields[place].kind == kind && !fields[place].name.empty())
            columns.push_back(
                attributeColumn(project, AttributeId::ofField(place), toText(fields[place].name), fields[place].type));
    for (Column<ItemId> &column : lastColumns(project))
        columns.push_back(std::move(column));
    return columns;
}

ItemTable::ItemTable(const Palette &palette, Edits &edits, QWidget *parent)
    : QWidget(parent), m_palette(palette), m_edits(&edits), m_pages(new QStackedWidget), m_pane(new TablePane({}))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_pages);
    m_pages->addWidget(m_pane);
    auto *add = makeButton(palette, tr("New"), "add");
    add->setToolTip(plainTip(tr("New item of this kind (Ins)")));
    connect(add, &QPushButton::clicked, this, &ItemTable::addWanted);
    m_pane->addButton(add);
    TableView &view = m_pane->view();
    connect(&view, &TableView::currentChangedTo, this, [this] { Q_EMIT currentChanged(current()); });
    connect(&view, &TableView::chosen, this, [this] { Q_EMIT chosen(current()); });
    connect(&view, &TableView::menuWanted, this, [this](int, const QPoint &place) { Q_EMIT menuWanted(place); });
    connect(&edits.project(), &Project::changed, this, [this](const ChangeSet &set) { follow(set); });
}

void ItemTable::setKind(Kind kind)
{
    const Project &project = m_edits->project();
    m_kind = kind;
    auto *model = new Model(
        itemColumns(project, kind), [](const ItemId &id) { return id.slot; }, this);
    model->append(project.graph().itemsOf(kind));
    connect(model, &TableModelBase::edited, this, [this, model](int row, int, const QString &text) {
        const Item *item = m_edits->graph().item(model->at(row));
        if (item)
            m_edits->submit(
                [uid = item->uid, name = fromText(text)](const Graph &graph) { return renameItem(graph, uid, name); });
    });
    m_pane->setFilter({});
    m_pane->setTable(model);
    m_pane->view().sortByColumn(0, Qt::AscendingOrder);
    delete m_model;
    m_model = model;
    m_pane->setTitle(metamodelWords(kindDef(kind).plural), metamodelWords(kindDef(kind).help));
    delete m_empty;
    showPage();
    Q_EMIT currentChanged(current());
}

ItemId ItemTable::current() const
{
    const int row = m_pane->view().currentSourceRow();
    return m_model && row >= 0 ? m_model->at(row) : ItemId{};
}

std::vector<Uid> ItemTable::selected() const
{
    std::vector<Uid> uids;
    for (const int row : m_pane->view().selectedSourceRows())
        if (const Item *item = m_edits->graph().item(m_model->at(row)))
            uids.push_back(item->uid);
    return uids;
}

void ItemTable::goTo(ItemId item)
{
    const int row = m_model ? m_model->find(item.slot) : -1;
    if (row < 0)
        return;
    const TableFilter &filter = m_pane->view().filter();
    if (!filter.mapFromSource(m_model->index(row, 0)).isValid())
        m_pane->setFilter({});
    m_pane->view().goTo(row);
}

void ItemTable::focusTable()
{
    if (m_pages->currentWidget() == m_pane)
        m_pane->view().setFocus();
    else if (QWidget *first = m_empty->findChild<QAbstractButton *>())
        first->setFocus();
}

void ItemTable::editName()
{
    TableView &view = m_pane->view();
    const QModelIndex current = view.currentIndex();
    if (current.isValid()) {
        view.setFocus();
        view.edit(current.siblingAtColumn(1));
    }
}

// An edit of an item touches its own row; one of a link the rows at its ends, whose number of links it changes.
void ItemTable::follow(const ChangeSet &set)
{
    if (!m_model)
        return;
    const Graph &graph = m_edits->graph();
    const auto isField = [](const Change &change) {
        return std::holds_alternative<FieldDefinition>(change.after ? *change.after : *change.before);
    };
    if (std::any_of(set.changes.begin(), set.changes.end(), isField))
        return setKind(m_kind);
    if (set.changes.size() > manyChanges) {
        m_model->assign(graph.itemsOf(m_kind));
        return showPage();
    }
    std::vector<ItemId> added;
    const auto touch = [this, &graph](const Uid &uid) {
        const Item *item = graph.item(graph.findItem(uid));
        const int row = item && item->kind == m_kind ? m_model->find(graph.findItem(uid).slot) : -1;
        if (row >= 0)
            m_model->touch(row);
    };
    bool removed = false;
    for (const Change &change : set.changes) {
        const Record &record = change.after ? *change.after : *change.before;
        if (const auto *link = std::get_if<Link>(&record)) {
            touch(link->from);
            touch(link->to);
        }
        const auto *item = std::get_if<Item>(&record);
        if (!item || item->kind != m_kind)
            continue;
        if (!change.before)
            added.push_back(graph.findItem(item->uid));
        else if (change.after)
            touch(item->uid);
        else
            removed = true;
    }
    for (int row = m_model->rowCount() - 1; removed && row >= 0; --row)
        if (!graph.item(m_model->at(row)))
            m_model->remove(row);
    m_model->append(std::move(added));
    showPage();
}

void ItemTable::showPage()
{
    if (m_model->rowCount() == 0 && !m_empty) {
        m_empty = makeEmptyPage();
        m_pages->addWidget(m_empty);
    }
    m_pages->setCurrentWidget(m_model->rowCount() == 0 ? m_empty.data() : m_pane);
}

QWidget *ItemTable::makeEmptyPage()
{
    const KindDef &def = kindDef(m_kind);
    const QString one = metamodelWords(def.title);
    QStringList links;
    for (const LinkDef &link : linkKinds())
        if (!link.from.empty() && std::find(link.from.begin(), link.from.end(), m_kind) != link.from.end())
            links << metamodelWords(link.forward);
    const std::vector<EmptyStep> steps{
        {tr("Add one by hand"), tr("Give it a name; the form at the right asks for the rest. Key: Ins."),
         tr("New %1").arg(one), [this] { Q_EMIT addWanted(); }},
        {tr("Or import a file"),
         tr("You see what is new before anything is written. A file can be dropped on the window, too."),
         tr("Import files"), [this] { Q_EMIT importWanted(); }},
        {tr("Then link it"),
         links.isEmpty() ? tr("Other items link to it.")
                         : tr("It can be linked: %1.").arg(links.mid(0, 6).join(QStringLiteral(", "))),
         {},
         {}},
    };
    return new EmptyPage(m_palette, std::string(kindIconName(m_kind)),
                         tr("None yet: %1").arg(metamodelWords(def.plural)), metamodelWords(def.help), steps);
}

} // namespace tarascope
