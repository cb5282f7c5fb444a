#include "views/controls/buttons.h"
#include "views/controls/label.h"
#include "views/controls/scroll.h"
#include "views/inspector/editors.h"
#include "views/sizes.h"
#include "views/words.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QVBoxLayout>

namespace tarascope::editors {

namespace {

FindPicks findFor(AttributeId attribute, const EditorContext &context)
{
    return [attribute, picks = context.picks](const QString &search, int limit) {
        return picks ? picks(attribute, search, limit) : PickList();
    };
}

Pick pickFor(const Graph &graph, AttributeType type, const Uid &uid)
{
    if (type == AttributeType::LinkRef)
        return {uid, {}, linkWords(graph, graph.findLink(uid)), "link", "text.secondary", {}};
    if (const Item *item = graph.item(graph.findItem(uid)))
        return pickOf(*item);
    return {uid, toText(uid.hex()), FieldEditor::tr("an item that is gone"), "problems", "notice.warning.ink", {}};
}

class ReferenceEditor final : public FieldEditor
{
public:
    ReferenceEditor(AttributeId attribute, AttributeType type, const EditorContext &context, QWidget *parent)
        : FieldEditor(parent), m_type(type), m_context(context),
          m_picker(new ItemPicker(context.palette, FieldEditor::tr("Reference"), findFor(attribute, context)))
    {
        m_picker->setClearable(FieldEditor::tr("not set"));
        setSmall(m_picker);
        auto *layout = new QHBoxLayout(this);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->addWidget(m_picker);
        setFocusProxy(m_picker);
        connect(m_picker, &ItemPicker::picked, this, &FieldEditor::left);
    }
    void setValue(const std::optional<Value> &value) override
    {
        m_picker->setPick(value ? std::optional(pickFor(m_context.graph(), m_type, std::get<Uid>(*value)))
                                : std::nullopt);
    }
    Result<std::optional<Value>> value() const override
    {
        return m_picker->pick() ? std::optional<Value>(m_picker->pick()->uid) : std::optional<Value>();
    }

private:
    AttributeType m_type;
    EditorContext m_context;
    ItemPicker *m_picker;
};

/// The named items below each other, each with a button that takes it out, and a picker for one more.
class ReferencesEditor final : public FieldEditor
{
public:
    ReferencesEditor(AttributeId attribute, const EditorContext &context, QWidget *parent)
        : FieldEditor(parent), m_context(context), m_rows(new QVBoxLayout),
          m_picker(new ItemPicker(context.palette, FieldEditor::tr("Add"), findFor(attribute, context)))
    {
        m_picker->setPlaceholder(FieldEditor::tr("Add"));
        setSmall(m_picker);
        auto *layout = new QVBoxLayout(this);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(2);
        m_rows->setSpacing(2);
        layout->addLayout(m_rows);
        layout->addWidget(m_picker);
        setFocusProxy(m_picker);
        connect(m_picker, &ItemPicker::picked, this, [this](const std::optional<Pick> &pick) {
            m_picker->setPick({});
            if (!pick || std::find(m_refs.begin(), m_refs.end(), pick->uid) != m_refs.end())
                return;
            m_refs.push_back(pick->uid);
            showRows();
            Q_EMIT left();
        });
    }
    void setValue(const std::optional<Value> &value) override
    {
        m_refs = value ? std::get<RefList>(*value) : RefList();
        showRows();
    }
    Result<std::optional<Value>> value() const override
    {
        return m_refs.empty() ? std::optional<Value>() : std::optional<Value>(m_refs);
    }

private:
    void showRows()
    {
        emptyLayout(*m_rows);
        for (const Uid &uid : m_refs) {
            const Pick pick = pickFor(m_context.graph(), AttributeType::ItemRef, uid);
            auto *row = new QWidget;
            auto *layout = new QHBoxLayout(row);
            layout->setContentsMargins(0, 0, 0, 0);
            auto *words = new Label(pick.key + QLatin1Char(' ') + pick.name);
            words->setElided();
            auto *remove = makeIconButton(m_context.palette, "close", FieldEditor::tr("Take out %1").arg(pick.key));
            layout->addWidget(words, 1);
            layout->addWidget(remove);
            m_rows->addWidget(row);
            connect(remove, &QToolButton::clicked, this, [this, uid] {
                std::erase(m_refs, uid);
                showRows();
                Q_EMIT left();
            });
        }
    }

    EditorContext m_context;
    RefList m_refs;
    QVBoxLayout *m_rows;
    ItemPicker *m_picker;
};

} // namespace

FieldEditor *reference(AttributeId attribute, AttributeType type, const EditorContext &context, QWidget *parent)
{
    return new ReferenceEditor(attribute, type, context, parent);
}

FieldEditor *references(AttributeId attribute, const EditorContext &context, QWidget *parent)
{
    return new ReferencesEditor(attribute, context, parent);
}

} // namespace tarascope::editors
