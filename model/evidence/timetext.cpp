#include "model/evidence/timetext.h"

#include <QtCore/QDateTime>

#include <algorithm>
#include <array>
#include <cmath>

namespace tarascope::evidence {

namespace {

constexpr std::int64_t dayMs = 86'400'000;

/// What a text says of a time; `offset` in seconds where it says its zone.
struct Parts {
    int year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0, ms = 0;
    int dayOfYear = 0;
    std::optional<int> offset;
    std::optional<std::int64_t> epoch; ///< seconds, when the text says nothing else
    int afternoon = -1;                ///< of a 12-hour clock: 0 am, 1 pm
};

std::int64_t daysOf(int year, int month, int day)
{
    const std::int64_t y = month <= 2 ? year - 1 : year;
    const std::int64_t era = (y >= 0 ? y : y - 399) / 400;
    const std::int64_t yearOfEra = y - era * 400;
    const std::int64_t dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    return era * 146'097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719'468;
}

int daysIn(int year, int month)
{
    static constexpr std::array<int, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return days[static_cast<std::size_t>(month - 1)] + (month == 2 && leap ? 1 : 0);
}

/// The time as if it were UTC; nothing when there is no such day or hour. Second 60 is a leap second.
std::optional<std::int64_t> localMs(Parts p)
{
    if (p.epoch)
        return *p.epoch * 1000 + p.ms;
    if (p.afternoon >= 0) {
        if (p.hour < 1 || p.hour > 12)
            return std::nullopt;
        p.hour = p.hour % 12 + 12 * p.afternoon;
    }
    if (p.year < 1 || p.month < 1 || p.month > 12 || p.day < 1 || p.day > daysIn(p.year, p.month) || p.hour > 23 ||
        p.minute > 59 || p.second > 60)
        return std::nullopt;
    const std::int64_t days = p.dayOfYear > 0 ? daysOf(p.year, 1, 1) + p.dayOfYear - 1 : daysOf(p.year, p.month, p.day);
    return days * dayMs + ((p.hour * 60LL + p.minute) * 60 + p.second) * 1000 + p.ms;
}

class Scanner
{
public:
    explicit Scanner(std::string_view text) : m_left(text) {}

    bool atEnd() const { return m_left.empty(); }
    char front() const { return m_left.empty() ? '\0' : m_left.front(); }
    bool take(char c)
    {
        if (front() != c || m_left.empty())
            return false;
        m_left.remove_prefix(1);
        return true;
    }
    bool digits(std::size_t least, std::size_t most, int &value)
    {
        std::size_t count = 0;
        value = 0;
        while (count < most && count < m_left.size() && m_left[count] >= '0' && m_left[count] <= '9')
            value = value * 10 + (m_left[count++] - '0');
        m_left.remove_prefix(count);
        return count >= least;
    }
    /// Digits behind the point, floored to milliseconds.
    bool fraction(int &ms)
    {
        int count = 0;
        ms = 0;
        for (; front() >= '0' && front() <= '9'; m_left.remove_prefix(1), ++count)
            if (count < 3)
                ms = ms * 10 + (front() - '0');
        for (int i = count; i < 3; ++i)
            ms *= 10;
        return count > 0;
    }
    /// Z, +hh, +hhmm or +hh:mm.
    bool zone(std::optional<int> &offset)
    {
        if (take('Z') || take('z')) {
            offset = 0;
            return true;
        }
        const bool minus = front() == '-';
        if (!take('+') && !take('-'))
            return false;
        int hours = 0, minutes = 0;
        if (!digits(2, 2, hours))
            return false;
        if (take(':') || (front() >= '0' && front() <= '9'))
            if (!digits(2, 2, minutes))
                return false;
        if (hours > 23 || minutes > 59)
            return false;
        offset = (minus ? -1 : 1) * (hours * 3600 + minutes * 60);
        return true;
    }
    /// The place of the word among names that begin with three letters each; the full name may follow.
    template <std::size_t n> bool name(const std::array<std::string_view, n> &names, int &place)
    {
        for (std::size_t i = 0; i < n; ++i)
            for (const std::string_view wanted : {names[i], names[i].substr(0, 3)})
                if (m_left.size() >= wanted.size() && sameLetters(m_left.substr(0, wanted.size()), wanted)) {
                    m_left.remove_prefix(wanted.size());
                    place = static_cast<int>(i);
                    return true;
                }
        return false;
    }
    void skipBlanks()
    {
        while (front() == ' ' || front() == '\t')
            m_left.remove_prefix(1);
    }

private:
    static bool sameLetters(std::string_view a, std::string_view b)
    {
        return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return (x | 32) == (y | 32); });
    }

