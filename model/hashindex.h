#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace tarascope {

/// Finds slots by a 64-bit hash; several slots may share one. Cheap to copy: the buckets are shared until written.
/// The caller compares what it finds with what it looks for.
class HashIndex
{
public:
    static constexpr std::size_t bucketCount = 1024;

    HashIndex();
    void insert(std::uint64_t hash, std::int32_t slot);
    void remove(std::uint64_t hash, std::int32_t slot);
    /// Adds without keeping order; `sort` must follow before the next look-up.
    void append(std::uint64_t hash, std::int32_t slot);
    void sort();

    /// Calls match(slot) for each slot under the hash until it returns true; gives that slot or -1.
    template <class Match> std::int32_t find(std::uint64_t hash, Match match) const
    {
        for (const Entry &entry : range(hash))
            if (match(entry.slot))
                return entry.slot;
        return -1;
    }

    static std::uint64_t hashOf(std::string_view text);

private:
    struct Entry {
        std::uint64_t hash;
        std::int32_t slot;
        bool operator<(const Entry &other) const
        {
            return hash != other.hash ? hash < other.hash : slot < other.slot;
        }
    };
    using Bucket = std::vector<Entry>;

    std::span<const Entry> range(std::uint64_t hash) const;
    Bucket &bucketForWriting(std::uint64_t hash);

    std::vector<std::shared_ptr<Bucket>> m_buckets;
};

} // namespace tarascope
