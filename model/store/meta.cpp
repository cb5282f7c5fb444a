#include "model/store/meta.h"

#include "model/sha256.h"

namespace tarascope {

Result<Meta> readMeta(Database &database)
{
    Result<Statement> rows = database.prepare("SELECT name, value FROM meta");
    if (!rows)
        return rows.error();
    Meta meta;
    Statement::Step step;
    while ((step = rows->step()) == Statement::Step::Row)
        meta.emplace(rows->text(0), rows->text(1));
    if (step == Statement::Step::Failed)
        return database.failure();
    return meta;
}

std::string metaCheck(const Meta &meta)
{
    Sha256 hash;
    for (const auto &[name, value] : meta)
        if (name != "check") {
            hash.addField(name);
            hash.addField(value);
        }
    return hex(hash.result());
}

bool metaIsSound(const Meta &meta)
{
    for (const char *name : {"projectId", "created", "digest", "head", "headSeq", "counters", "check"})
        if (!meta.contains(name))
            return false;
    return meta.find("check")->second == metaCheck(meta);
}

Result<void> writeMeta(Database &database, const Meta &before, Meta &meta)
{
    meta["check"] = metaCheck(meta);
    Result<Statement> put =
        database.prepare("INSERT INTO meta VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2");
    if (!put)
        return put.error();
    for (const auto &[name, value] : meta) {
        const auto old = before.find(name);
        if (old != before.end() && old->second == value)
            continue;
        if (!put->text(1, name).text(2, value).run())
            return database.failure();
    }
    return {};
}

Result<Counters> readCounters(Database &database)
{
    Result<Statement> rows = database.prepare("SELECT prefix, next FROM counters");
    if (!rows)
        return rows.error();
    Counters counters;
    Statement::Step step;
    while ((step = rows->step()) == Statement::Step::Row)
        counters.emplace(rows->text(0), rows->integer(1));
    if (step == Statement::Step::Failed)
        return database.failure();
    return counters;
}

std::string countersHash(const Counters &counters)
{
    Sha256 hash;
    for (const auto &[prefix, next] : counters) {
        hash.addField(prefix);
        hash.addField(std::to_string(next));
    }
    return hex(hash.result());
}

Result<void> writeCounters(Database &database, const Counters &before, const Counters &after)
{
    if (before == after)
        return {};
    Result<Statement> put =
        database.prepare("INSERT INTO counters VALUES (?1, ?2) ON CONFLICT (prefix) DO UPDATE SET next = ?2");
    if (!put)
        return put.error();
    for (const auto &[prefix, next] : after) {
        const auto old = before.find(prefix);
        if (old != before.end() && old->second == next)
            continue;
        if (!put->text(1, prefix).integer(2, next).run())
            return database.failure();
    }
    return {};
}

} // namespace tarascope
