#pragma once
#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <QtCore/QString>

#include <cstdint>
#include <string>
#include <vector>

/// What one call of the real program gave.
struct Run {
    int exitCode = -1;
    std::string out;
    std::string err;

    /// Standard output as a JSON object; empty when it is none.
    QJsonObject json() const;
    /// The last line of standard error as a JSON object; empty when it is none.
    QJsonObject error() const;
    /// All of it, for the message of a failed comparison.
    std::string told() const;
};

/// Runs `tarascope WORDS...` without a display.
Run run(const std::vector<std::string> &words);
/// The same with Ctrl+C already pressed when the program begins, so that no timing is needed.
Run runInterrupted(const std::vector<std::string> &words);
/// The same where no file may grow beyond so many bytes, as on a full disk.
Run runWithFileLimit(const std::vector<std::string> &words, std::uint64_t bytes);
/// What it shows when standard output is a terminal.
std::string shownOnTerminal(const std::vector<std::string> &words);

/// A text of JSON; an array of texts as "a,b".
std::string text(const QJsonValue &value);
/// The first object of an array in which `member` is `wanted`.
QJsonObject entry(const QJsonValue &array, const QString &member, const std::string &wanted);

bool contains(const std::string &text, const std::string &part);
void writeFile(const std::string &path, const std::string &bytes);
std::string fileBytes(const std::string &path);
