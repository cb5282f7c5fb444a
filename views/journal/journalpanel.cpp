#include "views/journal/journalpanel.h"

#include "views/controls/buttons.h"
#include "views/controls/label.h"
#include "views/controls/pane.h"
#include "views/icons.h"
#include "views/sizes.h"
#include "views/style/parts.h"
#include "views/words.h"

#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QListView>
#include <QtWidgets/QStyledItemDelegate>
#include <QtWidgets/QVBoxLayout>

namespace tarascope {

namespace {

const char *iconOf(const JournalEntry &entry)
{
    switch (entry.kind) {
    case JournalEntry::Kind::Undo: return "undo";
    case JournalEntry::Kind::Redo: return "redo";
    case JournalEntry::Kind::Baseline: return "pin";
    case JournalEntry::Kind::Do: break;
    }
    const std::string_view code = entry.title.code;
    return code.starts_with("import") ? "import" : entry.changes > 1 ? "architecture" : "check";
}

class EntryDelegate final : public QStyledItemDelegate
{
public:
    EntryDelegate(Palette palette, const JournalModel *model, QObject *parent)
        : QStyledItemDelegate(parent), m_palette(std::move(palette)), m_model(model)
    {
    }
    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override { return {200, 42}; }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const JournalLine &line = m_model->at(index.row());
        const bool holds = line.state == EntryState::Holds || line.state == EntryState::Other;
        painter->save();
        QStyle::State state = option.state;
        state.setFlag(QStyle::State_Active, option.widget && option.widget->hasFocus());
        parts::row(*painter, option.rect, m_palette, state, true);
        QRect rect = option.rect.adjusted(sizes::dockMargin, 0, -sizes::dockMargin, -1);
        paintIcon(*painter, QRect(rect.left(), rect.top() + 4, 16, 18), iconOf(line.entry),
                  m_palette.color("text.muted"));
        rect.setLeft(rect.left() + 24);
        const QRect upper(rect.left(), rect.top() + 3, rect.width(), 18);
        const QRect lower(rect.left(), rect.top() + 21, rect.width(), 16);
        painter->setFont(textFont(TextSize::Secondary));
        painter->setPen(m_palette.color("text.muted"));
        const QString when = whenWords(line.entry.utc);
        painter->drawText(upper, Qt::AlignRight | Qt::AlignVCenter, when);
        painter->drawText(lower, Qt::AlignRight | Qt::AlignVCenter, number(line.entry.seq));
        const int room = upper.width() - painter->fontMetrics().horizontalAdvance(when) - 8;
        painter->drawText(lower, Qt::AlignLeft | Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(below(line), Qt::ElideRight, room));
        painter->setFont(textFont());
        painter->setPen(m_palette.color(holds ? "text.primary" : "text.muted"));
        painter->drawText(upper, Qt::AlignLeft | Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, room));
        painter->restore();
    }

private:
    static QString below(const JournalLine &line)
    {
        QStringList parts;
        if (line.state == EntryState::Undone)
            parts << JournalPanel::tr("undone, can be redone");
        if (line.state == EntryState::Gone)
            parts << JournalPanel::tr("undone");
        if (!line.entry.who.empty())
            parts << toText(line.entry.who);
        if (line.entry.changes > 1)
            parts << JournalPanel::tr("%1 changes").arg(number(line.entry.changes));
        return parts.join(QStringLiteral(", "));
    }

    Palette m_palette;
    const JournalModel *m_model;
};

QString shortHash(const Digest &digest)
{
    const QString text = toText(hex(digest));
    return text.left(4) + QLatin1Char(' ') + text.mid(4, 4) + QStringLiteral(" \u2026 ") + text.mid(56, 4) +
           QLatin1Char(' ') + text.right(4);
}

} // namespace

void JournalModel::assign(std::vector<JournalLine> lines)
{
    // Almost always the old lines stand below a few new ones.
    const auto before =
        m_lines.empty() ? lines.end() : std::find_if(lines.begin(), lines.end(), [this](const JournalLine &line) {
            return line.entry.seq == m_lines.front().entry.seq;
        });
    const auto added = static_cast<int>(before - lines.begin());
    const auto kept = static_cast<int>(lines.end() - before);
    if (m_lines.empty() || kept < rowCount()) {
        beginResetModel();
        m_lines = std::move(lines);
        endResetModel();
        return;
    }
    if (added > 0)
        beginInsertRows({}, 0, added - 1);
    m_lines = std::move(lines);
    if (added > 0)
        endInsertRows();
    Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

int JournalModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

QVariant JournalModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const JournalLine &line = at(index.row());
    if (role == Qt::DisplayRole)
        return entryWords(line.entry);
    if (role == Qt::AccessibleTextRole)
        return entryWords(line.entry) + QStringLiteral(", ") + whenWords(line.entry.utc);
    if (role == Qt::ToolTipRole)
        return plainTip(entryWords(line.entry) + QLatin1Char('\n') + toText(line.entry.utc) + QStringLiteral(", ") +
                        toText(line.entry.who) + QLatin1Char('\n') + toText(hex(line.entry.hash)));
    return {};
}

