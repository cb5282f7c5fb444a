#pragma once
#include "app/mainwindow.h"
#include "app/projectpage.h"
#include "views/controls/focusring.h"
#include "views/palette.h"

#include <QtCore/QTemporaryDir>

/// The real window with preferences of its own, and projects in a folder that goes with it.
class WindowFixture
{
public:
    explicit WindowFixture(tarascope::Theme theme = tarascope::Theme::Light);
    ~WindowFixture();

    /// Opens a new project with what the files bring; none: an empty project.
    void open(const QStringList &files = {}, const QString &name = QStringLiteral("remote-command"));
    /// Opens a project that is there.
    void openFile(const QString &path);
    /// Opens the example project.
    void example();
    /// Makes and opens the demo project.
    void demo();
    /// Opens the example with long names in German.
    void germanExample();
    /// Writes a file and gives its path.
    QString file(const QString &name, const QByteArray &bytes) const;
    QString path(const QString &name) const { return m_folder.filePath(name); }
    /// Waits until the disk has everything and all is assessed.
    void settle();
    void setTheme(tarascope::Theme theme);

    /// The only widget of a type, below the window or the one given.
    template <class T> T &find(const QString &accessibleName = {}, QWidget *below = nullptr)
    {
        const QList<T *> found = (below ? below : window.get())->template findChildren<T *>();
        for (T *widget : found)
            if (accessibleName.isNull() || widget->accessibleName() == accessibleName)
                return *widget;
        qFatal("no %s named %s", T::staticMetaObject.className(), qPrintable(accessibleName));
    }

    tarascope::ProjectPage &page() const { return *window->page(); }
    const tarascope::Graph &graph() const { return page().graph(); }
    /// The item with a key; stops the test when there is none.
    tarascope::ItemId item(const std::string &key) const;

private:
    QTemporaryDir m_folder;
    tarascope::Palette m_palette;
    tarascope::FocusRing m_ring;

public:
    std::unique_ptr<tarascope::MainWindow> window;
};

/// The example as bytes, each name replaced by a long German compound.
QByteArray germanModel();
