#include "model/evidence/ingest.h"

#include "model/evidence/blocksource.h"

#include <algorithm>
#include <array>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace tarascope::evidence {

namespace {

constexpr std::size_t keptRejects = 10'000;

/// Puts the events of blocks behind each other: numbers of a block become numbers of the case, secrets go, counts add up.
class Merger
{
public:
    Merger(Dictionaries &names, Redactor &redactor, const IngestOptions &options, const TakeSegment &take)
        : m_names(names), m_redactor(redactor), m_options(options), m_take(take)
    {
    }

    Result<void> add(ParsedBlock block)
    {
        m_result.counts.add(block.counts);
        m_result.wholeEnd = std::max(m_result.wholeEnd, static_cast<std::int64_t>(block.wholeEnd));
        for (Reject &reject : block.rejects)
            if (m_result.rejects.size() < keptRejects)
                m_result.rejects.push_back(std::move(reject));
        renumber(block);
        follow(block.columns);
        return append(block.columns);
    }

    Result<void> finish() { return flush(); }
    IngestResult &result() { return m_result; }

private:
    void renumber(ParsedBlock &block)
    {
        std::vector<std::vector<std::uint32_t>> numbers;
        std::vector<const Dictionary *> from;
        forEachDictionaryMember([&](const char *name, auto member) {
            const Dictionary &texts = block.names.*member;
            Dictionary &known = m_names.*member;
            std::vector<std::uint32_t> ids(texts.size());
            for (std::uint32_t id = 1; id < texts.size(); ++id)
                ids[id] = known.add(storable(name, texts.text(id)));
            numbers.push_back(std::move(ids));
            from.push_back(&texts);
        });
        forEachNamedMember([&](auto column, auto dictionary) {
            const auto place = std::find(from.begin(), from.end(), &(block.names.*dictionary)) - from.begin();
            const std::vector<std::uint32_t> &ids = numbers[static_cast<std::size_t>(place)];
            Column<std::uint32_t> &values = block.columns.*column;
            for (std::size_t row = 0; row < values.size() && !values.isZero(); ++row)
                values.set(row, ids[values[row]]);
        });
    }

    /// What may be kept of a text; a block knows each text once, so this is not asked per event.
    std::string storable(std::string_view dictionary, std::string_view text)
    {
        if (text.front() == secretMark)
            return m_redactor.pseudonym(text.substr(1));
        if (dictionary == "ua")
            return m_redactor.cleaned(userAgentFamily(text));
        std::string clean = m_redactor.cleaned(text);
        constexpr std::size_t longest = 1000; // free texts of errors; what names something is far shorter
        if (clean.size() > longest)
            clean = clean.substr(0, longest - 40) + ".." + hex(Sha256::of(clean)).substr(0, 32);
        return clean;
    }

    /// Order, borders and counts of what comes in.
    void follow(EventColumns &columns)
    {
        for (std::size_t row = 0; row < columns.rows(); ++row) {
            if (m_options.clockOffset != 0)
                columns.ts.set(row, columns.ts[row] + m_options.clockOffset);
            const std::int64_t ts = columns.ts[row];
            if (columns.part[row] != 0)
                continue;
            const bool any = m_seen++ > 0;
            m_result.first = any ? std::min(m_result.first, ts) : ts;
            if (any && ts < m_result.last) {
                ++m_result.outOfOrder;
                m_result.maxLate = std::max(m_result.maxLate, m_result.last - ts);
            }
            m_result.last = any ? std::max(m_result.last, ts) : ts;
            m_result.withoutActor += columns.actorLogged[row] == 0 ? 1 : 0;
            ++m_kinds[columns.kind[row] % m_kinds.size()];
            ++m_decisions[columns.decision[row] % m_decisions.size()];
        }
        m_result.events += static_cast<std::int64_t>(columns.rows());
    }

