#pragma once
#include "app/mainwindow.h"

#include <QtCore/QList>

class QMenu;

namespace tarascope {

/// Everything that the menus offer.
struct MainWindow::Actions {
    QAction *newProject = nullptr;
    QAction *newDemo = nullptr;
    QAction *open = nullptr;
    QAction *import = nullptr;
    QAction *exportJson = nullptr;
    QAction *close = nullptr;
    QAction *quit = nullptr;
    QAction *undo = nullptr;
    QAction *redo = nullptr;
    QAction *addItem = nullptr;
    QAction *rename = nullptr;
    QAction *remove = nullptr;
    QAction *link = nullptr;
    QAction *filter = nullptr;
    QAction *back = nullptr;
    QAction *forward = nullptr;
    QAction *side = nullptr;
    QList<QAction *> panels; ///< of the bottom dock
    QAction *nextView = nullptr;
    QAction *previousView = nullptr;
    QList<QAction *> workspaces;
    QList<QAction *> readings;
    QAction *shortcuts = nullptr;
    QAction *about = nullptr;
    QMenu *recent = nullptr;
    QList<QAction *> needProject;
    QList<QAction *> needWriting;
};

} // namespace tarascope
