#include "tests/fleetgen/oracle/record.h"

#include <algorithm>
#include <set>

namespace oracle {
namespace {

constexpr std::int64_t minute = 60'000;
constexpr std::int64_t hour = 60 * minute;
using Names = std::set<std::string>;

// The links of one scope, grown round by round.
class Chain
{
public:
    explicit Chain(const Case &each) : m_case(each)
    {
        for (const auto &[type, value] : each.seeds) {
            if (type == "token")
                m_tokens.insert(value);
            else if (type == "actor")
                m_followed.insert(value);
            else if (type == "request")
                m_requests.insert(value);
            else if (type == "job")
                m_jobs.insert(value);
        }
    }

    void close()
    {
        std::size_t before = 0;
        do {
            before = size();
            for (const Record &record : m_case.records)
                follow(record);
            otherSessions();
        } while (size() != before);
    }

    bool inWindow(const Record &record) const { return record.ts >= m_case.from && record.ts <= m_case.to; }
    bool strong(const Record &record) const
    {
        if (record.kind == "alert" || record.kind == "tele" || record.kind == "veh")
            return false;
        if (record.kind == "job")
            return (!record.job.empty() && m_jobs.count(record.job) > 0) || (!record.request.empty() && m_requests.count(record.request) > 0);
        if (!inWindow(record))
            return false;
        return (!record.token.empty() && m_tokens.count(record.token) > 0) || m_followed.count(record.actor) > 0 ||
               (!record.request.empty() && m_requests.count(record.request) > 0);
    }
    bool weak(const Record &record) const { return inWindow(record) && (m_undecided.count(record.token) > 0 || m_neighbours.count(record.token) > 0); }

    void findNeighbours()
    {
        for (const Record &own : m_case.records) {
            if (!strong(own) || own.net.empty() || own.kind == "job" || crowded(own.net, own.ts))
                continue;
            for (const Record &other : m_case.records) {
                if (other.net == own.net && !other.token.empty() && m_tokens.count(other.token) == 0 && std::abs(other.ts - own.ts) <= hour)
                    m_neighbours.insert(other.token);
            }
        }
    }

    const Names &tokens() const { return m_tokens; }
    const Names &undecided() const { return m_undecided; }
    Names accounts() const
    {
        Names all = m_followed;
        all.insert(m_named.begin(), m_named.end());
        return all;
    }
    const Names &asked() const { return m_asked; }

private:
    std::size_t size() const { return m_tokens.size() + m_followed.size() + m_named.size() + m_requests.size() + m_jobs.size(); }

    std::size_t users(const std::string &token) const
    {
        Names actors;
        for (const Record &record : m_case.records) {
            if (record.token == token && !record.actor.empty())
                actors.insert(record.actor);
        }
        return actors.size();
    }

    void follow(const Record &record)
    {
        if (record.kind == "auth" && !record.parent.empty() && m_tokens.count(record.parent) > 0)
            m_tokens.insert(record.token);
        if (!strong(record))
            return;
        if (!record.token.empty() && m_tokens.count(record.token) == 0 && m_followed.count(record.actor) > 0) {
            if (users(record.token) <= 3)
                m_tokens.insert(record.token);
            else
                m_asked.insert("token=" + record.token);
        }
        if (!record.actor.empty() && record.kind != "job")
            m_named.insert(record.actor);
        if (!record.request.empty())
            m_requests.insert(record.request);
        if (!record.job.empty())
            m_jobs.insert(record.job);
        if (record.kind == "change" && record.decision == "allow" && !record.subject.empty())
            m_followed.insert(record.subject);
    }

    // More than 50 tokens or 20 actors within an hour: an address of many.
    bool crowded(const std::string &net, std::int64_t ts) const
    {
        Names tokens;
        Names actors;
        for (const Record &record : m_case.records) {
            if (record.net == net && std::abs(record.ts - ts) <= hour) {
                tokens.insert(record.token);
                actors.insert(record.actor);
            }
        }
        return tokens.size() > 50 || actors.size() > 20;
    }

    // Other tokens of an account that was only named: followed when they share an address with the chain, else asked.
    void otherSessions()
    {
        m_undecided.clear();
        Names nets;
        for (const Record &record : m_case.records) {
            if (strong(record) && record.kind != "job" && m_tokens.count(record.token) > 0 && !record.net.empty() && nets.count(record.net) == 0 && !crowded(record.net, record.ts))
                nets.insert(record.net);
        }
        Names shared;
        for (const Record &record : m_case.records) {
            if (record.token.empty() || m_tokens.count(record.token) > 0 || m_named.count(record.actor) == 0 || m_followed.count(record.actor) > 0 || !inWindow(record))
                continue;
            if (nets.count(record.net) > 0)
                shared.insert(record.token);
            m_undecided.insert(record.token);
            m_ofToken[record.token] = record.actor;
        }
        for (const std::string &token : shared) {
            m_tokens.insert(token);
            m_undecided.erase(token);
        }
    }

