#pragma once
#include <QtCore/QDir>
#include <QtCore/QFileInfo>

namespace tarascope {

/// Pattern of a folder where a sync costs nothing; what survives a kill is in memory anyway.
inline QString quickFolder()
{
    return QFileInfo(QStringLiteral("/dev/shm")).isWritable() ? QStringLiteral("/dev/shm/tarascope-XXXXXX")
                                                              : QDir::tempPath() + QStringLiteral("/tarascope-XXXXXX");
}

/// Sanitizers make all work several times slower; there only one in so many rounds is run.
#if defined(__SANITIZE_THREAD__)
inline constexpr int slowness = 50;
#elif defined(__SANITIZE_ADDRESS__)
inline constexpr int slowness = 10;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
inline constexpr int slowness = 10;
#else
inline constexpr int slowness = 1;
#endif
#else
inline constexpr int slowness = 1;
#endif

/// The thread sanitizer does not follow a child that was forked and starts threads.
#if defined(__SANITIZE_THREAD__)
#define TARASCOPE_FORKS QSKIP("skipped: not under the thread sanitizer")
#else
#define TARASCOPE_FORKS
#endif

} // namespace tarascope
