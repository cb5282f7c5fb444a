#include "views/tables/tablepane.h"

#include "views/controls/label.h"
#include "views/controls/pane.h"
#include "views/icons.h"
#include "views/sizes.h"
#include "views/style.h"
#include "views/tables/tablefilter.h"
#include "views/tables/tablemodel.h"
#include "views/tables/tableview.h"

#include <QtCore/QTimer>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QVBoxLayout>

namespace tarascope {

TablePane::TablePane(const QString &title, QWidget *parent)
    : QWidget(parent), m_title(new Label(title, TextSize::Section)), m_note(Label::muted({})), m_filter(new QLineEdit),
      m_buttons(new QHBoxLayout), m_view(new TableView), m_count(Label::muted({})), m_legend(Label::muted({})),
      m_delay(new QTimer(this))
{
    m_title->setBold(true);
    m_title->setElided();
    m_note->setElided();
    m_legend->setElided();
    m_filter->setPlaceholderText(tr("Filter all columns"));
    m_filter->setAccessibleName(tr("Filter of the table %1").arg(title));
    m_filter->setClearButtonEnabled(true);
    m_filter->addAction(makeIcon(paletteOf(this), "filter", "text.muted"), QLineEdit::LeadingPosition);
    m_filter->setMinimumWidth(110);
    m_filter->setMaximumWidth(220);
    m_view->setAccessibleName(title);
    auto *head = new QHBoxLayout;
    head->setSpacing(sizes::gap); // not that of the layout around it
    m_buttons->setSpacing(sizes::gap);
    head->setContentsMargins(sizes::pageMargin, sizes::gap, sizes::pageMargin, sizes::gap);
    head->addWidget(m_title);
    head->addWidget(m_note, 1);
    head->addWidget(m_filter, 4);
    head->addLayout(m_buttons);
    auto *foot = new Pane("surface.base", Qt::TopEdge);
    auto *footLayout = new QHBoxLayout(foot);
    footLayout->setContentsMargins(sizes::pageMargin, 0, sizes::pageMargin, 0);
    footLayout->addWidget(m_count);
    footLayout->addStretch(1);
    footLayout->addWidget(m_legend);
    foot->setFixedHeight(sizes::row);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_view, 1);
    layout->addWidget(foot);
    // A long table is filtered when the typing pauses.
    m_delay->setSingleShot(true);
    m_delay->setInterval(120);
    connect(m_filter, &QLineEdit::textChanged, m_delay, qOverload<>(&QTimer::start));
    connect(m_delay, &QTimer::timeout, this, [this] { m_view->filter().setFilterText(m_filter->text()); });
    connect(&m_view->filter(), &TableFilter::countChanged, this, &TablePane::showCount);
    connect(m_view, &TableView::yieldedChanged, this, &TablePane::showCount);
    m_filter->installEventFilter(this);
}

void TablePane::showCount()
{
    m_count->setText(m_view->filter().countWords());
    if (m_ownLegend.isEmpty())
        m_legend->setText(m_view->yielded() == 0   ? QString()
                          : m_view->yielded() == 1 ? tr("1 column hidden: no room")
                                                   : tr("%1 columns hidden: no room").arg(m_view->yielded()));
}

// Escape takes the filter away, then leads to the table, as Down and Enter do.
bool TablePane::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    const bool leaves = key == Qt::Key_Down || key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Escape;
    if (!leaves)
        return QWidget::eventFilter(watched, event);
    setFilter(key == Qt::Key_Escape ? QString() : m_filter->text());
    m_view->setFocus(Qt::OtherFocusReason);
    return true;
}

void TablePane::setTable(TableModelBase *model)
{
    m_view->setTable(model);
    showCount();
}

void TablePane::setTitle(const QString &title, const QString &note)
{
    m_title->setText(title);
    m_note->setText(note);
    m_filter->setAccessibleName(tr("Filter of the table %1").arg(title));
    m_view->setAccessibleName(title);
}

void TablePane::addButton(QWidget *button) { m_buttons->addWidget(button); }

void TablePane::setLegend(const QString &words)
{
    m_ownLegend = words;
    m_legend->setText(words);
}

void TablePane::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void TablePane::setFilter(const QString &text)
{
    m_filter->setText(text);
    m_delay->stop();
    m_view->filter().setFilterText(text);
}

QString TablePane::countWords() const { return m_count->text(); }

} // namespace tarascope
