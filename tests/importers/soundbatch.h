#pragma once
#include "model/json/utf8.h"
#include "tests/importers/data.h"

#include <map>
#include <string>

namespace tarascope {

inline bool isUtf8(const std::string &text) { return validUtf8Prefix(text) == text.size(); }

/// What is wrong with a batch by the rules that hold for every importer; empty: nothing.
inline std::string fault(const Batch &batch)
{
    std::map<std::string, Kind> kindOf;
    std::map<std::string, int> keys;
    for (const BatchItem &item : batch.items) {
        if (item.id.empty() || !kindOf.emplace(item.id, item.kind).second)
            return "id missing or used twice: " + item.id;
        if (!keys.emplace(item.externalKey.empty() ? item.id : item.externalKey, 0).second)
            return "external key used twice: " + item.externalKey;
        if (!isUtf8(item.name) || !isUtf8(item.description))
            return "not UTF-8: " + item.id;
        for (const auto &[id, value] : item.attributes) {
            const auto *text = std::get_if<std::string>(&value);
            if (text && !isUtf8(*text))
                return "not UTF-8: attribute of " + item.id;
            if (id.isField() &&
                (id.fieldPlace() >= batch.fields.size() || batch.fields[id.fieldPlace()].kind != item.kind))
                return "unknown field of " + item.id;
            if (!id.isField() && !kindDef(item.kind).find(static_cast<Attr>(id.value)))
                return "no such attribute of the kind: " + item.id;
        }
    }
    for (const BatchLink &link : batch.links) {
        const auto from = kindOf.find(link.from);
        const auto to = kindOf.find(link.to);
        if (link.byName && from != kindOf.end() && to == kindOf.end())
            continue; // an item of the project
        if (from == kindOf.end() || to == kindOf.end())
            return "dangling link " + link.from + " -> " + link.to;
        if (!linkDef(link.kind).allows(from->second, to->second))
            return "link that the metamodel refuses: " + link.from + " -> " + link.to;
    }
    for (const BatchOutcome &each : batch.outcomes) {
        if (each.test.empty() || !isUtf8(each.test) || !isUtf8(each.outcome.observed))
            return "outcome without test or not UTF-8";
    }
    for (const auto *lines : {&batch.kept, &batch.skipped}) {
        for (const LossEntry &line : *lines) {
            if (line.why.english().empty() || !isUtf8(line.what) || !isUtf8(line.why.english()))
                return "loss line without words or not UTF-8: " + line.what;
        }
    }
    return {};
}

/// For fuzzing: an error has words and a place; a batch has no fault and comes out the same a second time.
template <class Read> bool isSound(Read read)
{
    const Result<Batch> first = read();
    if (!first)
        return first.error().kind == ErrorKind::Input && first.error().where.line > 0 &&
               !first.error().message.english().empty() && isUtf8(first.error().message.english());
    const Result<Batch> second = read();
    return fault(*first).empty() && second.ok() && printed(*second) == printed(*first);
}

} // namespace tarascope
