#pragma once
#include <QtCore/QByteArray>
#include <QtGui/QColor>
#include <QtGui/QPalette>

#include <array>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tarascope {

enum class Theme { Light, Dark, HighContrast };
inline constexpr int themeCount = 3;

/// Colours by meaning (resources/palette.json). Views ask for a name, never for a hex value. Copies share one table and
/// one theme, so that a change of the theme reaches everything that paints with a copy.
class Palette
{
public:
    /// The embedded table in the light theme.
    Palette();
    /// A table from JSON text of the same form; nothing but magenta where it is not valid.
    explicit Palette(const QByteArray &json);

    /// The colour of a meaning such as "risk.3.fill" in the current theme; an unknown name is a bug and magenta.
    QColor color(std::string_view name) const;
    QColor color(std::string_view name, Theme theme) const;
    bool has(std::string_view name) const;
    std::vector<std::string> names() const;

    Theme theme() const { return m_shared->theme; }
    /// Holds for all copies; who shows something repaints it.
    void setTheme(Theme theme) { m_shared->theme = theme; }

    /// What Qt's own widgets paint with.
    QPalette toQt() const;

private:
    struct Shared {
        std::map<std::string, std::array<QRgb, themeCount>, std::less<>> colors;
        Theme theme = Theme::Light;
    };
    std::shared_ptr<Shared> m_shared = std::make_shared<Shared>();
};

/// WCAG 2 contrast of two colours, 1 to 21.
double contrast(const QColor &a, const QColor &b);
/// `share` of the first colour, the rest of the second.
QColor blend(const QColor &first, const QColor &second, double share);

} // namespace tarascope
