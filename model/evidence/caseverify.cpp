#include "model/evidence/casesources.h"

#include <algorithm>

#include <unistd.h>

namespace tarascope::evidence {

namespace {

Message problem(const char *text, std::vector<std::string> args, const char *code)
{
    return {text, std::move(args), code};
}

} // namespace

Result<CaseVerification> CaseFile::verify(const Budget &budget, const Progress &progress)
{
    CaseVerification found;
    const Result<std::vector<StoredSource>> known = sources();
    const Result<std::vector<CustodyRow>> rows = custody();
    const Result<std::vector<SegmentRow>> segments = readSegmentRows(m_database);
    if (!known || !rows || !segments)
        return !known ? known.error() : !rows ? rows.error() : segments.error();
    found.head = m_head;
    found.custodyRows = static_cast<std::int64_t>(rows->size());
    found.segments = static_cast<std::int64_t>(segments->size());
    if (const std::int64_t bad = firstBrokenRow(*rows, m_id, m_headSeq, m_head); bad != 0)
        found.problems.push_back(problem(QT_TRANSLATE_NOOP("model", "the chain of custody is broken at entry %1"), {std::to_string(bad)}, "custodyBroken"));
    if (const Result<Dictionaries> names = readNames(); !names)
        found.problems.push_back(names.error().message);
    std::map<std::int64_t, Sha256> contents;
    for (const StoredSource &source : *known)
        contents[source.id];
    for (const SegmentRow &segment : *segments) {
        if (Result<void> go = budget.check(); !go)
            return go.error();
        if (const Result<EventColumns> columns = readSegment(m_database, segment); !columns)
            found.problems.push_back(columns.error().message);
        contents[segment.source].add(segment.digest);
    }
    for (const StoredSource &source : *known) {
        const bool said = std::any_of(rows->begin(), rows->end(), [&](const CustodyRow &row) {
            return row.objectSha256 == source.fileSha256 &&
                   (source.isReference() || row.note.find("content " + hex(source.content)) != std::string::npos);
        });
        if (!source.isReference() && contents[source.id].result() != source.content)
            found.problems.push_back(problem(QT_TRANSLATE_NOOP("model", "the events of %1 are not those that were imported"), {source.name}, "contentAltered"));
        else if (!said)
            found.problems.push_back(problem(QT_TRANSLATE_NOOP("model", "the chain of custody knows nothing of %1 as it stands"), {source.name}, "sourceNotInCustody"));
    }
    if (Result<void> originals = verifyOriginals(found, *known, budget, progress); !originals)
        return originals.error();
    return found;
}

Result<void> CaseFile::verifyOriginals(CaseVerification &found, const std::vector<StoredSource> &sources, const Budget &budget,
                                       const Progress &progress)
{
    for (std::size_t i = 0; i < sources.size(); ++i) {
        const StoredSource &source = sources[i];
        if (progress)
            progress(static_cast<std::int64_t>(i), static_cast<std::int64_t>(sources.size()));
        Result<std::unique_ptr<SourceStream>> stream = SourceStream::open(source.path);
        if (!stream) {
            found.missing.push_back(source.path);
            continue;
        }
        std::string buffer(1 << 20, '\0');
        for (;;) {
            if (Result<void> go = budget.check(); !go)
                return go;
            const Result<std::size_t> count = (*stream)->read(buffer.data(), buffer.size());
            if (!count)
                return count.error();
            if (*count == 0)
                break;
        }
        if ((*stream)->fileDigest() == source.fileSha256)
            continue;
        Result<Statement> select = m_database.prepare("SELECT hashes FROM chunks WHERE source = ?1");
        if (!select)
            return select.error();
        std::string place;
        const std::vector<Digest> now = (*stream)->chunkDigests();
        if (select->integer(1, source.id).step() == Statement::Step::Row) {
            const std::string_view then = select->blob(0);
            for (std::size_t chunk = 0; chunk * 32 < then.size() && place.empty(); ++chunk)
                if (chunk >= now.size() || !std::equal(now[chunk].begin(), now[chunk].end(), reinterpret_cast<const std::uint8_t *>(then.data()) + chunk * 32))
                    place = std::to_string(chunk * static_cast<std::size_t>(chunkBytes));
        }
        found.problems.push_back(problem(QT_TRANSLATE_NOOP("model", "%1 is not the file that was imported (first difference in the MiB from byte %2)"),
                                         {source.path, place.empty() ? std::to_string(source.unpacked) : place}, "originalChanged"));
    }
    return {};
}

Result<Purged> CaseFile::purge(std::int64_t before, const Budget &budget)
{
    Purged purged;
    Result<void> ready = needNames();
    if (!ready)
        return ready.error();
    const Result<std::vector<StoredSource>> known = sources();
    const Result<std::vector<SegmentRow>> segments = readSegmentRows(m_database);
    if (!known || !segments)
        return known ? segments.error() : known.error();
    Result<void> done = change([&]() -> Result<void> {
        std::vector<std::vector<bool>> used;
        forEachDictionaryMember([&](const char *, auto member) { used.emplace_back((m_names.*member).size()); });
        const auto use = [&](const EventColumns &columns) {
            forEachNamedMember([&](auto column, auto dictionary) {
                std::size_t place = 0, at = 0;
                forEachDictionaryMember([&](const char *, auto member) {
                    if (&(m_names.*member) == &(m_names.*dictionary))
                        place = at;
                    ++at;
                });
                for (const std::uint32_t id : (columns.*column).values())
                    used[place][id] = true;
            });
        };
        for (const SegmentRow &segment : *segments) {
            if (Result<void> go = budget.check(); !go)
                return go;
            const Result<EventColumns> columns = readSegment(m_database, segment);
            if (!columns)
                return columns.error();
            if (segment.first >= before) {
                use(*columns);
                continue;
            }
            EventColumns left;
            for (std::size_t row = 0; row < columns->rows(); ++row)
                if (columns->ts[row] >= before)
                    forEachStoredMember([&](const char *, auto member) { (left.*member).push(((*columns).*member)[row]); });
            purged.events += static_cast<std::int64_t>(columns->rows() - left.rows());
            for (const char *sql : {"DELETE FROM cells WHERE id / 64 = ?1", "DELETE FROM segment WHERE id = ?1"}) {
                Result<Statement> remove = m_database.prepare(sql);
                if (!remove || !remove->integer(1, segment.id).run())
                    return m_database.failure();
            }
            use(left);
            if (left.rows() > 0)
                if (const Result<Digest> written = writeSegment(m_database, segment.source, left); !written)
                    return written.error();
        }
        std::size_t place = 0;
        forEachDictionaryMember([&](const char *, auto member) {
            Dictionary &dictionary = m_names.*member;
            Dictionary kept;
            for (std::uint32_t id = 1; id < dictionary.size(); ++id) {
                const bool keep = used[place][id] && !dictionary.text(id).empty();
                purged.names += !keep && !dictionary.text(id).empty() ? 1 : 0;
                keep ? (void)kept.add(dictionary.text(id)) : kept.addForgotten();
            }
            dictionary = std::move(kept);
            m_stored[place++] = 1;
        });
        Result<void> stored = m_database.run("DELETE FROM dictionary");
        if (stored)
            stored = storeNames();
        Result<Statement> old = m_database.prepare("DELETE FROM reference WHERE validTo <= ?1");
        if (!stored || !old || !old->integer(1, before).run())
            return m_database.failure();
        for (StoredSource source : *known) {
            if (source.isReference())
                continue;
            const Result<Digest> content = contentOf(source.id);
            if (!content)
                return content.error();
            source.content = *content;
            if (Result<void> inserted = insertSource(source); !inserted)
                return inserted;
            if (Result<void> noted = appendCustody("purge", source.name, source.fileSha256,
                                                   "events before " + timeText(before) + ", content " + hex(source.content));
                !noted)
                return noted;
        }
        return {};
    });
    if (done)
        done = m_database.vacuum();
    if (!done)
        return done.error();
    return purged;
}

} // namespace tarascope::evidence
