#include "tests/app/program.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QProcess>

#include <csignal>
#include <fstream>
#include <iterator>

#include <sys/resource.h>
#include <unistd.h>

QJsonObject Run::json() const { return QJsonDocument::fromJson(QByteArray::fromStdString(out)).object(); }

QJsonObject Run::error() const
{
    const QList<QByteArray> lines = QByteArray::fromStdString(err).trimmed().split('\n');
    return QJsonDocument::fromJson(lines.last()).object();
}

std::string Run::told() const { return "exit " + std::to_string(exitCode) + "\nstdout: " + out + "\nstderr: " + err; }

namespace {

Run finished(QProcess &process, const std::vector<std::string> &words)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name :
         {QStringLiteral("DISPLAY"), QStringLiteral("WAYLAND_DISPLAY"), QStringLiteral("QT_QPA_PLATFORM")})
        environment.remove(name);
    process.setProcessEnvironment(environment);
    QStringList arguments;
    for (const std::string &word : words)
        arguments.append(QString::fromStdString(word));
    process.start(QStringLiteral(TARASCOPE_PROGRAM), arguments);
    process.closeWriteChannel();
    Run result;
    if (process.waitForFinished(120'000) && process.exitStatus() == QProcess::NormalExit)
        result.exitCode = process.exitCode();
    result.out = process.readAllStandardOutput().toStdString();
    result.err = process.readAllStandardError().toStdString();
    return result;
}

} // namespace

Run run(const std::vector<std::string> &words)
{
    QProcess process;
    return finished(process, words);
}

Run runInterrupted(const std::vector<std::string> &words)
{
    QProcess process;
    process.setChildProcessModifier([] { // a blocked signal stays pending over exec
        sigset_t set;
        sigemptyset(&set);
        sigaddset(&set, SIGINT);
        sigprocmask(SIG_BLOCK, &set, nullptr);
        kill(getpid(), SIGINT); // raise() would name a thread of the parent
    });
    return finished(process, words);
}

Run runWithFileLimit(const std::vector<std::string> &words, std::uint64_t bytes)
{
    QProcess process;
    process.setChildProcessModifier([bytes] {
        const rlimit limit{bytes, bytes};
        setrlimit(RLIMIT_FSIZE, &limit);
    });
    return finished(process, words);
}

std::string shownOnTerminal(const std::vector<std::string> &words)
{
    std::string line = TARASCOPE_PROGRAM;
    for (const std::string &word : words)
        line += " " + word;
    QProcess terminal;
    terminal.start(QStringLiteral("script"),
                   {QStringLiteral("-qec"), QString::fromStdString(line), QStringLiteral("/dev/null")});
    terminal.waitForFinished();
    return terminal.readAllStandardOutput().toStdString();
}

std::string text(const QJsonValue &value)
{
    if (!value.isArray())
        return value.toString().toStdString();
    std::string out;
    for (const QJsonValue &element : value.toArray())
        out += (out.empty() ? "" : ",") + element.toString().toStdString();
    return out;
}

QJsonObject entry(const QJsonValue &array, const QString &member, const std::string &wanted)
{
    for (const QJsonValue &candidate : array.toArray())
        if (text(candidate[member]) == wanted)
            return candidate.toObject();
    return {};
}

bool contains(const std::string &text, const std::string &part) { return text.find(part) != std::string::npos; }

void writeFile(const std::string &path, const std::string &bytes) { std::ofstream(path, std::ios::binary) << bytes; }

std::string fileBytes(const std::string &path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}
