#include "views/inspector/inspector.h"

#include "views/controls/buttons.h"
#include "views/controls/label.h"
#include "views/controls/pane.h"
#include "views/controls/scroll.h"
#include "views/edits/changes.h"
#include "views/icons.h"
#include "views/inspector/editors.h"
#include "views/inspector/endbutton.h"
#include "views/inspector/linkslist.h"
#include "views/kindlook.h"
#include "views/sizes.h"
#include "views/words.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QVBoxLayout>

namespace tarascope {

namespace {

constexpr FieldId nameField{FieldId::Sort::Name, {}};
constexpr FieldId descriptionField{FieldId::Sort::Description, {}};
constexpr FieldId tagsField{FieldId::Sort::Tags, {}};

FieldId attributeField(AttributeId id) { return {FieldId::Sort::Attribute, id}; }

std::optional<Value> stored(const Attributes &attributes, AttributeId id)
{
    const Value *value = attributes.find(id);
    return value ? std::optional<Value>(*value) : std::nullopt;
}

std::optional<Value> textOrNothing(const std::string &text)
{
    return text.empty() ? std::nullopt : std::optional<Value>(text);
}

std::string textOf(const std::optional<Value> &value) { return value ? std::get<std::string>(*value) : std::string(); }

} // namespace

Inspector::Inspector(const Palette &palette, Edits &edits, QWidget *parent)
    : QWidget(parent), m_palette(palette), m_edits(&edits), m_scroll(makeScroll(nullptr))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_scroll);
    connect(&edits.project(), &Project::changed, this, [this](const ChangeSet &set) { follow(set); });
    connect(&edits, &Edits::refused, this, [this](const Error &error) {
        if (m_form && m_lastEdited)
            m_form->setProblem(*m_lastEdited, translated(error));
    });
    buildEmpty();
}

void Inspector::showItem(ItemId id)
{
    const Item *item = m_edits->graph().item(id);
    const Uid uid = item ? item->uid : Uid();
    if (uid == m_uid && !m_isLink && (item || m_uid.isNull()))
        return;
    if (m_form)
        m_form->leaveField();
    m_uid = uid;
    m_isLink = false;
    rebuild();
}

void Inspector::showLink(const Uid &link)
{
    if (m_form)
        m_form->leaveField();
    m_uid = link;
    m_isLink = true;
    rebuild();
}

void Inspector::setFactors(std::vector<Factor> factors)
{
    if (factors.empty() || factors == m_factors)
        return;
    m_factors = std::move(factors);
    rebuild();
}

void Inspector::focusName()
{
    if (FieldEditor *editor = m_form ? m_form->editor(nameField) : nullptr)
        editor->setFocus(Qt::TabFocusReason);
}

void Inspector::focusField(AttributeId attribute)
{
    FieldEditor *editor = m_form ? m_form->editor(attributeField(attribute)) : nullptr;
    if (!editor)
        return;
    editor->setFocus(Qt::TabFocusReason);
    // A form that was just built gets its place when its layout is done.
    QMetaObject::invokeMethod(
        editor, [this, editor] { m_scroll->ensureWidgetVisible(editor); }, Qt::QueuedConnection);
}

void Inspector::startAddingLink()
{
    if (m_links)
        m_links->startAdding();
}

// A change of what is shown fills the fields again; a change of its links only the list of links.
void Inspector::follow(const ChangeSet &set)
{
    if (m_uid.isNull())
        return;
    const Graph &graph = m_edits->graph();
    const Item *item = m_isLink ? nullptr : graph.item(graph.findItem(m_uid));
    const Link *link = m_isLink ? graph.link(graph.findLink(m_uid)) : nullptr;
    if (!item && !link) {
        m_uid = Uid();
        m_isLink = false;
        return rebuild();
    }
    const bool shape = std::any_of(set.changes.begin(), set.changes.end(), [](const Change &change) {
        return std::holds_alternative<FieldDefinition>(change.after ? *change.after : *change.before);
    });
    if (shape)
        return rebuild();
    if (item)
        return fillItem(*item);
    for (const AttributeDef &def : linkDef(link->kind).attributes)
        m_form->setValue(attributeField(def.attr), stored(link->attributes, def.attr));
}

void Inspector::rebuild()
{
    const Graph &graph = m_edits->graph();
    m_lastEdited.reset();
    const Item *item = m_isLink ? nullptr : graph.item(graph.findItem(m_uid));
    const Link *link = m_isLink ? graph.link(graph.findLink(m_uid)) : nullptr;
    if (item)
        buildItem(*item);
    else if (link)
        buildLink(*link);
    else
        buildEmpty();
}

