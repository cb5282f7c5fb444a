#include "views/tables/tableview.h"

#include "views/sizes.h"
#include "views/tables/celldelegate.h"
#include "views/tables/tablefilter.h"
#include "views/tables/tablemodel.h"
#include "views/words.h"

#include <QtGui/QClipboard>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QApplication>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QMenu>
#include <QtWidgets/QScrollBar>

namespace tarascope {

namespace {

constexpr int leastStretch = 140;

// A spreadsheet runs what begins like this (OWASP, CSV injection); numbers stay numbers.
QString safeForSpreadsheet(const QString &text)
{
    static const QString starts = QStringLiteral("=+-@\uFF1D\uFF0B\uFF0D\uFF20");
    QString line = text;
    line.replace(QLatin1Char('\t'), QLatin1Char(' '))
        .replace(QLatin1Char('\n'), QLatin1Char(' '))
        .remove(QLatin1Char('\r'));
    bool isNumber = false;
    line.toDouble(&isNumber);
    const bool risky = !line.isEmpty() && starts.contains(line.at(0)) && !isNumber;
    return risky ? QLatin1Char('\'') + line : line;
}

} // namespace

TableView::TableView(QWidget *parent) : QTableView(parent), m_filter(new TableFilter(this))
{
    setItemDelegate(new CellDelegate(this));
    setModel(m_filter);
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setWordWrap(false);
    setMouseTracking(true);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setEditTriggers(EditKeyPressed);
    setContextMenuPolicy(Qt::CustomContextMenu);
    horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder); // the order of the rows until the user sorts
    setSortingEnabled(true);
    verticalHeader()->hide();
    verticalHeader()->setMinimumSectionSize(sizes::rowDense);
    verticalHeader()->setDefaultSectionSize(sizes::row);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    QHeaderView *header = horizontalHeader();
    header->setMinimumSectionSize(36);
    header->setProperty("inset", sizes::pageMargin);
    header->setSectionsMovable(true);
    header->setSectionsClickable(true);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QWidget::customContextMenuRequested, this, &TableView::showHeaderMenu);
    connect(header, &QHeaderView::sectionResized, this, [this](int, int, int) { shareWidth(); });
    connect(this, &QWidget::customContextMenuRequested, this, [this](const QPoint &place) {
        const QModelIndex index = indexAt(place);
        const QModelIndex source = m_filter->mapToSource(index);
        Q_EMIT menuWanted(source.isValid() ? source.row() : -1, viewport()->mapToGlobal(place));
    });
    connect(this, &QAbstractItemView::activated, this, [this](const QModelIndex &index) {
        const QModelIndex source = m_filter->mapToSource(index);
        if (source.isValid())
            Q_EMIT chosen(source.row());
    });
}

void TableView::setTable(TableModelBase *model)
{
    m_model = model;
    m_hoverRow = -1;
    m_filter->setSourceModel(model);
    if (!model)
        return;
    m_sharing = true;
    for (int column = 0; column < model->columnCount(); ++column) {
        setColumnHidden(column, model->shape(column).hidden);
        setColumnWidth(column, model->shape(column).width);
    }
    m_sharing = false;
    m_chosen = false;
    yieldColumns();
    shareWidth();
    fitHeight();
}

// A narrow table shows fewer columns rather than all of them behind a scroll bar, and says how many.
void TableView::yieldColumns()
{
    if (!m_model || m_chosen || m_sharing)
        return;
    m_sharing = true;
    const auto least = [this](int column) {
        const ColumnShape &shape = m_model->shape(column);
        return shape.stretch ? std::max(leastStretch, shape.width) : shape.width;
    };
    int room = viewport()->width();
    for (int column = 0; column < m_model->columnCount(); ++column)
        if (!m_model->shape(column).hidden && !m_model->shape(column).yields)
            room -= least(column);
    int yielded = 0;
    for (int column = 0; column < m_model->columnCount(); ++column) {
        if (m_model->shape(column).hidden || !m_model->shape(column).yields)
            continue;
        room -= least(column);
        const bool fits = room >= 0 && yielded == 0;
        yielded += fits ? 0 : 1;
        setColumnHidden(column, !fits);
    }
    m_sharing = false;
    if (std::exchange(m_yielded, yielded) != yielded)
        Q_EMIT yieldedChanged();
}

void TableView::showWhole()
{
    m_whole = true;
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    connect(m_filter, &TableFilter::countChanged, this, &TableView::fitHeight);
    connect(horizontalScrollBar(), &QScrollBar::rangeChanged, this, &TableView::fitHeight);
    fitHeight();
}

void TableView::fitHeight()
{
    if (!m_whole)
        return;
    const QScrollBar *bar = horizontalScrollBar();
    const int below = bar->maximum() > bar->minimum() ? bar->sizeHint().height() : 0;
    setFixedHeight(sizes::tableHeader + std::max(1, m_filter->rowCount()) * sizes::row + below);
}

bool TableView::isFirstColumn(int column) const
{
    const int place = horizontalHeader()->visualIndex(column);
    for (int before = 0; before < place; ++before)
        if (!isColumnHidden(horizontalHeader()->logicalIndex(before)))
            return false;
    return true;
}

