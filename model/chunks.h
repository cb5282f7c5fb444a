#pragma once
#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

namespace tarascope {

/// A vector that is cheap to copy: elements live in chunks of 256 that copies share; writing clones one chunk, unless
/// nobody else holds it.
template <class T> class ChunkedVector
{
public:
    static constexpr std::size_t chunkSize = 256;

    std::size_t size() const { return m_size; }
    const T &operator[](std::size_t index) const { return (*m_chunks[index / chunkSize])[index % chunkSize]; }

    T &write(std::size_t index) { return chunkForWriting(index / chunkSize)[index % chunkSize]; }
    void push_back(T value)
    {
        if (m_size % chunkSize == 0) {
            m_chunks.push_back(std::make_shared<Chunk>());
            m_chunks.back()->reserve(chunkSize);
        }
        chunkForWriting(m_chunks.size() - 1).push_back(std::move(value));
        ++m_size;
    }
    /// True when both hold the very same chunk at this index, so that a comparison may skip it.
    bool sharesChunk(const ChunkedVector &other, std::size_t index) const
    {
        const std::size_t chunk = index / chunkSize;
        return chunk < m_chunks.size() && chunk < other.m_chunks.size() && m_chunks[chunk] == other.m_chunks[chunk];
    }

private:
    using Chunk = std::vector<T>;

    Chunk &chunkForWriting(std::size_t chunk)
    {
        if (m_chunks[chunk].use_count() != 1) {
            auto copy = std::make_shared<Chunk>();
            copy->reserve(chunkSize);
            *copy = *m_chunks[chunk];
            m_chunks[chunk] = std::move(copy);
        }
        return *m_chunks[chunk];
    }

    std::vector<std::shared_ptr<Chunk>> m_chunks;
    std::size_t m_size = 0;
};

} // namespace tarascope
