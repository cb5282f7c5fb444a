#include "app/cli/commandline.h"

#include "app/cli/call.h"
#include "app/cli/interrupt.h"
#include "app/cli/jsonout.h"
#include "app/cli/textout.h"

#include <QtCore/QDate>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <exception>
#include <new>

#include <unistd.h>

namespace tarascope::cli {

namespace {

/// Standard output or standard error. Data must not steer a terminal.
class Stream
{
public:
    explicit Stream(int file) : m_file(file), m_terminal(isatty(file) == 1) {}
    bool terminal() const { return m_terminal; }

    /// The error number, 0 when all was written.
    int write(std::string_view text) const
    {
        const std::string clean = m_terminal ? withoutControls(text) : std::string();
        return writeRaw(m_terminal ? clean : text);
    }
    int writeRaw(std::string_view bytes) const
    {
        while (!bytes.empty()) {
            const ssize_t written = ::write(m_file, bytes.data(), bytes.size());
            if (written < 0 && errno != EINTR)
                return errno;
            bytes.remove_prefix(written > 0 ? static_cast<std::size_t>(written) : 0);
        }
        return 0;
    }

private:
    int m_file;
    bool m_terminal;
};

bool holds(const std::vector<std::string> &words, std::string_view word)
{
    const auto end = std::find(words.begin(), words.end(), "--");
    return std::find(words.begin(), end, word) != end;
}

/// The line on a terminal that says what is being done; gone when the object goes.
class ProgressLine
{
public:
    explicit ProgressLine(bool shown) : m_shown(shown && m_stream.terminal()) {}
    ~ProgressLine() { clear(); }
    ProgressLine(const ProgressLine &) = delete;
    ProgressLine &operator=(const ProgressLine &) = delete;

    void show(std::string_view text)
    {
        if (!m_shown)
            return;
        m_stream.writeRaw("\r\x1b[K" + oneLine(text));
        m_dirty = true;
    }
    void clear()
    {
        if (m_dirty)
            m_stream.writeRaw("\r\x1b[K");
        m_dirty = false;
    }

private:
    Stream m_stream{STDERR_FILENO};
    bool m_shown;
    bool m_dirty = false;
};

Result<Date> today(const Arguments &arguments)
{
    if (!arguments.has("--as-of")) {
        const QDate now = QDate::currentDate();
        return Date{now.year(), now.month(), now.day()};
    }
    const std::string text = arguments.value("--as-of");
    if (const std::optional<Date> day = Date::fromIso(text))
        return *day;
    return usageError(QT_TRANSLATE_NOOP("app", "--as-of takes a day such as 2026-03-31, not '%1'."), {text}, "badDate");
}

Result<Answer> runVerb(const VerbDef &verb, std::span<const std::string> words)
{
    if (!verb.run)
        return usageError(QT_TRANSLATE_NOOP("app", "'%1' is not in this version."), {std::string(verb.grammar.verb)},
                          "notInThisVersion");
    Result<Arguments> arguments = parseArguments(verb.grammar, words);
    if (!arguments)
        return arguments.error();
    if (arguments->has("--help"))
        return Answer{helpText(verb), {}, 0, {}};
    const Result<Date> asOf = today(*arguments);
    if (!asOf)
        return asOf.error();
    Interrupt interrupt;
    ProgressLine line(!arguments->has("--quiet"));
    Call call;
    call.json = arguments->has("--json");
    call.quiet = arguments->has("--quiet");
    call.asOf = *asOf;
    call.budget.stop = interrupt.token();
    call.progress = [&line](std::string_view text) { line.show(text); };
    call.arguments = std::move(*arguments);
    return verb.run(call);
}

Result<Answer> answerFor(const std::vector<std::string> &words)
{
    if (words.front() == "--help" || words.front() == "-h")
        return Answer{overviewText(), {}, 0, {}};
    if (words.front() == "--version")
        return Answer{"tarascope " TARASCOPE_VERSION "\n", {}, 0, {}};
    const VerbDef *verb = findVerb(words.front());
    if (!verb)
        return unknownVerb(words.front());
    try {
        return runVerb(*verb, std::span(words).subspan(1));
    } catch (const std::bad_alloc &) {
        return Error{
            ErrorKind::Internal, {QT_TRANSLATE_NOOP("app", "The memory does not suffice."), {}, "outOfMemory"}, {}};
    } catch (const std::exception &fault) {
        return Error{
            ErrorKind::Internal, {QT_TRANSLATE_NOOP("app", "A fault of the program: %1"), {fault.what()}, "fault"}, {}};
    }
}

int print(const Answer &answer, const std::vector<std::string> &words)
{
    if (const int failure = Stream(STDOUT_FILENO).write(answer.out))
        return failWith({ErrorKind::Device,
                         {QT_TRANSLATE_NOOP("app", "Standard output cannot be written: %1"),
                          {std::strerror(failure)},
                          "cannotWrite"},
                         {}},
                        words);
    if (!holds(words, "--quiet"))
        for (const std::string &note : answer.notes)
            Stream(STDERR_FILENO).write(oneLine(note) + "\n");
    return answer.error ? failWith(*answer.error, words) : answer.exitCode;
}

} // namespace

bool isCommandLine(const std::vector<std::string> &words)
{
    return !words.empty() && (words.front() == "--help" || words.front() == "-h" || words.front() == "--version" ||
                              findVerb(words.front()) != nullptr);
}

Error unknownVerb(const std::string &word)
{
    std::vector<std::string_view> names;
    for (const VerbDef &verb : verbs())
        names.push_back(verb.grammar.verb);
    const std::string similar = similarNames(word, names);
    if (!similar.empty())
        return usageError(QT_TRANSLATE_NOOP("app", "'%1' is neither a verb nor a file. Do you mean %2?"),
                          {word, similar}, "unknownVerb");
    return usageError(QT_TRANSLATE_NOOP("app", "'%1' is neither a verb nor a file. See: tarascope --help"), {word},
                      "unknownVerb");
}

int failWith(const Error &error, const std::vector<std::string> &words)
{
    const Stream stream(STDERR_FILENO);
    if (holds(words, "--json"))
        stream.write(errorJson(error) + "\n");
    else
        stream.write("tarascope: " + oneLine(error.english()) + "\n");
    return static_cast<int>(error.kind);
}

int runCommandLine(const std::vector<std::string> &words)
{
    const Result<Answer> answer = answerFor(words);
    return answer ? print(*answer, words) : failWith(answer.error(), words);
}

} // namespace tarascope::cli