    Result<void> append(const EventColumns &columns)
    {
        for (std::size_t row = 0; row < columns.rows();) {
            const std::size_t count = std::min(segmentRows - m_pending.rows(), columns.rows() - row);
            forEachStoredMember([&](const char *, auto member) {
                const auto &from = columns.*member;
                auto &to = m_pending.*member;
                if (from.isZero())
                    to.pushZeros(count);
                else
                    for (std::size_t i = row; i < row + count; ++i)
                        to.push(from[i]);
            });
            row += count;
            if (m_pending.rows() == segmentRows)
                if (Result<void> taken = flush(); !taken)
                    return taken;
        }
        return {};
    }

    Result<void> flush()
    {
        for (std::size_t kind = 1; kind < m_kinds.size(); ++kind)
            if (m_kinds[kind] > 0)
                m_result.kinds[std::string(word(static_cast<EventKind>(kind)))] = m_kinds[kind];
        for (std::size_t decision = 0; decision < m_decisions.size(); ++decision)
            if (m_decisions[decision] > 0)
                m_result.decisions[std::string(word(static_cast<Decision>(decision)))] = m_decisions[decision];
        if (m_pending.rows() == 0)
            return {};
        Result<void> taken = m_take(m_pending);
        m_pending = EventColumns();
        return taken;
    }

    Dictionaries &m_names;
    Redactor &m_redactor;
    const IngestOptions &m_options;
    const TakeSegment &m_take;
    IngestResult m_result;
    EventColumns m_pending;
    std::int64_t m_seen = 0;
    std::array<std::int64_t, 8> m_kinds{};
    std::array<std::int64_t, 4> m_decisions{};
};

/// Blocks on their way: one thread cuts, several parse, the caller takes them in order. Only so many are under way, so
/// memory stays bounded however long the file is.
class Pipeline
{
public:
    Pipeline(BlockSource &source, const RecordPlan &plan, unsigned parsers, const Budget &budget)
        : m_source(source), m_plan(plan), m_budget(budget), m_most(parsers + 2)
    {
        m_threads.emplace_back([this] { cut(); });
        for (unsigned i = 0; i < parsers; ++i)
            m_threads.emplace_back([this] { parse(); });
    }

    ~Pipeline()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_stop.request_stop();
        }
        m_changed.notify_all();
    }

    /// The next block in order of the file; nothing at the end.
    Result<std::optional<ParsedBlock>> next()
    {
        std::unique_lock lock(m_mutex);
        for (;;) {
            if (const auto found = m_done.find(m_next); found != m_done.end()) {
                ParsedBlock block = std::move(found->second);
                m_done.erase(found);
                ++m_next;
                m_changed.notify_all();
                return std::optional(std::move(block));
            }
            if (m_error)
                return *m_error;
            if (m_ended && m_next == m_cut)
                return std::optional<ParsedBlock>();
            if (Result<void> go = m_budget.check(); !go) {
                m_stop.request_stop();
                m_changed.notify_all();
                return go.error();
            }
            m_changed.wait_for(lock, std::chrono::milliseconds(20));
        }
    }

private:
    bool stopped() const { return m_stop.stop_requested(); }

    void cut()
    {
        for (;;) {
            {
                std::unique_lock lock(m_mutex);
                m_changed.wait(lock, [this] { return stopped() || m_cut - m_next < m_most; });
                if (stopped())
                    return;
            }
            Result<std::optional<RawBlock>> block = m_source.next(m_budget);
            const std::lock_guard lock(m_mutex);
            if (!block)
                m_error = block.error();
            else if (*block)
                m_raw.emplace_back(m_cut++, std::move(**block));
            m_ended = !block || !*block;
            m_changed.notify_all();
            if (m_ended)
                return;
        }
    }

    void parse()
    {
        BlockReader reader(m_plan);
        for (;;) {
            std::pair<std::size_t, RawBlock> work;
            {
                std::unique_lock lock(m_mutex);
                m_changed.wait(lock, [this] { return stopped() || m_ended || !m_raw.empty(); });
                if (stopped() || (m_raw.empty() && m_ended))
                    return;
                if (m_raw.empty())
                    continue;
                work = std::move(m_raw.front());
                m_raw.pop_front();
            }
            ParsedBlock parsed = reader.read(work.second, m_stop.get_token());
            const std::lock_guard lock(m_mutex);
            m_done.emplace(work.first, std::move(parsed));
            m_changed.notify_all();
        }
    }

    BlockSource &m_source;
    const RecordPlan &m_plan;
    const Budget &m_budget;
    const std::size_t m_most;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::stop_source m_stop;
    std::deque<std::pair<std::size_t, RawBlock>> m_raw;
    std::map<std::size_t, ParsedBlock> m_done;
    std::optional<Error> m_error;
    std::size_t m_cut = 0;
    std::size_t m_next = 0;
    bool m_ended = false;
    std::vector<std::jthread> m_threads; ///< last: they end before what they use
};

} // namespace

