#include "model/evidence/blocksource.h"

#include <algorithm>

namespace tarascope::evidence {

namespace {

constexpr std::size_t largestDocument = std::size_t{1} << 30;
constexpr std::size_t readAtOnce = 4 << 20; // so that a stop is noticed soon, also while unpacking

Error refuse(const char *text, std::vector<std::string> args, const char *code)
{
    return {ErrorKind::Input, {text, std::move(args), code}, {}};
}

} // namespace

BlockSource::BlockSource(SourceStream &stream, const Mapping &mapping, std::size_t blockBytes, std::int64_t from)
    : m_stream(stream), m_mapping(mapping), m_blockBytes(std::max<std::size_t>(blockBytes, 64)),
      m_from(static_cast<std::uint64_t>(from)), m_columns(mapping.header)
{
}

Result<void> BlockSource::fill(const Budget &budget)
{
    const bool document = m_mapping.format == LogFormat::Json;
    std::size_t wanted = m_buffer.size() + m_blockBytes;
    while (!m_ended && (m_buffer.size() < wanted || document)) {
        if (Result<void> go = budget.check(); !go)
            return go;
        const std::size_t before = m_buffer.size();
        const std::size_t size = document ? readAtOnce : std::min(readAtOnce, wanted - before);
        m_buffer.resize(before + size);
        const Result<std::size_t> count = m_stream.read(m_buffer.data() + before, size);
        if (!count)
            return count.error();
        m_buffer.resize(before + *count);
        m_ended = *count == 0;
        if (document && m_buffer.size() > largestDocument)
            return refuse(QT_TRANSLATE_NOOP("model", "a JSON document over %1 MiB cannot be read; JSON lines can"),
                          {std::to_string(largestDocument >> 20)}, "documentTooLarge");
    }
    return {};
}

Result<void> BlockSource::checkHead()
{
    m_started = true;
    if (m_buffer.starts_with("\xFF\xFE") || m_buffer.starts_with("\xFE\xFF"))
        return refuse(QT_TRANSLATE_NOOP("model", "the file is UTF-16; logs are read as UTF-8"), {}, "utf16");
    if (m_mapping.format == LogFormat::Csv && m_mapping.header.empty())
        return takeHeader();
    return {};
}

Result<void> BlockSource::takeHeader()
{
    const std::size_t mark = m_buffer.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    std::vector<std::string_view> cells;
    std::deque<std::string> kept;
    const std::size_t length = splitTableRow(std::string_view(m_buffer).substr(mark), m_mapping.delimiter, m_mapping.quote, cells, kept);
    if (m_buffer.empty())
        return {};
    if (length == 0 || cells.size() > 1000)
        return refuse(QT_TRANSLATE_NOOP("model", "the table has no row of headings"), {}, "noHeader");
    m_columns.assign(cells.begin(), cells.end());
    for (const ValuePath &path : m_mapping.shapes.front().time->value.paths)
        if (std::find(m_columns.begin(), m_columns.end(), path.text) != m_columns.end()) {
            m_buffer.erase(0, mark + length);
            m_offset = mark + length;
            return {};
        }
    return refuse(QT_TRANSLATE_NOOP("model", "the table has no column '%1', in which the mapping looks for the time"),
                  {m_mapping.shapes.front().time->value.paths.front().text}, "noTimeColumn");
}

RawBlock BlockSource::cut(std::size_t size, std::size_t drop)
{
    RawBlock block;
    block.size = size;
    block.offset = m_offset;
    block.columns = m_columns;
    std::string rest = m_buffer.substr(size + drop);
    m_offset += size + drop;
    m_buffer.resize(size);
    m_buffer.append(jsonPadding, '\0');
    block.bytes = std::move(m_buffer);
    m_buffer = std::move(rest);
    block.last = m_ended && m_buffer.empty();
    return block;
}

/// The columns that a later block begins with.
void BlockSource::followDirectives(const RawBlock &block)
{
    if (m_mapping.format != LogFormat::W3c)
        return;
    const std::string_view bytes = std::string_view(block.bytes).substr(0, block.size);
    std::size_t at = bytes.rfind("\n#Fields:");
    at = at == std::string_view::npos ? (bytes.starts_with("#Fields:") ? 0 : at) : at + 1;
    if (at == std::string_view::npos)
        return;
    std::string_view line = bytes.substr(at + 8, bytes.find('\n', at) - at - 8);
    m_columns.clear();
    while (!line.empty()) {
        const std::size_t end = std::min(line.find_first_of(" \t\r"), line.size());
        if (end > 0)
            m_columns.emplace_back(line.substr(0, end));
        line.remove_prefix(std::min(end + 1, line.size()));
    }
}

Result<std::optional<RawBlock>> BlockSource::next(const Budget &budget)
{
    for (;;) {
        if (Result<void> filled = fill(budget); !filled)
            return filled.error();
        if (!m_started)
            if (Result<void> sound = checkHead(); !sound)
                return sound.error();
        if (m_buffer.empty() && m_ended)
            return std::optional<RawBlock>();
        std::size_t size = m_ended ? m_buffer.size() : wholeRecords(m_mapping, m_buffer);
        std::size_t drop = 0;
        if (size == 0 && m_buffer.size() > 2 * longestRecord && m_mapping.format != LogFormat::Json) {
            // No end in sight: the head is refused as one record, the rest up to the next line end goes by unread.
            const std::size_t line = m_buffer.find('\n');
            size = line == std::string::npos ? longestRecord + 1 : std::min(line, longestRecord + 1);
            drop = line == std::string::npos ? m_buffer.size() - size : line + 1 - size;
            RawBlock block = cut(size, drop);
            for (bool found = line != std::string::npos; !found && !m_ended;) {
                if (Result<void> filled = fill(budget); !filled)
                    return filled.error();
                const std::size_t end = m_buffer.find('\n');
                found = end != std::string::npos;
                const std::size_t gone = found ? end + 1 : m_buffer.size();
                m_buffer.erase(0, gone);
                m_offset += gone;
            }
            return std::optional(std::move(block));
        }
        if (size == 0)
            continue;
        if (m_offset < m_from && m_offset + size > m_from) // a piece that is known already, then one that is new
            size = static_cast<std::size_t>(m_from - m_offset);
        const bool known = m_offset < m_from;
        RawBlock block = cut(size, drop);
        followDirectives(block);
        if (!known)
            return std::optional(std::move(block));
    }
}

} // namespace tarascope::evidence
