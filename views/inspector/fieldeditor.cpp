#include "views/inspector/fieldeditor.h"

#include "views/inspector/editors.h"
#include "views/style.h"
#include "views/words.h"

namespace tarascope {

void FieldEditor::setWrongField(bool wrong)
{
    for (QWidget *field : findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly))
        setWrong(field, wrong);
}

FieldEditor *makeEditor(AttributeId attribute, const AttributeShape &shape, const EditorContext &context,
                        QWidget *parent)
{
    const QString unit = shape.def ? metamodelWords(shape.def->unit) : QString();
    switch (shape.type) {
    case AttributeType::Text: return editors::text(parent);
    case AttributeType::LongText: return editors::longText(parent);
    case AttributeType::TextList: return editors::textList(parent);
    case AttributeType::Integer: return editors::integer(unit, parent);
    case AttributeType::Real: return editors::real(unit, parent);
    case AttributeType::Day: return editors::day(parent);
    case AttributeType::Bool: return editors::yesNo(parent);
    case AttributeType::Enum: return editors::choice(shape.choices, parent);
    case AttributeType::EnumList: return editors::choices(shape.choices, parent);
    case AttributeType::Rating: return editors::rating(context, parent);
    case AttributeType::Impact: return editors::impact(context, parent);
    case AttributeType::ChainLinks: return editors::chainLinks(context, parent);
    case AttributeType::LinkRef:
    case AttributeType::ItemRef: return editors::reference(attribute, shape.type, context, parent);
    case AttributeType::ItemRefs: return editors::references(attribute, context, parent);
    case AttributeType::Row: return editors::row(*shape.def, context, parent);
    case AttributeType::Rows: return editors::rows(*shape.def, context, parent);
    }
    return editors::text(parent);
}

} // namespace tarascope
