#include "tests/testmain.h"
#include "tests/views/handmade.h"
#include "views/controls/label.h"
#include "views/controls/notice.h"
#include "views/controls/picklist.h"
#include "views/frame/windowrows.h"
#include "views/style.h"

#include <QtGui/QHelpEvent>
#include <QtTest/QAbstractItemModelTester>
#include <QtWidgets/QApplication>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QToolTip>

using namespace tarascope;

/// Labels, notices, lists of hits and the rows at the edges of the window.
class ControlsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void wrappedTextHasRoomAtEveryWidth()
    {
        Label label(QStringLiteral("Bremskraftverst\u00E4rkeransteuerungsnachricht and more words"));
        label.wrap();
        QVERIFY(label.minimumSizeHint().width() < 40); // no word widens the page
        int before = 0;
        for (int width = 400; width >= 40; width -= 40) {
            const int height = label.heightForWidth(width);
            QVERIFY2(height >= before, qPrintable(QString::number(width)));
            before = height;
        }
        QVERIFY(before > 5 * label.fontMetrics().height());
    }

    void elidedTextStandsInTheTip()
    {
        Label label(QStringLiteral("A stranger <b>unlocks</b> the car over the internet"));
        label.setElided();
        label.resize(60, 20);
        label.show();
        QHelpEvent asks(QEvent::ToolTip, QPoint(5, 5), label.mapToGlobal(QPoint(5, 5)));
        QApplication::sendEvent(&label, &asks);
        QVERIFY2(QToolTip::text().contains(QStringLiteral("&lt;b&gt;unlocks")), qPrintable(QToolTip::text()));
        QToolTip::hideText();
        QTRY_COMPARE(QToolTip::text(), QString());
        label.resize(900, 20);
        QApplication::sendEvent(&label, &asks);
        QCOMPARE(QToolTip::text(), QString());
    }

    void aNoticeBeginsWithACapitalAndGoesWhenAnswered()
    {
        Notice notice{Palette()};
        notice.say(NoticeLevel::Warning, QStringLiteral("the project is locked"));
        QCOMPARE(notice.sentence(), QStringLiteral("The project is locked"));
        notice.dismissPassing();
        QVERIFY(!notice.isHidden()); // a warning stays until it is closed
        int answered = 0;
        notice.say(NoticeLevel::Info, QStringLiteral("Deleted EP-1."), QStringLiteral("Undo"), [&] { ++answered; });
        for (auto *button : notice.findChildren<QAbstractButton *>())
            if (button->text() == QStringLiteral("Undo"))
                button->click();
        QCOMPARE(answered, 1);
        QVERIFY(notice.isHidden());
        notice.say(NoticeLevel::Ok, QStringLiteral("Exported."));
        notice.dismissPassing();
        QVERIFY(notice.isHidden());
    }

    void theListOfHitsIsAModel()
    {
        const HandMade made;
        PickModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const auto all = [](ItemId, const Item &) { return true; };
        model.assign(findItems(made.graph(), all, QStringLiteral("unlock"), 2), QStringLiteral("none"));
        QCOMPARE(model.rowCount(), 3); // none, and at most two
        QCOMPARE(model.index(0).data().toString(), QStringLiteral("none"));
        QCOMPARE(model.index(1).data().toString(), QStringLiteral("Unlock, CM-1")); // begins with it: first
        model.assign(findItems(made.graph(), all, QStringLiteral("ts-2"), 9), {});
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.at(0)->key, QStringLiteral("TS-2"));
        model.assign({}, {});
        QCOMPARE(model.rowCount(), 0);
    }

    void theFrameSaysWhatTheDiskHas()
    {
        MenuRow menus;
        StatusRow status;
        const auto words = [](const QWidget &row) {
            QStringList shown;
            for (const QLabel *label : row.findChildren<QLabel *>())
                if (!label->isHidden() && !label->text().isEmpty())
                    shown << label->text();
            return shown.join(QStringLiteral(", "));
        };
        menus.show();
        status.show();
        menus.setState({});
        status.setState({}, QStringLiteral("1.2"));
        QCOMPARE(words(menus), QString());
        QCOMPARE(words(status), QStringLiteral("Version 1.2"));
        ProjectState state;
        state.file = QStringLiteral("car.tarascope");
        state.disk = ProjectState::Disk::ReadOnly;
        state.digest = QStringLiteral("0123456789abcdef");
        state.counts = QStringLiteral("3 items, 0 links");
        menus.setState(state);
        status.setState(state, {});
        QCOMPARE(words(menus), QStringLiteral("car.tarascope, read-only"));
        QCOMPARE(words(status), QStringLiteral("01234567, 3 items, 0 links"));
    }
};

TARASCOPE_TEST(ControlsTest)
#include "controlstest.moc"