    std::string_view m_left;
};

constexpr std::array<std::string_view, 12> months{"January", "February", "March",     "April",   "May",      "June",
                                                  "July",    "August",   "September", "October", "November", "December"};
constexpr std::array<std::string_view, 7> weekdays{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                   "Thursday", "Friday", "Saturday"};

bool readIso(Scanner &in, Parts &p)
{
    if (!in.digits(4, 4, p.year) || !in.take('-') || !in.digits(2, 2, p.month) || !in.take('-') || !in.digits(2, 2, p.day))
        return false;
    if (!in.take('T') && !in.take(' ') && !in.take('t'))
        return false;
    if (!in.digits(2, 2, p.hour) || !in.take(':') || !in.digits(2, 2, p.minute))
        return false;
    if (in.take(':')) {
        if (!in.digits(2, 2, p.second))
            return false;
        if ((in.take('.') || in.take(',')) && !in.fraction(p.ms))
            return false;
    }
    in.skipBlanks();
    return in.atEnd() || in.zone(p.offset);
}

bool readClf(Scanner &in, Parts &p)
{
    int month = 0;
    if (!in.digits(1, 2, p.day) || !in.take('/') || !in.name(months, month) || !in.take('/') || !in.digits(4, 4, p.year) ||
        !in.take(':') || !in.digits(2, 2, p.hour) || !in.take(':') || !in.digits(2, 2, p.minute) || !in.take(':') ||
        !in.digits(2, 2, p.second))
        return false;
    p.month = month + 1;
    in.skipBlanks();
    return in.atEnd() || in.zone(p.offset);
}

bool readByPattern(Scanner &in, std::string_view pattern, Parts &p);

bool readEpoch(Scanner &in, Parts &p)
{
    std::int64_t seconds = 0;
    int digit = 0, count = 0;
    while (count < 15 && in.front() >= '0' && in.front() <= '9' && in.digits(1, 1, digit)) {
        seconds = seconds * 10 + digit;
        ++count;
    }
    p.epoch = seconds;
    p.offset = 0;
    return count > 0;
}

bool readDirective(Scanner &in, char directive, Parts &p)
{
    int place = 0;
    switch (directive) {
    case 'Y': return in.digits(4, 4, p.year);
    case 'y':
        if (!in.digits(2, 2, p.year))
            return false;
        p.year += p.year < 69 ? 2000 : 1900;
        return true;
    case 'm': return in.digits(1, 2, p.month);
    case 'd': return in.digits(1, 2, p.day);
    case 'e': in.skipBlanks(); return in.digits(1, 2, p.day);
    case 'j': return in.digits(3, 3, p.dayOfYear) && p.dayOfYear >= 1 && p.dayOfYear <= 366;
    case 'H':
    case 'I': return in.digits(1, 2, p.hour);
    case 'M': return in.digits(1, 2, p.minute);
    case 'S': return in.digits(1, 2, p.second);
    case 'f': return in.fraction(p.ms);
    case 's': return readEpoch(in, p);
    case 'z': return in.zone(p.offset);
    case 'Z':
        for (const char c : std::string_view(in.front() == 'G' ? "GMT" : "UTC"))
            if (!in.take(c))
                return false;
        p.offset = 0;
        return true;
    case 'b':
    case 'B':
        if (!in.name(months, place))
            return false;
        p.month = place + 1;
        return true;
    case 'a':
    case 'A': return in.name(weekdays, place);
    case 'p': {
        const char half = static_cast<char>(in.front() | 32);
        if (half != 'a' && half != 'p')
            return false;
        in.take(in.front());
        p.afternoon = half == 'p' ? 1 : 0;
        return in.take('M') || in.take('m');
    }
    case 'T': return readByPattern(in, "%H:%M:%S", p);
    case 'D': return readByPattern(in, "%m/%d/%y", p);
    case 'F': return readByPattern(in, "%Y-%m-%d", p);
    default: return in.take('%');
    }
}

