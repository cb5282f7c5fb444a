#include "app/cli/jsonout.h"

#include "model/valuejson.h"

#include <cmath>

namespace tarascope::cli {

namespace {

void writeNumberOrNull(json::Writer &out, std::string_view name, std::int64_t value, bool known)
{
    out.key(name);
    if (known)
        out.integer(value);
    else
        out.null();
}

void writeTextOrNull(json::Writer &out, std::string_view name, const std::string &text)
{
    out.key(name);
    if (text.empty())
        out.null();
    else
        out.string(text);
}

} // namespace

json::Writer beginAnswer(std::string_view name, const Call &call)
{
    json::Writer out;
    out.beginObject().member("schema", "tarascope." + std::string(name) + "/1").member("asOf", call.asOf.iso());
    return out;
}

std::string endAnswer(json::Writer &out)
{
    out.endObject();
    return out.take() + "\n";
}

void writeScore(json::Writer &out, double score)
{
    if (std::abs(score) < 1e15 && score == std::floor(score))
        out.integer(static_cast<std::int64_t>(score));
    else
        out.real(score);
}

void writeRating(json::Writer &out, const Graph &graph, const Rating &rating)
{
    writeValue(out, graph, AttributeShape{AttributeType::Rating, {}, nullptr, {}}, Value(rating), ReferenceStyle::Key);
}

void writeKey(json::Writer &out, const Graph &graph, ItemId item)
{
    if (const Item *found = item.valid() ? graph.item(item) : nullptr)
        out.string(found->key);
    else
        out.null();
}

void writeKey(json::Writer &out, const Graph &graph, LinkId link)
{
    if (const Link *found = link.valid() ? graph.link(link) : nullptr)
        out.string(found->key);
    else
        out.null();
}

void writeTexts(json::Writer &out, const std::vector<std::string> &texts)
{
    out.beginArray();
    for (const std::string &text : texts)
        out.string(text);
    out.endArray();
}

void writeWhere(json::Writer &out, const Where &where)
{
    if (!where.known()) {
        out.null();
        return;
    }
    out.beginObject();
    writeTextOrNull(out, "file", where.file);
    writeNumberOrNull(out, "line", where.line, where.line > 0);
    writeNumberOrNull(out, "column", where.column, where.column > 0);
    writeNumberOrNull(out, "offset", where.offset, where.offset >= 0);
    writeTextOrNull(out, "pointer", where.pointer);
    writeTextOrNull(out, "item", where.item);
    out.endObject();
}

void writeReasons(json::Writer &out, const Graph &graph, const std::vector<Reason> &reasons)
{
    out.beginArray();
    for (const Reason &reason : reasons) {
        out.beginObject().member("text", reason.message.english()).member("code", reason.message.code).key("item");
        writeKey(out, graph, reason.items.empty() ? ItemId{} : reason.items.front());
        out.key("where");
        writeWhere(out, reason.where);
        out.endObject();
    }
    out.endArray();
}

void writeLosses(json::Writer &out, const std::vector<LossEntry> &losses)
{
    out.beginArray();
    for (const LossEntry &loss : losses) {
        out.beginObject().member("what", loss.what).member("why", loss.why.english()).member("code", loss.why.code);
        out.key("where");
        writeWhere(out, loss.where);
        out.endObject();
    }
    out.endArray();
}

void writeCounts(json::Writer &out, const std::map<std::string, std::int64_t> &counts)
{
    out.beginObject();
    for (const auto &[kind, count] : counts)
        out.member(kind, count);
    out.endObject();
}

std::string errorJson(const Error &error)
{
    json::Writer out;
    out.beginObject()
        .member("schema", "tarascope.error/1")
        .member("code", error.message.code)
        .member("text", error.message.english())
        .key("where");
    writeWhere(out, error.where);
    out.endObject();
    return out.take();
}

} // namespace tarascope::cli
