#pragma once
#include "views/inspector/fieldeditor.h"

/// The editors, made by makeEditor; one function per family, so that each can live in a file of its own.
namespace tarascope::editors {

FieldEditor *text(QWidget *parent);
FieldEditor *longText(QWidget *parent);
FieldEditor *textList(QWidget *parent);
FieldEditor *integer(const QString &unit, QWidget *parent);
FieldEditor *real(const QString &unit, QWidget *parent);
FieldEditor *day(QWidget *parent);

FieldEditor *yesNo(QWidget *parent);
FieldEditor *choice(const std::vector<std::string_view> &choices, QWidget *parent);
FieldEditor *choices(const std::vector<std::string_view> &choices, QWidget *parent);
FieldEditor *chainLinks(const EditorContext &context, QWidget *parent);

FieldEditor *rating(const EditorContext &context, QWidget *parent);
FieldEditor *impact(const EditorContext &context, QWidget *parent);

FieldEditor *reference(AttributeId attribute, AttributeType type, const EditorContext &context, QWidget *parent);
FieldEditor *references(AttributeId attribute, const EditorContext &context, QWidget *parent);

/// A row is a table of names and values, rows are a table with the declared columns.
FieldEditor *row(const AttributeDef &def, const EditorContext &context, QWidget *parent);
FieldEditor *rows(const AttributeDef &def, const EditorContext &context, QWidget *parent);

} // namespace tarascope::editors
