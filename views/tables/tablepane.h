#pragma once
#include <QtWidgets/QWidget>

class QHBoxLayout;
class QLineEdit;
class QTimer;

namespace tarascope {

class Label;
class TableModelBase;
class TableView;

/// A table with its title, filter field and place for buttons above, and the count line below.
class TablePane final : public QWidget
{
    Q_OBJECT
public:
    explicit TablePane(const QString &title, QWidget *parent = nullptr);
    TableView &view() { return *m_view; }
    void setTable(TableModelBase *model);
    void setTitle(const QString &title, const QString &note = {});
    /// Buttons go to the right of the filter field.
    void addButton(QWidget *button);
    /// Words at the right end of the count line, such as a legend.
    void setLegend(const QString &words);
    void focusFilter();
    void setFilter(const QString &text);
    QString countWords() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showCount();

    Label *m_title;
    Label *m_note;
    QLineEdit *m_filter;
    QHBoxLayout *m_buttons;
    TableView *m_view;
    Label *m_count;
    Label *m_legend;
    QString m_ownLegend;
    QTimer *m_delay;
};

} // namespace tarascope
