#include "model/inventory/metrics.h"

#include "tests/casetext.h"
#include "tests/randommodel.h"
#include "tests/testmain.h"

#include <QtCore/QDate>

using namespace tarascope;

namespace {

const Date today{2026, 11, 21};

const Metric &pick(const std::vector<Metric> &all, const std::string &id)
{
    for (const Metric &metric : all)
        if (metric.id == id)
            return metric;
    qFatal("no metric %s", id.c_str());
}

std::string amount(const std::optional<double> &value)
{
    return value ? QString::number(*value, 'g', 6).toStdString() : "none";
}

/// "50..75 of 4: API-1 counted, API-2 unknown"
std::string told(const std::string &id, const std::string &lines, Date asOf = today)
{
    const LoadedCase loaded = caseOf(lines);
    const Metric metric = pick(metrics(loaded.graph, asOf), id);
    std::string out =
        amount(metric.lower) + ".." + amount(metric.upper) + " of " + std::to_string(metric.denominator) + ":";
    for (const MetricMember &member : metric.members)
        out += " " + loaded.graph.item(member.item)->key + "=" + std::string(memberStateName(member.state));
    return out;
}

const char *const checked = "API-1 hasVersion AV-1; AV-1 exposes EP-1; EP-1 invokes CM-1; CT-1 = 10000\n"
                            "CT-1 guards EP-1 {\"chainLink\":\"L3\"}; TC-1 verifies CT-1\n";

/// An independent count: everything is looked up by going over all links of the graph, by words of the definition.
class Oracle
{
public:
    Oracle(const Graph &graph, Date asOf) : m_graph(graph), m_asOf(asOf) {}

    struct Count {
        int yes = 0, maybe = 0, all = 0;
        bool operator==(const Count &) const = default;
    };

    Count of(std::string_view metric) const
    {
        Count count;
        m_graph.forEachItem([&](ItemId id, const Item &item) {
            const int said = metric == "M1"    ? owned(id, item)
                             : metric == "M2"  ? tested(id, item)
                             : metric == "M3"  ? stepUp(item)
                             : metric == "M4"  ? old(item)
                             : metric == "M5"  ? weak(item)
                             : metric == "M10" ? reviewed(item)
                                               : limited(id, item);
            count.all += said >= 0;
            count.yes += said == 2;
            count.maybe += said == 1;
        });
        return count;
    }

private:
    static constexpr int out = -1, no = 0, maybe = 1, yes = 2;

    std::vector<ItemId> far(ItemId from, LinkKind kind, bool forward = true) const
    {
        std::vector<ItemId> found;
        m_graph.forEachLink([&](LinkId id, const Link &link) {
            if (link.kind == kind && (forward ? m_graph.from(id) : m_graph.to(id)) == from)
                found.push_back(forward ? m_graph.to(id) : m_graph.from(id));
        });
        return found;
    }
    std::vector<ItemId> endpoints(ItemId api) const
    {
        std::vector<ItemId> found;
        for (ItemId version : far(api, LinkKind::hasVersion))
            for (ItemId endpoint : far(version, LinkKind::exposes))
                found.push_back(endpoint);
        return found;
    }
    template <class T> static std::optional<T> said(const Item &item, Attr attr)
    {
        const Value *value = item.attributes.find(attr);
        return value ? std::optional(std::get<T>(*value)) : std::nullopt;
    }
    static bool words(const Item &item, Attr attr) { return !said<std::string>(item, attr).value_or("").empty(); }
    static long days(Date date) { return static_cast<long>(QDate(date.year, date.month, date.day).toJulianDay()); }

