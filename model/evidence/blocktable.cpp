#include "model/evidence/block.h"

#include <algorithm>

namespace tarascope::evidence {

namespace {

std::size_t lineEnd(std::string_view text, std::size_t from)
{
    const std::size_t end = text.find('\n', from);
    return end == std::string_view::npos ? text.size() : end;
}

/// Fields of a W3C line stand between single spaces or tabs; quoted ones may hold spaces.
void splitW3cLine(std::string_view line, std::vector<std::string_view> &cells)
{
    cells.clear();
    const char delimiter = line.find('\t') != std::string_view::npos ? '\t' : ' ';
    while (!line.empty()) {
        if (line.front() == '"') {
            const std::size_t quote = std::min(line.find('"', 1), line.size());
            cells.push_back(line.substr(1, quote - 1));
            line.remove_prefix(std::min(quote + 1, line.size()));
        } else {
            const std::size_t end = std::min(line.find(delimiter), line.size());
            cells.push_back(line.substr(0, end));
            line.remove_prefix(end);
        }
        if (!line.empty())
            line.remove_prefix(1);
    }
}

} // namespace

std::size_t splitTableRow(std::string_view text, char delimiter, char quote, std::vector<std::string_view> &cells,
                          std::deque<std::string> &kept)
{
    cells.clear();
    kept.clear();
    for (std::size_t at = 0;;) {
        if (at < text.size() && text[at] == quote) {
            std::string cell;
            std::size_t end = at + 1;
            for (;; ++end) {
                const std::size_t next = text.find(quote, end);
                if (next == std::string_view::npos)
                    return 0;
                cell.append(text.substr(end, next - end));
                end = next + 1;
                if (end >= text.size() || text[end] != quote)
                    break;
                cell += quote;
            }
            // What stands behind a closing quote belongs to the cell, as spreadsheets read it.
            const std::size_t stop = std::min(text.find_first_of(std::string{delimiter, '\n'}, end), text.size());
            std::string_view rest = text.substr(end, stop - end);
            if (!rest.empty() && rest.back() == '\r' && (stop == text.size() || text[stop] == '\n'))
                rest.remove_suffix(1);
            cell.append(rest);
            kept.push_back(std::move(cell));
            cells.push_back(kept.back());
            at = stop;
        } else {
            const std::size_t stop = std::min(text.find_first_of(std::string{delimiter, '\n'}, at), text.size());
            std::string_view cell = text.substr(at, stop - at);
            if (!cell.empty() && cell.back() == '\r' && (stop == text.size() || text[stop] == '\n'))
                cell.remove_suffix(1);
            cells.push_back(cell);
            at = stop;
        }
        if (at >= text.size())
            return at;
        if (text[at++] == '\n')
            return at;
    }
}

void BlockReader::readTable(const RawBlock &block)
{
    const std::string_view bytes = std::string_view(block.bytes).substr(0, block.size);
    useColumns(block.columns);
    std::vector<std::string_view> cells;
    std::deque<std::string> kept;
    std::size_t at = 0;
    for (std::int64_t count = 0; at < bytes.size(); ++count) {
        if (count % 256 == 0 && stopped())
            return;
        const std::uint64_t offset = block.offset + at;
        std::size_t length = 0;
        if (m_mapping.format == LogFormat::W3c) {
            length = lineEnd(bytes, at) - at + 1;
            std::string_view line = bytes.substr(at, length - 1);
            if (line.ends_with('\r'))
                line.remove_suffix(1);
            if (line.starts_with('#')) {
                ++m_out.counts.records;
                ++m_out.counts.skipped;
                ++m_out.counts.skips["directive"];
                if (line.starts_with("#Fields:")) {
                    splitW3cLine(line.substr(std::min<std::size_t>(9, line.size())), cells);
                    useColumns(std::vector<std::string>(cells.begin(), cells.end()));
                }
                at = std::min(at + length, bytes.size());
                continue;
            }
            splitW3cLine(line, cells);
        } else {
            length = splitTableRow(bytes.substr(at), m_mapping.delimiter, m_mapping.quote, cells, kept);
        }
        if (length == 0) {
            reject(offset, "a quote is not closed");
            return;
        }
        length = std::min(length, bytes.size() - at);
        std::string_view raw = bytes.substr(at, length);
        const bool ended = raw.ends_with('\n');
        while (!raw.empty() && (raw.back() == '\n' || raw.back() == '\r'))
            raw.remove_suffix(1);
        at += length;
        if (raw.find_first_not_of(" \t") == std::string_view::npos) {
            ++m_out.counts.records;
            ++m_out.counts.blank;
        } else if (raw.size() > longestRecord) {
            reject(offset, "the line is longer than 1 MiB");
        } else {
            tableRow(cells, offset, raw);
        }
        if (ended)
            m_out.wholeEnd = block.offset + at;
    }
}

void BlockReader::useColumns(const std::vector<std::string> &columns)
{
    const ShapePlan &shape = m_plan.shapes.front();
    m_columnOf.assign(shape.paths.size() * 2, -1);
    for (std::size_t slot = 0; slot < shape.paths.size(); ++slot)
        for (std::size_t column = 0; column < columns.size(); ++column) {
            if (columns[column] == shape.paths[slot].text)
                m_columnOf[2 * slot] = static_cast<int>(column);
            // W3C writes date and time (UTC) apart; the path "date-time" is both.
            if (m_mapping.format == LogFormat::W3c && shape.paths[slot].text == "date-time") {
                if (columns[column] == "date")
                    m_columnOf[2 * slot] = static_cast<int>(column);
                if (columns[column] == "time")
                    m_columnOf[2 * slot + 1] = static_cast<int>(column);
            }
        }
}

void BlockReader::tableRow(const std::vector<std::string_view> &cells, std::uint64_t offset, std::string_view raw)
{
    const ShapePlan &shape = m_plan.shapes.front();
    m_evaluator.scratch().clear();
    m_slots.begin(shape.paths.size());
    for (std::size_t slot = 0; slot < shape.paths.size(); ++slot) {
        const int column = m_columnOf[2 * slot];
        const int second = m_columnOf[2 * slot + 1];
        if (column < 0 || static_cast<std::size_t>(column) >= cells.size())
            continue;
        std::string_view cell = cells[static_cast<std::size_t>(column)];
        if (second >= 0 && static_cast<std::size_t>(second) < cells.size())
            cell = m_evaluator.scratch().keep(std::string(cell) + "T" + std::string(cells[static_cast<std::size_t>(second)]) + "Z");
        m_slots.add(static_cast<int>(slot), cell);
    }
    take(shape, offset, raw);
}

void BlockReader::readDocument(const RawBlock &block)
{
    const std::string_view document = std::string_view(block.bytes).substr(0, block.size);
    if (document.find_first_not_of(" \t\r\n") == std::string_view::npos)
        return;
    Refusal broken;
    const auto records = m_json.records(document, m_mapping.records, broken);
    const ShapePlan &shape = m_plan.shapes.front();
    std::deque<std::string> kept; // values of parents outlive the next call of the reader
    std::vector<std::pair<std::size_t, std::size_t>> known;
    std::vector<std::pair<int, std::string_view>> fromParents;
    for (const JsonRecordReader::Span &span : records) {
        if (stopped())
            return;
        m_evaluator.scratch().clear();
        Refusal refusal;
        if (!shape.parents.empty() && span.parents != known) {
            known = span.parents;
            kept.clear();
            fromParents.clear();
            for (std::size_t up = 0; up < shape.parents.size() && up < known.size(); ++up) {
                Slots values;
                values.begin(shape.paths.size());
                refusal = m_json.read(document.substr(known[up].first, known[up].second), shape.parents[up], values);
                for (std::size_t slot = 0; slot < shape.paths.size(); ++slot)
                    if (values.isSet(static_cast<int>(slot)))
                        fromParents.emplace_back(static_cast<int>(slot), kept.emplace_back(values.first(static_cast<int>(slot))));
            }
        }
        const std::string_view raw = document.substr(span.offset, span.length);
        m_slots.begin(shape.paths.size());
        if (!refusal)
            refusal = raw.size() > 16 * longestRecord ? Refusal("the record is longer than 16 MiB")
                                                      : m_json.read(raw, shape.tree, m_slots);
        for (const auto &[slot, text] : fromParents)
            m_slots.add(slot, text);
        if (refusal)
            reject(block.offset + span.offset, *refusal);
        else
            take(shape, block.offset + span.offset, raw);
    }
    if (broken)
        reject(block.offset + (records.empty() ? 0 : records.back().offset + records.back().length), *broken);
    else
        m_out.wholeEnd = block.offset + block.size;
}

std::size_t wholeRecords(const Mapping &mapping, std::string_view bytes)
{
    if (mapping.format == LogFormat::Json)
        return 0;
    if (mapping.format == LogFormat::Csv) {
        // A line end inside quotes ends no record: an odd number of quotes stands before it.
        std::size_t whole = 0;
        bool inside = false;
        for (std::size_t at = 0; at < bytes.size(); ++at) {
            inside ^= bytes[at] == mapping.quote;
            if (bytes[at] == '\n' && !inside)
                whole = at + 1;
        }
        return whole;
    }
    std::size_t end = bytes.rfind('\n');
    while (mapping.prefix == Mapping::Prefix::Cri || mapping.prefix == Mapping::Prefix::Docker) {
        if (end == std::string_view::npos)
            return 0;
        const std::size_t begin = end == 0 ? std::string_view::npos : bytes.rfind('\n', end - 1);
        const std::string_view line = bytes.substr(begin == std::string_view::npos ? 0 : begin + 1, end);
        const std::string_view one = line.substr(0, end - (begin == std::string_view::npos ? 0 : begin + 1));
        const bool partial = mapping.prefix == Mapping::Prefix::Cri
                                 ? one.find(" stdout P") != std::string_view::npos || one.find(" stderr P") != std::string_view::npos
                                 : one.find("\\n\"") == std::string_view::npos;
        if (!partial || one.empty())
            break;
        end = begin;
    }
    return end == std::string_view::npos ? 0 : end + 1;
}

} // namespace tarascope::evidence
