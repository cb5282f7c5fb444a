#include "views/frame/places.h"

#include "tests/testmain.h"

using namespace tarascope;

/// Back and forward as in a browser.
class PlacesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void rowsOfOneTableAreOnePlace()
    {
        Places places;
        const Uid last = Uid::random();
        places.visit({Workspace::Architecture, 1, {Kind::endpoint, Uid::random()}});
        places.visit({Workspace::Architecture, 1, {Kind::endpoint, last}});
        QVERIFY(!places.canGoBack());
        places.visit({Workspace::Tara, 0, {}});
        QVERIFY(places.back() == (Place{Workspace::Architecture, 1, {Kind::endpoint, last}}));
        QVERIFY(!places.canGoBack());
        QVERIFY(places.canGoForward());
    }

    void aNewPlaceForgetsWhatLayAhead()
    {
        Places places;
        for (const Kind kind : {Kind::api, Kind::endpoint, Kind::control})
            places.visit({Workspace::Architecture, 1, {kind, {}}});
        places.back();
        places.back();
        places.visit({Workspace::Paths, 0, {}});
        QVERIFY(!places.canGoForward());
        QCOMPARE(places.back().in.kind, Kind::api);
        QVERIFY(places.forward().workspace == Workspace::Paths);
    }

    void theSamePlaceAgainIsNoStep()
    {
        Places places;
        places.visit({Workspace::Tara, 0, {}});
        places.visit({Workspace::Tara, 0, {}});
        QVERIFY(!places.canGoBack());
    }
};

TARASCOPE_TEST(PlacesTest)
#include "placestest.moc"
