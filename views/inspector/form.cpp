#include "views/inspector/form.h"

#include "views/controls/label.h"
#include "views/sizes.h"
#include "views/words.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QApplication>
#include <QtWidgets/QGridLayout>

namespace tarascope {

Form::Form(const Palette &palette, QWidget *parent) : QWidget(parent), m_palette(palette), m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(0);
    m_grid->setVerticalSpacing(4);
    m_grid->setColumnMinimumWidth(0, sizes::label);
    m_grid->setColumnStretch(1, 1);
}

void Form::addField(const FormField &field)
{
    auto *label =
        new Label(field.required ? field.label + QStringLiteral(" *") : field.label, TextSize::Secondary, "text.muted");
    label->setWordWrap(true);
    label->setToolTip(
        plainTip(field.required ? tr("%1\nThe inventory is incomplete without it.").arg(field.help) : field.help));
    QWidget *focus = field.editor->focusProxy() ? field.editor->focusProxy() : field.editor;
    focus->setAccessibleName(field.label);
    focus->setAccessibleDescription(field.help);
    focus->installEventFilter(this);
    auto *problem = new Label({}, TextSize::Secondary, "notice.error.ink");
    problem->setWordWrap(true);
    problem->hide();
    if (field.editor->isWide()) {
        label->setMinimumHeight(20);
        m_grid->addWidget(label, m_rows++, 0, 1, 2, Qt::AlignBottom);
        m_grid->addWidget(field.editor, m_rows++, 0, 1, 2);
        m_grid->addWidget(problem, m_rows++, 0, 1, 2);
    } else {
        label->setMinimumHeight(sizes::inspectorField);
        label->setFixedWidth(sizes::label);
        label->setContentsMargins(0, 0, sizes::gap, 0);
        m_grid->addWidget(label, m_rows, 0, Qt::AlignTop);
        m_grid->addWidget(field.editor, m_rows++, 1, Qt::AlignTop);
        m_grid->addWidget(problem, m_rows++, 1);
    }
    m_lines[field.id] = {field.editor, problem, std::nullopt};
    connect(field.editor, &FieldEditor::left, this, [this, id = field.id] { leave(id); });
}

void Form::setValue(const FieldId &id, const std::optional<Value> &value)
{
    const auto line = m_lines.find(id);
    if (line == m_lines.end())
        return;
    const bool typing = isTypedIn(line->second);
    line->second.shown = value;
    if (typing)
        return;
    line->second.editor->setValue(value);
    setProblem(id, {});
}

void Form::setProblem(const FieldId &id, const QString &sentence)
{
    const auto line = m_lines.find(id);
    if (line == m_lines.end())
        return;
    line->second.problem->setText(sentence);
    line->second.problem->setVisible(!sentence.isEmpty());
    line->second.editor->setWrongField(!sentence.isEmpty());
}

QString Form::problem(const FieldId &id) const
{
    const auto line = m_lines.find(id);
    return line == m_lines.end() ? QString() : line->second.problem->text();
}

FieldEditor *Form::editor(const FieldId &id) const
{
    const auto line = m_lines.find(id);
    return line == m_lines.end() ? nullptr : line->second.editor;
}

void Form::leaveField()
{
    for (const auto &[id, line] : m_lines)
        if (isTypedIn(line))
            return leave(id);
}

void Form::leave(const FieldId &id)
{
    Line &line = m_lines[id];
    const Result<std::optional<Value>> value = line.editor->value();
    if (!value)
        return setProblem(id, translated(value.error().message));
    setProblem(id, {});
    if (*value == line.shown)
        return;
    line.shown = *value;
    Q_EMIT edited({id, *value});
}

bool Form::isTypedIn(const Line &line) const
{
    const QWidget *focus = QApplication::focusWidget();
    if (!focus || !(focus == line.editor || line.editor->isAncestorOf(focus)))
        return false;
    const Result<std::optional<Value>> value = line.editor->value();
    return !value || *value != line.shown;
}

// Escape takes back what was typed since the field was entered.
bool Form::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        for (auto &[id, line] : m_lines)
            if (isTypedIn(line)) {
                line.editor->setValue(line.shown);
                setProblem(id, {});
                return true;
            }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace tarascope
