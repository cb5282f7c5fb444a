#include "app/windowactions.h"
#include "views/controls/buttons.h"
#include "views/controls/label.h"
#include "views/sizes.h"
#include "views/words.h"

#include <QtGui/QAction>
#include <QtWidgets/QDialog>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QVBoxLayout>

// What the help menu shows.

namespace tarascope {

namespace {

struct KeyWords {
    QString keys;
    QString words;
};

QDialog *makeDialog(QWidget *parent, const QString &title)
{
    auto *dialog = new QDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    auto *layout = new QVBoxLayout(dialog);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(sizes::groupGap);
    layout->setSizeConstraint(QLayout::SetFixedSize);
    return dialog;
}

void addClose(const Palette &palette, QDialog &dialog)
{
    auto *close = makeButton(palette, MainWindow::tr("Close"), {}, Look::Primary);
    QObject::connect(close, &QPushButton::clicked, &dialog, &QDialog::accept);
    static_cast<QVBoxLayout *>(dialog.layout())->addWidget(close, 0, Qt::AlignRight);
    close->setFocus();
}

QString wordsOf(const QAction &action)
{
    return QString(action.text()).remove(QLatin1Char('&')).remove(QChar(0x2026)).section(QLatin1Char(':'), 0, 0);
}

QList<KeyWords> everywhere(const QList<QAction *> &actions)
{
    QList<KeyWords> list;
    for (const QAction *action : actions)
        if (!action->shortcut().isEmpty())
            list << KeyWords{action->shortcut().toString(QKeySequence::NativeText), wordsOf(*action)};
    return list;
}

QList<KeyWords> inTablesAndFields()
{
    return {{MainWindow::tr("Enter"), MainWindow::tr("Work on the row: its form, its attack paths")},
            {MainWindow::tr("Esc"), MainWindow::tr("Take back what was typed; then back to the table")},
            {MainWindow::tr("Ctrl+C"), MainWindow::tr("Copy the rows with their titles")},
            {MainWindow::tr("Home, End"), MainWindow::tr("First row, last row")},
            {MainWindow::tr("Left, Right"), MainWindow::tr("Choose in a row of choices")},
            {MainWindow::tr("Ctrl+Enter"), MainWindow::tr("Take over a field of several lines")}};
}

void addKeys(QGridLayout &grid, int column, const QString &title, const QList<KeyWords> &list)
{
    grid.addWidget(Label::section(title), 0, column, 1, 2);
    for (int i = 0; i < list.size(); ++i) {
        grid.addWidget(Label::muted(list.at(i).keys), i + 1, column);
        grid.addWidget(new Label(list.at(i).words), i + 1, column + 1);
    }
}

} // namespace

void MainWindow::showShortcuts()
{
    QDialog *dialog = makeDialog(this, tr("Keyboard"));
    auto *layout = static_cast<QVBoxLayout *>(dialog->layout());
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(sizes::groupGap);
    grid->setVerticalSpacing(6);
    const QList<KeyWords> all = everywhere(actions());
    const auto half = (all.size() + 1) / 2;
    addKeys(*grid, 0, tr("Everywhere"), all.mid(0, half));
    grid->setColumnMinimumWidth(2, sizes::groupGap);
    addKeys(*grid, 3, QString(), all.mid(half));
    grid->setColumnMinimumWidth(5, sizes::groupGap);
    addKeys(*grid, 6, tr("In tables and fields"), inTablesAndFields());
    layout->addLayout(grid);
    addClose(m_palette, *dialog);
    dialog->open();
}

void MainWindow::showAbout()
{
    QDialog *dialog = makeDialog(this, tr("About Tarascope"));
    auto *words = new Label(tr("Attack paths from a backend API to the vehicle, and the risk that follows. Licensed "
                               "under the Apache License 2.0. It opens no network connection."),
                            TextSize::Body, "text.secondary");
    words->wrap();
    words->setFixedWidth(420);
    auto *layout = static_cast<QVBoxLayout *>(dialog->layout());
    layout->addWidget(Label::title(tr("Tarascope %1").arg(QStringLiteral(TARASCOPE_VERSION))));
    layout->addWidget(words);
    addClose(m_palette, *dialog);
    dialog->open();
}

} // namespace tarascope
