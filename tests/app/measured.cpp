#include "tests/app/measured.h"

#include <QtCore/QTemporaryDir>

#include <chrono>
#include <csignal>
#include <fstream>
#include <thread>

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

using Clock = std::chrono::steady_clock;

std::vector<std::string> environmentWithoutADisplay()
{
    std::vector<std::string> words;
    for (char **each = environ; *each; ++each) {
        const std::string word = *each;
        if (!word.starts_with("DISPLAY=") && !word.starts_with("WAYLAND_DISPLAY=") && !word.starts_with("QT_QPA_PLATFORM="))
            words.push_back(word);
    }
    return words;
}

std::vector<char *> pointersTo(std::vector<std::string> &words)
{
    std::vector<char *> pointers;
    for (std::string &word : words)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);
    return pointers;
}

pid_t start(std::vector<std::string> command, const std::string &out, const std::string &err)
{
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 1, out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    posix_spawn_file_actions_addopen(&actions, 2, err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    std::vector<std::string> environment = environmentWithoutADisplay();
    pid_t child = -1;
    if (posix_spawnp(&child, command.front().c_str(), &actions, nullptr, pointersTo(command).data(), pointersTo(environment).data()) != 0)
        child = -1;
    posix_spawn_file_actions_destroy(&actions);
    return child;
}

} // namespace

Measured runMeasured(const std::vector<std::string> &command)
{
    Measured measured;
    const QTemporaryDir folder;
    const std::string out = folder.filePath(QStringLiteral("out")).toStdString();
    const std::string err = folder.filePath(QStringLiteral("err")).toStdString();
    // A new program is told to have held what this process held at its most, so that is forgotten (proc(5), clear_refs).
    std::ofstream("/proc/self/clear_refs") << 5;
    const Clock::time_point begin = Clock::now();
    const pid_t child = start(command, out, err);
    if (child < 0)
        return measured;
    int status = 0;
    rusage used{};
    while (wait4(child, &status, WNOHANG, &used) == 0) {
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
        if (Clock::now() - begin > std::chrono::seconds(60)) {
            kill(child, SIGKILL);
            wait4(child, &status, 0, &used);
            break;
        }
    }
    measured.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
    measured.peakBytes = std::int64_t{used.ru_maxrss} * 1024;
    measured.crashed = !WIFEXITED(status);
    measured.run = {WIFEXITED(status) ? WEXITSTATUS(status) : -1, fileBytes(out), fileBytes(err)};
    return measured;
}

Measured runTarascopeMeasured(std::vector<std::string> words)
{
    words.insert(words.begin(), TARASCOPE_PROGRAM);
    return runMeasured(words);
}
