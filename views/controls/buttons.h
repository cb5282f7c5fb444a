#pragma once
#include "views/style.h"

#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>

class QAction;
class QButtonGroup;

namespace tarascope {

/// A button with words; the icon (may be empty) has the colour of its look.
QPushButton *makeButton(const Palette &palette, const QString &words, std::string_view icon = {},
                        Look look = Look::Normal, QWidget *parent = nullptr);
/// A button with an icon alone; `name` says what it does, to the eye as tool tip and to a screen reader.
QToolButton *makeIconButton(const Palette &palette, std::string_view icon, const QString &name,
                            QWidget *parent = nullptr);
/// A tool button for an action; its tool tip names the action and its shortcut.
QToolButton *makeActionButton(QAction *action, QWidget *parent = nullptr);

/// One of several choices, side by side in one frame. Left and right change it.
class Segments final : public QWidget
{
    Q_OBJECT
public:
    Segments(const QString &name, const QStringList &choices, QWidget *parent = nullptr);
    int chosen() const;
    /// Does not emit `picked`.
    void choose(int index);
    void setChoiceTip(int index, const QString &tip);

Q_SIGNALS:
    /// The user chose another one.
    void picked(int index);

private:
    QButtonGroup *m_group;
};

} // namespace tarascope
