#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tarascope::evidence {

/// Texts and their numbers, in order of arrival from 1 on; 0 stands for no text. A plain value.
class Dictionary
{
public:
    Dictionary();

    /// The number of the text; a new one where it is not there yet. 0 for an empty text.
    std::uint32_t add(std::string_view text) { return add(text, hashOf(text)); }
    std::uint32_t add(std::string_view text, std::uint64_t hash);
    /// The number of the text, 0 when it is not there.
    std::uint32_t find(std::string_view text) const;
    /// Empty for 0 and for numbers that are not there. Valid as long as the dictionary lives and is not changed.
    std::string_view text(std::uint32_t id) const;
    /// One more than the largest number: what an array by number must hold.
    std::uint32_t size() const { return static_cast<std::uint32_t>(m_entries.size()); }
    /// Forgets the text of a number (privacy); the number stays taken.
    void forget(std::uint32_t id);
    /// Takes the next number for a text that is forgotten.
    void addForgotten();
    void clear();

    static std::uint64_t hashOf(std::string_view text);

    bool operator==(const Dictionary &other) const;

private:
    struct Entry {
        std::uint32_t page = 0;
        std::uint32_t begin = 0;
        std::uint32_t length = 0;
        std::uint32_t hash = 0;
    };

    void place(std::uint32_t id);
    void grow();
    Entry store(std::string_view text);

    std::vector<Entry> m_entries;
    std::vector<std::string> m_pages;
    std::vector<std::uint32_t> m_slots; ///< number or 0, open addressing, a power of two
};

} // namespace tarascope::evidence