void Inspector::addHead(const QString &icon, const QString &color, const QString &title, const QString &below)
{
    m_page = new QWidget;
    m_layout = new QVBoxLayout(m_page);
    m_layout->setContentsMargins(sizes::dockMargin, sizes::dockMargin, sizes::dockMargin, sizes::dockMargin);
    m_layout->setSpacing(sizes::gap);
    auto *head = new QHBoxLayout;
    head->setSpacing(sizes::gap);
    auto *picture = new QLabel;
    picture->setTextFormat(Qt::PlainText);
    picture->setPixmap(
        makeIcon(m_palette, icon.toStdString(), color.toStdString()).pixmap(QSize(20, 20), devicePixelRatioF()));
    m_title = new Label(title, TextSize::Section);
    m_title->setBold(true);
    m_title->setWordWrap(true);
    head->addWidget(picture, 0, Qt::AlignTop);
    head->addWidget(m_title, 1);
    m_layout->addLayout(head);
    auto *line = Label::muted(below);
    line->setWordWrap(true);
    m_layout->addWidget(line);
}

void Inspector::buildItem(const Item &item)
{
    const KindDef &def = kindDef(item.kind);
    addHead(toText(kindIconName(item.kind)), toText(familyInk(item.kind)), {},
            toText(item.key) + QStringLiteral(", ") + metamodelWords(def.title));
    m_page->setToolTip({});
    auto *form = new Form(m_palette);
    form->addField({nameField, tr("Name"), tr("What people call it."), false, editors::text(form)});
    form->addField(
        {descriptionField, tr("Description"), tr("Plain text or Markdown."), false, editors::longText(form)});
    addAttributeFields(*form, item.kind);
    form->addField({tagsField, tr("Tags"), tr("Words to find it by, one per line."), false, editors::textList(form)});
    addForm(form);
    addExternal(item);
    m_layout->addWidget(makeLine());
    m_links = new LinksList(m_palette, [this]() -> const Graph & { return m_edits->graph(); });
    connect(m_links, &LinksList::itemWanted, this, &Inspector::itemWanted);
    connect(m_links, &LinksList::linkWanted, this, &Inspector::showLink);
    connect(m_links, &LinksList::removeWanted, this, [this](const Uid &link) {
        m_edits->submit([link](const Graph &graph) { return removeLink(graph, link); });
    });
    connect(m_links, &LinksList::addWanted, this, [this](LinkKind kind, const Uid &from, const Uid &to) {
        m_edits->submit([kind, from, to](const Graph &graph) { return addLink(graph, kind, from, to); });
    });
    m_layout->addWidget(m_links);
    m_layout->addStretch(1);
    fillItem(item);
    m_scroll->setWidget(m_page);
    m_page->setAutoFillBackground(false);
}

void Inspector::buildLink(const Link &link)
{
    const Graph &graph = m_edits->graph();
    const LinkDef &def = linkDef(link.kind);
    addHead(QStringLiteral("link"), QStringLiteral("text.secondary"), metamodelWords(def.forward),
            tr("%1, link from %2 to %3")
                .arg(toText(link.key), toText(graph.keyOf(link.from)), toText(graph.keyOf(link.to))));
    for (const ItemId end : {graph.findItem(link.from), graph.findItem(link.to)}) {
        const Item *item = graph.item(end);
        auto *go = new EndButton(m_palette, pickOf(*item));
        connect(go, &EndButton::clicked, this, [this, end] {
            showItem(end);
            Q_EMIT itemWanted(end);
        });
        m_layout->addWidget(go);
    }
    auto *form = new Form(m_palette);
    const EditorContext asks = context();
    for (const AttributeDef &attribute : def.attributes) {
        const AttributeShape shape{attribute.type, attribute.choices, &attribute, std::string(attribute.name())};
        form->addField({attributeField(attribute.attr), labelOf(attribute), metamodelWords(attribute.help),
                        attribute.required, makeEditor(attribute.attr, shape, asks, form)});
        form->setValue(attributeField(attribute.attr), stored(link.attributes, attribute.attr));
    }
    addForm(form);
    m_layout->addStretch(1);
    m_scroll->setWidget(m_page);
    m_page->setAutoFillBackground(false);
}

void Inspector::buildEmpty()
{
    addHead(QStringLiteral("focus"), QStringLiteral("text.muted"), tr("Nothing selected"),
            tr("Select a row to see and edit its values and links."));
    m_layout->addStretch(1);
    m_scroll->setWidget(m_page);
    m_page->setAutoFillBackground(false);
}

