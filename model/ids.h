#pragma once
#include <cstddef> // first: moc of Qt 6.4 cannot read <compare> before it
#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace tarascope {

/// Slot of an item in one Graph; never written to a file, kept for the same uid over a session. -1 names nothing.
struct ItemId {
    std::int32_t slot = -1;
    bool valid() const { return slot >= 0; }
    auto operator<=>(const ItemId &) const = default;
};

/// Slot of a link in one Graph; the same rules as for ItemId.
struct LinkId {
    std::int32_t slot = -1;
    bool valid() const { return slot >= 0; }
    auto operator<=>(const LinkId &) const = default;
};

/// What a file, a journal or a merge names a record by: 128 bits that never change. All zero names nothing.
struct Uid {
    std::uint64_t high = 0;
    std::uint64_t low = 0;

    bool isNull() const { return high == 0 && low == 0; }
    /// 32 lower-case hexadecimal digits.
    std::string hex() const;
    /// Reads exactly 32 hexadecimal digits (either case); anything else is nothing.
    static std::optional<Uid> fromHex(std::string_view text);
    /// A random uid, for a record made by a person.
    static Uid random();
    /// The first 128 bits of SHA-256 over the parts, each preceded by its length; the same parts give the same uid
    /// everywhere, so two people who import one file get the same items.
    static Uid fromParts(std::initializer_list<std::string_view> parts);

    auto operator<=>(const Uid &) const = default;
};

} // namespace tarascope

template <> struct std::hash<tarascope::Uid> {
    std::size_t operator()(const tarascope::Uid &uid) const noexcept
    {
        return static_cast<std::size_t>(uid.high ^ (uid.low * 0x9E3779B97F4A7C15ULL));
    }
};
template <> struct std::hash<tarascope::ItemId> {
    std::size_t operator()(const tarascope::ItemId &id) const noexcept { return static_cast<std::size_t>(id.slot); }
};
template <> struct std::hash<tarascope::LinkId> {
    std::size_t operator()(const tarascope::LinkId &id) const noexcept { return static_cast<std::size_t>(id.slot); }
};
