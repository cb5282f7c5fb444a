#include "model/store/loader.h"

#include "model/store/graphbuilder.h"
#include "model/store/rows.h"

#include <bit>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace tarascope {

namespace {

constexpr std::size_t rowsPerBatch = 4096;
constexpr std::size_t bytesPerBatch = 1 << 20;
constexpr std::size_t batchesUnderWay = 8;

/// Hands batches from the reading to the building thread; a full queue makes the reader wait.
class BatchQueue
{
public:
    void push(RowBatch batch)
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return m_batches.size() < batchesUnderWay; });
        m_batches.push_back(std::move(batch));
        m_changed.notify_all();
    }
    void close()
    {
        const std::lock_guard lock(m_mutex);
        m_closed = true;
        m_changed.notify_all();
    }
    /// Nothing: closed and empty.
    std::optional<RowBatch> pop()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return m_closed || !m_batches.empty(); });
        if (m_batches.empty())
            return std::nullopt;
        RowBatch batch = std::move(m_batches.front());
        m_batches.pop_front();
        m_changed.notify_all();
        return batch;
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<RowBatch> m_batches;
    bool m_closed = false;
};

/// Reads the tables, hashes each row and passes its cells on.
class RowReader
{
public:
    RowReader(Database &database, const std::string &path, std::int64_t fileBytes, ReadContent &content, BatchQueue &queue)
        : m_database(database), m_path(path), m_bytesLeft(fileBytes), m_content(content), m_queue(queue)
    {
    }

    bool read(const StoredTable &table)
    {
        Result<Statement> statement = m_database.prepare(table.select);
        if (!statement)
            return fail(statement.error());
        begin(table);
        Statement::Step step;
        while ((step = statement->step()) == Statement::Step::Row)
            if (!take(table, *statement))
                return false;
        if (step == Statement::Step::Failed)
            return fail(m_database.failure());
        m_queue.push(std::move(m_batch));
        return true;
    }

private:
    void begin(const StoredTable &table)
    {
        m_batch = RowBatch{table.type, table.columns.size(), {}, {}};
        m_batch.ends.reserve(rowsPerBatch * table.columns.size());
        m_batch.bytes.reserve(bytesPerBatch);
    }

    bool fail(Error error)
    {
        m_content.broken = std::move(error);
        return false;
    }

    bool take(const StoredTable &table, const Statement &row)
    {
        const std::size_t before = m_batch.bytes.size();
        m_leaf.begin(table.type);
        for (std::size_t place = 0; place < table.columns.size(); ++place)
            if (!takeCell(table.columns[place].type, row, static_cast<int>(place) + 1))
                return refuse(table);
        const auto size = static_cast<std::int64_t>(m_batch.bytes.size() - before);
        // Each row of a sound file has its own bytes; pages that are used twice would let a small file hold endless rows.
        m_bytesLeft -= size + 1;
        if (!row.isInteger(0) || row.integer(0) < 1 || m_bytesLeft < 0)
            return refuse(table);
        note(table.type, row.integer(0), std::string_view(m_batch.bytes).substr(before));
        if (m_batch.rows() == rowsPerBatch || m_batch.bytes.size() >= bytesPerBatch) {
            m_queue.push(std::move(m_batch));
            begin(table);
        }
        return true;
    }

    bool takeCell(StoredColumn::Type type, const Statement &row, int column)
    {
        switch (type) {
        case StoredColumn::Type::Uid:
            return row.isBlob(column) && row.blob(column).size() == 16 && append(row.blob(column));
        case StoredColumn::Type::Text: return row.isText(column) && append(row.text(column));
        case StoredColumn::Type::Real: {
            RowCells cell;
            cell.add(row.real(column));
            return row.isReal(column) && append(cell[0]);
        }
        }
        return false;
    }

    bool append(std::string_view cell)
    {
        m_batch.bytes.append(cell);
        m_batch.ends.push_back(m_batch.bytes.size());
        m_leaf.add(cell);
        return true;
    }

