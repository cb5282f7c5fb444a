#include "views/controls/buttons.h"
#include "views/inspector/choicebox.h"
#include "views/inspector/editors.h"
#include "views/sizes.h"
#include "views/words.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QStyledItemDelegate>
#include <QtWidgets/QTableWidget>
#include <QtWidgets/QVBoxLayout>

namespace tarascope::editors {

namespace {

/// Edits a cell of an enumerated column by choosing.
class EnumDelegate final : public QStyledItemDelegate
{
public:
    EnumDelegate(QStringList choices, QObject *parent) : QStyledItemDelegate(parent), m_choices(std::move(choices)) {}
    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        auto *box = new ChoiceBox(parent);
        box->addItem(QString());
        box->addItems(m_choices);
        connect(box, &QComboBox::activated, this, [this, box] {
            Q_EMIT const_cast<EnumDelegate *>(this)->commitData(box);
            Q_EMIT const_cast<EnumDelegate *>(this)->closeEditor(box);
        });
        return box;
    }
    void setEditorData(QWidget *editor, const QModelIndex &index) const override
    {
        static_cast<ChoiceBox *>(editor)->setCurrentText(index.data(Qt::EditRole).toString());
    }
    void setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const override
    {
        model->setData(index, static_cast<ChoiceBox *>(editor)->currentText());
    }

private:
    QStringList m_choices;
};

QString shownCell(const Graph &graph, const ColumnDef &column, const std::string &cell)
{
    const std::optional<Uid> uid = column.type == AttributeType::ItemRef ? Uid::fromHex(cell) : std::nullopt;
    return uid ? toText(graph.keyOf(*uid)) : toText(cell);
}

Error refuse(const char *sentence, std::vector<std::string> args)
{
    return {ErrorKind::Usage, {sentence, std::move(args), "badCell"}, {}};
}

Result<std::string> readCell(const Graph &graph, const ColumnDef &column, const QString &text)
{
    const std::string cell = fromText(text);
    switch (column.type) {
    case AttributeType::Integer: {
        bool ok = false;
        text.toLongLong(&ok);
        if (!ok)
            return refuse(QT_TRANSLATE_NOOP("model", "%1: '%2' is no whole number"), {std::string(column.name), cell});
        return cell;
    }
    case AttributeType::Enum: {
        if (std::find(column.choices.begin(), column.choices.end(), cell) != column.choices.end())
            return cell;
        QStringList allowed;
        for (const std::string_view choice : column.choices)
            allowed << toText(choice);
        return refuse(QT_TRANSLATE_NOOP("model", "%1: '%2' is none of %3"),
                      {std::string(column.name), cell, fromText(allowed.join(QStringLiteral(", ")))});
    }
    case AttributeType::ItemRef: {
        const Result<ItemId> item = graph.lookUp(cell);
        if (!item)
            return item.error();
        return graph.item(*item)->uid.hex();
    }
    default: return cell;
    }
}

/// The table of both editors: fixed columns, rows that can be added and taken out.
class GridEditor : public FieldEditor
{
public:
    GridEditor(const QStringList &titles, const EditorContext &context, QWidget *parent)
        : FieldEditor(parent), m_context(context), m_grid(new QTableWidget(0, static_cast<int>(titles.size())))
    {
        m_grid->setHorizontalHeaderLabels(titles);
        m_grid->verticalHeader()->hide();
        m_grid->verticalHeader()->setMinimumSectionSize(sizes::inspectorField);
        m_grid->verticalHeader()->setDefaultSectionSize(sizes::inspectorField);
        m_grid->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
        m_grid->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
        m_grid->setSelectionMode(QAbstractItemView::SingleSelection);
        m_grid->setTabKeyNavigation(false);
        m_grid->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
        m_grid->setShowGrid(false);
        m_add = makeButton(context.palette, FieldEditor::tr("Add row"), "add", Look::Quiet);
        m_remove = makeButton(context.palette, FieldEditor::tr("Take out"), "close", Look::Quiet);
        setSmall(m_add);
        setSmall(m_remove);
        auto *buttons = new QHBoxLayout;
        buttons->setSpacing(4);
        buttons->addWidget(m_add);
        buttons->addWidget(m_remove);
        buttons->addStretch(1);
        auto *layout = new QVBoxLayout(this);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(2);
        layout->addWidget(m_grid);
        layout->addLayout(buttons);
        setFocusProxy(m_grid);
        connect(m_grid, &QTableWidget::itemChanged, this, &FieldEditor::left);
        connect(m_add, &QPushButton::clicked, this, [this] {
            addRow({});
            m_grid->editItem(m_grid->item(m_grid->rowCount() - 1, 0));
        });
        connect(m_remove, &QPushButton::clicked, this, [this] {
            m_grid->removeRow(m_grid->currentRow());
            fit();
            Q_EMIT left();
        });
    }
    bool isWide() const override { return true; }

protected:
    void clearRows()
    {
        const QSignalBlocker quiet(m_grid);
        m_grid->setRowCount(0);
        fit();
    }
    void addRow(const QStringList &cells, bool fixedFirst = false)
    {
        const QSignalBlocker quiet(m_grid);
        const int row = m_grid->rowCount();
        m_grid->insertRow(row);
        for (int column = 0; column < m_grid->columnCount(); ++column) {
            auto *item = new QTableWidgetItem(cells.value(column));
            if (fixedFirst && column == 0)
                item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
            m_grid->setItem(row, column, item);
        }
        fit();
    }
    QString cell(int row, int column) const { return m_grid->item(row, column)->text().trimmed(); }
    void fit()
    {
        const int rows = std::clamp(m_grid->rowCount(), 1, 8);
        m_grid->setFixedHeight(sizes::tableHeader + rows * m_grid->verticalHeader()->defaultSectionSize() +
                               2 * m_grid->frameWidth());
    }

