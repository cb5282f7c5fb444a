#include "importers/endpointlist.h"

#include "importers/importer.h"
#include "tests/importers/reimport.h"
#include "tests/importers/soundbatch.h"
#include "tests/testmain.h"

using namespace tarascope;

namespace {

std::string shared(const char *name)
{
    return bytesOf(QStringLiteral(TARASCOPE_SHARED_DIR "/data/8-vehicle-architecture/") + QString::fromLatin1(name));
}

} // namespace

class EndpointListTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void entriesBecomeEndpoints()
    {
        const Result<Batch> batch = readEndpointList(
            bytesOf(QStringLiteral(TARASCOPE_SOURCE_DIR "/tests/corpus/endpointlist/car.json")), "car.json", Budget());
        QVERIFY2(batch.ok(), batch.ok() ? "" : batch.error().english().c_str());
        const BatchItem *unlock = itemOf(*batch, "endpoint:UNLOCK");
        QVERIFY(unlock);
        QCOMPARE(*unlock->attributes.get<std::string>(Attr::method), std::string("POST"));
        QCOMPARE(*unlock->attributes.get<std::string>(Attr::path), std::string("/api/1/vehicles/{vehicle_id}/unlock"));
        QCOMPARE(*unlock->attributes.get<std::string>(Attr::authentication), std::string("required, kind unsaid"));
        const BatchItem *status = itemOf(*batch, "endpoint:STATUS");
        QCOMPARE(*status->attributes.get<std::string>(Attr::host), std::string("status.example"));
        QCOMPARE(*status->attributes.get<std::string>(Attr::path), std::string("/now"));
        QCOMPARE(*status->attributes.get<std::string>(Attr::authentication), std::string("none"));
        QVERIFY(!itemOf(*batch, "endpoint:HOST")->attributes.find(Attr::authentication));
        QCOMPARE(*itemOf(*batch, "endpoint:HOST")->attributes.get<std::string>(Attr::path), std::string("/"));
        QCOMPARE(lineOf(batch->skipped, "endpointMember")->what, std::string("CONTENT"));
        QCOMPARE(batch->links.size(), std::size_t(4));
    }

    void refusesBroken()
    {
        const auto refusal = [](const char *bytes) {
            const Result<Batch> batch = readEndpointList(bytes, "car.json", Budget());
            return batch ? std::string() : batch.error().english();
        };
        QCOMPARE(refusal("{\"A\": {\"TYPE\": \"GET\"}}"), std::string("car.json:1:7 /A: \"URI\" is missing"));
        QCOMPARE(refusal("{\"A\": {\"TYPE\": \"GET\", \"URI\": 1}}"), std::string("car.json:1:30 /A/URI: \"URI\" must be a text"));
        QCOMPARE(refusal("{\"A\": 1}"), std::string("car.json:1:7 /A: \"A\" must be an object"));
        QVERIFY(refusal("[]").find("this is no list of endpoints") != std::string::npos);
        QVERIFY(refusal("{\"A\"").find("car.json:1:5") == 0);
    }

    void countsOfPublicFile()
    {
        TARASCOPE_NEEDS_SHARED("data/8-vehicle-architecture")
        const Result<Batch> batch = readWithImporter(shared("TeslaPy__endpoints.json"), "endpoints.json", {}, Budget());
        QVERIFY2(batch.ok(), batch.ok() ? "" : batch.error().english().c_str());
        QCOMPARE(fault(*batch), std::string());
        QCOMPARE(reimportFault(*batch), std::string());
        QCOMPARE(countOf(*batch, Kind::endpoint), 623);
        std::map<std::string, int> methods;
        for (const BatchItem &item : batch->items)
            if (item.kind == Kind::endpoint)
                ++methods[*item.attributes.get<std::string>(Attr::method)];
        QCOMPARE(methods, (std::map<std::string, int>{{"DELETE", 6}, {"GET", 314}, {"PATCH", 11}, {"POST", 276}, {"PUT", 16}}));
    }

    // What lies beside it and describes no architecture is refused with place and reason.
    void otherPublicFilesAreRefused()
    {
        TARASCOPE_NEEDS_SHARED("data/8-vehicle-architecture")
        const auto refusal = [](const char *name) {
            const std::string bytes = shared(name);
            const Result<Batch> batch = readWithImporter(bytes, "a", {}, Budget());
            const std::string said = batch || bytes.empty() ? std::string() : batch.error().english();
            return said.substr(0, said.find(';'));
        };
        QCOMPARE(refusal("auto-api__doors.yml"), std::string("a:1:1: no format knows this file (text)"));
        QCOMPARE(refusal("opensovd-cda__ecu-topology.md"),
                 std::string("a:1:1: no format knows this file (text)"));
        QCOMPARE(refusal("bimmer_connected__bmw-eadrax-vcs_v4_vehicles_state_WBA00000000DEMO01.json"),
                 std::string("a:1:1: no format knows this file (JSON, first member \"capabilities\")"));
    }
};

TARASCOPE_TEST(EndpointListTest)
#include "endpointlisttest.moc"
