#include "model/evidence/dictionary.h"

#include <algorithm>
#include <cstring>
#include <random>

namespace tarascope::evidence {

namespace {

constexpr std::size_t pageSize = 1 << 20;
constexpr std::size_t firstSlots = 64;

// Random, so that nobody can write a log whose texts all fall on one slot. Numbers do not depend on it.
std::uint64_t salt()
{
    static const std::uint64_t value = [] {
        std::random_device device;
        return std::uint64_t{device()} << 32 | device();
    }();
    return value;
}

std::uint64_t mix(std::uint64_t a, std::uint64_t b)
{
    const std::uint64_t low = (a ^ (b >> 31)) * 0x9E3779B97F4A7C15ULL;
    return (low ^ (low >> 29) ^ b) * 0xD6E8FEB86659FD93ULL;
}

} // namespace

Dictionary::Dictionary() : m_entries(1) {}

std::uint64_t Dictionary::hashOf(std::string_view text)
{
    std::uint64_t hash = salt() ^ text.size();
    const char *at = text.data();
    std::size_t left = text.size();
    for (; left >= 8; left -= 8, at += 8) {
        std::uint64_t piece;
        std::memcpy(&piece, at, 8);
        hash = mix(hash, piece);
    }
    if (left > 0) {
        std::uint64_t piece = 0;
        std::memcpy(&piece, at, left);
        hash = mix(hash, piece);
    }
    return hash ^ (hash >> 32);
}

std::uint32_t Dictionary::add(std::string_view text, std::uint64_t hash)
{
    if (text.empty())
        return 0;
    if (m_slots.empty() || m_entries.size() * 2 > m_slots.size())
        grow();
    const std::size_t mask = m_slots.size() - 1;
    std::size_t slot = hash & mask;
    for (; m_slots[slot] != 0; slot = (slot + 1) & mask) {
        const Entry &entry = m_entries[m_slots[slot]];
        if (entry.hash == static_cast<std::uint32_t>(hash >> 16) && entry.length == text.size() &&
            std::memcmp(m_pages[entry.page].data() + entry.begin, text.data(), text.size()) == 0)
            return m_slots[slot];
    }
    Entry entry = store(text);
    entry.hash = static_cast<std::uint32_t>(hash >> 16);
    m_entries.push_back(entry);
    const auto id = static_cast<std::uint32_t>(m_entries.size() - 1);
    m_slots[slot] = id;
    return id;
}

std::uint32_t Dictionary::find(std::string_view text) const
{
    if (text.empty() || m_slots.empty())
        return 0;
    const std::size_t mask = m_slots.size() - 1;
    for (std::size_t slot = hashOf(text) & mask; m_slots[slot] != 0; slot = (slot + 1) & mask)
        if (this->text(m_slots[slot]) == text)
            return m_slots[slot];
    return 0;
}

std::string_view Dictionary::text(std::uint32_t id) const
{
    if (id == 0 || id >= m_entries.size() || m_entries[id].length == 0)
        return {};
    const Entry &entry = m_entries[id];
    return std::string_view(m_pages[entry.page]).substr(entry.begin, entry.length);
}

void Dictionary::forget(std::uint32_t id)
{
    if (text(id).empty())
        return;
    Entry &entry = m_entries[id];
    std::fill_n(m_pages[entry.page].begin() + entry.begin, entry.length, '\0');
    entry = Entry();
    grow(); // places all that is left again
}

void Dictionary::addForgotten()
{
    m_entries.emplace_back();
}

void Dictionary::clear()
{
    m_entries.resize(1);
    m_pages.clear();
    std::fill(m_slots.begin(), m_slots.end(), 0u);
}

bool Dictionary::operator==(const Dictionary &other) const
{
    if (size() != other.size())
        return false;
    for (std::uint32_t id = 1; id < size(); ++id)
        if (text(id) != other.text(id))
            return false;
    return true;
}

void Dictionary::place(std::uint32_t id)
{
    const std::size_t mask = m_slots.size() - 1;
    std::size_t slot = hashOf(text(id)) & mask;
    while (m_slots[slot] != 0)
        slot = (slot + 1) & mask;
    m_slots[slot] = id;
}

void Dictionary::grow()
{
    std::size_t count = std::max(firstSlots, m_slots.size());
    while (count < m_entries.size() * 4)
        count *= 2;
    m_slots.assign(count, 0);
    for (std::uint32_t id = 1; id < m_entries.size(); ++id)
        if (m_entries[id].length > 0)
            place(id);
}

Dictionary::Entry Dictionary::store(std::string_view text)
{
    if (m_pages.empty() || m_pages.back().capacity() - m_pages.back().size() < text.size()) {
        // Small dictionaries are many (one per column and block): the first page is a small one.
        m_pages.emplace_back();
        m_pages.back().reserve(std::max(m_pages.size() == 1 ? pageSize / 256 : pageSize, text.size()));
    }
    Entry entry;
    entry.page = static_cast<std::uint32_t>(m_pages.size() - 1);
    entry.begin = static_cast<std::uint32_t>(m_pages.back().size());
    entry.length = static_cast<std::uint32_t>(text.size());
    m_pages.back().append(text);
    return entry;
}

} // namespace tarascope::evidence
