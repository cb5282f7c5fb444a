#include "views/palette.h"

#include "tests/testmain.h"
#include "views/icons.h"
#include "views/kindlook.h"

#include <QtCore/QDirIterator>
#include <QtCore/QRegularExpression>
#include <QtGui/QPainter>

using namespace tarascope;

namespace {

constexpr Theme themes[] = {Theme::Light, Theme::Dark, Theme::HighContrast};
const char *themeWords[] = {"light", "dark", "high contrast"};

std::vector<std::string> sourceStrings(const QRegularExpression &pattern)
{
    std::vector<std::string> found;
    for (const char *folder : {"/views", "/app"}) {
        QDirIterator files(QStringLiteral(TARASCOPE_SOURCE_DIR) + QLatin1String(folder),
                           {QStringLiteral("*.cpp"), QStringLiteral("*.h")}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (!file.open(QIODevice::ReadOnly))
                continue;
            auto matches = pattern.globalMatch(QString::fromUtf8(file.readAll()));
            while (matches.hasNext())
                found.push_back(matches.next().captured(1).toStdString());
        }
    }
    return found;
}

} // namespace

class PaletteTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void namesInTheCodeAreInTheTable()
    {
        const Palette palette;
        QVERIFY(palette.names().size() > 100);
        const QRegularExpression names(QStringLiteral(
            "\"((?:surface|line|text|accent|state|risk|impact|feasibility|chain|runtime|evidence|family|path|notice)"
            "\\.[A-Za-z0-9.]*[A-Za-z0-9])\""));
        const std::vector<std::string> used = sourceStrings(names);
        QVERIFY(used.size() > 50);
        for (const std::string &name : used)
            QVERIFY2(palette.has(name), name.c_str());
    }

    void textCanBeRead_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("ground");
        QTest::addColumn<double>("least");
        auto pair = [](const std::string &text, const std::string &ground, double least) {
            QTest::newRow((text + " on " + ground).c_str())
                << QString::fromStdString(text) << QString::fromStdString(ground) << least;
        };
        for (const char *ground : {"surface.window", "surface.base", "surface.panel", "surface.sunken",
                                   "surface.raised", "surface.header", "state.hover", "state.selected"}) {
            for (const char *text : {"text.primary", "text.secondary", "text.muted", "accent.ink"})
                pair(text, ground, 4.5);
            if (std::string_view(ground).starts_with("surface"))
                pair("state.focus", ground, 3);
        }
        for (const char *ground : {"surface.base", "surface.panel", "surface.raised"})
            pair("line.strong", ground, 3);
        pair("accent.on", "accent.fill", 4.5);
        pair("surface.base", "path.highlight", 4.5);
        for (int risk = 1; risk <= 5; ++risk)
            pair("risk." + std::to_string(risk) + ".on", "risk." + std::to_string(risk) + ".fill", 4.5);
        for (const char *level : {"info", "ok", "warning", "error"}) {
            const std::string notice = std::string("notice.") + level;
            for (const char *ground : {"surface.base", "surface.panel", "state.selected"})
                pair(notice + ".ink", ground, 4.5);
            pair(notice + ".ink", notice + ".tint", 4.5);
            pair("text.primary", notice + ".tint", 4.5);
        }
        for (const KindDef &kind : kinds()) {
            for (const char *ground : {"surface.base", "surface.panel", "state.selected"})
                pair(familyInk(kind.kind), ground, 3);
            pair("text.primary", familyTint(kind.group), 4.5);
        }
    }
    void textCanBeRead()
    {
        QFETCH(QString, text);
        QFETCH(QString, ground);
        QFETCH(double, least);
        const Palette palette;
        for (int theme = 0; theme < themeCount; ++theme) {
            const double found = contrast(palette.color(text.toStdString(), themes[theme]),
                                          palette.color(ground.toStdString(), themes[theme]));
            QVERIFY2(found >= least,
                     qPrintable(QStringLiteral("%1: %2").arg(QLatin1String(themeWords[theme])).arg(found)));
        }
    }

    void contrastIsThatOfWcag()
    {
        QCOMPARE(contrast(Qt::black, Qt::white), 21.0);
        QCOMPARE(contrast(Qt::red, Qt::red), 1.0);
        // The grey that the guideline names as just enough on white.
        QVERIFY(std::abs(contrast(QColor(0x767676), Qt::white) - 4.54) < 0.01);
    }

    void themeReachesCopies()
    {
        Palette palette;
        const Palette copy = palette;
        const QColor before = copy.color("surface.base");
        palette.setTheme(Theme::Dark);
        QVERIFY(copy.color("surface.base") != before);
        QCOMPARE(palette.toQt().color(QPalette::Base), copy.color("surface.base"));
    }

    void brokenTableIsNoCrash()
    {
        QVERIFY(Palette(QByteArray("{")).names().empty());
        const Palette odd(QByteArray(R"({"colors":{"text.primary":{"light":"no colour"}}})"));
        QCOMPARE(odd.color("text.primary"), QColor(Qt::magenta));
    }

    void everyKindHasAnIcon()
    {
        const std::vector<std::string> names = iconNames();
        QCOMPARE(names.size(), std::size_t(57));
        for (const KindDef &kind : kinds())
            QVERIFY2(std::find(names.begin(), names.end(), kindIconName(kind.kind)) != names.end(),
                     std::string(kind.name()).c_str());
    }

    void iconsAreTintedAtEveryScale()
    {
        const Palette palette;
        for (const std::string &name : iconNames()) {
            for (const qreal ratio : {1.0, 1.5, 2.0}) {
                const QImage image = makeIcon(palette, name, "notice.error.ink").pixmap(QSize(16, 16), ratio).toImage();
                QCOMPARE(image.width(), qRound(16 * ratio));
                int painted = 0;
                for (int y = 0; y < image.height(); ++y)
                    for (int x = 0; x < image.width(); ++x) {
                        const QColor pixel = image.pixelColor(x, y);
                        if (pixel.alpha() < 60)
                            continue;
                        ++painted;
                        QVERIFY2(contrast(pixel, palette.color("notice.error.ink")) < 1.2, name.c_str());
                    }
                QVERIFY2(painted > 3, name.c_str());
            }
        }
    }
};
TARASCOPE_TEST(PaletteTest)
#include "palettetest.moc"
