#include "app/window.h"

#include "app/mainwindow.h"
#include "views/controls/focusring.h"
#include "views/style.h"
#include "views/words.h"

#include <QtWidgets/QApplication>

namespace tarascope {

int runWindow(int &argc, char **argv, const std::string &file)
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("Tarascope"));
    QApplication::setApplicationVersion(QStringLiteral(TARASCOPE_VERSION));
    Preferences preferences;
    Palette palette;
    palette.setTheme(effectiveTheme(preferences.theme()));
    applyStyle(application, palette);
    const FocusRing ring(&application);
    MainWindow window(palette, std::move(preferences));
    window.show();
    if (!file.empty())
        window.openFile(toText(file));
    return QApplication::exec();
}

} // namespace tarascope