    int owned(ItemId id, const Item &item) const
    {
        if (item.kind != Kind::api)
            return out;
        return words(item, Attr::owner) && !endpoints(id).empty() ? yes : no;
    }
    static int stepUp(const Item &item)
    {
        if (item.kind != Kind::command)
            return out;
        const auto asked = said<bool>(item, Attr::requiresStepUp);
        return !asked ? maybe : *asked ? yes : no;
    }
    int old(const Item &item) const
    {
        if (item.kind != Kind::apiVersion)
            return out;
        const std::string_view phase = choiceName(item, Attr::lifecycle);
        if (phase == "design" || phase == "retired")
            return no;
        const auto since = said<Date>(item, Attr::deprecatedOn);
        if (phase == "deprecated" || (since && days(*since) <= days(m_asOf)))
            return yes;
        return phase == "active" ? no : maybe;
    }
    int weak(const Item &item) const
    {
        if (item.kind != Kind::credential)
            return out;
        static const std::map<std::string_view, long> limits{
            {"userToken", 3600}, {"refreshToken", 2592000},       {"clientSecret", 31536000},
            {"apiKey", 7776000}, {"clientCertificate", 31536000}, {"serviceKey", 7776000}};
        const std::string_view kind = choiceName(item, Attr::kind);
        const auto limit = limits.find(kind);
        const auto holders = said<std::int64_t>(item, Attr::sharedBy);
        const auto life = said<std::int64_t>(item, Attr::lifetime);
        const auto rotated = said<Date>(item, Attr::rotatedOn);
        const bool secret = kind == "clientSecret" || kind == "apiKey" || kind == "serviceKey";
        if (kind == "fleetCertificate" || holders.value_or(1) > 1)
            return yes;
        if (limit != limits.end() && life && *life > limit->second)
            return yes;
        if (secret && rotated && (days(m_asOf) - days(*rotated)) * 86400 > limit->second)
            return yes;
        const bool ageKnown = secret ? rotated.has_value() : limit == limits.end() || life.has_value();
        return kind.empty() || !holders || !ageKnown ? maybe : no;
    }
    int reviewed(const Item &item) const
    {
        if (item.kind != Kind::api)
            return out;
        const bool partner = choiceName(item, Attr::exposure) == "partner" || words(item, Attr::partner);
        if (!partner)
            return choiceName(item, Attr::exposure).empty() ? maybe : out;
        const auto last = said<Date>(item, Attr::lastReview);
        if (!last)
            return no;
        const long age = days(m_asOf) - days(*last);
        const long holds = std::min<long>(180, said<std::int64_t>(item, Attr::reviewValidDays).value_or(365));
        return age < 0 ? maybe : age <= holds ? yes : no;
    }
    int limited(ItemId id, const Item &item) const
    {
        if (item.kind == Kind::businessFlow)
            return words(item, Attr::semanticLimits) ? yes : no;
        const auto sensitive = said<bool>(item, Attr::sensitiveFlow);
        if (item.kind != Kind::endpoint || (sensitive && !*sensitive) || !far(id, LinkKind::partOf).empty())
            return out;
        if (!sensitive)
            return maybe;
        bool controlled = false;
        m_graph.forEachItem([&](ItemId api, const Item &other) {
            if (other.kind == Kind::api && words(other, Attr::semanticAbuseControls))
                for (ItemId endpoint : endpoints(api))
                    controlled = controlled || endpoint == id;
        });
        return controlled ? yes : no;
    }
    int tested(ItemId id, const Item &item) const
    {
        if (item.kind != Kind::api)
            return out;
        bool unsaid = false, object = false, untested = false;
        for (ItemId endpoint : endpoints(id)) {
            const auto commands = far(endpoint, LinkKind::invokes);
            const auto data = far(endpoint, LinkKind::touches);
            const auto needs = far(endpoint, LinkKind::needsRelationship);
            unsaid = unsaid ||
                     (commands.empty() && data.empty() && needs.empty() && far(endpoint, LinkKind::issues).empty());
            bool names = !commands.empty() || !needs.empty();
            for (ItemId touched : data)
                names = names || m_graph.item(touched)->kind == Kind::objectType ||
                        said<bool>(*m_graph.item(touched), Attr::personalData).value_or(false);
            object = object || names;
            untested = untested || (names && !someTestRan(endpoint, commands));
        }
        return untested ? no : unsaid ? maybe : object ? yes : out;
    }
    bool someTestRan(ItemId endpoint, std::vector<ItemId> places) const
    {
        places.push_back(endpoint);
        const auto here = [&places](ItemId item) { return std::count(places.begin(), places.end(), item) > 0; };
        bool found = false;
        m_graph.forEachItem([&](ItemId test, const Item &item) {
            if (item.kind != Kind::testCase || !ran(item))
                return;
            bool namesHere = false, namesElsewhere = false, byControl = false;
            for (ItemId verified : far(test, LinkKind::verifies)) {
                const Kind kind = m_graph.item(verified)->kind;
                if (kind == Kind::endpoint || kind == Kind::command)
                    (here(verified) ? namesHere : namesElsewhere) = true;
                m_graph.forEachLink([&](LinkId id, const Link &link) {
                    const auto at = link.attributes.get<Choice>(Attr::chainLink);
                    byControl = byControl || (link.kind == LinkKind::guards && at && at->index == 2 &&
                                              m_graph.from(id) == verified && here(m_graph.to(id)));
                });
            }
            const auto broken = said<ChoiceList>(item, Attr::brokenLinks).value_or(ChoiceList{});
            const bool namesL3 = std::count(broken.begin(), broken.end(), Choice{2}) > 0;
            found = found || (namesHere && namesL3) || (byControl && (namesHere || !namesElsewhere));
        });
        return found;
    }
    bool ran(const Item &test) const
    {
        std::map<std::string, const Outcome *> last;
        m_graph.forEachOutcome([&](const Outcome &outcome) {
            const auto day = Date::fromIso(outcome.at.substr(0, 10));
            if (outcome.test != test.uid || !day || *day > m_asOf)
                return;
            const Outcome *&slot = last[outcome.environment];
            if (!slot || std::pair(slot->at, slot->uid) < std::pair(outcome.at, outcome.uid))
                slot = &outcome;
        });
        for (const auto &[environment, outcome] : last)
            if ((outcome->verdict == Verdict::Pass || outcome->verdict == Verdict::Fail ||
                 outcome->verdict == Verdict::FailClosed) &&
                days(m_asOf) - days(*Date::fromIso(outcome->at.substr(0, 10))) <= 90)
                return true;
        return false;
    }

