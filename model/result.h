#pragma once
#include "model/ids.h"

#include <QtCore/QtGlobal>

#include <cassert>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace tarascope {

/// A sentence that is translated late: source text marked with QT_TRANSLATE_NOOP("model", ...), with %1..%9 for the
/// arguments. `code` is stable and machine-readable (lowerCamel), for --json and tests.
struct Message {
    const char *text = "";
    std::vector<std::string> args;
    const char *code = "";

    /// The sentence in English, arguments put in as plain text.
    std::string english() const;
};

/// Where something was found; what is known is set. Lines and columns count from 1, offsets from 0 (-1: unknown).
struct Where {
    std::string file;
    std::int64_t line = 0;
    std::int64_t column = 0;
    std::int64_t offset = -1;
    std::string pointer; ///< JSON pointer (RFC 6901)
    std::string item;    ///< key of an item

    bool known() const { return !file.empty() || line > 0 || offset >= 0 || !pointer.empty() || !item.empty(); }
    /// "file:line:column" as far as known, for people and for grep.
    std::string text() const;
    bool operator==(const Where &) const = default;
};

/// What kind of failure it is; the value is the exit code of the command line.
enum class ErrorKind {
    Usage = 2,     ///< the call is wrong, an ITEM is unknown or ambiguous
    Input = 3,     ///< the input is invalid
    Project = 4,   ///< the project file is damaged or newer
    Device = 5,    ///< disk, device, or locked by another
    Cancelled = 6, ///< the user stopped it
    Internal = 70  ///< our own fault
};

struct Error {
    ErrorKind kind = ErrorKind::Internal;
    Message message;
    Where where;

    /// "where: sentence", in English.
    std::string english() const;
};

/// Why a value is as it is: a sentence and what it speaks of, so that the window can lead there.
struct Reason {
    Message message;
    std::vector<ItemId> items;
    std::vector<LinkId> links;
    Where where;
};

/// A value, or why there is none. Everything that can fail on input returns one.
template <class T> class [[nodiscard]] Result
{
public:
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}

    bool ok() const { return m_state.index() == 0; }
    explicit operator bool() const { return ok(); }
    T &value() &
    {
        assert(ok());
        return *std::get_if<0>(&m_state);
    }
    const T &value() const &
    {
        assert(ok());
        return *std::get_if<0>(&m_state);
    }
    T &&value() &&
    {
        assert(ok());
        return std::move(*std::get_if<0>(&m_state));
    }
    T &operator*() & { return value(); }
    const T &operator*() const & { return value(); }
    T &&operator*() && { return std::move(*this).value(); }
    T *operator->() { return &value(); }
    const T *operator->() const { return &value(); }
    const Error &error() const
    {
        assert(!ok());
        return *std::get_if<1>(&m_state);
    }

private:
    std::variant<T, Error> m_state;
};

template <> class [[nodiscard]] Result<void>
{
public:
    Result() = default;
    Result(Error error) : m_error(std::move(error)), m_failed(true) {}

    bool ok() const { return !m_failed; }
    explicit operator bool() const { return ok(); }
    const Error &error() const
    {
        assert(m_failed);
        return m_error;
    }

private:
    Error m_error;
    bool m_failed = false;
};

} // namespace tarascope