    const Case &m_case;
    Names m_tokens, m_followed, m_named, m_requests, m_jobs, m_undecided, m_neighbours, m_asked;
    std::map<std::string, std::string> m_ofToken;

public:
    Names askedActors() const
    {
        Names actors;
        for (const std::string &token : m_undecided)
            actors.insert("actor=" + m_ofToken.at(token));
        return actors;
    }
};

// Whether the sources of one role and scope have no gap in the window.
bool covers(const Case &each, const std::string &required, const std::string &region, std::int64_t from, std::int64_t to)
{
    const std::string role = required.substr(0, required.find(':'));
    const std::string wanted = required.find(':') == std::string::npos ? "" : required.substr(required.find(':') + 1);
    if (!wanted.empty() && wanted != "region=" + region)
        return true; // not for this car
    std::vector<std::int64_t> times;
    for (const Source &source : each.sources) {
        if (source.role == role && source.scope == wanted)
            times.insert(times.end(), source.times.begin(), source.times.end());
    }
    std::sort(times.begin(), times.end());
    if (times.size() < 2 || times.front() > from || times.back() < to)
        return false;
    std::vector<std::int64_t> steps;
    for (std::size_t n = 1; n < times.size(); ++n)
        steps.push_back(times[n] - times[n - 1]);
    std::vector<std::int64_t> sorted = steps;
    std::sort(sorted.begin(), sorted.end());
    const std::int64_t median = sorted[sorted.size() / 2];
    if (median > minute)
        return false;
    const std::int64_t longest = std::max(5 * minute, 10 * median);
    for (std::size_t n = 1; n < times.size(); ++n) {
        if (steps[n - 1] > longest && times[n - 1] < to && times[n] > from)
            return false;
    }
    return true;
}

struct Touched {
    bool strong = false, allowed = false, executed = false, weak = false, exposed = false;
    std::map<std::string, std::pair<bool, bool>> jobs; ///< waiting, ended
};

std::string classOf(const Touched &car)
{
    const bool open = std::any_of(car.jobs.begin(), car.jobs.end(), [](const auto &job) { return job.second.first && !job.second.second; });
    if (car.executed)
        return "A5";
    if (open)
        return "A4";
    if (car.allowed)
        return "A3";
    if (car.strong)
        return "A2";
    return car.exposed ? "A1" : car.weak ? "A0" : "N";
}

void touch(Touched &car, const Record &record)
{
    if (record.kind == "job") {
        auto &[waiting, ended] = car.jobs[record.job];
        waiting = waiting || record.state == 3 || record.state == 4;
        ended = ended || record.state >= 5;
        car.executed = car.executed || record.state == 5 || record.state == 6;
        return;
    }
    car.strong = true;
    car.allowed = car.allowed || record.decision == "allow";
}

} // namespace

Scope scopeOf(const Case &each)
{
    Chain chain(each);
    chain.close();
    chain.findNeighbours();
    std::map<std::string, Touched> cars;
    std::int64_t first = INT64_MAX;
    std::int64_t last = INT64_MIN;
    for (const Record &record : each.records) {
        const bool strong = chain.strong(record);
        if (strong) {
            first = std::min(first, record.ts);
            last = std::max(last, record.ts);
        }
        if (record.vehicle.empty())
            continue;
        if (strong)
            touch(cars[record.vehicle], record);
        else if (record.kind != "job" && record.kind != "veh" && record.kind != "alert" && chain.weak(record))
            cars[record.vehicle].weak = true;
    }
    const std::int64_t from = each.from == INT64_MIN ? first : each.from;
    const std::int64_t to = each.to == INT64_MAX ? last : each.to;
    for (const std::string &actor : chain.accounts()) {
        const auto at = each.relations.find(actor);
        if (at == each.relations.end())
            continue;
        for (const RelationRow &row : at->second) {
            if (row.kind == "formerOwner" || row.kind == "none" || row.from > to || (row.to != 0 && row.to <= from))
                continue;
            for (const auto &[vin, rows] : each.registry) {
                const RegistryRow *car = each.row(vin, from);
                if (row.object == vin || (car != nullptr && car->tenant == row.object))
                    cars[vin].exposed = true;
            }
        }
    }
    Scope scope;
    std::map<std::string, bool> covered;
    for (const auto &[vin, rows] : each.registry) {
        std::string name = classOf(cars[vin]);
        if (name < "A2" || name == "N") {
            for (const std::string &required : each.required) {
                const std::string key = required + '|' + rows.back().region;
                if (covered.count(key) == 0)
                    covered[key] = covers(each, required, rows.back().region, from, to);
                if (!covered[key])
                    name = "U";
            }
        }
        scope.classes[vin] = name;
    }
    for (const std::string &token : chain.tokens())
        scope.strong.push_back("token=" + token);
    for (const std::string &actor : chain.accounts())
        scope.strong.push_back("actor=" + actor);
    std::sort(scope.strong.begin(), scope.strong.end());
    for (const auto &names : {chain.asked(), chain.askedActors()})
        scope.asked.insert(scope.asked.end(), names.begin(), names.end());
    return scope;
}

} // namespace oracle
