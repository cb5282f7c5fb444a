#pragma once
#include "model/json/node.h"

#include <optional>
#include <utility>

/// What the readers of JSON, YAML and XML have in common.

namespace tarascope::json {

/// Counts what a tree takes in memory while it is built, against `limits.memory`.
class TreeMemory
{
public:
    explicit TreeMemory(const ImportLimits &limits) : m_limit(limits.memory) {}

    /// Takes so many bytes; false when there are not as many left.
    bool take(std::int64_t bytes)
    {
        m_taken += bytes;
        return m_taken <= m_limit;
    }
    /// Takes what a text holds outside of itself.
    bool takeText(const std::string &text)
    {
        return text.capacity() <= std::string().capacity() || take(static_cast<std::int64_t>(text.capacity()) + block);
    }
    /// Makes room for one entry more; false when there is none. While a vector grows, it is there twice.
    template <class Entry> bool makeRoom(std::vector<Entry> &entries)
    {
        if (entries.size() < entries.capacity())
            return true;
        const std::size_t room = entries.empty() ? 1 : 2 * entries.size();
        if (!take(static_cast<std::int64_t>(room * sizeof(Entry)) + block))
            return false;
        m_taken -= static_cast<std::int64_t>(entries.capacity() * sizeof(Entry)) + (entries.empty() ? 0 : block);
        entries.reserve(room);
        return true;
    }
    /// Gives back the room that a small vector does not need.
    template <class Entry> void fit(std::vector<Entry> &entries)
    {
        constexpr std::size_t small = 64; // a large one would be there twice
        if (entries.size() > small)
            return;
        m_taken -= static_cast<std::int64_t>((entries.capacity() - entries.size()) * sizeof(Entry));
        entries.shrink_to_fit();
    }
    /// Of a vector that is about to go.
    template <class Entry> void release(const std::vector<Entry> &entries)
    {
        m_taken -= static_cast<std::int64_t>(entries.capacity() * sizeof(Entry)) + (entries.empty() ? 0 : block);
    }
    std::int64_t taken() const { return m_taken; }

private:
    static constexpr std::int64_t block = 16; ///< what the allocator adds to each

    std::int64_t m_limit;
    std::int64_t m_taken = 0;
};

/// An empty document with its lines; an input over the limit or with invalid UTF-8 is refused with its place.
Result<Document> beginDocument(std::string_view bytes, std::string file, const Budget &budget);

/// Replaces U+0000 by its picture U+2400: C interfaces would cut the text.
void replaceNul(std::string &text);

/// Places of the earliest second use of a member name and of its first use.
std::optional<std::pair<std::size_t, std::size_t>> repeatedName(const std::vector<Node> &members);

/// The sentences that both readers say.
Message repeatedNameMessage(const std::string &name, const Where &first);
Message tooLongMessage(const ImportLimits &limits);
Message tooDeepMessage(const ImportLimits &limits);
Message tooManyMessage(const ImportLimits &limits);
/// Also that of the readers of XML and of lines.
Message tooMuchMemoryMessage(const ImportLimits &limits);

} // namespace tarascope::json
