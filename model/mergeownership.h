#pragma once
#include "model/record.h"

#include <optional>

namespace tarascope {

/// First 64 bits of the SHA-256 of a field's text, as WrittenField keeps it.
std::uint64_t fieldHash(std::string_view text);

/// Decides for each field of a record whether an import may change it: it may while the field still holds what it
/// wrote last, or when nobody ever filled it. Remembers what the import writes now.
class Ownership
{
public:
    enum class Right {
        Nothing, ///< both say the same, or neither says anything
        Set,     ///< the import may write what it wants
        Remove,  ///< the import wrote it and no longer states it
        Keep     ///< an analyst's value stays
    };

    Ownership() = default;
    /// Starts from what the import wrote last time, sorted by field.
    explicit Ownership(std::vector<WrittenField> before) : m_before(std::move(before)) {}

    const std::vector<WrittenField> &before() const { return m_before; }
    /// Asks for one field: its text now and the text that the import states; no text means unknown.
    Right claim(const std::string &field, const std::optional<std::string> &current,
                const std::optional<std::string> &wanted);
    /// What the import has written after this time, sorted by field. Fields that were not asked for keep their entry.
    std::vector<WrittenField> result() const;

private:
    std::vector<WrittenField> m_before;
    std::vector<WrittenField> m_asked; ///< hash 0: no longer the import's
};

} // namespace tarascope
