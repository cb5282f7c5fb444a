#include "importers/lossreport.h"

#include <iterator>

namespace tarascope {

LossReport::Sort &LossReport::sort(std::string name)
{
    const auto [at, added] = m_places.try_emplace(std::move(name), m_sorts.size());
    if (added)
        m_sorts.emplace_back();
    return m_sorts[at->second];
}

void LossReport::count(std::string what, const char *text, const char *code, const Where &where, std::int64_t times)
{
    if (times <= 0)
        return;
    Sort &counted = sort(code + (" " + what));
    if (counted.count == 0)
        counted.counted = {std::move(what), {text, {}, code}, where};
    counted.count += times;
}

void LossReport::list(std::string what, Message why, Where where)
{
    Sort &found = sort(why.code);
    ++found.count;
    if (found.count <= listed)
        found.findings.push_back({std::move(what), std::move(why), std::move(where)});
}

std::vector<LossEntry> LossReport::take()
{
    std::vector<LossEntry> lines;
    for (Sort &each : m_sorts) {
        if (each.findings.empty()) {
            each.counted.why.args = {std::to_string(each.count)};
            lines.push_back(std::move(each.counted));
            continue;
        }
        const LossEntry last = each.findings.back();
        std::move(each.findings.begin(), each.findings.end(), std::back_inserter(lines));
        if (each.count > listed)
            lines.push_back({last.what,
                             {QT_TRANSLATE_NOOP("model", "%1 more findings of this sort are not listed"),
                              {std::to_string(each.count - listed)},
                              "moreFindings"},
                             {last.where.file, 0, 0, -1, {}, {}}});
    }
    m_sorts.clear();
    m_places.clear();
    return lines;
}

} // namespace tarascope