bool TableView::isLastColumn(int column) const
{
    for (int after = horizontalHeader()->visualIndex(column) + 1; after < horizontalHeader()->count(); ++after)
        if (!isColumnHidden(horizontalHeader()->logicalIndex(after)))
            return false;
    return true;
}

int TableView::currentSourceRow() const
{
    const QModelIndex source = m_filter->mapToSource(currentIndex());
    return source.isValid() ? source.row() : -1;
}

std::vector<int> TableView::selectedSourceRows() const
{
    QModelIndexList selected = selectionModel()->selectedRows();
    std::sort(selected.begin(), selected.end(),
              [](const QModelIndex &a, const QModelIndex &b) { return a.row() < b.row(); });
    std::vector<int> rows;
    for (const QModelIndex &index : selected)
        rows.push_back(m_filter->mapToSource(index).row());
    return rows;
}

void TableView::goTo(int sourceRow)
{
    if (!m_model || sourceRow < 0)
        return;
    const QModelIndex index = m_filter->mapFromSource(m_model->index(sourceRow, 0));
    if (!index.isValid())
        return;
    selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    scrollTo(index);
}

QString TableView::selectionAsText() const
{
    QStringList lines;
    QList<int> columns;
    QStringList titles;
    for (int place = 0; m_model && place < m_model->columnCount(); ++place) {
        const int column = horizontalHeader()->logicalIndex(place);
        if (isColumnHidden(column))
            continue;
        columns << column;
        titles << safeForSpreadsheet(m_model->shape(column).title);
    }
    lines << titles.join(QLatin1Char('\t'));
    for (const int row : selectedSourceRows()) {
        QStringList cells;
        for (const int column : std::as_const(columns))
            cells << safeForSpreadsheet(m_model->cell(row, column).text);
        lines << cells.join(QLatin1Char('\t'));
    }
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

void TableView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    const QModelIndex source = m_filter->mapToSource(current);
    Q_EMIT currentChangedTo(source.isValid() ? source.row() : -1);
}

void TableView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        QApplication::clipboard()->setText(selectionAsText());
        return;
    }
    if (event->key() == Qt::Key_Return && state() != EditingState && currentIndex().isValid()) {
        Q_EMIT chosen(currentSourceRow());
        return;
    }
    if (event->matches(QKeySequence::MoveToStartOfLine) || event->matches(QKeySequence::MoveToEndOfLine)) {
        const bool start = event->matches(QKeySequence::MoveToStartOfLine);
        const QModelIndex target =
            m_filter->index(start ? 0 : m_filter->rowCount() - 1, std::max(0, currentIndex().column()));
        selectionModel()->setCurrentIndex(target, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        return;
    }
    QTableView::keyPressEvent(event);
}

void TableView::mouseMoveEvent(QMouseEvent *event)
{
    setHoverRow(indexAt(event->position().toPoint()).row());
    QTableView::mouseMoveEvent(event);
}

void TableView::leaveEvent(QEvent *event)
{
    setHoverRow(-1);
    QTableView::leaveEvent(event);
}

void TableView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    yieldColumns();
    shareWidth();
}

void TableView::focusInEvent(QFocusEvent *event)
{
    QTableView::focusInEvent(event);
    // The base makes the first row current, but selects nothing.
    if (!selectionModel()->hasSelection() && currentIndex().isValid())
        selectionModel()->select(currentIndex(), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    viewport()->update();
}

void TableView::focusOutEvent(QFocusEvent *event)
{
    QTableView::focusOutEvent(event);
    viewport()->update();
}

void TableView::setHoverRow(int row)
{
    if (row == m_hoverRow)
        return;
    for (const int changed : {std::exchange(m_hoverRow, row), row})
        if (changed >= 0)
            viewport()->update(0, rowViewportPosition(changed), viewport()->width(), rowHeight(changed));
}

// Columns that stretch share the room that the others leave, but never less than they need to be read.
void TableView::shareWidth()
{
    if (m_sharing || !m_model)
        return;
    m_sharing = true;
    QList<int> stretching;
    int used = 0;
    for (int column = 0; column < m_model->columnCount(); ++column) {
        if (isColumnHidden(column))
            continue;
        if (m_model->shape(column).stretch)
            stretching << column;
        else
            used += columnWidth(column);
    }
    const int room = viewport()->width() - used;
    for (const int column : std::as_const(stretching))
        setColumnWidth(
            column, std::max({leastStretch, m_model->shape(column).width, room / static_cast<int>(stretching.size())}));
    m_sharing = false;
}

void TableView::showHeaderMenu(const QPoint &place)
{
    QMenu menu(this);
    for (int column = 0; m_model && column < m_model->columnCount(); ++column) {
        QAction *action = menu.addAction(plainLabel(m_model->shape(column).title));
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        connect(action, &QAction::toggled, this, [this, column](bool shown) {
            m_chosen = true;
            if (std::exchange(m_yielded, 0) != 0)
                Q_EMIT yieldedChanged();
            setColumnHidden(column, !shown);
            if (shown && columnWidth(column) < 36)
                setColumnWidth(column, m_model->shape(column).width);
            shareWidth();
        });
    }
    menu.exec(horizontalHeader()->mapToGlobal(place));
}

} // namespace tarascope