bool readByPattern(Scanner &in, std::string_view pattern, Parts &p)
{
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] == ' ') {
            in.skipBlanks();
        } else if (pattern[i] != '%' || i + 1 == pattern.size()) {
            if (!in.take(pattern[i]))
                return false;
        } else if (!readDirective(in, pattern[++i], p)) {
            return false;
        }
    }
    return true;
}

/// A decimal number times 10^shift, floored; exact up to 36 digits.
std::optional<std::int64_t> scaledDecimal(std::string_view text, int shift)
{
    const bool minus = !text.empty() && text.front() == '-';
    if (minus)
        text.remove_prefix(1);
    __extension__ using Wide = unsigned __int128;
    Wide value = 0;
    int digits = 0;
    bool point = false;
    std::size_t i = 0;
    for (; i < text.size() && (text[i] == '.' || (text[i] >= '0' && text[i] <= '9')); ++i) {
        if (text[i] == '.') {
            if (point)
                return std::nullopt;
            point = true;
            continue;
        }
        if (++digits > 36)
            return std::nullopt;
        value = value * 10 + static_cast<unsigned>(text[i] - '0');
        shift -= point ? 1 : 0;
    }
    if (digits == 0)
        return std::nullopt;
    if (i < text.size()) {
        Scanner in(text.substr(i));
        int exponent = 0;
        if (!in.take('e') && !in.take('E'))
            return std::nullopt;
        const bool negative = in.take('-');
        in.take('+');
        if (!in.digits(1, 2, exponent) || !in.atEnd())
            return std::nullopt;
        shift += negative ? -exponent : exponent;
    }
    bool rest = false;
    for (; shift < 0 && value != 0; ++shift) {
        rest |= value % 10 != 0;
        value /= 10;
    }
    for (; shift > 0 && value != 0; --shift) {
        if (value > (Wide{1} << 62))
            return std::nullopt;
        value *= 10;
    }
    constexpr std::int64_t latest = 253'402'300'800'000; // the year 10,000
    if (value >= Wide{static_cast<std::uint64_t>(latest)})
        return std::nullopt;
    const auto ms = static_cast<std::int64_t>(value);
    return minus ? -ms - (rest ? 1 : 0) : ms;
}

std::int64_t offsetAt(const QTimeZone &zone, std::int64_t utcMs)
{
    return std::int64_t{zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(utcMs, Qt::UTC))} * 1000;
}

} // namespace

