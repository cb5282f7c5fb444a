#pragma once
#include "model/evidence/block.h"
#include "model/evidence/sourcestream.h"

namespace tarascope::evidence {

/// Cuts the stream of a log into blocks that end between records.
class BlockSource
{
public:
    BlockSource(SourceStream &stream, const Mapping &mapping, std::size_t blockBytes, std::int64_t from);

    /// The next block; nothing at the end. An error of kind Input when the file cannot have this format.
    Result<std::optional<RawBlock>> next(const Budget &budget);

private:
    Result<void> fill(const Budget &budget);
    Result<void> checkHead();
    Result<void> takeHeader();
    RawBlock cut(std::size_t size, std::size_t drop);
    void followDirectives(const RawBlock &block);

    SourceStream &m_stream;
    const Mapping &m_mapping;
    std::size_t m_blockBytes;
    std::uint64_t m_from;
    std::string m_buffer;
    std::uint64_t m_offset = 0; ///< of the buffer in the stream
    std::vector<std::string> m_columns;
    bool m_started = false;
    bool m_ended = false;
};

} // namespace tarascope::evidence