QString entryWords(const JournalEntry &entry)
{
    const QString title = translated(entry.title);
    switch (entry.kind) {
    case JournalEntry::Kind::Undo: return JournalPanel::tr("Undid: %1").arg(title);
    case JournalEntry::Kind::Redo: return JournalPanel::tr("Redid: %1").arg(title);
    case JournalEntry::Kind::Baseline: return JournalPanel::tr("Baseline: %1").arg(title);
    case JournalEntry::Kind::Do: break;
    }
    return title;
}

JournalPanel::JournalPanel(const Palette &palette, Edits &edits, QWidget *parent)
    : QWidget(parent), m_palette(palette), m_edits(&edits), m_model(new JournalModel(this)), m_list(new QListView),
      m_head(Label::muted({})), m_digest(Label::muted({})), m_choice(Label::muted({})), m_go(makeButton(palette, {}))
{
    m_head->setMono();
    m_digest->setMono();
    m_choice->setWordWrap(true);
    m_choice->setTextFormat(Qt::PlainText);
    setSmall(m_go);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new EntryDelegate(palette, m_model, m_list));
    m_list->setAccessibleName(tr("Journal"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    m_list->setUniformItemSizes(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->viewport()->setAutoFillBackground(false);
    auto *beside = new Pane("surface.panel", Qt::LeftEdge);
    beside->setFixedWidth(sizes::dockLeast);
    auto *words = new QVBoxLayout(beside);
    words->setContentsMargins(sizes::dockMargin, sizes::gap, sizes::dockMargin, sizes::gap);
    words->setSpacing(0);
    words->addWidget(m_head);
    words->addWidget(m_digest);
    words->addSpacing(sizes::gap);
    words->addWidget(m_choice);
    words->addSpacing(sizes::gap);
    words->addWidget(m_go, 0, Qt::AlignLeft);
    words->addStretch(1);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_list, 1);
    layout->addWidget(beside);
    connect(&edits.project(), &Project::changed, this, &JournalPanel::fill);
    connect(&edits.project(), &Project::undoStackChanged, this, &JournalPanel::fill);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &JournalPanel::showChoice);
    connect(m_list, &QListView::activated, this, &JournalPanel::goToChosen);
    connect(m_go, &QPushButton::clicked, this, &JournalPanel::goToChosen);
    fill();
}

void JournalPanel::fill()
{
    const Project &project = m_edits->project();
    const auto entries = project.journal(0, mostShown);
    if (!entries) {
        m_choice->setText(translated(entries.error()));
        return;
    }
    m_model->assign(journalLines(*entries));
    m_head->setText(tr("head   %1").arg(shortHash(project.head())));
    m_digest->setText(tr("digest %1").arg(shortHash(project.digest())));
    m_head->setToolTip(plainTip(toText(hex(project.head()))));
    m_digest->setToolTip(plainTip(toText(hex(project.digest()))));
    showChoice();
}

void JournalPanel::showChoice()
{
    const QModelIndex current = m_list->currentIndex();
    const JournalLine *line = current.isValid() ? &m_model->at(current.row()) : nullptr;
    const int undo = line ? line->undoSteps : 0;
    const int redo = line ? line->redoSteps : 0;
    m_go->setVisible(undo > 0 || redo > 0);
    m_go->setText(undo > 0 ? tr("Undo %1").arg(undo) : tr("Redo %1").arg(redo));
    m_go->setEnabled(!m_edits->project().readOnly());
    m_choice->setText(
        undo > 0   ? tr("Back to just after this entry.")
        : redo > 0 ? tr("Forward to just after this entry.")
                   : tr("Undo reaches every change, also after a restart. Undo adds an entry, it deletes none."));
}

void JournalPanel::goToChosen()
{
    const QModelIndex current = m_list->currentIndex();
    if (!current.isValid() || m_edits->project().readOnly())
        return;
    const JournalLine line = m_model->at(current.row());
    for (int i = 0; i < line.undoSteps; ++i)
        m_edits->undo();
    for (int i = 0; i < line.redoSteps; ++i)
        m_edits->redo();
}

} // namespace tarascope
