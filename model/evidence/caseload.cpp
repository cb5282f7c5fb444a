#include "model/evidence/casesources.h"

#include "model/json/node.h"

#include <algorithm>
#include <set>

namespace tarascope::evidence {

namespace {

Digest digestOf(std::string_view bytes)
{
    Digest digest{};
    if (bytes.size() == digest.size())
        std::copy(bytes.begin(), bytes.end(), digest.begin());
    return digest;
}

Error damaged(const std::string &path, const char *text, std::vector<std::string> args = {})
{
    return {ErrorKind::Project, {text, std::move(args), "caseDamaged"}, inFile(path)};
}

std::string cell(const json::Node &row, const char *name)
{
    return std::string(row.string(name));
}

void addVehicle(const json::Node &row, const Interval &valid, ReferenceRows &rows)
{
    VehicleRow vehicle{cell(row, "vin"), cell(row, "internal_id"), cell(row, "tenant"), cell(row, "owner"), {}, valid};
    for (const json::Node &child : row.children) {
        if (child.name == "vin" || child.name == "internal_id" || child.name == "tenant" || child.name == "owner")
            continue;
        const auto known = std::find(rows.attributeNames.begin(), rows.attributeNames.end(), child.name);
        const auto place = static_cast<std::size_t>(known - rows.attributeNames.begin());
        if (known == rows.attributeNames.end())
            rows.attributeNames.push_back(child.name);
        vehicle.attributes.resize(std::max(vehicle.attributes.size(), place + 1));
        vehicle.attributes[place] = child.text;
    }
    rows.vehicles.push_back(std::move(vehicle));
}

} // namespace

Result<std::vector<StoredSource>> CaseFile::sources()
{
    Result<Statement> s = m_database.prepare(
        "SELECT id, name, path, role, part, bytes, unpacked, packed, fileSha256, sha256, root, content, first, last,"
        " wholeEnd, broken, coversFrom, coversTo, clockOffset, mappingId, mappingSha256, importedBy, importedAt, events,"
        " counts FROM source ORDER BY id");
    if (!s)
        return s.error();
    std::vector<StoredSource> all;
    Statement::Step step;
    while ((step = s->step()) == Statement::Step::Row) {
        StoredSource one;
        one.id = s->integer(0), one.name = s->text(1), one.path = s->text(2), one.role = s->text(3), one.part = s->text(4);
        one.bytes = s->integer(5), one.unpacked = s->integer(6), one.packed = s->integer(7) != 0;
        one.fileSha256 = digestOf(s->blob(8)), one.sha256 = digestOf(s->blob(9)), one.root = digestOf(s->blob(10));
        one.content = digestOf(s->blob(11)), one.first = s->integer(12), one.last = s->integer(13);
        one.wholeEnd = s->integer(14), one.broken = s->text(15);
        if (!s->isNull(16))
            one.covers = Interval{s->integer(16), s->integer(17)};
        one.clockOffset = s->integer(18), one.mappingId = s->text(19), one.mappingSha256 = digestOf(s->blob(20));
        one.importedBy = s->text(21), one.importedAt = s->text(22), one.events = s->integer(23);
        readCounts(s->text(24), one);
        all.push_back(std::move(one));
    }
    if (step == Statement::Step::Failed)
        return m_database.failure();
    return all;
}

Result<void> CaseFile::insertSource(const StoredSource &one)
{
    Result<Statement> s = m_database.prepare(
        "INSERT OR REPLACE INTO source VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,"
        " ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25)");
    if (!s)
        return s.error();
    const std::string counts = countsText(one);
    s->integer(1, one.id).text(2, one.name).text(3, one.path).text(4, one.role).text(5, one.part).integer(6, one.bytes);
    s->integer(7, one.unpacked).integer(8, one.packed ? 1 : 0).blob(9, one.fileSha256).blob(10, one.sha256);
    s->blob(11, one.root).blob(12, one.content).integer(13, one.first).integer(14, one.last).integer(15, one.wholeEnd);
    s->text(16, one.broken);
    if (one.covers)
        s->integer(17, one.covers->from).integer(18, one.covers->to);
    else
        s->null(17).null(18);
    s->integer(19, one.clockOffset).text(20, one.mappingId).blob(21, one.mappingSha256).text(22, one.importedBy);
    s->text(23, one.importedAt).integer(24, one.events).text(25, counts);
    return s->run() ? Result<void>() : m_database.failure();
}

Result<std::vector<Reject>> CaseFile::rejects(std::int64_t source, int most)
{
    Result<Statement> select = m_database.prepare("SELECT offset, reason FROM reject WHERE source = ?1 ORDER BY id LIMIT ?2");
    if (!select)
        return select.error();
    select->integer(1, source).integer(2, most);
    std::vector<Reject> all;
    while (select->step() == Statement::Step::Row)
        all.push_back({static_cast<std::uint64_t>(select->integer(0)), std::string(select->text(1))});
    return all;
}

Result<Dictionaries> CaseFile::readNames()
{
    Result<Statement> select = m_database.prepare("SELECT name, first, count, texts, digest FROM dictionary ORDER BY id");
    if (!select)
        return select.error();
    Dictionaries names;
    Statement::Step step;
    while ((step = select->step()) == Statement::Step::Row) {
        bool sound = Sha256::of(select->blob(3)) == digestOf(select->blob(4));
        bool known = false;
        forEachDictionaryMember([&](const char *name, auto member) {
            if (select->text(0) != name)
                return;
            known = true;
            Dictionary &dictionary = names.*member;
            sound = sound && select->integer(1) == dictionary.size() && unpackTexts(select->blob(3), select->integer(2), dictionary);
        });
        if (!sound || !known)
            return damaged(m_path, QT_TRANSLATE_NOOP("model", "the case is damaged: the names of '%1' were altered"), {std::string(select->text(0))});
    }
    if (step == Statement::Step::Failed)
        return m_database.failure();
    return names;
}

Result<void> CaseFile::needNames()
{
    if (m_namesKnown)
        return {};
    Result<Dictionaries> names = readNames();
    if (!names)
        return names.error();
    m_names = std::move(*names);
    m_stored.clear();
    forEachDictionaryMember([&](const char *, auto member) { m_stored.push_back((m_names.*member).size()); });
    m_namesKnown = true;
    return {};
}

Result<void> CaseFile::storeNames()
{
    Result<Statement> insert = m_database.prepare("INSERT INTO dictionary(name, first, count, texts, digest) VALUES (?1, ?2, ?3, ?4, ?5)");
    if (!insert)
        return insert.error();
    std::size_t place = 0;
    bool sound = true;
    forEachDictionaryMember([&](const char *name, auto member) {
        const Dictionary &dictionary = m_names.*member;
        std::uint32_t &stored = m_stored[place++];
        if (dictionary.size() <= stored || !sound)
            return;
        const std::string texts = packTexts(dictionary, stored);
        const Digest digest = Sha256::of(texts);
        sound = insert->text(1, name).integer(2, stored).integer(3, dictionary.size() - stored).blob(4, texts).blob(5, digest).run();
        stored = dictionary.size();
    });
    return sound ? Result<void>() : m_database.failure();
}

Result<ReferenceRows> CaseFile::readReference(const std::vector<StoredSource> &sources)
{
    Result<Statement> select = m_database.prepare("SELECT source, cells, validFrom, validTo FROM reference ORDER BY id");
    if (!select)
        return select.error();
    std::map<std::int64_t, std::string> roles;
    for (const StoredSource &source : sources)
        roles[source.id] = source.role;
    ReferenceRows rows;
    Statement::Step step;
    while ((step = select->step()) == Statement::Step::Row) {
        const Result<json::Document> document = json::read(select->text(1), m_path, {});
        if (!document)
            return damaged(m_path, QT_TRANSLATE_NOOP("model", "the case is damaged: a row of reference data cannot be read"));
        const json::Node &row = document->root;
        const Interval valid{select->integer(2), select->integer(3)};
        const std::string &role = roles[select->integer(0)];
        if (role == "registry")
            addVehicle(row, valid, rows);
        else if (role == "relationships")
            rows.relations.push_back({cell(row, "subject"), cell(row, "kind"), cell(row, "object"), valid});
        else
            rows.aliases.push_back({cell(row, "alias"), cell(row, "name"), valid});
    }
    for (VehicleRow &vehicle : rows.vehicles)
        vehicle.attributes.resize(rows.attributeNames.size());
    if (step == Statement::Step::Failed)
        return m_database.failure();
    return rows;
}

Result<EventTable> CaseFile::load(const Budget &budget, const Progress &progress)
{
    const Result<std::vector<StoredSource>> known = sources();
    if (!known)
        return known.error();
    EventTable table;
    Result<Dictionaries> names = readNames();
    Result<ReferenceRows> reference = readReference(*known);
    Result<std::vector<Required>> needed = required();
    const Result<std::vector<SegmentRow>> segments = readSegmentRows(m_database);
    if (!names || !reference || !needed || !segments)
        return !names ? names.error() : !reference ? reference.error() : !needed ? needed.error() : segments.error();
    table.names = std::move(*names);
    table.referenceRows = std::move(*reference);
    table.required = std::move(*needed);
    std::map<std::int64_t, std::uint16_t> places;
    for (const StoredSource &source : *known) {
        if (source.isReference())
            continue;
        places[source.id] = static_cast<std::uint16_t>(table.sources.size());
        table.sources.push_back({source.name, source.path, source.role, source.part, source.sha256, source.covers,
                                 source.broken.empty() ? 0 : source.last, source.clockOffset});
    }
    for (std::size_t i = 0; i < segments->size(); ++i) {
        if (Result<void> go = budget.check(); !go)
            return go.error();
        const auto place = places.find((*segments)[i].source);
        Result<EventColumns> columns = readSegment(m_database, (*segments)[i]);
        if (!columns || place == places.end()) {
            Error error = columns ? damaged(m_path, QT_TRANSLATE_NOOP("model", "the case is damaged: events of no source")) : columns.error();
            error.where.file = m_path;
            return error;
        }
        appendRows(table.columns, *columns, place->second);
        if (progress)
            progress(static_cast<std::int64_t>(i + 1), static_cast<std::int64_t>(segments->size()));
    }
    bool sound = true; // a digest proves only that nothing changed since a writer wrote it
    forEachNamedMember([&](auto column, auto dictionary) {
        const std::uint32_t size = (table.names.*dictionary).size();
        for (const std::uint32_t id : (table.columns.*column).values())
            sound = sound && id < size;
    });
    if (!sound)
        return damaged(m_path, QT_TRANSLATE_NOOP("model", "the case is damaged: an event has a name that does not exist"));
    finishTable(table);
    return table;
}

} // namespace tarascope::evidence
