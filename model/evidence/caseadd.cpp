#include "model/evidence/casesources.h"

#include "model/json/write.h"

#include <QtCore/QDateTime>

#include <algorithm>

namespace tarascope::evidence {

namespace {

constexpr std::size_t headBytes = 256 * 1024;
constexpr std::size_t largestReference = std::size_t{1} << 30;
constexpr std::int64_t mostSources = 65'000;

Error inputError(const std::string &path, const char *text, std::vector<std::string> args, const char *code)
{
    return {ErrorKind::Input, {text, std::move(args), code}, inFile(path)};
}

std::string nameOf(const std::string &path)
{
    return path.substr(path.rfind('/') + 1);
}

/// The head of a log, unpacked.
Result<std::string> readHeadOf(const std::string &path, std::size_t most)
{
    Result<std::unique_ptr<SourceStream>> stream = SourceStream::open(path, false);
    if (!stream)
        return stream.error();
    std::string head(most, '\0');
    const Result<std::size_t> count = (*stream)->read(head.data(), head.size());
    if (!count)
        return count.error();
    head.resize(*count);
    return head;
}

/// The shipped mapping that reads the head of a log; several or none are an error that says so, never a guess.
Result<Mapping> recognise(const std::string &path, const std::string &head)
{
    std::vector<Mapping> fitting;
    std::string names;
    RawBlock block;
    block.size = head.size() < headBytes ? head.size() : head.rfind('\n') + 1;
    block.bytes = head.substr(0, block.size) + std::string(jsonPadding, '\0');
    for (const std::string &id : shippedMappings()) {
        Result<Mapping> mapping = shippedMapping(id);
        if (!mapping || (mapping->format == LogFormat::Json && head.size() >= headBytes))
            continue;
        RawBlock own = block;
        if (mapping->format == LogFormat::Csv && mapping->header.empty())
            continue;
        const RecordPlan plan = makePlan(*mapping);
        const ParsedBlock parsed = BlockReader(plan).read(own, {});
        if (parsed.counts.ok == 0 || parsed.counts.ok * 10 < (parsed.counts.records - parsed.counts.blank) * 9)
            continue;
        names += (names.empty() ? "" : ", ") + id;
        fitting.push_back(std::move(*mapping));
    }
    if (fitting.size() == 1)
        return fitting.front();
    if (fitting.empty())
        return inputError(path, QT_TRANSLATE_NOOP("model", "none of the mappings that come with Tarascope reads this file; name one with --mapping"),
                          {}, "noMapping");
    return inputError(path, QT_TRANSLATE_NOOP("model", "several mappings read this file (%1); name one with --mapping"), {names}, "severalMappings");
}

void takeResult(const IngestResult &result, const Mapping &mapping, StoredSource &source)
{
    const bool tail = source.events > 0 || source.counts.records > 0;
    source.first = tail && result.events > 0 ? std::min(source.first, result.first) : tail ? source.first : result.first;
    source.last = tail && result.events > 0 ? std::max(source.last, result.last) : tail ? source.last : result.last;
    source.counts.add(result.counts);
    source.events += result.events;
    source.outOfOrder += result.outOfOrder;
    source.maxLate = std::max(source.maxLate, result.maxLate);
    source.withoutActor += result.withoutActor;
    for (const auto &[rule, count] : result.redactions)
        source.redactions[rule] += count;
    source.bytes = result.fileBytes, source.unpacked = result.bytes, source.packed = result.packed;
    source.fileSha256 = result.fileSha256, source.sha256 = result.sha256, source.root = merkleRoot(result.chunks);
    source.wholeEnd = result.wholeEnd;
    source.broken = !result.broken.empty() ? result.broken
                    : result.wholeEnd < result.bytes && result.bytes > 0 ? "the last line has no end"
                                                                         : "";
    source.warnings.clear();
    if (mapping.lateMaxSeconds && source.maxLate > *mapping.lateMaxSeconds * 1000)
        source.warnings.push_back("events come up to " + std::to_string(source.maxLate / 1000) + " s late; the mapping allows " +
                                  std::to_string(*mapping.lateMaxSeconds) + " s");
    if (mapping.nullActorMaxPercent && source.counts.ok > 0 &&
        100.0 * static_cast<double>(source.withoutActor) > *mapping.nullActorMaxPercent * static_cast<double>(source.counts.ok))
        source.warnings.push_back(std::to_string(source.withoutActor) + " records have no actor; the mapping allows " +
                                  std::to_string(static_cast<int>(*mapping.nullActorMaxPercent)) + " percent");
}

} // namespace

Result<Added> CaseFile::add(const AddRequest &request, const Budget &budget, const Progress &progress)
{
    if (request.mapping)
        return addLog(request, *request.mapping, budget, progress);
    Result<std::string> head = readHeadOf(request.path, headBytes);
    if (!head)
        return head.error();
    if (const std::string role = referenceRole(*head); !role.empty())
        return addReference(request, role, budget);
    const Result<Mapping> mapping = recognise(request.path, *head);
    if (!mapping)
        return mapping.error();
    Result<Added> added = addLog(request, *mapping, budget, progress);
    if (added)
        added->mappingChosen = mapping->id;
    return added;
}

Result<Added> CaseFile::addLog(const AddRequest &request, const Mapping &mapping, const Budget &budget, const Progress &progress)
{
    const Result<std::vector<StoredSource>> known = sources();
    if (!known)
        return known.error();
    const Result<Identified> found = identify(request.path, *known, budget);
    if (!found)
        return found.error();
    Added added;
    for (const StoredSource &source : *known)
        if (source.id == found->source)
            added.source = source;
    if (found->match == Identified::Match::Same) {
        added.state = Added::State::Same;
        return added;
    }
    if (found->match == Identified::Match::Longer && added.source.mappingSha256 == mapping.sha256 && mapping.format != LogFormat::Json) {
        added.state = Added::State::Tail;
    } else {
        added.source = StoredSource();
        if (static_cast<std::int64_t>(known->size()) >= mostSources)
            return inputError(request.path, QT_TRANSLATE_NOOP("model", "a case holds at most %1 files"), {std::to_string(mostSources)}, "tooManySources");
    }
    Result<void> done = needNames();
    if (done)
        done = change([&] { return writeLog(request, mapping, added, budget, progress); });
    if (!done)
        return done.error();
    return added;
}

Result<void> CaseFile::writeLog(const AddRequest &request, const Mapping &mapping, Added &added, const Budget &budget,
                                const Progress &progress)
{
    StoredSource &source = added.source;
    IngestOptions options = request.options;
    if (added.state == Added::State::Tail && source.wholeEnd == source.unpacked) {
        options.from = source.wholeEnd;
    } else if (added.state == Added::State::Tail) {
        // The last line had no end then; what was read of it may have been less than a line.
        if (Result<void> dropped = dropEvents(source.id); !dropped)
            return dropped;
        source.counts = {}, source.redactions = {}, source.events = 0, source.outOfOrder = 0, source.withoutActor = 0;
    }
    if (source.id == 0) {
        const Result<std::int64_t> next = m_database.number("SELECT coalesce(max(id), 0) + 1 FROM source");
        if (!next)
            return next.error();
        source.id = *next;
        source.role = mapping.role, source.part = request.part, source.covers = request.covers;
        source.clockOffset = request.options.clockOffset;
        source.mappingId = mapping.id, source.mappingSha256 = mapping.sha256;
    }
    options.clockOffset = source.clockOffset;
    source.name = nameOf(request.path), source.path = request.path;
    source.importedBy = m_user.user, source.importedAt = timeText(QDateTime::currentMSecsSinceEpoch());
    Result<std::unique_ptr<SourceStream>> stream = SourceStream::open(request.path);
    if (!stream)
        return stream.error();
    Redactor redactor(m_key);
    const TakeSegment take = [&](const EventColumns &columns) -> Result<void> {
        const Result<Digest> written = writeSegment(m_database, source.id, columns);
        return written ? Result<void>() : written.error();
    };
    Result<IngestResult> result = ingest(**stream, mapping, m_names, redactor, options, take, budget, progress);
    if (!result) {
        Error error = result.error();
        if (error.where.file.empty())
            error.where.file = request.path;
        return error;
    }
    if (result->counts.bad > 0 && result->counts.ok == 0 && options.from == 0)
        return inputError(request.path, QT_TRANSLATE_NOOP("model", "none of %1 records could be read with the mapping %2; the first: %3"),
                          {std::to_string(result->counts.records), mapping.id,
                           result->rejects.empty() ? "" : result->rejects.front().reason}, "nothingRead");
    takeResult(*result, mapping, source);
    added.rejects.assign(result->rejects.begin(), result->rejects.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(result->rejects.size(), 100)));
    const Result<Digest> content = contentOf(source.id);
    if (!content)
        return content.error();
    source.content = *content;
    Result<void> done = insertSource(source);
    Result<Statement> reject = m_database.prepare("INSERT INTO reject(source, offset, reason) VALUES (?1, ?2, ?3)");
    Result<Statement> chunks = m_database.prepare("INSERT OR REPLACE INTO chunks VALUES (?1, ?2)");
    if (!done || !reject || !chunks)
        return done ? Result<void>(m_database.failure()) : done;
    for (const Reject &one : result->rejects)
        if (!reject->integer(1, source.id).integer(2, static_cast<std::int64_t>(one.offset)).text(3, one.reason).run())
            return m_database.failure();
    std::string hashes;
    for (const Digest &chunk : result->chunks)
        hashes.append(chunk.begin(), chunk.end());
    if (!chunks->integer(1, source.id).blob(2, hashes).run())
        return m_database.failure();
    if (Result<void> stored = storeNames(); !stored)
        return stored;
    return appendCustody(added.state == Added::State::Tail ? "add tail" : "add", source.name, source.fileSha256,
                         "source " + std::to_string(source.id) + ", mapping " + mapping.id + " " + hex(mapping.sha256) + ", content " +
                             hex(source.content));
}

