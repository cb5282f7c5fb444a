#include "model/metamodel.h"
#include "model/method/ratingmethod.h"
#include "model/method/vectorspace.h"
#include "tests/testmain.h"

#include <set>
#include <string>

using namespace tarascope;

namespace {

const char *const methods[] = {"attack-potential-g2", "attack-potential-g2-10"};

std::string inWords(const Rating &rating)
{
    std::string text;
    for (const Factor factor : {Factor::ET, Factor::SE, Factor::KoIC, Factor::WoO, Factor::Eq})
        text += (text.empty() ? "" : " ") + std::string(factorLevels(factor)[static_cast<std::size_t>(rating[factor])]);
    return text;
}

const std::vector<std::string_view> &choices(Kind kind, Attr attribute)
{
    return kindDef(kind).find(attribute)->choices;
}

template <class Names> std::vector<std::string_view> orUnknown(const Names &names)
{
    std::vector<std::string_view> all(names.begin(), names.end());
    all.emplace_back();
    return all;
}

/// Every context a rule could meet.
std::vector<RuleContext> allContexts()
{
    std::vector<RuleContext> contexts;
    for (const std::string_view name : orUnknown(choices(Kind::attackerProfile, Attr::kind)))
        contexts.push_back({.profileKind = name});
    for (const std::string_view name : orUnknown(choices(Kind::api, Attr::exposure)))
        contexts.push_back({.exposure = name});
    for (const std::string_view name : orUnknown(choices(Kind::component, Attr::type)))
        contexts.push_back({.componentType = name});
    for (const std::string_view name : orUnknown(choices(Kind::network, Attr::type)))
        for (const bool safety : {false, true})
            contexts.push_back({.networkType = name, .safetyRelevant = safety});
    for (const StoredIn place : {StoredIn::Backend, StoredIn::Application, StoredIn::Component, StoredIn::OwnComponent})
        for (const bool hardware : {false, true})
            contexts.push_back({.storedIn = place, .hardwareKey = hardware});
    return contexts;
}

constexpr char nothing[] = "1d layman public unlimited standard";

struct Case {
    Rule rule;
    RuleContext context;
    const char *rating;
};

// The table of default ratings, row by row.
const Case cases[] = {
    {Rule::S1, {.profileKind = "anonymous"}, nothing},
    {Rule::S1, {.profileKind = "otherOwner"}, nothing},
    {Rule::S1, {.profileKind = "formerOwner"}, nothing},
    {Rule::S1, {.profileKind = "expiredDriver"}, nothing},
    {Rule::S1, {.profileKind = "fleetSubUser"}, "1d layman public easy standard"},
    {Rule::S1, {.profileKind = "dealerUser"}, "1w layman public moderate standard"},
    {Rule::S1, {.profileKind = "partnerApplication"}, "1m layman restricted easy standard"},
    {Rule::S1, {.profileKind = "tokenThief"}, "1w proficient public easy standard"},
    {Rule::S1, {.profileKind = "insider"}, "1d proficient public difficult standard"},
    {Rule::S1, {.profileKind = "besideCar"}, "1d layman public moderate standard"},
    {Rule::S1, {.profileKind = "compromisedService"}, nothing},
    {Rule::S1, {.profileKind = "compromisedVehicle"}, nothing},
    {Rule::S1, {}, nothing},
    {Rule::S2, {}, nothing},
    {Rule::S3, {}, nothing},
    {Rule::S4, {}, nothing},
    {Rule::S5, {.exposure = "internet"}, "1m expert restricted unlimited standard"},
    {Rule::S5, {}, "1m expert restricted unlimited standard"},
    {Rule::S5, {.exposure = "partner"}, "1m expert restricted easy standard"},
    {Rule::S5, {.exposure = "vpn"}, "1m expert restricted easy standard"},
    {Rule::S5, {.exposure = "internal"}, "1m expert restricted moderate standard"},
    {Rule::S6CallsEndpoint, {}, nothing},
    {Rule::S6CallsService, {}, "1m expert restricted easy standard"},
    {Rule::S6Reads, {}, "1d proficient public unlimited standard"},
    {Rule::S6Administers, {}, "1d proficient restricted unlimited standard"},
    {Rule::S7, {}, "1d proficient restricted unlimited standard"},
    {Rule::S8, {}, nothing},
    {Rule::S9Connects, {}, "1m expert confidential unlimited standard"},
    {Rule::S9Updates, {}, "1m expert restricted unlimited standard"},
    {Rule::S10Out, {.componentType = "infotainment"}, "1m expert restricted unlimited standard"},
    {Rule::S10Out, {.componentType = "tcu"}, nothing},
    {Rule::S10Out, {.componentType = "domainController"}, nothing},
    {Rule::S10Out, {.componentType = "sensor"}, nothing},
    {Rule::S10Out, {}, nothing},
    {Rule::S10In, {.networkType = "cellular"}, "1m expert restricted unlimited standard"},
    {Rule::S10In, {.networkType = "wifi"}, "1m expert restricted moderate standard"},
    {Rule::S10In, {.networkType = "bluetooth"}, "1m expert restricted moderate standard"},
    {Rule::S10In, {.networkType = "uwb"}, "1m expert restricted moderate specialized"},
    {Rule::S10In, {.networkType = "nfc"}, "1m expert restricted moderate specialized"},
    {Rule::S10In, {.networkType = "lf"}, "1m expert restricted moderate specialized"},
    {Rule::S10In, {.networkType = "plc"}, "1m expert restricted moderate specialized"},
    {Rule::S10In, {.networkType = "ethernet"}, "1m expert restricted unlimited standard"},
    {Rule::S10In, {.networkType = "can"}, "1m expert confidential unlimited standard"},
    {Rule::S10In, {.networkType = "canFd"}, "1m expert confidential unlimited standard"},
    {Rule::S10In, {.networkType = "lin"}, "1m expert confidential unlimited specialized"},
    {Rule::S10In, {.networkType = "flexRay"}, "1m expert confidential unlimited specialized"},
    {Rule::S11Routes, {.networkType = "can"}, "1w proficient restricted unlimited standard"},
    {Rule::S11Carries, {.networkType = "can"}, "1w proficient public unlimited standard"},
    {Rule::S11Carries, {.networkType = "lin"}, "1w proficient public unlimited standard"},
    {Rule::S11Carries, {.networkType = "ethernet"}, "1w proficient public unlimited standard"},
    {Rule::S11Carries, {.networkType = "can", .safetyRelevant = true}, "1m expert restricted unlimited standard"},
    {Rule::S11Carries, {.safetyRelevant = true}, "1m expert restricted unlimited standard"},
    {Rule::S11Carries, {.networkType = "flexRay"}, "1m expert confidential unlimited specialized"},
    {Rule::S11Carries,
     {.networkType = "flexRay", .safetyRelevant = true},
     "1m expert confidential unlimited specialized"},
    {Rule::S12, {}, nothing},
    {Rule::S13, {.storedIn = StoredIn::Backend}, "1d proficient public unlimited standard"},
    {Rule::S13, {.storedIn = StoredIn::Application}, "1w proficient public unlimited standard"},
    {Rule::S13, {.storedIn = StoredIn::Component}, "1w expert restricted unlimited standard"},
    {Rule::S13, {.storedIn = StoredIn::OwnComponent}, "1m expert restricted unlimited specialized"},
    {Rule::S13, {.storedIn = StoredIn::Component, .hardwareKey = true}, "6m multiple confidential moderate bespoke"},
    {Rule::S13, {.storedIn = StoredIn::OwnComponent, .hardwareKey = true}, "6m multiple confidential moderate bespoke"},
    {Rule::S13, {}, "1d proficient public unlimited standard"},
    {Rule::S14, {}, nothing},
    {Rule::S15, {}, nothing},
    {Rule::S16, {}, nothing},
};

} // namespace

class RuleDefaultsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tableRowByRow();
    void everyContextHasAnAnswer();
    void everyEntryIsReached();
    void unknownIsTheEasiest();
    void ruleWithoutEntryCostsNothing();
    void otherMethodsHaveNone();
    void ruleNamesAreDistinct();
};

void RuleDefaultsTest::tableRowByRow()
{
    for (const char *id : methods) {
        const RatingMethod method = loadMethod(id).value();
        for (const Case &one : cases) {
            const std::optional<RuleDefault> found = ruleDefault(method, one.rule, one.context);
            QVERIFY(found);
            QCOMPARE(inWords(found->rating), std::string(one.rating));
            QVERIFY(!found->why.empty());
            QVERIFY(!found->verified);
        }
    }
}

void RuleDefaultsTest::everyContextHasAnAnswer()
{
    const RatingMethod method = loadMethod("attack-potential-g2").value();
    const std::set<Rule> withoutEntry{Rule::S6CallsEndpoint};
    for (int rule = 0; rule < ruleCount; ++rule) {
        for (const RuleContext &context : allContexts()) {
            const std::optional<RuleDefault> found = ruleDefault(method, static_cast<Rule>(rule), context);
            QVERIFY(found);
            QVERIFY(isRated(method, found->rating));
            QCOMPARE(found->entry < 0, withoutEntry.count(static_cast<Rule>(rule)) == 1);
        }
    }
}

