#include "tests/app/lookrules.h"
#include "tests/app/projectfixture.h"
#include "tests/app/windowfixture.h"
#include "tests/testmain.h"
#include "views/inspector/inspector.h"
#include "views/paths/pathspage.h"
#include "views/tables/itemspage.h"
#include "views/tables/tablepane.h"
#include "views/tables/tableview.h"
#include "views/words.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtGui/QTextDocument>
#include <QtWidgets/QLabel>

using namespace tarascope;

namespace {

// The example, each name and description one that Qt's labels and tips would open as HTML, and menus as a mark.
QByteArray hostileModel()
{
    QFile example(toText(examplePath()));
    if (!example.open(QIODevice::ReadOnly))
        qFatal("no example");
    QJsonObject model = QJsonDocument::fromJson(example.readAll()).object();
    QJsonArray items = model[u"items"].toArray();
    for (qsizetype i = 0; i < items.size(); ++i) {
        QJsonObject item = items.at(i).toObject();
        item[u"name"] = QStringLiteral("<img src=x>&File <b>%1</b>").arg(i);
        item[u"description"] = QStringLiteral("<a href=\"file:///etc/passwd\">look</a>");
        items.replace(i, item);
    }
    model[u"items"] = items;
    return QJsonDocument(model).toJson();
}

bool isLiteral(const QString &shown) { return shown.contains(QStringLiteral("<img src=x>&File <b>")); }

QStringList labelsWithNames(QWidget &below)
{
    QStringList found;
    for (const QLabel *label : below.findChildren<QLabel *>())
        if (label->text().contains(QStringLiteral("img")))
            found << label->text();
    return found;
}

} // namespace

/// Names from outside are shown as they stand, wherever they are shown.
class PlainTextTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void namesAreShownAsTheyStand()
    {
        WindowFixture at;
        at.open({at.file(QStringLiteral("hostile.json"), hostileModel())});
        at.page().goTo(at.item("EP-1"));
        const QModelIndex name = at.find<ItemsPage>().pane().view().currentIndex().siblingAtColumn(1);
        QVERIFY2(isLiteral(name.data().toString()), qPrintable(name.data().toString()));
        checkTip(name.data(Qt::ToolTipRole).toString());
        const QStringList titles = labelsWithNames(at.find<Inspector>());
        QCOMPARE(titles.size(), 1);
        QVERIFY2(isLiteral(titles.first()), qPrintable(titles.first()));
        QCOMPARE(richTexts(*at.window).join(QLatin1Char('\n')), QString());
    }

    void pathsAndWhatIfShowThemAsTheyStand()
    {
        WindowFixture at;
        at.open({at.file(QStringLiteral("hostile.json"), hostileModel())});
        at.page().goToPaths(at.item("TS-4"));
        at.settle();
        const QStringList words = labelsWithNames(*at.window);
        QVERIFY(words.size() > 10);
        for (const QString &shown : words)
            QVERIFY2(isLiteral(shown), qPrintable(shown));
        for (const QWidget *widget : at.window->findChildren<QWidget *>())
            if (widget->toolTip().contains(QStringLiteral("img")))
                checkTip(widget->toolTip());
        QCOMPARE(richTexts(*at.window).join(QLatin1Char('\n')), QString());
    }

    void theUndoEntryKeepsAnAmpersand()
    {
        WindowFixture at;
        at.open({at.file(QStringLiteral("hostile.json"), hostileModel())});
        at.page().goTo(at.item("EP-2"));
        at.page().deleteSelected();
        at.settle();
        for (const QAction *action : at.window->actions())
            if (action->text().startsWith(QStringLiteral("&Undo")))
                QVERIFY2(action->text().contains(QStringLiteral("&&File")), qPrintable(action->text()));
    }

    void aFileNameIsPlainToo()
    {
        WindowFixture at;
        at.open({}, QStringLiteral("a <b>bold& name"));
        QVERIFY(at.window->windowTitle().startsWith(QStringLiteral("a <b>bold& name.tarascope")));
        QCOMPARE(richTexts(*at.window).join(QLatin1Char('\n')), QString());
    }

private:
    // What a tip shows once Qt has made of it what it makes of tips.
    static void checkTip(const QString &tip)
    {
        QTextDocument document;
        if (Qt::mightBeRichText(tip))
            document.setHtml(tip);
        else
            document.setPlainText(tip);
        QVERIFY2(document.toPlainText().contains(QStringLiteral("<img src=x>")), qPrintable(tip));
    }
};

TARASCOPE_TEST(PlainTextTest)
#include "plaintexttest.moc"