void Inspector::addForm(Form *form)
{
    m_form = form;
    const bool readOnly = m_edits->project().readOnly();
    form->setEnabled(!readOnly);
    if (readOnly) {
        auto *why = new Label(sentence(translated(m_edits->project().readOnlyReason())), TextSize::Secondary,
                              "notice.warning.ink");
        why->wrap();
        m_layout->addWidget(why);
    }
    m_layout->addWidget(form);
    connect(form, &Form::edited, this, &Inspector::submit);
}

void Inspector::addAttributeFields(Form &form, Kind kind)
{
    const EditorContext asks = context();
    for (const AttributeDef &def : kindDef(kind).attributes) {
        const AttributeShape shape{def.type, def.choices, &def, std::string(def.name())};
        form.addField({attributeField(def.attr), labelOf(def), metamodelWords(def.help), def.required,
                       makeEditor(def.attr, shape, asks, &form)});
    }
    const std::vector<FieldDefinition> &fields = m_edits->graph().fields();
    for (std::size_t place = 0; place < fields.size(); ++place) {
        const AttributeId id = AttributeId::ofField(place);
        if (const auto shape = attributeShape(m_edits->graph(), kind, id))
            form.addField({attributeField(id), toText(shape->name), tr("An own field of this project."), false,
                           makeEditor(id, *shape, asks, &form)});
    }
}

void Inspector::addExternal(const Item &item)
{
    if (item.external.empty())
        return;
    m_layout->addWidget(makeLine());
    m_layout->addWidget(Label::section(tr("Known elsewhere as")));
    for (const ExternalKey &external : item.external) {
        auto *line = new Label(toText(external.key), TextSize::Secondary, "text.secondary");
        line->setMono();
        line->setElided(Qt::ElideMiddle);
        m_layout->addWidget(Label::muted(toText(external.system)));
        m_layout->addWidget(line);
    }
}

void Inspector::fillItem(const Item &item)
{
    m_title->setText(item.name.empty() ? toText(item.key) : toText(item.name));
    m_form->setValue(nameField, textOrNothing(item.name));
    m_form->setValue(descriptionField, textOrNothing(item.description));
    m_form->setValue(tagsField, item.tags.empty() ? std::nullopt : std::optional<Value>(TextList(item.tags)));
    for (const AttributeDef &def : kindDef(item.kind).attributes)
        m_form->setValue(attributeField(def.attr), stored(item.attributes, def.attr));
    for (std::size_t place = 0; place < m_edits->graph().fields().size(); ++place)
        m_form->setValue(attributeField(AttributeId::ofField(place)),
                         stored(item.attributes, AttributeId::ofField(place)));
    m_links->setItem(m_edits->graph().findItem(item.uid));
}

void Inspector::submit(const FieldEdit &edit)
{
    const FieldId id = edit.id;
    const std::optional<Value> &value = edit.value;
    m_lastEdited = id;
    m_edits->submit([uid = m_uid, id, value](const Graph &graph) -> Result<ChangeSet> {
        switch (id.sort) {
        case FieldId::Sort::Name: return renameItem(graph, uid, textOf(value));
        case FieldId::Sort::Description: return describeItem(graph, uid, textOf(value));
        case FieldId::Sort::Tags: return changeTags(graph, uid, value ? std::get<TextList>(*value) : TextList());
        case FieldId::Sort::Attribute: break;
        }
        return changeAttribute(graph, uid, id.attribute, value);
    });
}

EditorContext Inspector::context()
{
    return {
        m_palette, [this]() -> const Graph & { return m_edits->graph(); }, m_factors,
        [this](AttributeId attribute, const QString &search, int limit) { return picks(attribute, search, limit); }};
}

// What the metamodel's references may name: `via` a gateway, `against` profiles, `step` a link at the guarded item.
PickList Inspector::picks(AttributeId attribute, const QString &search, int limit)
{
    const Graph &graph = m_edits->graph();
    if (attribute == AttributeId(Attr::step)) {
        const Link *guard = graph.link(graph.findLink(m_uid));
        PickList list;
        if (!guard)
            return list;
        const ItemId guarded = graph.findItem(guard->to);
        for (const std::span<const LinkId> side : {graph.in(guarded), graph.out(guarded)})
            for (const LinkId id : side) {
                const QString words = linkWords(graph, id);
                if (linkDef(graph.link(id)->kind).attack && words.contains(search, Qt::CaseInsensitive))
                    list.picks.push_back({graph.link(id)->uid, {}, words, "link", "text.secondary", {}});
            }
        return list;
    }
    std::optional<Kind> wanted;
    if (attribute == AttributeId(Attr::via))
        wanted = Kind::component;
    else if (attribute == AttributeId(Attr::against))
        wanted = Kind::attackerProfile;
    return findItems(
        graph, [wanted](ItemId, const Item &item) { return !wanted || item.kind == *wanted; }, search, limit);
}

} // namespace tarascope
