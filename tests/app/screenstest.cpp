#include "tests/app/screens.h"

#include "tests/app/lookrules.h"
#include "tests/testmain.h"

#include <QtWidgets/QApplication>

using namespace tarascope;

/// Every screen is built as a user meets it. With TARASCOPE_SHOTS=FOLDER pictures of all of them are written there, in
/// all themes and both sizes; with QT_SCALE_FACTOR=1.5 at that scale. TARASCOPE_SHOW=NAME takes one screen alone.
class ScreensTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isInOrder_data() { rows(); }
    void isInOrder()
    {
        QFETCH(int, screen);
        WindowFixture fixture;
        QWidget *shown = screens()[static_cast<std::size_t>(screen)].show(fixture);
        QVERIFY(shown);
        for (const QSize size : {QSize(1280, 800), QSize(960, 600)}) {
            if (shown == fixture.window.get())
                shown->resize(size);
            settleLayout();
            QCOMPARE(cutOrOverlapping(*shown).join(QLatin1Char('\n')), QString());
        }
        QCOMPARE(unnamedControls(*shown).join(QLatin1Char('\n')), QString());
        QCOMPARE(richTexts(*shown).join(QLatin1Char('\n')), QString());
    }

    void pictures_data()
    {
        if (!qEnvironmentVariableIsSet("TARASCOPE_SHOTS"))
            QSKIP("skipped: TARASCOPE_SHOTS names no folder");
        rows();
    }
    void pictures()
    {
        const QString folder = qEnvironmentVariable("TARASCOPE_SHOTS");
        QFETCH(int, screen);
        WindowFixture fixture;
        QWidget *shown = screens()[static_cast<std::size_t>(screen)].show(fixture);
        QVERIFY(shown);
        for (const QSize size : {QSize(1280, 800), QSize(1920, 1080), QSize(960, 600)}) {
            if (shown == fixture.window.get())
                shown->resize(size);
            for (const auto &[theme, name] : {std::pair{Theme::Light, "light"}, std::pair{Theme::Dark, "dark"},
                                              std::pair{Theme::HighContrast, "hc"}}) {
                fixture.setTheme(theme);
                settleLayout();
                const QString file =
                    QStringLiteral("%1/%2-%3-%4-%5.png")
                        .arg(folder, screens()[static_cast<std::size_t>(screen)].name, QLatin1String(name),
                             QString::number(size.width()), QString::number(qRound(100 * qApp->devicePixelRatio())));
                QVERIFY(shown->grab().save(file));
            }
            if (shown != fixture.window.get())
                break;
        }
    }

private:
    // A layout that grows may ask the one around it to grow, and so on.
    static void settleLayout()
    {
        for (int i = 0; i < 5; ++i) {
            QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
            QCoreApplication::processEvents();
        }
    }
    static void rows()
    {
        QTest::addColumn<int>("screen");
        const QString only = qEnvironmentVariable("TARASCOPE_SHOW");
        for (int i = 0; i < static_cast<int>(screens().size()); ++i) {
            const QString &name = screens()[static_cast<std::size_t>(i)].name;
            if (only.isEmpty() || name.contains(only))
                QTest::newRow(qPrintable(name)) << i;
        }
    }
};

TARASCOPE_TEST(ScreensTest)
#include "screenstest.moc"
