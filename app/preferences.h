#pragma once
#include "views/frame/startpage.h"
#include "views/palette.h"

#include <QtCore/QSettings>

namespace tarascope {

/// What the window remembers of a user, beside all projects: recent files, theme, size. A file of its own in tests.
class Preferences
{
public:
    /// The user's own file, or the one given.
    explicit Preferences(const QString &file = {});

    std::vector<RecentFile> recent() const;
    void opened(const QString &path);

    /// The chosen theme; nothing: that of the desktop.
    std::optional<Theme> theme() const;
    void setTheme(std::optional<Theme> theme);

    QByteArray geometry() const;
    void setGeometry(const QByteArray &geometry);

private:
    std::unique_ptr<QSettings> m_settings;
};

/// The theme that a chosen one means: that of the desktop where none is chosen.
Theme effectiveTheme(const std::optional<Theme> &chosen);

} // namespace tarascope