Result<IngestResult> ingest(SourceStream &stream, const Mapping &mapping, Dictionaries &names, Redactor &redactor,
                            const IngestOptions &options, const TakeSegment &take, const Budget &budget,
                            const Progress &progress)
{
    const RecordPlan plan = makePlan(mapping);
    BlockSource source(stream, mapping, options.blockBytes, options.from);
    Merger merger(names, redactor, options, take);
    const auto before = redactor.counts();
    {
        const unsigned parsers = options.threads > 0 ? options.threads : std::max(1u, std::thread::hardware_concurrency());
        Pipeline pipeline(source, plan, parsers, budget);
        for (std::int64_t bytes = 0;;) {
            Result<std::optional<ParsedBlock>> block = pipeline.next();
            if (!block)
                return block.error();
            if (!*block)
                break;
            bytes = static_cast<std::int64_t>((*block)->wholeEnd);
            if (Result<void> added = merger.add(std::move(**block)); !added)
                return added.error();
            if (progress)
                progress(stream.packed() ? 0 : bytes, stream.packed() ? 0 : stream.fileBytes());
        }
    }
    if (Result<void> go = budget.check(); !go)
        return go.error();
    if (Result<void> finished = merger.finish(); !finished)
        return finished.error();
    IngestResult result = std::move(merger.result());
    result.wholeEnd = std::max(result.wholeEnd, options.from);
    for (const auto &[rule, count] : redactor.counts()) {
        const auto known = before.find(rule);
        if (const std::int64_t more = count - (known == before.end() ? 0 : known->second); more > 0)
            result.redactions[rule] = more;
    }
    result.packed = stream.packed();
    result.broken = stream.broken();
    result.fileBytes = stream.fileBytes();
    result.bytes = stream.unpackedBytes();
    result.fileSha256 = stream.fileDigest();
    result.sha256 = stream.packed() ? stream.unpackedDigest() : result.fileSha256;
    result.chunks = stream.chunkDigests();
    return result;
}

Result<IngestResult> ingestInto(EventTable &table, const std::string &path, const Mapping &mapping, const Source &source,
                                const CaseKey &key, const IngestOptions &options, const Budget &budget)
{
    Result<std::unique_ptr<SourceStream>> stream = SourceStream::open(path);
    if (!stream)
        return stream.error();
    const auto place = static_cast<std::uint16_t>(table.sources.size());
    Redactor redactor(key);
    Result<IngestResult> result = ingest(
        **stream, mapping, table.names, redactor, options,
        [&](const EventColumns &columns) {
            appendRows(table.columns, columns, place);
            return Result<void>();
        },
        budget);
    if (!result)
        return result;
    table.sources.push_back(source);
    table.sources.back().sha256 = result->sha256;
    if (table.sources.back().role.empty())
        table.sources.back().role = mapping.role;
    return result;
}

void appendRows(EventColumns &to, const EventColumns &from, std::uint16_t source)
{
    forEachStoredMember([&](const char *, auto member) {
        const auto &values = from.*member;
        if (values.isZero())
            (to.*member).pushZeros(from.rows());
        else
            for (std::size_t row = 0; row < from.rows(); ++row)
                (to.*member).push(values[row]);
    });
    for (std::size_t row = 0; row < from.rows(); ++row)
        to.source.push(source);
}

} // namespace tarascope::evidence
