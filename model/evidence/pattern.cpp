#include "model/evidence/pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

namespace tarascope::evidence {

namespace {

// A line of 1 MiB and a sound pattern need far less; a pattern that explodes ends in a few milliseconds.
constexpr std::uint32_t mostSteps = 1'000'000;
constexpr std::uint32_t mostHeapKb = 16'384;
constexpr std::uint32_t mostGroups = 100;

pcre2_code *codeOf(void *code) { return static_cast<pcre2_code *>(code); }
pcre2_match_data *matchOf(void *match) { return static_cast<pcre2_match_data *>(match); }

pcre2_match_context *limits()
{
    struct Context {
        pcre2_match_context *context = pcre2_match_context_create(nullptr);
        Context()
        {
            pcre2_set_match_limit(context, mostSteps);
            pcre2_set_heap_limit(context, mostHeapKb);
            pcre2_set_depth_limit(context, 10'000);
        }
        ~Context() { pcre2_match_context_free(context); }
    };
    static const Context made;
    return made.context;
}

} // namespace

Pattern::Groups::Groups() : m_match(pcre2_match_data_create(mostGroups + 1, nullptr)) {}

Pattern::Groups::~Groups() { pcre2_match_data_free(matchOf(m_match)); }

std::string_view Pattern::Groups::operator[](int group) const
{
    if (group < 0 || group >= m_count)
        return {};
    const PCRE2_SIZE *ends = pcre2_get_ovector_pointer(matchOf(m_match));
    const PCRE2_SIZE begin = ends[2 * group];
    const PCRE2_SIZE end = ends[2 * group + 1];
    return begin == PCRE2_UNSET || end < begin ? std::string_view() : m_subject.substr(begin, end - begin);
}

Pattern::Shared::~Shared() { pcre2_code_free(codeOf(code)); }

Result<Pattern> Pattern::compile(std::string_view text)
{
    int error = 0;
    PCRE2_SIZE at = 0;
    auto shared = std::make_shared<Shared>();
    shared->text = text;
    pcre2_code *code = pcre2_compile(reinterpret_cast<PCRE2_SPTR>(text.data()), text.size(), PCRE2_NEVER_BACKSLASH_C,
                                     &error, &at, nullptr);
    if (!code) {
        PCRE2_UCHAR why[200] = {};
        pcre2_get_error_message(error, why, sizeof why);
        return Error{ErrorKind::Input,
                     {QT_TRANSLATE_NOOP("model", "the pattern is wrong at its character %1: %2"),
                      {std::to_string(at + 1), reinterpret_cast<const char *>(why)}, "badPattern"},
                     {}};
    }
    shared->code = code;
    std::uint32_t count = 0, names = 0, size = 0;
    PCRE2_SPTR table = nullptr;
    pcre2_pattern_info(code, PCRE2_INFO_CAPTURECOUNT, &count);
    pcre2_pattern_info(code, PCRE2_INFO_NAMECOUNT, &names);
    pcre2_pattern_info(code, PCRE2_INFO_NAMEENTRYSIZE, &size);
    pcre2_pattern_info(code, PCRE2_INFO_NAMETABLE, &table);
    if (count > mostGroups)
        return Error{ErrorKind::Input,
                     {QT_TRANSLATE_NOOP("model", "the pattern has more than %1 groups"), {std::to_string(mostGroups)},
                      "badPattern"},
                     {}};
    shared->count = static_cast<int>(count);
    for (std::uint32_t i = 0; i < names; ++i, table += size)
        shared->names.emplace_back(reinterpret_cast<const char *>(table + 2), table[0] << 8 | table[1]);
    pcre2_jit_compile(code, PCRE2_JIT_COMPLETE); // without it matching is slower, not wrong
    Pattern pattern;
    pattern.m_shared = std::move(shared);
    return pattern;
}

Pattern::Found Pattern::match(std::string_view subject, Groups &groups) const
{
    const char *bytes = subject.empty() ? "" : subject.data();
    const int found = pcre2_match(codeOf(m_shared->code), reinterpret_cast<PCRE2_SPTR>(bytes), subject.size(), 0, 0,
                                  matchOf(groups.m_match), limits());
    groups.m_subject = subject;
    groups.m_count = found > 0 ? found : 0;
    return found > 0 ? Found::Yes : found == PCRE2_ERROR_NOMATCH ? Found::No : Found::GaveUp;
}

int Pattern::group(std::string_view name) const
{
    for (const auto &[known, number] : m_shared->names)
        if (known == name)
            return number;
    return -1;
}

} // namespace tarascope::evidence