    EditorContext m_context;
    QTableWidget *m_grid;
    QPushButton *m_add = nullptr;
    QPushButton *m_remove = nullptr;
};

class RowsEditor final : public GridEditor
{
public:
    RowsEditor(const AttributeDef &def, const EditorContext &context, QWidget *parent)
        : GridEditor(titlesOf(def), context, parent), m_def(def)
    {
        for (std::size_t i = 0; i < def.columns.size(); ++i)
            if (def.columns[i].type == AttributeType::Enum) {
                QStringList choices;
                for (const std::string_view choice : def.columns[i].choices)
                    choices << toText(choice);
                m_grid->setItemDelegateForColumn(static_cast<int>(i), new EnumDelegate(choices, this));
            }
        fit();
    }
    void setValue(const std::optional<Value> &value) override
    {
        clearRows();
        if (!value)
            return;
        for (const Row &row : std::get<Rows>(*value)) {
            QStringList cells;
            for (const ColumnDef &column : m_def.columns) {
                const std::string *found = row.find(column.name);
                cells << (found ? shownCell(m_context.graph(), column, *found) : QString());
            }
            addRow(cells);
        }
    }
    Result<std::optional<Value>> value() const override
    {
        Rows rows;
        for (int i = 0; i < m_grid->rowCount(); ++i) {
            Row row;
            for (std::size_t column = 0; column < m_def.columns.size(); ++column) {
                const QString text = cell(i, static_cast<int>(column));
                if (text.isEmpty())
                    continue;
                Result<std::string> read = readCell(m_context.graph(), m_def.columns[column], text);
                if (!read)
                    return read.error();
                row.set(m_def.columns[column].name, std::move(*read));
            }
            if (!row.cells.empty())
                rows.push_back(std::move(row));
        }
        return rows.empty() ? std::optional<Value>() : std::optional<Value>(rows);
    }

private:
    static QStringList titlesOf(const AttributeDef &def)
    {
        QStringList titles;
        for (const ColumnDef &column : def.columns)
            titles << choiceWords(column.name);
        return titles;
    }

    const AttributeDef &m_def;
};

class RowEditor final : public GridEditor
{
public:
    RowEditor(const AttributeDef &def, const EditorContext &context, QWidget *parent)
        : GridEditor({FieldEditor::tr("Name"), FieldEditor::tr("Value")}, context, parent), m_def(def)
    {
        m_add->setVisible(def.openColumns);
        m_remove->setVisible(def.openColumns);
        setValue({});
    }
    void setValue(const std::optional<Value> &value) override
    {
        clearRows();
        const Row row = value ? std::get<Row>(*value) : Row();
        for (const ColumnDef &column : m_def.columns) {
            const std::string *found = row.find(column.name);
            addRow({toText(column.name), found ? shownCell(m_context.graph(), column, *found) : QString()}, true);
        }
        for (const auto &[name, text] : row.cells)
            if (!declared(name))
                addRow({toText(name), toText(text)});
    }
    Result<std::optional<Value>> value() const override
    {
        Row row;
        for (int i = 0; i < m_grid->rowCount(); ++i) {
            const QString text = cell(i, 1);
            const std::string name = fromText(cell(i, 0));
            if (text.isEmpty() || name.empty())
                continue;
            const ColumnDef *column = declared(name);
            Result<std::string> read = readCell(m_context.graph(), column ? *column : ColumnDef(), text);
            if (!read)
                return read.error();
            row.set(name, std::move(*read));
        }
        return row.cells.empty() ? std::optional<Value>() : std::optional<Value>(row);
    }

private:
    const ColumnDef *declared(std::string_view name) const
    {
        for (const ColumnDef &column : m_def.columns)
            if (column.name == name)
                return &column;
        return nullptr;
    }

    const AttributeDef &m_def;
};

} // namespace

FieldEditor *row(const AttributeDef &def, const EditorContext &context, QWidget *parent)
{
    return new RowEditor(def, context, parent);
}

FieldEditor *rows(const AttributeDef &def, const EditorContext &context, QWidget *parent)
{
    return new RowsEditor(def, context, parent);
}

} // namespace tarascope::editors
