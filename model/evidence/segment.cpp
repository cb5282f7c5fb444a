#include "model/evidence/segment.h"

#include <algorithm>
#include <limits>

namespace tarascope::evidence {

namespace {

constexpr std::int64_t cellsPerSegment = 64; // id of a cell = segment * 64 + place of the column

void put(std::string &out, std::uint64_t value, int bytes)
{
    for (int i = 0; i < bytes; ++i, value >>= 8)
        out += static_cast<char>(value & 0xFF);
}

std::uint64_t get(std::string_view bytes, std::size_t at, int count)
{
    std::uint64_t value = 0;
    for (int i = count - 1; i >= 0; --i)
        value = value << 8 | static_cast<std::uint8_t>(bytes[at + static_cast<std::size_t>(i)]);
    return value;
}

Error damaged(const SegmentRow &row)
{
    return {ErrorKind::Project,
            {QT_TRANSLATE_NOOP("model", "the case is damaged: segment %1 of its events was altered"), {std::to_string(row.id)},
             "segmentDamaged"},
            {}};
}

class SegmentDigest
{
public:
    SegmentDigest(std::int64_t source, std::int64_t rows)
    {
        m_hash.addField(std::to_string(source));
        m_hash.addField(std::to_string(rows));
    }
    void add(const char *name, std::string_view bytes)
    {
        m_hash.addField(name);
        m_hash.addField(bytes);
    }
    Digest result() { return m_hash.result(); }

private:
    Sha256 m_hash;
};

} // namespace

template <class T> std::string packColumn(const Column<T> &column)
{
    T low = column.size() > 0 ? column[0] : T{};
    T high = low;
    for (std::size_t row = 0; row < column.size(); ++row) {
        low = std::min(low, column[row]);
        high = std::max(high, column[row]);
    }
    const std::uint64_t span = static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low);
    int width = 0;
    while (width < 8 && span >> (8 * width) != 0)
        ++width;
    std::string out(1, static_cast<char>(width));
    put(out, static_cast<std::uint64_t>(low), 8);
    out.reserve(9 + static_cast<std::size_t>(width) * column.size());
    if (width > 0)
        for (std::size_t row = 0; row < column.size(); ++row)
            put(out, static_cast<std::uint64_t>(column[row]) - static_cast<std::uint64_t>(low), width);
    return out;
}

template <class T> std::optional<Column<T>> unpackColumn(std::string_view bytes, std::size_t rows)
{
    const int width = bytes.size() >= 9 ? static_cast<std::uint8_t>(bytes[0]) : 9;
    if (width > 8 || bytes.size() != 9 + static_cast<std::size_t>(width) * rows)
        return std::nullopt;
    const std::uint64_t low = get(bytes, 1, 8);
    std::vector<T> values(rows);
    for (std::size_t row = 0; row < rows; ++row) {
        const std::uint64_t value = low + (width == 0 ? 0 : get(bytes, 9 + row * static_cast<std::size_t>(width), width));
        if (sizeof(T) < 8 && value > std::numeric_limits<T>::max())
            return std::nullopt;
        values[row] = static_cast<T>(value);
    }
    Column<T> column;
    column.assign(std::move(values));
    return column;
}

template std::string packColumn(const Column<std::uint8_t> &);
template std::string packColumn(const Column<std::uint16_t> &);
template std::string packColumn(const Column<std::uint32_t> &);
template std::string packColumn(const Column<std::uint64_t> &);
template std::string packColumn(const Column<std::int64_t> &);
template std::optional<Column<std::uint8_t>> unpackColumn(std::string_view, std::size_t);
template std::optional<Column<std::uint16_t>> unpackColumn(std::string_view, std::size_t);
template std::optional<Column<std::uint32_t>> unpackColumn(std::string_view, std::size_t);
template std::optional<Column<std::uint64_t>> unpackColumn(std::string_view, std::size_t);
template std::optional<Column<std::int64_t>> unpackColumn(std::string_view, std::size_t);

