#pragma once
#include "model/batch.h"

#include <map>

namespace tarascope {

/// Collects what an import says about parts that are not in the graph one to one: a sort of part that occurs often
/// makes one line with its count and its first place, single findings make a line each up to a limit.
class LossReport
{
public:
    /// Counts one (or `times`) of a sort. `what` and `code` name the sort; `text` has %1 for the
    /// count.
    void count(std::string what, const char *text, const char *code, const Where &where, std::int64_t times = 1);
    /// Lists a finding; beyond `listed` findings of one code only their number is told.
    void list(std::string what, Message why, Where where);
    /// All lines in the order in which their sorts were first met; the report is empty afterwards.
    std::vector<LossEntry> take();

    static constexpr std::int64_t listed = 100;

private:
    struct Sort {
        LossEntry counted;
        std::int64_t count = 0;
        std::vector<LossEntry> findings;
    };
    Sort &sort(std::string name);

    std::vector<Sort> m_sorts;
    std::map<std::string, std::size_t> m_places;
};

} // namespace tarascope
