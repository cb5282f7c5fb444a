#include "tests/casetext.h"
#include "tests/testmain.h"

#include "model/risk/assessment.h"

using namespace tarascope;

namespace {

std::string model(const std::string &items, const std::string &links)
{
    return R"({"format":"tarascope","version":1,"method":"attack-potential-g2","items":[
 {"id":"AP-1","kind":"attackerProfile","name":"p"},
 {"id":"EP-1","kind":"endpoint","name":"e","attributes":{"method":"POST"}},
 {"id":"CM-1","kind":"command","name":"c"},
 {"id":"FN-1","kind":"vehicleFunction","name":"f"})" + items + R"(],"links":[
 {"id":"L-1","kind":"invokes","from":"EP-1","to":"CM-1"},
 {"id":"L-2","kind":"actuates","from":"CM-1","to":"FN-1"})" + links + "]}";
}

std::optional<double> score(const std::string &text, Scale scale, const std::string &target = "FN-1")
{
    LoadedCase loaded = loadCase(text);
    auto assessor = makeAssessor(loaded.graph);
    PathQuestion question;
    question.target = loaded.id(target);
    question.scale = scale;
    question.reading = Reading::Claimed;
    auto found = (*assessor)->paths(loaded.graph, question, Budget{});
    if (!found)
        qFatal("%s", found.error().english().c_str());
    return found->best ? std::optional(found->best->score) : std::nullopt;
}

} // namespace

/// Positions exist at a scale; an endpoint takes requests about any vehicle (attack-paths 1).
class ScalesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneVictimsAppReachesTheWholeFleetThroughAnEndpoint()
    {
        const std::string text = model(R"(,{"id":"APP-1","kind":"application","name":"a"})",
                                       R"(,{"id":"L-3","kind":"calls","from":"APP-1","to":"EP-1"},
 {"id":"L-4","kind":"startsAt","from":"AP-1","to":"APP-1","attributes":{"scale":"vehicle"}})");
        QCOMPARE(score(text, Scale::Fleet), std::optional(0.0));
        QCOMPARE(score(text, Scale::Vehicle), std::optional(0.0));
        QCOMPARE(score(text, Scale::Fleet, "APP-1"), std::optional<double>());
        QCOMPARE(score(text, Scale::Vehicle, "APP-1"), std::optional(0.0));
    }

    void oneStolenServiceKeyReachesAnInternalEndpointForAllVehicles()
    {
        const std::string text = model(R"(,{"id":"SV-1","kind":"service","name":"s"},
 {"id":"CR-1","kind":"credential","name":"k","attributes":{"kind":"serviceKey"}})",
                                       R"(,{"id":"L-3","kind":"startsAt","from":"AP-1","to":"CR-1"},
 {"id":"L-4","kind":"grants","from":"CR-1","to":"SV-1"},
 {"id":"L-5","kind":"calls","from":"SV-1","to":"EP-1"})");
        QCOMPARE(score(text, Scale::Fleet), std::optional(0.0));
        QCOMPARE(score(text, Scale::Fleet, "SV-1"), std::optional<double>());
    }

    void anExplicitScaleOfAStartAtAnEndpointStands()
    {
        const std::string text =
            model("", R"(,{"id":"L-3","kind":"startsAt","from":"AP-1","to":"EP-1","attributes":{"scale":"tenant"}})");
        QCOMPARE(score(text, Scale::Tenant), std::optional(0.0));
        QCOMPARE(score(text, Scale::Fleet), std::optional<double>());
    }

    void anEnforcedRelationshipIsAskedAtTheScaleOfTheRequest()
    {
        const std::string guarded = R"(,{"id":"L-8","kind":"guards","from":"CT-1","to":"EP-1","attributes":{"chainLink":"L3"}},
 {"id":"L-9","kind":"startsAt","from":"AP-1","to":"EP-1","attributes":{"satisfies":["L3"]}})";
        const std::string control = R"(,{"id":"CT-1","kind":"control","name":"c","attributes":{"status":"implemented",
 "resistance":{"ET":"1w","SE":"expert","KoIC":"public","WoO":"unlimited","Eq":"standard"}}})";
        QCOMPARE(score(model(control, guarded), Scale::Vehicle), std::optional(0.0));
        QCOMPARE(score(model(control, guarded), Scale::Fleet), std::optional(7.0));
    }
};

TARASCOPE_TEST(ScalesTest)
#include "test_scales.moc"
