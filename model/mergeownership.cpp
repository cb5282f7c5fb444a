#include "model/mergeownership.h"

#include "model/sha256.h"

namespace tarascope {

namespace {

bool byField(const WrittenField &one, const WrittenField &other) { return one.field < other.field; }

} // namespace

std::uint64_t fieldHash(std::string_view text)
{
    const Digest digest = Sha256::of(text);
    std::uint64_t hash = 0;
    for (std::size_t i = 0; i < sizeof hash; ++i)
        hash = hash << 8 | digest[i];
    return hash;
}

Ownership::Right Ownership::claim(const std::string &field, const std::optional<std::string> &current,
                                  const std::optional<std::string> &wanted)
{
    const auto found = std::lower_bound(m_before.begin(), m_before.end(), WrittenField{field, 0}, byField);
    const bool wrote = found != m_before.end() && found->field == field;
    const std::uint64_t last = wrote ? found->hash : 0;
    const bool untouched = wrote && current && fieldHash(*current) == last;
    if (!wanted) {
        m_asked.push_back({field, 0});
        return untouched ? Right::Remove : Right::Nothing;
    }
    if (current == wanted) {
        m_asked.push_back({field, wrote ? fieldHash(*wanted) : 0});
        return Right::Nothing;
    }
    if (untouched || (!wrote && !current)) {
        m_asked.push_back({field, fieldHash(*wanted)});
        return Right::Set;
    }
    // The old hash stays, so that the import owns the field again should someone restore what it wrote.
    m_asked.push_back({field, last});
    return Right::Keep;
}

std::vector<WrittenField> Ownership::result() const
{
    std::vector<WrittenField> all = m_asked;
    std::sort(all.begin(), all.end(), byField);
    const auto asked = static_cast<std::ptrdiff_t>(all.size());
    for (const WrittenField &before : m_before)
        if (!std::binary_search(all.begin(), all.begin() + asked, before, byField))
            all.push_back(before);
    std::sort(all.begin(), all.end(), byField);
    std::erase_if(all, [](const WrittenField &field) { return field.hash == 0; });
    return all;
}

} // namespace tarascope