Result<void> CaseFile::dropEvents(std::int64_t source)
{
    for (const char *sql : {"DELETE FROM cells WHERE id / 64 IN (SELECT id FROM segment WHERE source = ?1)",
                            "DELETE FROM segment WHERE source = ?1", "DELETE FROM reject WHERE source = ?1"}) {
        Result<Statement> remove = m_database.prepare(sql);
        if (!remove || !remove->integer(1, source).run())
            return m_database.failure();
    }
    return {};
}

Result<Digest> CaseFile::contentOf(std::int64_t source)
{
    Result<Statement> select = m_database.prepare("SELECT digest FROM segment WHERE source = ?1 ORDER BY id");
    if (!select)
        return select.error();
    select->integer(1, source);
    Sha256 hash;
    while (select->step() == Statement::Step::Row)
        hash.add(select->blob(0));
    return hash.result();
}

Result<Added> CaseFile::addReference(const AddRequest &request, const std::string &role, const Budget &budget)
{
    const Result<std::vector<StoredSource>> known = sources();
    if (!known)
        return known.error();
    const Result<Identified> found = identify(request.path, *known, budget);
    if (!found)
        return found.error();
    Added added;
    if (found->match == Identified::Match::Same) {
        added.state = Added::State::Same;
        for (const StoredSource &source : *known)
            if (source.id == found->source)
                added.source = source;
        return added;
    }
    const Result<std::string> bytes = readHeadOf(request.path, largestReference);
    if (!bytes)
        return bytes.error();
    const Result<std::vector<ReferenceRow>> rows = readReferenceTable(*bytes, request.path);
    if (!rows)
        return rows.error();
    StoredSource &source = added.source;
    source.name = nameOf(request.path), source.path = request.path, source.role = role;
    source.bytes = static_cast<std::int64_t>(bytes->size()), source.unpacked = source.bytes, source.wholeEnd = source.bytes;
    source.fileSha256 = source.sha256 = Sha256::of(*bytes);
    source.root = source.content = source.sha256;
    source.importedBy = m_user.user, source.importedAt = timeText(QDateTime::currentMSecsSinceEpoch());
    source.counts.records = source.counts.ok = static_cast<std::int64_t>(rows->size());
    Result<void> done = change([&]() -> Result<void> {
        const Result<std::int64_t> next = m_database.number("SELECT coalesce(max(id), 0) + 1 FROM source");
        Result<Statement> insert = m_database.prepare("INSERT INTO reference(source, cells, validFrom, validTo) VALUES (?1, ?2, ?3, ?4)");
        if (!next || !insert)
            return m_database.failure();
        source.id = *next;
        for (const ReferenceRow &row : *rows) {
            json::Writer cells;
            cells.beginObject();
            for (const auto &[name, text] : row.cells)
                cells.member(name, text);
            cells.endObject();
            if (!insert->integer(1, source.id).text(2, cells.text()).integer(3, row.valid.from).integer(4, row.valid.to).run())
                return m_database.failure();
        }
        if (Result<void> inserted = insertSource(source); !inserted)
            return inserted;
        return appendCustody("add", source.name, source.fileSha256, "source " + std::to_string(source.id) + ", " + role);
    });
    if (!done)
        return done.error();
    return added;
}

} // namespace tarascope::evidence
