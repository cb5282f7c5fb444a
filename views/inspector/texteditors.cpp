#include "views/controls/label.h"
#include "views/inspector/editors.h"
#include "views/style.h"
#include "views/words.h"

#include <QtCore/QLocale>
#include <QtGui/QAbstractTextDocumentLayout>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QVBoxLayout>

namespace tarascope::editors {

namespace {

Error refuse(const char *sentence, const QString &given)
{
    return {ErrorKind::Usage, {sentence, {fromText(given)}, "badField"}, {}};
}

/// A line whose own undo ends where it was left: then undo is that of the project.
class Line final : public QLineEdit
{
protected:
    bool event(QEvent *event) override
    {
        if (event->type() == QEvent::ShortcutOverride) {
            const auto *key = static_cast<QKeyEvent *>(event);
            if ((key->matches(QKeySequence::Undo) && !isUndoAvailable()) ||
                (key->matches(QKeySequence::Redo) && !isRedoAvailable())) {
                event->ignore();
                return true;
            }
        }
        return QLineEdit::event(event);
    }
};

/// A field of one line; what it holds is read by a function.
class LineEditor final : public FieldEditor
{
public:
    using Read = std::function<Result<std::optional<Value>>(const QString &)>;
    using Show = std::function<QString(const Value &)>;

