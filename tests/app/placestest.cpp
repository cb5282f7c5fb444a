#include "app/places.h"

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
        places.visit({Workspace::Items, Kind::endpoint, Uid::random()});
        places.visit({Workspace::Items, Kind::endpoint, last});
        QVERIFY(!places.canGoBack());
        places.visit({Workspace::Risks, Kind::endpoint, {}});
        QVERIFY(places.back() == (Place{Workspace::Items, Kind::endpoint, last}));
        QVERIFY(!places.canGoBack());
        QVERIFY(places.canGoForward());
    }

    void aNewPlaceForgetsWhatLayAhead()
    {
        Places places;
        for (const Kind kind : {Kind::api, Kind::endpoint, Kind::control})
            places.visit({Workspace::Items, kind, {}});
        places.back();
        places.back();
        places.visit({Workspace::Paths, Kind::api, {}});
        QVERIFY(!places.canGoForward());
        QCOMPARE(places.back().kind, Kind::api);
        QVERIFY(places.forward().workspace == Workspace::Paths);
    }

    void theSamePlaceAgainIsNoStep()
    {
        Places places;
        places.visit({Workspace::Risks, Kind::api, {}});
        places.visit({Workspace::Risks, Kind::api, {}});
        QVERIFY(!places.canGoBack());
    }
};

TARASCOPE_TEST(PlacesTest)
#include "placestest.moc"
