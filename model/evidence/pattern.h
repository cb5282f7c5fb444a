#pragma once
#include "model/result.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tarascope::evidence {

/// A regular expression (PCRE2, on bytes), compiled once and shared by all copies and threads.
class Pattern
{
public:
    enum class Found { Yes, No, GaveUp };

    /// What one thread needs to match; made for the largest pattern it will meet.
    class Groups
    {
    public:
        Groups();
        ~Groups();
        Groups(const Groups &) = delete;
        Groups &operator=(const Groups &) = delete;
        /// The text of a group; a group that took no part has none.
        std::string_view operator[](int group) const;

    private:
        friend class Pattern;
        void *m_match = nullptr;
        std::string_view m_subject;
        int m_count = 0;
    };

    /// `offset` of the error is that of the fault in the text.
    static Result<Pattern> compile(std::string_view text);

    /// GaveUp: the limit of work was reached, which says nothing about the text.
    Found match(std::string_view subject, Groups &groups) const;
    /// Number of a named group, -1 when there is none.
    int group(std::string_view name) const;
    const std::vector<std::pair<std::string, int>> &names() const { return m_shared->names; }
    int groupCount() const { return m_shared->count; }
    const std::string &text() const { return m_shared->text; }

private:
    struct Shared {
        std::string text;
        void *code = nullptr;
        std::vector<std::pair<std::string, int>> names;
        int count = 0;
        Shared() = default;
        Shared(const Shared &) = delete;
        Shared &operator=(const Shared &) = delete;
        ~Shared();
    };
    std::shared_ptr<const Shared> m_shared;
};

} // namespace tarascope::evidence
