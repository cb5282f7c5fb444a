#include "app/session.h"
#include "tests/app/projectfixture.h"
#include "tests/app/windowfixture.h"
#include "tests/testmain.h"
#include "views/importpreview/importpreview.h"
#include "views/tables/tableview.h"
#include "views/words.h"

#include <QtCore/QRegularExpression>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QApplication>
#include <QtWidgets/QDialog>

using namespace tarascope;

namespace {

QString guide() { return QString::fromStdString(fileBytes(TARASCOPE_SOURCE_DIR "/docs/guide.md")); }

/// A command of the guide with what its line says of the exit code.
struct Command {
    QString line;
    QStringList words;
    int exitCode = 0;
};

std::vector<Command> commands()
{
    std::vector<Command> found;
    for (const QString &line : guide().split(QLatin1Char('\n'))) {
        if (!line.startsWith(QLatin1String("tarascope ")))
            continue;
        const qsizetype remark = line.indexOf(QLatin1Char('#'));
        QStringList words = QProcess::splitCommand(remark < 0 ? line : line.left(remark));
        words.removeFirst();
        found.push_back({line, words, line.contains(QLatin1String("# exit 1")) ? 1 : 0});
    }
    return found;
}

} // namespace

/// The user guide is true: its commands work as they stand there, its pictures show the window of today. With
/// TARASCOPE_GUIDE=FOLDER the pictures are written there.
class GuideTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyCommandWorks()
    {
        const QTemporaryDir folder;
        QVERIFY(commands().size() >= 15);
        for (const Command &command : commands()) {
            QProcess program;
            program.setWorkingDirectory(folder.path());
            program.start(QStringLiteral(TARASCOPE_PROGRAM), command.words);
            QVERIFY(program.waitForFinished(60'000));
            QVERIFY2(program.exitCode() == command.exitCode,
                     qPrintable(command.line + QLatin1Char('\n') + QString::fromUtf8(program.readAllStandardError())));
        }
    }

    void everyPictureShowsTheWindow()
    {
        WindowFixture at;
        at.window->resize(1280, 800);
        const std::string demo = fromText(at.path(QStringLiteral("remote-command.tarascope")));
        QVERIFY(createDemo(demo, "remote-command", {}));
        at.openFile(toText(demo));
        at.page().goTo(at.item("EP-15"));
        take(at, QStringLiteral("items"));
        at.page().showWorkspace(Workspace::Tara);
        take(at, QStringLiteral("risks"));
        at.page().goToPaths(at.item("TS-2"));
        take(at, QStringLiteral("paths"));
        const std::string name = at.graph().item(at.item("CT-11"))->name;
        at.find<QAbstractButton>(toText(name) + QStringLiteral(": on")).click();
        take(at, QStringLiteral("whatif"));
        at.find<QAbstractButton>(toText(name) + QStringLiteral(": as is")).click();
        at.window->importFiles({toText(examplePath())});
        QTRY_VERIFY(at.window->findChild<ImportPreview *>());
        take(at, QStringLiteral("import"));
        QTest::keyClick(at.window->findChild<ImportPreview *>(), Qt::Key_Escape);
        checkNames();
    }

private:
    // The picture has more to it than a ground; where it is asked for, it is written.
    void take(WindowFixture &at, const QString &name)
    {
        at.settle();
        for (int i = 0; i < 5; ++i) {
            QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
            QCoreApplication::processEvents();
        }
        QWidget *shown = at.window->findChild<QDialog *>();
        const QImage picture = (shown && shown->isVisible() ? shown : at.window.get())->grab().toImage();
        QSet<QRgb> colors;
        for (int y = 0; y < picture.height(); y += 7)
            for (int x = 0; x < picture.width(); x += 7)
                colors.insert(picture.pixel(x, y));
        QVERIFY2(colors.size() > 20, qPrintable(name));
        m_names << name;
        if (qEnvironmentVariableIsSet("TARASCOPE_GUIDE"))
            QVERIFY(picture.save(qEnvironmentVariable("TARASCOPE_GUIDE") + QLatin1Char('/') + name +
                                 QStringLiteral(".png"), "PNG", 0)); // 0: the smallest file
    }

    // The guide shows these pictures and no others, and they are there.
    void checkNames()
    {
        QStringList named;
        static const QRegularExpression image(QStringLiteral("\\]\\(pictures/([a-z]+)\\.png\\)"));
        QVERIFY(image.isValid());
        for (auto found = image.globalMatch(guide()); found.hasNext();)
            named << found.next().captured(1);
        QCOMPARE(named, m_names);
        for (const QString &name : named)
            QVERIFY2(QFile::exists(QStringLiteral(TARASCOPE_SOURCE_DIR "/docs/pictures/") + name +
                                   QStringLiteral(".png")),
                     qPrintable(name));
    }

    QStringList m_names;
};

TARASCOPE_TEST(GuideTest)
#include "guidetest.moc"
