#pragma once
#include "views/edits/edits.h"
#include "views/journal/journallist.h"
#include "views/palette.h"

#include <QtCore/QAbstractListModel>
#include <QtWidgets/QWidget>

class QListView;
class QPushButton;

namespace tarascope {

class Label;

/// The lines of the journal, newest first; new ones are put on top.
class JournalModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;
    void assign(std::vector<JournalLine> lines);
    const JournalLine &at(int row) const { return m_lines[static_cast<std::size_t>(row)]; }
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    std::vector<JournalLine> m_lines;
};

/// Title of an entry; what undoes or redoes another says so.
QString entryWords(const JournalEntry &entry);

/// The history of the project by name, with its head and digest, and the way back to any entry.
class JournalPanel final : public QWidget
{
    Q_OBJECT
public:
    static constexpr int mostShown = 500;
    JournalPanel(const Palette &palette, Edits &edits, QWidget *parent = nullptr);

private:
    void fill();
    void showChoice();
    void goToChosen();

    Palette m_palette;
    Edits *m_edits;
    JournalModel *m_model;
    QListView *m_list;
    Label *m_head;
    Label *m_digest;
    Label *m_choice;
    QPushButton *m_go;
};

} // namespace tarascope