    const Graph &m_graph;
    Date m_asOf;
};

} // namespace

/// Governance metrics: the edges of their definitions, and an independent count over random models.
class MetricsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void edges_data()
    {
        QTest::addColumn<std::string>("metric");
        QTest::addColumn<std::string>("lines");
        QTest::addColumn<std::string>("says");
        const auto row = [](const char *name, const char *metric, const std::string &lines, const char *says) {
            QTest::newRow(name) << std::string(metric) << lines << std::string(says);
        };
        row("owner and endpoint", "M1", R"(API-1 {"owner":"Team"}; API-2 {"owner":"Team"}; API-3 {}
API-1 hasVersion AV-1; AV-1 exposes EP-1; API-3 hasVersion AV-2; AV-2 exposes EP-2)",
            "33.3333..33.3333 of 3: API-1=counted API-2=notCounted API-3=notCounted");
        row("no API at all", "M1", "EP-1 {}", "none..none of 0:");
        row("fresh test", "M2", checked + std::string("TC-1 : fail 2026-08-23"), "100..100 of 1: API-1=counted");
        row("91 days ago", "M2", checked + std::string("TC-1 : pass 2026-08-22"), "0..0 of 1: API-1=notCounted");
        row("stale", "M2", checked + std::string("TC-1 : stale 2026-11-20"), "0..0 of 1: API-1=notCounted");
        row("tomorrow's run", "M2", checked + std::string("TC-1 : pass 2026-11-22"), "0..0 of 1: API-1=notCounted");
        row("speaks of another place", "M2", checked + std::string("TC-1 verifies EP-2; TC-1 : pass 2026-11-20"),
            "0..0 of 1: API-1=notCounted");
        row("an endpoint about nothing", "M2", checked + std::string("TC-1 : pass 2026-11-20; AV-1 exposes EP-2"),
            "0..100 of 1: API-1=unknown");
        row("by the links it breaks", "M2",
            R"(API-1 hasVersion AV-1; AV-1 exposes EP-1; EP-1 touches OT-1
TC-1 {"brokenLinks":["L3"]}; TC-1 verifies EP-1; TC-1 : pass 2026-11-20)",
            "100..100 of 1: API-1=counted");
        row("no object", "M2", "API-1 hasVersion AV-1; AV-1 exposes EP-1; EP-1 touches DA-1", "none..none of 0:");
        row("step-up", "M3", R"(CM-1 {"requiresStepUp":true}; CM-2 {"requiresStepUp":false}; CM-3 {}; CM-10 {})",
            "25..75 of 4: CM-1=counted CM-2=notCounted CM-3=unknown CM-10=unknown");
        row("lifecycle", "M4",
            R"(AV-1 {"lifecycle":"deprecated"}; AV-2 {"lifecycle":"active"}; AV-3 {"lifecycle":"retired","deprecatedOn":"2020-01-01"}
AV-4 {"lifecycle":"active","deprecatedOn":"2026-11-21"}; AV-5 {"lifecycle":"active","deprecatedOn":"2026-11-22"}; AV-6 {})",
            "2..3 of 6: AV-1=counted AV-2=notCounted AV-3=notCounted AV-4=counted AV-5=notCounted AV-6=unknown");
        row("credentials", "M5",
            R"(CR-1 {"kind":"apiKey","sharedBy":2}; CR-2 {"kind":"userToken","lifetime":3600,"sharedBy":1}
CR-3 {"kind":"userToken","lifetime":3601}; CR-4 {"kind":"userToken","lifetime":60}; CR-5 {"kind":"serviceKey","sharedBy":1}
CR-6 {"kind":"deviceKey","sharedBy":1})",
            "2..4 of 6: CR-1=counted CR-2=notCounted CR-3=counted CR-4=unknown CR-5=unknown CR-6=notCounted");
        row("reviews", "M10",
            R"(API-1 {"exposure":"partner","lastReview":"2026-05-25"}; API-2 {"exposure":"partner","lastReview":"2026-05-24"}
API-3 {"exposure":"internet"}; API-4 {}; API-5 {"partner":"Fleet Ltd","exposure":"vpn","lastReview":"2026-12-01"})",
            "25..75 of 4: API-1=counted API-2=notCounted API-4=unknown API-5=unknown");
        row("flows", "M11",
            R"(BF-1 {"semanticLimits":"5 an hour"}; BF-2 {}; EP-1 {"sensitiveFlow":true}; EP-1 partOf BF-2; EP-2 {"sensitiveFlow":true}
EP-3 {"sensitiveFlow":false}; EP-4 {}; API-1 {"semanticAbuseControls":"limits"}; API-1 hasVersion AV-1; AV-1 exposes EP-2)",
            "50..75 of 4: BF-1=counted BF-2=notCounted EP-2=counted EP-4=unknown");
    }
    void edges()
    {
        QFETCH(std::string, metric);
        QFETCH(std::string, lines);
        QFETCH(std::string, says);
        QVERIFY2(told(metric, lines) == says, told(metric, lines).c_str());
    }

    void whatTheModelCannotTellSaysWhatItNeeds()
    {
        const std::vector<Metric> all = metrics(Graph(), today);
        QCOMPARE(all.size(), std::size_t(11));
        for (const Metric &metric : all) {
            const bool computed = metric.id != "M6" && metric.id != "M7" && metric.id != "M8" && metric.id != "M9";
            QCOMPARE(metric.computed, computed);
            QVERIFY(computed || (!metric.value && metric.note.english().find("Needs") == 0));
        }
    }

    void anIndependentCountAgrees()
    {
        int told = 0;
        for (std::uint32_t seed = 1; seed <= 60; ++seed) {
            const Graph graph = grown(seed);
            for (const Metric &metric : metrics(graph, today)) {
                if (!metric.computed)
                    continue;
                const Oracle::Count wanted = Oracle(graph, today).of(metric.id);
                const Oracle::Count found{static_cast<int>(metric.numerator), static_cast<int>(metric.unknown),
                                          static_cast<int>(metric.denominator)};
                QVERIFY2(found == wanted, qPrintable(QStringLiteral("seed %1, %2: %3/%4/%5, wanted %6/%7/%8")
                                                         .arg(seed)
                                                         .arg(QString::fromStdString(std::string(metric.id)))
                                                         .arg(found.yes)
                                                         .arg(found.maybe)
                                                         .arg(found.all)
                                                         .arg(wanted.yes)
                                                         .arg(wanted.maybe)
                                                         .arg(wanted.all)));
                told += wanted.yes > 0 && wanted.yes < wanted.all;
            }
        }
        QVERIFY2(told > 100, qPrintable(QString::number(told))); // the models are not all alike
    }

