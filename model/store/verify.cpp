#include "model/store/verify.h"

#include "model/store/loader.h"
#include "model/store/meta.h"
#include "model/store/journalrows.h"
#include "model/store/readingcopy.h"
#include "model/store/schema.h"

namespace tarascope {

namespace {

constexpr std::size_t namesPerBucket = 10;

/// Collects the findings of one file.
class Verifier
{
public:
    Verifier(Database &database, const std::string &path, std::int64_t bytes)
        : m_database(database), m_path(path), m_bytes(bytes)
    {
    }

    Result<Verification> verify(const Budget &budget)
    {
        for (auto part : {&Verifier::integrity, &Verifier::meta, &Verifier::content, &Verifier::counters, &Verifier::journal}) {
            if (Result<void> time = budget.check(); !time)
                return time.error();
            if (Result<void> done = (this->*part)(); !done)
                note(done.error().message);
        }
        return std::move(m_found);
    }

private:
    void note(Message message) { m_found.problems.push_back(std::move(message)); }
    void note(const char *sentence, std::vector<std::string> args, const char *code)
    {
        note(Message{sentence, std::move(args), code});
    }

    std::string metaValue(const char *name) const
    {
        const auto found = m_meta.find(name);
        return found == m_meta.end() ? std::string() : found->second;
    }

    Result<void> integrity()
    {
        Result<Statement> check = m_database.prepare("PRAGMA integrity_check(10)");
        if (!check)
            return check.error();
        Statement::Step step;
        while ((step = check->step()) == Statement::Step::Row)
            if (check->text(0) != "ok")
                note(QT_TRANSLATE_NOOP("model", "SQLite says of the file: %1"), {std::string(check->text(0))}, "integrityCheck");
        return step == Statement::Step::Failed ? Result<void>(m_database.failure()) : Result<void>();
    }

    Result<void> meta()
    {
        Result<Meta> meta = readMeta(m_database);
        if (!meta)
            return meta.error();
        m_meta = std::move(*meta);
        if (!metaIsSound(m_meta))
            note(QT_TRANSLATE_NOOP("model", "the file's own data (table meta) were altered"), {}, "metaAltered");
        return {};
    }

    Result<void> content()
    {
        const ReadContent content = readContent(m_database, m_path, m_bytes);
        if (content.broken)
            return *content.broken;
        m_found.digest = content.tree.root();
        for (int bucket = 0; bucket < DigestTree::bucketCount; ++bucket)
            m_found.records += static_cast<std::int64_t>(content.tree.leaves(bucket).size());
        Result<std::vector<int>> differing = differingBuckets(m_database, content.tree);
        if (!differing)
            return differing.error();
        for (int bucket : *differing) {
            m_found.badBuckets.push_back({bucket, namesOfBucket(m_database, content.tree, bucket, namesPerBucket)});
            std::string names;
            for (const std::string &name : m_found.badBuckets.back().names)
                names += (names.empty() ? "" : ", ") + name;
            note(QT_TRANSLATE_NOOP("model", "rows were altered, added or lost in part %1 of the content, which holds: %2"),
                 {std::to_string(bucket), names.empty() ? "nothing" : names}, "contentAltered");
        }
        if (hex(m_found.digest) != metaValue("digest"))
            note(QT_TRANSLATE_NOOP("model", "the content does not have the stored digest %1"), {metaValue("digest")}, "digestDiffers");
        if (content.refused)
            note(content.refused->message);
        return {};
    }

    Result<void> counters()
    {
        Result<Counters> counters = readCounters(m_database);
        if (!counters)
            return counters.error();
        if (countersHash(*counters) != metaValue("counters"))
            note(QT_TRANSLATE_NOOP("model", "the numbers of the next keys were altered"), {}, "countersAltered");
        return {};
    }

    Result<void> journal()
    {
        const std::optional<Digest> head = digestFromHex(metaValue("head"));
        m_found.head = head.value_or(Digest{});
        const std::int64_t headSeq = std::strtoll(metaValue("headSeq").c_str(), nullptr, 10);
        Result<JournalChain> chain = readJournalChain(m_database, metaValue("projectId"), headSeq, m_found.head, true);
        if (!chain)
            return chain.error();
        m_found.entries = static_cast<std::int64_t>(chain->rows.size());
        m_found.firstBadEntry = chain->firstBad;
        if (chain->problem)
            note(std::move(*chain->problem));
        else if (!chain->rows.empty() && chain->rows.back().digest != m_found.digest)
            note(QT_TRANSLATE_NOOP("model", "the content is not the one that the last entry of the journal left"), {}, "contentNotJournaled");
        return {};
    }

    Database &m_database;
    const std::string &m_path;
    std::int64_t m_bytes;
    Meta m_meta;
    Verification m_found;
};

} // namespace

Result<Verification> verifyProject(const std::string &path, const Budget &budget)
{
    Result<ReadingCopy> reading = openForReading(path);
    if (!reading)
        return reading.error();
    if (Result<void> known = checkSchema(reading->database, path); !known)
        return known.error();
    return Verifier(reading->database, path, reading->bytes).verify(budget);
}

} // namespace tarascope
