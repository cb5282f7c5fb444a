#pragma once
#include "model/result.h"

#include <QtCore/QTimeZone>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tarascope::evidence {

/// How a log writes time.
struct TimeFormat {
    enum class Kind : std::uint8_t { Iso8601, Clf, EpochSeconds, EpochMilli, EpochMicro, EpochNano, Pattern };
    Kind kind = Kind::Iso8601;
    std::string pattern;  ///< strptime: %Y %m %d %H %M %S %f %b %B %a %A %y %j %e %z %Z %T %D %F %p %I %s %%
    std::string zoneName; ///< of times that do not say theirs; empty: such a time is refused
    QTimeZone zone;       ///< of that name
};

/// "iso8601", "clf", "epoch_s", "epoch_ms", "epoch_us", "epoch_ns" or a strptime pattern; `zone` "", "UTC", "+01:00" or
/// "Europe/Berlin". An error says what is wrong.
Result<TimeFormat> timeFormatOf(std::string_view format, std::string_view zone);

/// Reads times of one format; one per thread, as it remembers the last offset of a zone.
class TimeReader
{
public:
    enum class Fault : std::uint8_t { None, NotATime, NoZone };
    struct Read {
        std::int64_t ms = 0; ///< since 1970, UTC; floor of what is finer
        Fault fault = Fault::None;
    };

    Read read(const TimeFormat &format, std::string_view text);

private:
    std::int64_t localToUtc(const TimeFormat &format, std::int64_t local);

    const TimeFormat *m_format = nullptr;
    std::int64_t m_hour = -1; ///< local hour of the last look-up
    std::int64_t m_offset = 0;
};

/// The sentence for a time that was refused: "time '...' is not iso8601".
Message timeFault(TimeReader::Fault fault, const TimeFormat &format, std::string_view text);

} // namespace tarascope::evidence
