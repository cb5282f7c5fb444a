#include "app/cli/arguments.h"
#include "app/cli/commandline.h"
#include "app/window.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFileInfo>

#include <csignal>

namespace {

// Without this Qt ends the program with a crash where there is no display.
bool hasDisplay()
{
    return qEnvironmentVariableIsSet("QT_QPA_PLATFORM") || !qEnvironmentVariableIsEmpty("DISPLAY") ||
           !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY");
}

int openWindow(int &argc, char **argv, const std::vector<std::string> &words)
{
    const bool forQt = !words.empty() && words.front().starts_with('-') && !words.front().starts_with("--");
    if (!forQt && !words.empty() && !QFileInfo::exists(QFile::decodeName(words.front().c_str())))
        return tarascope::cli::failWith(tarascope::cli::unknownVerb(words.front()), words);
    if (!forQt && words.size() > 1)
        return tarascope::cli::failWith(
            tarascope::cli::usageError(QT_TRANSLATE_NOOP("app", "The window opens one file. See: tarascope --help"), {},
                                       "argumentTooMany"),
            words);
    if (!forQt && !hasDisplay())
        return tarascope::cli::failWith(
            {tarascope::ErrorKind::Device,
             {QT_TRANSLATE_NOOP("app",
                                "There is no display for the window. The command line needs none: tarascope --help"),
              {},
              "noDisplay"},
             {}},
            words);
    return tarascope::runWindow(argc, argv, forQt || words.empty() ? std::string() : words.front());
}

} // namespace

int main(int argc, char **argv)
{
    std::signal(SIGXFSZ, SIG_IGN); // a limit of file size then is an error of the write like any other
    const std::vector<std::string> words(argv + 1, argv + argc);
    if (!tarascope::cli::isCommandLine(words))
        return openWindow(argc, argv, words);
    // The signals of Ctrl+C are blocked per thread, so nothing may start one before the command line does.
    QCoreApplication application(argc, argv);
    return tarascope::cli::runCommandLine(words);
}