Result<TimeFormat> timeFormatOf(std::string_view format, std::string_view zone)
{
    static constexpr std::pair<std::string_view, TimeFormat::Kind> kinds[] = {
        {"iso8601", TimeFormat::Kind::Iso8601},        {"clf", TimeFormat::Kind::Clf},
        {"epoch_s", TimeFormat::Kind::EpochSeconds},   {"epoch_ms", TimeFormat::Kind::EpochMilli},
        {"epoch_us", TimeFormat::Kind::EpochMicro},    {"epoch_ns", TimeFormat::Kind::EpochNano}};
    TimeFormat made;
    made.kind = TimeFormat::Kind::Pattern;
    for (const auto &[name, kind] : kinds)
        if (name == format)
            made.kind = kind;
    if (made.kind == TimeFormat::Kind::Pattern) {
        for (std::size_t i = format.find('%'); i != std::string_view::npos; i = format.find('%', i + 2))
            if (i + 1 == format.size() ||
                std::string_view("YymdejHIMSfszZbBaApTDF%").find(format[i + 1]) == std::string_view::npos)
                return Error{ErrorKind::Input,
                             {QT_TRANSLATE_NOOP("model", "'%1' in a time format is not known"),
                              {std::string(format.substr(i, 2))}, "badTimeFormat"}, {}};
        if (format.find('%') == std::string_view::npos)
            return Error{ErrorKind::Input,
                         {QT_TRANSLATE_NOOP("model", "'%1' is no time format: iso8601, clf, epoch_s, epoch_ms, epoch_us, "
                                                     "epoch_ns or a pattern like %Y-%m-%d %H:%M:%S"),
                          {std::string(format)}, "badTimeFormat"}, {}};
        made.pattern = format;
    }
    made.zoneName = zone;
    if (zone.empty())
        return made;
    std::optional<int> offset;
    Scanner in(zone);
    if (zone == "UTC")
        made.zone = QTimeZone::utc();
    else if (in.zone(offset) && in.atEnd())
        made.zone = QTimeZone(*offset);
    else
        made.zone = QTimeZone(QByteArray(zone.data(), static_cast<qsizetype>(zone.size())));
    if (!made.zone.isValid())
        return Error{ErrorKind::Input,
                     {QT_TRANSLATE_NOOP("model", "'%1' is no time zone: UTC, +01:00 or a name such as Europe/Berlin"),
                      {std::string(zone)}, "badTimeZone"}, {}};
    return made;
}

TimeReader::Read TimeReader::read(const TimeFormat &format, std::string_view text)
{
    using Kind = TimeFormat::Kind;
    Parts parts;
    Scanner in(text);
    bool sound = false;
    switch (format.kind) {
    case Kind::Iso8601: sound = readIso(in, parts); break;
    case Kind::Clf: sound = readClf(in, parts); break;
    case Kind::Pattern: sound = readByPattern(in, format.pattern, parts); break;
    default: {
        const int shift = format.kind == Kind::EpochSeconds ? 3 : format.kind == Kind::EpochMilli ? 0
                          : format.kind == Kind::EpochMicro ? -3 : -6;
        const auto ms = scaledDecimal(text, shift);
        return ms ? Read{*ms, Fault::None} : Read{0, Fault::NotATime};
    }
    }
    const std::optional<std::int64_t> local = sound && in.atEnd() ? localMs(parts) : std::nullopt;
    if (!local)
        return {0, Fault::NotATime};
    if (parts.offset)
        return {*local - *parts.offset * 1000LL, Fault::None};
    if (format.zoneName.empty())
        return {0, Fault::NoZone};
    return {localToUtc(format, *local), Fault::None};
}

std::int64_t TimeReader::localToUtc(const TimeFormat &format, std::int64_t local)
{
    const std::int64_t hour = local / 900'000; // offsets change at quarters of an hour at the earliest
    if (m_format != &format || m_hour != hour) {
        m_format = &format;
        m_hour = hour;
        // Of an hour that comes twice the first is meant; one that does not exist is read with the offset before it.
        const std::int64_t before = offsetAt(format.zone, local - dayMs);
        const std::int64_t after = offsetAt(format.zone, local + dayMs);
        const bool early = offsetAt(format.zone, local - before) == before;
        m_offset = early || offsetAt(format.zone, local - after) != after ? before : after;
    }
    return local - m_offset;
}

Message timeFault(TimeReader::Fault fault, const TimeFormat &format, std::string_view text)
{
    static constexpr std::string_view names[] = {"iso8601", "clf", "epoch_s", "epoch_ms", "epoch_us", "epoch_ns"};
    if (fault == TimeReader::Fault::NoZone)
        return {QT_TRANSLATE_NOOP("model", "time without zone: name one in the mapping (time.tz)"), {}, "timeWithoutZone"};
    const std::string name = format.kind == TimeFormat::Kind::Pattern
                                 ? format.pattern
                                 : std::string(names[static_cast<std::size_t>(format.kind)]);
    return {QT_TRANSLATE_NOOP("model", "time '%1' is not %2"), {std::string(text), name}, "badTime"};
}

} // namespace tarascope::evidence