private:
    /// A value near the edges of the definitions, or none.
    static std::optional<Value> someValue(RandomModel &model, const AttributeDef &def)
    {
        static const Date dates[] = {{2026, 11, 21}, {2026, 11, 22}, {2026, 8, 23}, {2026, 8, 22},
                                     {2026, 5, 25},  {2026, 5, 24},  {2025, 11, 21}};
        static const std::int64_t numbers[] = {1, 1, 1, 2, 60, 3600, 3601, 400};
        if (model.chance(3))
            return std::nullopt;
        switch (def.type) {
        case AttributeType::Text:
        case AttributeType::LongText: return Value(std::string(model.chance(4) ? "" : "said"));
        case AttributeType::Bool: return Value(model.chance(2));
        case AttributeType::Integer: return Value(numbers[model.pick(8)]);
        case AttributeType::Day: return Value(dates[model.pick(7)]);
        case AttributeType::Enum:
            return Value(Choice{static_cast<std::uint16_t>(model.pick(static_cast<int>(def.choices.size())))});
        default: return std::nullopt;
        }
    }

    /// A random model with the kinds that metrics look at.
    static Graph grown(std::uint32_t seed)
    {
        RandomModel model(seed);
        Graph graph = model.make({});
        const auto add = [&graph](const Record &record) { graph = applied(graph, adding(record)); };
        for (const auto &[kind, count] : {std::pair(Kind::api, 4),
                                          {Kind::apiVersion, 5},
                                          {Kind::endpoint, 4},
                                          {Kind::businessFlow, 2},
                                          {Kind::credential, 3},
                                          {Kind::command, 2}})
            for (int i = 0; i < count; ++i) {
                Item made = model.item(graph, kind);
                for (const AttributeDef &def : kindDef(kind).attributes)
                    if (auto value = someValue(model, def))
                        made.attributes.set(def.attr, std::move(*value));
                add(std::move(made));
            }
        for (const auto &[kind, count] : {std::pair(LinkKind::hasVersion, 7),
                                          {LinkKind::exposes, 14},
                                          {LinkKind::invokes, 3},
                                          {LinkKind::partOf, 3},
                                          {LinkKind::guards, 6},
                                          {LinkKind::verifies, 8},
                                          {LinkKind::needsRelationship, 1}})
            for (int i = 0; i < count; ++i)
                if (auto link = model.link(graph, kind))
                    add(std::move(*link));
        for (int i = 0; i < 6; ++i)
            if (auto outcome = model.outcome(graph))
                add(std::move(*outcome));
        return graph;
    }
};

TARASCOPE_TEST(MetricsTest)
#include "metricstest.moc"
