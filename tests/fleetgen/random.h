#pragma once
#include <cstdint>
#include <string_view>

namespace fleetgen {

/// Mixes the bits of one number; the same on every machine and compiler.
constexpr std::uint64_t mixed(std::uint64_t x)
{
    x += 0x9E3779B97F4A7C15ULL;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
    return x ^ (x >> 31);
}

/// A sequence of numbers from a seed. The distributions of the standard library differ between libraries, these do not.
class Random
{
public:
    explicit Random(std::uint64_t seed) : m_state(seed) {}
    std::uint64_t next() { return mixed(m_state++); }
    /// 0 to n - 1; n is at least 1.
    std::uint64_t below(std::uint64_t n) { return next() % n; }
    /// from to to, both included.
    std::int64_t between(std::int64_t from, std::int64_t to)
    {
        return from + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(to - from) + 1));
    }
    bool chance(std::uint64_t perMille) { return below(1000) < perMille; }

private:
    std::uint64_t m_state;
};

} // namespace fleetgen
