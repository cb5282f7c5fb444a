#include "app/preferences.h"

#include <QtCore/QDateTime>
#include <QtCore/QFileInfo>
#include <QtCore/QLocale>
#include <QtGui/QGuiApplication>

namespace tarascope {

namespace {

constexpr int mostRecent = 8;
const char *themeNames[] = {"light", "dark", "highContrast"};

QString recentKey() { return QStringLiteral("recent"); }
QString themeKey() { return QStringLiteral("theme"); }
QString geometryKey() { return QStringLiteral("geometry"); }

} // namespace

Preferences::Preferences(const QString &file)
    : m_settings(file.isEmpty() ? std::make_unique<QSettings>(QStringLiteral("Tarascope"), QStringLiteral("Tarascope"))
                                : std::make_unique<QSettings>(file, QSettings::IniFormat))
{
}

std::vector<RecentFile> Preferences::recent() const
{
    std::vector<RecentFile> files;
    for (const QString &path : m_settings->value(recentKey()).toStringList()) {
        const QFileInfo info(path);
        const QString when =
            info.exists() ? QLocale().toString(info.lastModified().date(), QStringLiteral("d MMM yyyy")) : QString();
        files.push_back({path, when, info.exists()});
    }
    return files;
}

void Preferences::opened(const QString &path)
{
    QStringList paths = m_settings->value(recentKey()).toStringList();
    const QString whole = QFileInfo(path).absoluteFilePath();
    paths.removeAll(whole);
    paths.prepend(whole);
    m_settings->setValue(recentKey(), paths.mid(0, mostRecent));
}

std::optional<Theme> Preferences::theme() const
{
    const QString name = m_settings->value(themeKey()).toString();
    for (int i = 0; i < themeCount; ++i)
        if (name == QLatin1String(themeNames[i]))
            return static_cast<Theme>(i);
    return std::nullopt;
}

void Preferences::setTheme(std::optional<Theme> theme)
{
    if (theme)
        m_settings->setValue(themeKey(), QLatin1String(themeNames[static_cast<std::size_t>(*theme)]));
    else
        m_settings->remove(themeKey());
}

QByteArray Preferences::geometry() const { return m_settings->value(geometryKey()).toByteArray(); }
void Preferences::setGeometry(const QByteArray &geometry) { m_settings->setValue(geometryKey(), geometry); }

Theme effectiveTheme(const std::optional<Theme> &chosen)
{
    if (chosen)
        return *chosen;
    // Qt 6.4 does not say what the desktop has chosen, but its palette shows it.
    static const bool dark = QGuiApplication::palette().color(QPalette::Window).lightness() < 128;
    return dark ? Theme::Dark : Theme::Light;
}

} // namespace tarascope
