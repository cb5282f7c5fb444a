#include "tests/fleetgen/oracle/findings.h"

#include <algorithm>

namespace oracle {
namespace {

// Without a table of networks: the first half of an address, or the first two groups.
std::string placeOf(const std::string &net)
{
    const char mark = net.find(':') != std::string::npos ? ':' : '.';
    const std::size_t one = net.find(mark);
    return one == std::string::npos ? net : net.substr(0, net.find(mark, one + 1));
}

std::string familyOf(const std::string &ua) { return ua.substr(0, ua.find('/')); }

void alternates(const std::string &token, const Of &events, Findings &out)
{
    Of changes;
    for (const Record *record : events) {
        if (!record->net.empty() && (changes.empty() || placeOf(changes.back()->net) != placeOf(record->net)))
            changes.push_back(record);
    }
    for (std::size_t n = 3; n < changes.size(); ++n) {
        const std::string place[] = {placeOf(changes[n - 3]->net), placeOf(changes[n - 2]->net), placeOf(changes[n - 1]->net), placeOf(changes[n]->net)};
        if (place[0] == place[2] && place[1] == place[3] && changes[n]->ts - changes[n - 3]->ts <= 10 * minute && familyOf(changes[n - 1]->ua) != familyOf(changes[n]->ua))
            out.add("D3a", {{"token", token}});
    }
}

void newPlace(const std::string &actor, const Of &events, Findings &out)
{
    std::map<std::string, std::int64_t> seen;
    for (std::size_t n = 0; n < events.size(); ++n) {
        if (events[n]->net.empty())
            continue;
        const std::string where = placeOf(events[n]->net) + '|' + familyOf(events[n]->ua);
        const bool mature = n >= 20 && events[n]->ts - events[0]->ts >= 3 * day;
        const auto at = seen.find(where);
        if (mature && (at == seen.end() || events[n]->ts - at->second > 14 * day))
            out.add("D3b", {{"actor", actor}});
        seen[where] = events[n]->ts;
    }
}

bool changesHands(const Record &record) { return record.op == "transferOwner" && record.decision == "allow"; }
bool empowers(const Record &record) { return changesHands(record) || ((record.op == "addUser" || record.op == "addKey") && record.decision == "allow"); }

void ownership(const std::string &car, const Of &events, Findings &out)
{
    Of changes;
    for (const Record *record : events) {
        if (changesHands(*record))
            changes.push_back(record);
    }
    for (std::size_t n = 1; n < changes.size(); ++n) {
        if (changes[n]->ts - changes[n - 1]->ts <= 30 * day)
            out.add("D5a", {{"vehicle", car}});
    }
}

bool works(const Record &record)
{
    return record.actor.starts_with("dealer") || record.actor.starts_with("support") || record.tenant.starts_with("dealer") || record.tenant.starts_with("autohus");
}

void manyChanges(const Case &each, const std::string &actor, const Of &events, Findings &out)
{
    Of changes;
    for (const Record *record : events) {
        if (empowers(*record) && works(*record) && !record->vehicle.empty())
            changes.push_back(record);
    }
    for (std::size_t n = 0; n < changes.size(); ++n) {
        std::set<std::string> cars;
        bool without = false;
        for (std::size_t at = beginOf(changes, n, day); at <= n; ++at) {
            const Record &change = *changes[at];
            cars.insert(change.vehicle);
            without = without || (!each.related(actor, change.vehicle, change.ts, "dealerCase") && !each.related(actor, change.vehicle, change.ts, "supportCase"));
        }
        if (cars.size() >= 5 && without)
            out.add("D5b", {{"actor", actor}});
    }
}

void takeover(const Case &each, const Record &change, Findings &out)
{
    if (!empowers(change) || change.subject.empty() || change.vehicle.empty())
        return;
    std::int64_t told = INT64_MAX;
    for (const Record &record : each.records) {
        if (record.kind == "change" && record.op == "notifyOwner" && record.vehicle == change.vehicle && record.ts >= change.ts)
            told = std::min(told, record.ts);
        if (record.kind == "api" && record.actor == change.subject && record.vehicle == change.vehicle && !record.command.empty() && record.ts >= change.ts && record.ts - change.ts <= 30 * minute && record.ts < told)
            out.add("D5c", {{"vehicle", change.vehicle}, {"subject", change.subject}});
    }
}

bool inOffice(std::int64_t ts)
{
    const std::int64_t weekday = (ts / day + 3) % 7; // 0 is Monday
    const std::int64_t inDay = ts % day;
    return weekday < 5 && inDay >= 6 * hour && inDay < 18 * hour;
}

void privileges(const Case &each, const Record &grant, Findings &out)
{
    if (grant.op != "grantScope" || grant.subject.empty())
        return;
    const auto has = [](const std::vector<std::string> &list, const std::string &name) { return std::find(list.begin(), list.end(), name) != list.end(); };
    bool brief = false;
    for (const Record &record : each.records)
        brief = brief || (record.op == "revokeScope" && record.subject == grant.subject && record.scopes == grant.scopes && record.ts >= grant.ts && record.ts - grant.ts <= hour);
    if (has(each.context.sensitive, grant.scopes) || !has(each.context.approvers, grant.actor) || !inOffice(grant.ts) || brief)
        out.add("D7", {{"workload", grant.subject}});
}

} // namespace

void identityRules(const Case &each, Findings &out)
{
    for (const auto &[token, events] : by(each, &Record::token, "api"))
        alternates(token, events, out);
    for (const auto &[actor, events] : by(each, &Record::actor, "api"))
        newPlace(actor, events, out);
    for (const auto &[car, events] : by(each, &Record::vehicle, "change"))
        ownership(car, events, out);
    for (const auto &[actor, events] : by(each, &Record::actor, "change"))
        manyChanges(each, actor, events, out);
    for (const Record &record : each.records) {
        if (record.kind != "change")
            continue;
        takeover(each, record, out);
        privileges(each, record, out);
    }
}

} // namespace oracle
