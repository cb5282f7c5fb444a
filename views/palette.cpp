#include "views/palette.h"

#include "model/layout/paletteproperties.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <cmath>

namespace tarascope {

namespace {

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &color)
{
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

} // namespace

Palette::Palette() : Palette(QByteArray::fromStdString(paletteJson())) {}

Palette::Palette(const QByteArray &json)
{
    static constexpr const char *themeNames[themeCount] = {"light", "dark", "hc"};
    const QJsonObject colors = QJsonDocument::fromJson(json).object().value(QLatin1String("colors")).toObject();
    for (auto entry = colors.begin(); entry != colors.end(); ++entry) {
        std::array<QRgb, themeCount> perTheme{};
        for (int theme = 0; theme < themeCount; ++theme) {
            const QColor color(entry->toObject().value(QLatin1String(themeNames[theme])).toString());
            perTheme[static_cast<std::size_t>(theme)] = (color.isValid() ? color : QColor(Qt::magenta)).rgb();
        }
        m_shared->colors.emplace(entry.key().toStdString(), perTheme);
    }
}

QColor Palette::color(std::string_view name) const { return color(name, theme()); }

QColor Palette::color(std::string_view name, Theme theme) const
{
    const auto found = m_shared->colors.find(name);
    Q_ASSERT_X(found != m_shared->colors.end(), "Palette::color", "no colour of this name in palette.json");
    if (found == m_shared->colors.end())
        return Qt::magenta;
    return QColor::fromRgb(found->second[static_cast<std::size_t>(theme)]);
}

bool Palette::has(std::string_view name) const { return m_shared->colors.find(name) != m_shared->colors.end(); }

std::vector<std::string> Palette::names() const
{
    std::vector<std::string> all;
    for (const auto &[name, colors] : m_shared->colors)
        all.push_back(name);
    return all;
}

QPalette Palette::toQt() const
{
    QPalette qt;
    const std::pair<QPalette::ColorRole, const char *> roles[] = {
        {QPalette::Window, "surface.base"},
        {QPalette::WindowText, "text.primary"},
        {QPalette::Base, "surface.base"},
        {QPalette::AlternateBase, "surface.panel"},
        {QPalette::Text, "text.primary"},
        {QPalette::Button, "surface.raised"},
        {QPalette::ButtonText, "text.primary"},
        {QPalette::BrightText, "accent.on"},
        {QPalette::ToolTipBase, "surface.raised"},
        {QPalette::ToolTipText, "text.primary"},
        {QPalette::PlaceholderText, "text.muted"},
        {QPalette::Highlight, "state.selected"},
        {QPalette::HighlightedText, "text.primary"},
        {QPalette::Link, "accent.ink"},
        {QPalette::LinkVisited, "accent.ink"},
        {QPalette::Light, "surface.raised"},
        {QPalette::Midlight, "line.soft"},
        {QPalette::Mid, "line.strong"},
        {QPalette::Dark, "line.strong"},
        {QPalette::Shadow, "line.strong"},
    };
    for (const auto &[role, name] : roles)
        qt.setColor(QPalette::All, role, color(name));
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        qt.setColor(QPalette::Disabled, role, color("text.muted"));
    return qt;
}

double contrast(const QColor &a, const QColor &b)
{
    const double first = luminance(a);
    const double second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

QColor blend(const QColor &first, const QColor &second, double share)
{
    const auto mixed = [share](int a, int b) { return static_cast<int>(std::lround(a * share + b * (1 - share))); };
    return {mixed(first.red(), second.red()), mixed(first.green(), second.green()), mixed(first.blue(), second.blue())};
}

} // namespace tarascope
