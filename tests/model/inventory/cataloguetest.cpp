#include "model/inventory/catalogue.h"

#include "tests/casetext.h"
#include "tests/testmain.h"

using namespace tarascope;

namespace {

const Date today{2026, 11, 21};

const char *const car = R"(API-1 {"owner":"Team","businessFunction":"","exposure":"internet","logging":"full"}
API-2 {"owner":"Team","businessFunction":"Unlock","exposure":"partner","environment":"prod","lastReview":"2026-05-24","impact":{"safety":1},"logging":"full"}
API-1 hasVersion AV-1; API-1 hasVersion AV-2; AV-1 exposes EP-2; AV-2 exposes EP-2; AV-2 exposes EP-10
AV-1 {"lifecycle":"deprecated","sunsetOn":"2026-11-20"}; AV-3 {"lifecycle":"retired"}
EP-10 {"exposure":"vpn"}; EP-11 {"dataClass":"personal","authentication":"OAuth"})";

} // namespace

/// The catalogue: counts over versions, what is inherited, what is missing, which review holds.
class CatalogueTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void apis()
    {
        const LoadedCase loaded = caseOf(car);
        const ApiCatalogue found = catalogueOf(loaded.graph, today);
        QCOMPARE(found.apis.size(), std::size_t(2));
        const ApiEntry &first = found.apis[0];
        QCOMPARE(first.endpoints.size(), std::size_t(2)); // EP-2 is in both versions
        QCOMPARE(first.versions.size(), std::size_t(2));
        QCOMPARE(first.deprecated, 1);
        QVERIFY((first.completeness.missing ==
                 std::vector{Attr::businessFunction, Attr::environment, Attr::lastReview, Attr::impact}));
        QCOMPARE(first.completeness.percent(), 42); // 3 of 7
        QCOMPARE(found.apis[1].completeness.percent(), 100);
    }

    void versionsAndEndpoints()
    {
        const LoadedCase loaded = caseOf(car);
        const ApiCatalogue found = catalogueOf(loaded.graph, today);
        QCOMPARE(*found.versions[0].sunsetIn, std::int64_t(-1));
        QVERIFY(!found.versions[1].sunsetIn);
        QVERIFY(!found.versions[2].api.valid()); // AV-3 belongs to no API
        QCOMPARE(found.versions[1].endpoints, std::int64_t(2));
        std::string order;
        for (const EndpointEntry &entry : found.endpoints)
            order += loaded.graph.item(entry.endpoint)->key + ":" + std::string(entry.exposure) +
                     (entry.ownExposure ? "!" : "") + "," + std::string(entry.logging) + "," +
                     std::to_string(entry.completeness.percent()) + " ";
        QCOMPARE(order, std::string("EP-2:internet,full,0 EP-10:vpn!,full,0 EP-11:,,100 "));
    }

    void reviews_data()
    {
        QTest::addColumn<std::string>("api");
        QTest::addColumn<int>("state");
        QTest::addColumn<int>("days");
        QTest::newRow("none") << std::string("API-1 {}") << int(ReviewState::None) << 0;
        QTest::newRow("last day") << std::string(R"(API-1 {"lastReview":"2025-11-21"})") << int(ReviewState::Current)
                                  << 0;
        QTest::newRow("one day over") << std::string(R"(API-1 {"lastReview":"2025-11-20"})") << int(ReviewState::Over)
                                      << 1;
        QTest::newRow("partner") << std::string(R"(API-1 {"lastReview":"2026-05-24","partner":"Fleet"})")
                                 << int(ReviewState::Over) << 1;
        QTest::newRow("own days") << std::string(R"(API-1 {"lastReview":"2026-11-20","reviewValidDays":10})")
                                  << int(ReviewState::Current) << 9;
    }
    void reviews()
    {
        QFETCH(std::string, api);
        QFETCH(int, state);
        QFETCH(int, days);
        const LoadedCase loaded = caseOf(api);
        const ReviewStanding found = reviewOf(*loaded.graph.item(loaded.id("API-1")), today);
        QCOMPARE(int(found.state), state);
        QCOMPARE(int(found.days), days);
    }
};

TARASCOPE_TEST(CatalogueTest)
#include "cataloguetest.moc"