    LineEditor(Read read, Show show, const QString &unit, QWidget *parent)
        : FieldEditor(parent), m_line(new Line), m_read(std::move(read)), m_show(std::move(show))
    {
        m_line->setPlaceholderText(FieldEditor::tr("not set"));
        setSmall(m_line);
        auto *layout = new QHBoxLayout(this);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->addWidget(m_line);
        if (!unit.isEmpty())
            layout->addWidget(Label::muted(unit));
        setFocusProxy(m_line);
        connect(m_line, &QLineEdit::editingFinished, this, [this] {
            const int cursor = m_line->cursorPosition();
            m_line->setText(m_line->text()); // forgets what was typed on the way
            m_line->setCursorPosition(cursor);
            Q_EMIT left();
        });
    }
    void setHint(const QString &hint) { m_line->setPlaceholderText(hint); }
    void setValue(const std::optional<Value> &value) override
    {
        const QString text = value ? m_show(*value) : QString();
        if (m_line->text() != text)
            m_line->setText(text);
        m_line->setCursorPosition(0);
    }
    Result<std::optional<Value>> value() const override { return m_read(m_line->text()); }

private:
    QLineEdit *m_line;
    Read m_read;
    Show m_show;
};

/// A field of several lines that grows with its text up to a limit.
class LinesEditor final : public FieldEditor
{
public:
    LinesEditor(bool list, QWidget *parent) : FieldEditor(parent), m_text(new QPlainTextEdit), m_list(list)
    {
        m_text->setPlaceholderText(FieldEditor::tr("not set"));
        if (list)
            m_text->setToolTip(plainTip(FieldEditor::tr("One entry per line")));
        m_text->setTabChangesFocus(true);
        m_text->document()->setDocumentMargin(5);
        m_text->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        m_text->installEventFilter(this);
        auto *layout = new QVBoxLayout(this);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->addWidget(m_text);
        setFocusProxy(m_text);
        connect(m_text->document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, this,
                &LinesEditor::grow);
        grow();
    }
    void setValue(const std::optional<Value> &value) override
    {
        QString text;
        if (value && m_list) {
            QStringList lines;
            for (const std::string &entry : std::get<TextList>(*value))
                lines << toText(entry);
            text = lines.join(QLatin1Char('\n'));
        } else if (value) {
            text = toText(std::get<std::string>(*value));
        }
        if (m_text->toPlainText() != text)
            m_text->setPlainText(text);
    }
    Result<std::optional<Value>> value() const override
    {
        const QString text = m_text->toPlainText();
        if (text.trimmed().isEmpty())
            return std::optional<Value>();
        if (!m_list)
            return std::optional<Value>(fromText(text));
        TextList list;
        for (const QString &line : text.split(QLatin1Char('\n')))
            if (!line.trimmed().isEmpty())
                list.push_back(fromText(line.trimmed()));
        return std::optional<Value>(list);
    }
    bool isWide() const override { return !m_list; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::FocusOut)
            Q_EMIT left();
        if (event->type() == QEvent::KeyPress) {
            const auto *key = static_cast<QKeyEvent *>(event);
            if (key->key() == Qt::Key_Return && key->modifiers().testFlag(Qt::ControlModifier)) {
                Q_EMIT left();
                return true;
            }
        }
        return FieldEditor::eventFilter(watched, event);
    }

private:
    void grow()
    {
        const int wanted = std::max(1, static_cast<int>(m_text->document()->size().height())); // in lines
        const int lines = std::clamp(wanted + (m_list ? 0 : 1), m_list ? 1 : 3, mostLines);
        const int around = 2 * (static_cast<int>(m_text->document()->documentMargin()) + m_text->frameWidth());
        m_text->setFixedHeight(lines * m_text->fontMetrics().lineSpacing() + around);
        m_text->setVerticalScrollBarPolicy(wanted > mostLines ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    }

    static constexpr int mostLines = 8;
    QPlainTextEdit *m_text;
    bool m_list;
};

} // namespace

FieldEditor *text(QWidget *parent)
{
    return new LineEditor(
        [](const QString &text) -> Result<std::optional<Value>> {
            return text.isEmpty() ? std::optional<Value>() : std::optional<Value>(fromText(text));
        },
        [](const Value &value) { return toText(std::get<std::string>(value)); }, {}, parent);
}

FieldEditor *longText(QWidget *parent) { return new LinesEditor(false, parent); }
FieldEditor *textList(QWidget *parent) { return new LinesEditor(true, parent); }

FieldEditor *integer(const QString &unit, QWidget *parent)
{
    return new LineEditor(
        [](const QString &text) -> Result<std::optional<Value>> {
            if (text.trimmed().isEmpty())
                return std::optional<Value>();
            bool ok = false;
            qlonglong number = text.trimmed().toLongLong(&ok);
            if (!ok)
                number = QLocale().toLongLong(text.trimmed(), &ok);
            if (!ok)
                return refuse(QT_TRANSLATE_NOOP("model", "'%1' is no whole number"), text);
            return std::optional<Value>(static_cast<std::int64_t>(number));
        },
        [](const Value &value) { return QString::number(std::get<std::int64_t>(value)); }, unit, parent);
}

FieldEditor *real(const QString &unit, QWidget *parent)
{
    return new LineEditor(
        [](const QString &text) -> Result<std::optional<Value>> {
            if (text.trimmed().isEmpty())
                return std::optional<Value>();
            bool ok = false;
            double number = text.trimmed().toDouble(&ok);
            if (!ok)
                number = QLocale().toDouble(text.trimmed(), &ok);
            if (!ok || !std::isfinite(number))
                return refuse(QT_TRANSLATE_NOOP("model", "'%1' is no number"), text);
            return std::optional<Value>(number);
        },
        [](const Value &value) {
            return QString::number(std::get<double>(value), 'g', QLocale::FloatingPointShortest);
        },
        unit, parent);
}

FieldEditor *day(QWidget *parent)
{
    auto *editor = new LineEditor(
        [](const QString &text) -> Result<std::optional<Value>> {
            if (text.trimmed().isEmpty())
                return std::optional<Value>();
            const auto date = Date::fromIso(fromText(text.trimmed()));
            if (!date)
                return refuse(QT_TRANSLATE_NOOP("model", "'%1' is no day; write it as 2026-11-20"), text);
            return std::optional<Value>(*date);
        },
        [](const Value &value) { return toText(std::get<Date>(value).iso()); }, {}, parent);
    editor->setHint(FieldEditor::tr("not set, YYYY-MM-DD"));
    return editor;
}

} // namespace tarascope::editors
