#include "model/evidence/casesources.h"

#include "model/json/node.h"
#include "model/json/write.h"

#include <algorithm>

namespace tarascope::evidence {

namespace {

void writeCounts(json::Writer &out, const char *name, const std::map<std::string, std::int64_t> &counts)
{
    out.key(name).beginObject();
    for (const auto &[key, count] : counts)
        out.member(key, count);
    out.endObject();
}

std::map<std::string, std::int64_t> countsOf(const json::Node *node)
{
    std::map<std::string, std::int64_t> counts;
    if (node)
        for (const json::Node &child : node->children)
            counts[child.name] = std::atoll(child.text.c_str());
    return counts;
}

/// One kind of reference data is known by these headings.
struct Headings {
    const char *role;
    std::vector<std::string_view> needs;
    std::vector<std::string_view> lacks;
};

const std::vector<Headings> &knownHeadings()
{
    static const std::vector<Headings> known = {{"relationships", {"subject", "kind", "object"}, {}},
                                                {"aliases", {"alias", "name"}, {}},
                                                {"registry", {"vin"}, {"ts", "time", "timestamp", "date", "state", "status"}}};
    return known;
}

} // namespace

Result<Identified> identify(const std::string &path, const std::vector<StoredSource> &sources, const Budget &budget)
{
    Result<std::unique_ptr<SourceStream>> stream = SourceStream::open(path);
    if (!stream)
        return stream.error();
    std::vector<const StoredSource *> shorter;
    bool maybeSame = false;
    for (const StoredSource &source : sources) {
        maybeSame |= source.bytes == (*stream)->fileBytes();
        if (!source.isReference() && source.unpacked > 0 &&
            (source.packed || (*stream)->packed() || source.unpacked < (*stream)->fileBytes()))
            shorter.push_back(&source);
    }
    Identified found;
    if (!maybeSame && shorter.empty())
        return found;
    std::sort(shorter.begin(), shorter.end(), [](const auto *a, const auto *b) { return a->unpacked < b->unpacked; });
    std::vector<std::pair<const StoredSource *, std::unique_ptr<Sha256>>> prefixes;
    for (const StoredSource *source : shorter)
        prefixes.emplace_back(source, std::make_unique<Sha256>());
    std::string buffer(1 << 20, '\0');
    std::int64_t at = 0;
    for (;;) {
        if (Result<void> go = budget.check(); !go)
            return go.error();
        const Result<std::size_t> count = (*stream)->read(buffer.data(), buffer.size());
        if (!count)
            return count.error();
        if (*count == 0)
            break;
        for (auto &[source, hash] : prefixes)
            if (at < source->unpacked)
                hash->add(std::string_view(buffer).substr(0, static_cast<std::size_t>(std::min<std::int64_t>(
                                                                 static_cast<std::int64_t>(*count), source->unpacked - at))));
        at += static_cast<std::int64_t>(*count);
    }
    found.fileSha256 = (*stream)->fileDigest();
    for (const StoredSource &source : sources)
        if (source.fileSha256 == found.fileSha256)
            return Identified{Identified::Match::Same, source.id, found.fileSha256};
    for (auto &[source, hash] : prefixes)
        if (source->unpacked < at && hash->result() == source->sha256)
            found.match = Identified::Match::Longer, found.source = source->id; // the longest wins
    return found;
}

std::string countsText(const StoredSource &source)
{
    json::Writer out;
    out.beginObject().member("records", source.counts.records).member("ok", source.counts.ok).member("bad", source.counts.bad);
    out.member("skipped", source.counts.skipped).member("blank", source.counts.blank);
    out.member("outOfOrder", source.outOfOrder).member("maxLate", source.maxLate).member("withoutActor", source.withoutActor);
    writeCounts(out, "skips", source.counts.skips);
    writeCounts(out, "redactions", source.redactions);
    out.key("warnings").beginArray();
    for (const std::string &warning : source.warnings)
        out.string(warning);
    out.endArray().endObject();
    return out.take();
}

void readCounts(std::string_view text, StoredSource &source)
{
    const Result<json::Document> document = json::read(text, {}, {});
    if (!document)
        return;
    const json::Node &root = document->root;
    const auto number = [&](const char *name) {
        const json::Node *node = root.find(name);
        return node ? std::atoll(node->text.c_str()) : 0;
    };
    source.counts.records = number("records"), source.counts.ok = number("ok"), source.counts.bad = number("bad");
    source.counts.skipped = number("skipped"), source.counts.blank = number("blank");
    source.outOfOrder = number("outOfOrder"), source.maxLate = number("maxLate"), source.withoutActor = number("withoutActor");
    source.counts.skips = countsOf(root.find("skips"));
    source.redactions = countsOf(root.find("redactions"));
    if (const json::Node *warnings = root.find("warnings"))
        for (const json::Node &warning : warnings->children)
            source.warnings.push_back(warning.text);
}

std::string referenceRole(std::string_view head)
{
    if (head.starts_with("\xEF\xBB\xBF"))
        head.remove_prefix(3);
    std::vector<std::string_view> cells;
    std::deque<std::string> kept;
    splitTableRow(head.substr(0, head.find('\n')), ',', '"', cells, kept);
    const auto has = [&](std::string_view name) { return std::find(cells.begin(), cells.end(), name) != cells.end(); };
    for (const Headings &one : knownHeadings())
        if (std::all_of(one.needs.begin(), one.needs.end(), has) && std::none_of(one.lacks.begin(), one.lacks.end(), has))
            return one.role;
    return {};
}

Result<std::vector<ReferenceRow>> readReferenceTable(std::string_view bytes, const std::string &file)
{
    const auto wrong = [&](std::int64_t line, const char *text, std::vector<std::string> args) {
        return Error{ErrorKind::Input, {text, std::move(args), "badReference"}, {file, line, 0, -1, {}, {}}};
    };
    if (bytes.starts_with("\xEF\xBB\xBF"))
        bytes.remove_prefix(3);
    std::vector<std::string_view> cells;
    std::deque<std::string> kept;
    std::size_t at = splitTableRow(bytes, ',', '"', cells, kept);
    const std::vector<std::string> columns(cells.begin(), cells.end());
    const TimeFormat iso = *timeFormatOf("iso8601", "");
    TimeReader times;
    std::vector<ReferenceRow> rows;
    for (std::int64_t line = 2; at < bytes.size(); ++line) {
        const std::size_t length = splitTableRow(bytes.substr(at), ',', '"', cells, kept);
        if (length == 0)
            return wrong(line, QT_TRANSLATE_NOOP("model", "a quote is not closed"), {});
        const std::string_view raw = bytes.substr(at, length);
        at += length;
        if (raw.find_first_not_of(" \t\r\n") == std::string_view::npos)
            continue;
        if (cells.size() > columns.size())
            return wrong(line, QT_TRANSLATE_NOOP("model", "the row has more cells than there are headings"), {});
        ReferenceRow row;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const bool from = columns[i] == "valid_from";
            if (!from && columns[i] != "valid_to") {
                row.cells[columns[i]] = cells[i];
                continue;
            }
            if (cells[i].empty())
                continue;
            const TimeReader::Read read = times.read(iso, cells[i]);
            if (read.fault != TimeReader::Fault::None)
                return Error{ErrorKind::Input, timeFault(read.fault, iso, cells[i]), {file, line, 0, -1, {}, {}}};
            (from ? row.valid.from : row.valid.to) = read.ms;
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace tarascope::evidence
