#include "tests/app/windowfixture.h"

#include "app/preferences.h"
#include "app/session.h"
#include "tests/app/projectfixture.h"
#include "views/controls/notice.h"
#include "views/style.h"
#include "views/words.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtTest/QtTest>
#include <QtWidgets/QApplication>

using namespace tarascope;

namespace {

Palette paletteWith(Theme theme)
{
    Palette palette;
    palette.setTheme(theme);
    return palette;
}

} // namespace

WindowFixture::WindowFixture(Theme theme) : m_palette(paletteWith(theme)), m_ring(qApp)
{
    applyStyle(*qApp, m_palette);
    window = std::make_unique<MainWindow>(m_palette, Preferences(path(QStringLiteral("preferences.ini"))));
    window->show();
}

WindowFixture::~WindowFixture() = default;

void WindowFixture::open(const QStringList &files, const QString &name)
{
    const std::string made = fromText(path(name + QStringLiteral(".tarascope")));
    {
        auto project = createProject(made);
        std::vector<std::string> inputs;
        for (const QString &file : files)
            inputs.push_back(fromText(file));
        auto plan = project ? planImport((*project)->graph(), inputs, {}, {}) : Result<ImportPlan>(project.error());
        if (!plan)
            qFatal("%s", plan.error().english().c_str());
        if (const auto done = carryOut(**project, *plan); !done)
            qFatal("%s", done.error().english().c_str());
    }
    openFile(toText(made));
}

void WindowFixture::openFile(const QString &path)
{
    window->openFile(path);
    if (!QTest::qWaitFor([this] { return !window->isWorking(); }, 20'000) || !window->page())
        qFatal("%s did not open: %s", qPrintable(path), qPrintable(window->notice().sentence()));
    settle();
}

void WindowFixture::example() { open({toText(examplePath())}); }

void WindowFixture::demo()
{
    window->newDemo(path(QStringLiteral("remote-command")));
    if (!QTest::qWaitFor([this] { return !window->isWorking() && window->page(); }, 20'000))
        qFatal("no demo: %s", qPrintable(window->notice().sentence()));
    settle();
}

void WindowFixture::germanExample()
{
    open({file(QStringLiteral("german.json"), germanModel())}, QStringLiteral("fernentriegelung"));
}

QString WindowFixture::file(const QString &name, const QByteArray &bytes) const
{
    writeFile(fromText(path(name)), bytes.toStdString());
    return path(name);
}

void WindowFixture::settle()
{
    const auto calm = [this] { return !page().edits().busy() && !page().isWorking(); };
    do {
        QCoreApplication::processEvents(); // what was typed is taken; answers that were sent arrive
        if (!QTest::qWaitFor(calm, 20'000))
            qFatal("the window does not come to rest");
        QCoreApplication::processEvents();
    } while (!calm());
}

void WindowFixture::setTheme(Theme theme) { changeTheme(*qApp, m_palette, theme); }

ItemId WindowFixture::item(const std::string &key) const
{
    ItemId found;
    graph().forEachItem([&](ItemId id, const Item &item) {
        if (item.key == key)
            found = id;
    });
    if (!found.valid())
        qFatal("no item %s", key.c_str());
    return found;
}

QByteArray germanModel()
{
    static const char *const names[] = {
        "Fahrzeugfernentriegelungsberechtigungsprüfungsdienst der Vertriebsgesellschaft",
        "Unbefugte Inanspruchnahme des Fernstartkommandos durch den Vorbesitzer nach Eigentümerwechsel",
        "Fernwartungszugangsberechtigungsnachweisverwaltung",
        "Überwachungsdatenspeicherungseinrichtung im Steuergeräteverbund",
        "Bremskraftverstärkeransteuerungsnachricht",
        "Händlerportalbenutzerkontenübernahme mittels wiederverwendeter Zugangsdaten",
    };
    QFile example(toText(examplePath()));
    if (!example.open(QIODevice::ReadOnly))
        qFatal("no example");
    QJsonObject model = QJsonDocument::fromJson(example.readAll()).object();
    QJsonArray items = model[u"items"].toArray();
    for (qsizetype i = 0; i < items.size(); ++i) {
        QJsonObject item = items.at(i).toObject();
        item[u"name"] = QString::fromUtf8(names[static_cast<std::size_t>(i) % std::size(names)]);
        items.replace(i, item);
    }
    model[u"items"] = items;
    return QJsonDocument(model).toJson();
}