Result<Digest> writeSegment(Database &database, std::int64_t source, const EventColumns &columns)
{
    const auto rows = static_cast<std::int64_t>(columns.rows());
    std::int64_t first = columns.ts[0];
    std::int64_t last = first;
    for (std::size_t row = 0; row < columns.rows(); ++row) {
        first = std::min(first, columns.ts[row]);
        last = std::max(last, columns.ts[row]);
    }
    Result<std::int64_t> id = database.number("SELECT coalesce(max(id), 0) + 1 FROM segment");
    Result<Statement> cell = database.prepare("INSERT INTO cells VALUES (?1, ?2)");
    Result<Statement> segment = database.prepare("INSERT INTO segment VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
    if (!id || !cell || !segment)
        return database.failure();
    SegmentDigest digest(source, rows);
    std::int64_t place = 0;
    bool sound = true;
    forEachStored(columns, [&](const char *name, const auto &column) {
        const std::string bytes = packColumn(column);
        digest.add(name, bytes);
        sound = sound && cell->integer(1, *id * cellsPerSegment + place++).blob(2, bytes).run();
    });
    const Digest made = digest.result();
    segment->integer(1, *id).integer(2, source).integer(3, rows).integer(4, first).integer(5, last).blob(6, made);
    if (!sound || !segment->run())
        return database.failure();
    return made;
}

Result<std::vector<SegmentRow>> readSegmentRows(Database &database)
{
    Result<Statement> select = database.prepare("SELECT id, source, rows, first, last, digest FROM segment ORDER BY source, id");
    if (!select)
        return select.error();
    std::vector<SegmentRow> rows;
    Statement::Step step;
    while ((step = select->step()) == Statement::Step::Row) {
        SegmentRow row{select->integer(0), select->integer(1), select->integer(2), select->integer(3), select->integer(4), {}};
        const std::string_view digest = select->blob(5);
        if (digest.size() != row.digest.size() || row.rows < 1 || row.rows > static_cast<std::int64_t>(1 << 24))
            return damaged(row);
        std::copy(digest.begin(), digest.end(), row.digest.begin());
        rows.push_back(row);
    }
    if (step == Statement::Step::Failed)
        return database.failure();
    return rows;
}

Result<EventColumns> readSegment(Database &database, const SegmentRow &row)
{
    Result<Statement> cell = database.prepare("SELECT bytes FROM cells WHERE id = ?1");
    if (!cell)
        return cell.error();
    EventColumns columns;
    SegmentDigest digest(row.source, row.rows);
    std::int64_t place = 0;
    bool sound = true;
    forEachStored(columns, [&](const char *name, auto &column) {
        using Values = std::remove_reference_t<decltype(column)>;
        using Number = std::remove_cv_t<decltype(std::declval<Values>()[0])>;
        cell->reset();
        if (!sound || cell->integer(1, row.id * cellsPerSegment + place++).step() != Statement::Step::Row) {
            sound = false;
            return;
        }
        const std::string_view bytes = cell->blob(0);
        digest.add(name, bytes);
        std::optional<Column<Number>> values = unpackColumn<Number>(bytes, static_cast<std::size_t>(row.rows));
        sound = values.has_value();
        if (sound)
            column = std::move(*values);
    });
    cell->reset();
    if (!sound || digest.result() != row.digest)
        return damaged(row);
    return columns;
}

std::string packTexts(const Dictionary &names, std::uint32_t from)
{
    std::string out;
    for (std::uint32_t id = from; id < names.size(); ++id) {
        const std::string_view text = names.text(id);
        put(out, text.size(), 4);
        out.append(text);
    }
    return out;
}

bool unpackTexts(std::string_view bytes, std::int64_t count, Dictionary &names)
{
    for (std::int64_t i = 0; i < count; ++i) {
        if (bytes.size() < 4)
            return false;
        const auto length = static_cast<std::size_t>(get(bytes, 0, 4));
        if (bytes.size() - 4 < length)
            return false;
        const std::uint32_t next = names.size();
        if (length == 0)
            names.addForgotten();
        else if (names.add(bytes.substr(4, length)) != next)
            return false;
        bytes.remove_prefix(4 + length);
    }
    return bytes.empty();
}

} // namespace tarascope::evidence