void RuleDefaultsTest::everyEntryIsReached()
{
    for (const char *id : methods) {
        const RatingMethod method = loadMethod(id).value();
        std::set<int> reached;
        for (int rule = 0; rule < ruleCount; ++rule)
            for (const RuleContext &context : allContexts())
                reached.insert(ruleDefault(method, static_cast<Rule>(rule), context)->entry);
        reached.insert(ruleDefault(method, Rule::S13, {})->entry);
        reached.erase(-1);
        QCOMPARE(reached.size(), method.ruleDefaults.size());
    }
}

void RuleDefaultsTest::unknownIsTheEasiest()
{
    // What is not given must not make an attack look harder than any type that could be meant.
    const RatingMethod method = loadMethod("attack-potential-g2").value();
    const VectorSpace space(method);
    for (const Rule rule : {Rule::S1, Rule::S5, Rule::S10In, Rule::S10Out, Rule::S11Carries, Rule::S13}) {
        const int unknown = space.indexOf(ruleDefault(method, rule, {})->rating).value();
        for (const RuleContext &context : allContexts())
            QVERIFY(space.lessEqual(unknown, space.indexOf(ruleDefault(method, rule, context)->rating).value()));
    }
}

void RuleDefaultsTest::ruleWithoutEntryCostsNothing()
{
    RatingMethod method = loadMethod("attack-potential-g2").value();
    std::erase_if(method.ruleDefaults, [](const RuleEntry &entry) { return entry.rule == Rule::S5; });
    const std::optional<RuleDefault> found = ruleDefault(method, Rule::S5, {.exposure = "internal"});
    QVERIFY(found);
    QCOMPARE(inWords(found->rating), std::string(nothing));
    QCOMPARE(found->entry, -1);
}

void RuleDefaultsTest::otherMethodsHaveNone()
{
    for (const char *id : {"cvss-g3", "attack-vector-g4"}) {
        const RatingMethod method = loadMethod(id).value();
        QVERIFY(!ruleDefault(method, Rule::S5, {.exposure = "internet"}));
        QVERIFY(method.ruleDefaultsNote.find("None") != std::string::npos);
    }
}

void RuleDefaultsTest::ruleNamesAreDistinct()
{
    std::set<std::string_view> names;
    for (int rule = 0; rule < ruleCount; ++rule)
        names.insert(ruleName(static_cast<Rule>(rule)));
    QCOMPARE(names.size(), std::size_t(ruleCount));
    QCOMPARE(ruleName(Rule::S6CallsService), std::string_view("S6CallsService"));
    QCOMPARE(ruleName(Rule::S10In), std::string_view("S10In"));
    QCOMPARE(ruleName(Rule::S16), std::string_view("S16"));
}

TARASCOPE_TEST(RuleDefaultsTest)
#include "ruledefaultstest.moc"
