#include "model/layout/paletteproperties.h"
#include "model/layout/picture.h"

#include "tests/testmain.h"

#include <QtCore/QXmlStreamReader>

#include <map>

using namespace tarascope;

namespace {

Picture sample(const std::string &name)
{
    Picture picture;
    picture.title = "Attack on " + name;
    const Group groups[] = {Group::identity, Group::api, Group::backend, Group::vehicle, Group::tara, Group::assurance, Group::incident};
    int rank = 0;
    for (Group group : groups)
        picture.nodes.push_back({name, "EP-" + std::to_string(rank), group, rank++, rank, rank % 2 == 0});
    for (int i = 1; i < rank; ++i)
        picture.arrows.push_back({i - 1, i, i != 3, i == 2, i % 2 == 0});
    return picture;
}

/// How often each element occurs, and the texts; fails the test when the SVG is not well-formed.
struct Seen {
    std::map<QString, int> elements;
    QStringList texts;
    QStringList attributes;
    QString error;
};

Seen read(const std::string &svg)
{
    Seen seen;
    QXmlStreamReader reader(QByteArray::fromStdString(svg));
    while (!reader.atEnd()) {
        const auto token = reader.readNext();
        if (token == QXmlStreamReader::StartElement) {
            ++seen.elements[reader.name().toString()];
            for (const QXmlStreamAttribute &attribute : reader.attributes())
                seen.attributes << attribute.name().toString() + QLatin1Char('=') + attribute.value().toString();
        } else if (token == QXmlStreamReader::Characters) {
            seen.texts << reader.text().toString();
        }
    }
    seen.error = reader.errorString();
    return seen;
}

} // namespace

class PictureTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nodesAndArrows()
    {
        const Result<std::string> svg = drawSvg(sample("Unlock"), false, {});
        QVERIFY(svg);
        const Seen seen = read(*svg);
        QVERIFY2(seen.error.isEmpty(), qPrintable(seen.error));
        QCOMPARE(seen.elements.at(QStringLiteral("svg")), 1);
        QCOMPARE(seen.elements.at(QStringLiteral("line")), 6);
        QCOMPARE(seen.texts.count(QStringLiteral("Unlock")), 7);
        QVERIFY(seen.texts.contains(QStringLiteral("Attack on Unlock")));
        QVERIFY(seen.attributes.contains(QStringLiteral("class=shield")));
        QVERIFY(seen.attributes.contains(QStringLiteral("class=arrow quiet")));
        QVERIFY(!seen.elements.contains(QStringLiteral("style")));
        QCOMPARE(*drawSvg(sample("Unlock"), false, {}), *svg);
    }

    void aStandalonePictureHasItsColours()
    {
        const std::string svg = *drawSvg(sample("Unlock"), true, {});
        QVERIFY(svg.find("<style>svg{--surface-window:#F3F4F6;") != std::string::npos);
        QVERIFY(svg.find("--family-api-tint:#") != std::string::npos);
        QVERIFY(svg.find("http://") == svg.rfind("http://")); // the name space alone
    }

    void longNamesAreCut()
    {
        const std::string name = "Fahrzeugzugriffsberechtigungsprüfungsdienstleistungsschnittstelle";
        const Seen seen = read(*drawSvg(sample(name), false, {}));
        const auto cut = seen.texts.filter(QStringLiteral("\u2026"));
        QCOMPARE(cut.size(), 7);
        QVERIFY(cut.front().startsWith(QStringLiteral("Fahrzeugzugriffs")) && cut.front().size() < 36);
        QVERIFY(seen.texts.contains(QStringLiteral("EP-0 ") + QString::fromStdString(name))); // whole in the title
    }

    void hostileNamesStayTexts()
    {
        const std::string name = "\"><script>alert(1)</script><image href=\"http://x\"/>&\x01";
        const Seen seen = read(*drawSvg(sample(name), true, {}));
        QVERIFY2(seen.error.isEmpty(), qPrintable(seen.error));
        QVERIFY(!seen.elements.contains(QStringLiteral("script")) && !seen.elements.contains(QStringLiteral("image")));
        QVERIFY(seen.attributes.filter(QStringLiteral("href")).isEmpty());
    }

    void everyColourOfThePaletteIsAProperty()
    {
        for (const char *theme : {"light", "dark", "hc"}) {
            const QString properties = QString::fromStdString(paletteProperties(theme));
            QVERIFY(properties.count(QLatin1String(":#")) > 100);
            QVERIFY(!properties.contains(QLatin1String(":;")));
        }
    }
};

TARASCOPE_TEST(PictureTest)
#include "picturetest.moc"
