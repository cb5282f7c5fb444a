#pragma once
#include "tests/fleetgen/oracle/record.h"

#include <set>

namespace oracle {

constexpr std::int64_t second = 1000;
constexpr std::int64_t minute = 60 * second;
constexpr std::int64_t hour = 60 * minute;
constexpr std::int64_t day = 24 * hour;

/// Findings as text, each once.
class Findings
{
public:
    void add(const std::string &rule, const std::map<std::string, std::string> &key)
    {
        std::string name = rule;
        for (const auto &[field, value] : key)
            name += ' ' + field + '=' + value;
        m_all.insert(name);
    }
    const std::set<std::string> &all() const { return m_all; }

private:
    std::set<std::string> m_all;
};

using Of = std::vector<const Record *>;
/// Events by the value of a field; those without one are left out.
std::map<std::string, Of> by(const Case &each, std::string Record::*field, const std::string &kind);
/// The first event of those that is not within the time before the event at `end`.
std::size_t beginOf(const Of &events, std::size_t end, std::int64_t span);

void requestRules(const Case &each, Findings &out);  ///< D1, D2, D4, D6, D8, D12
void identityRules(const Case &each, Findings &out); ///< D3, D5, D7
void jobRules(const Case &each, Findings &out);      ///< D10, D11
void telemetryRules(const Case &each, Findings &out); ///< D9

} // namespace oracle