    void note(RowType type, std::int64_t id, std::string_view cells)
    {
        const std::size_t last = m_batch.rows() - 1;
        const Uid uid = type == RowType::Setting ? rowUid(type, m_batch.cell(last, 0)) : uidOfCell(cells.substr(0, 16));
        m_content.tree.append(Leaf{uid, type, id, m_leaf.digest()});
        std::int64_t &next = m_content.nextRow[static_cast<std::size_t>(type) - 1];
        next = std::max(next, id + 1);
    }

    bool refuse(const StoredTable &table)
    {
        return fail(Error{ErrorKind::Project,
                          {QT_TRANSLATE_NOOP("model", "the project file is damaged: a row of the table %1 has the wrong form"),
                           {table.name},
                           "projectDamaged"},
                          inFile(m_path)});
    }

    Database &m_database;
    const std::string &m_path;
    std::int64_t m_bytesLeft;
    ReadContent &m_content;
    BatchQueue &m_queue;
    RowBatch m_batch;
    RowBytes m_leaf;
};

} // namespace

ReadContent readContent(Database &database, const std::string &path, std::int64_t fileBytes)
{
    ReadContent content;
    BatchQueue queue;
    GraphBuilder builder;
    {
        std::jthread building([&] {
            while (const std::optional<RowBatch> batch = queue.pop())
                builder.add(*batch);
        });
        RowReader reader(database, path, fileBytes, content, queue);
        for (RowType type : {RowType::Field, RowType::Item, RowType::Link, RowType::Outcome, RowType::Setting, RowType::Position})
            if (!reader.read(storedTable(type)))
                break;
        queue.close();
        if (const auto twice = content.tree.finishLoading(); twice && !content.broken)
            content.broken = Error{ErrorKind::Project,
                                   {QT_TRANSLATE_NOOP("model", "the project file is damaged: two rows have one id"), {}, "projectDamaged"},
                                   inFile(path, twice->uid.hex())};
    }
    Result<Graph> graph = builder.finish();
    if (graph) {
        content.graph = std::move(*graph);
    } else {
        content.refused = graph.error();
        content.refused->where.file = path;
    }
    return content;
}

Result<std::vector<int>> differingBuckets(Database &database, const DigestTree &tree)
{
    Result<Statement> rows = database.prepare("SELECT bucket, hash FROM buckets ORDER BY bucket");
    if (!rows)
        return rows.error();
    std::vector<std::optional<Digest>> stored(DigestTree::bucketCount);
    std::vector<int> differing;
    Statement::Step step;
    while ((step = rows->step()) == Statement::Step::Row) {
        const std::int64_t bucket = rows->integer(0);
        const std::string_view hash = rows->blob(1);
        Digest digest{};
        if (bucket < 0 || bucket >= DigestTree::bucketCount || !rows->isBlob(1) || hash.size() != digest.size()) {
            differing.push_back(0);
            continue;
        }
        std::copy(hash.begin(), hash.end(), digest.begin());
        stored[static_cast<std::size_t>(bucket)] = digest;
    }
    if (step == Statement::Step::Failed)
        return database.failure();
    const Digest empty = DigestTree::emptyBucket();
    for (int bucket = 0; bucket < DigestTree::bucketCount; ++bucket)
        if (stored[static_cast<std::size_t>(bucket)].value_or(empty) != tree.bucketHash(bucket))
            differing.push_back(bucket);
    return differing;
}

std::vector<std::string> namesOfBucket(Database &database, const DigestTree &tree, int bucket, std::size_t limit)
{
    std::vector<std::string> names;
    for (const Leaf &leaf : tree.leaves(bucket)) {
        if (names.size() >= limit)
            break;
        const bool hasKey = leaf.type == RowType::Item || leaf.type == RowType::Link;
        Result<Statement> key = database.prepare(leaf.type == RowType::Item ? "SELECT key FROM items WHERE id = ?1"
                                                                            : "SELECT key FROM links WHERE id = ?1");
        std::string name = leaf.uid.hex();
        if (hasKey && key && key->integer(1, leaf.row).step() == Statement::Step::Row && isStorableText(key->text(0)))
            name = key->text(0);
        names.push_back(std::move(name));
    }
    return names;
}

} // namespace tarascope
