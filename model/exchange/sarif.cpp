#include "model/exchange/sarif.h"

#include "model/json/write.h"
#include "model/sha256.h"

#include <QtCore/QUrl>

#include <set>

namespace tarascope {

namespace {

/// One result; SARIF calls our severities by the same names.
struct Finding {
    std::string rule;
    std::string_view level;
    std::string text;
    std::string item;
    std::string_view kind;
    std::string identity; ///< what makes it the same finding the next time
};

void writeText(json::Writer &out, std::string_view member, std::string_view text)
{
    out.key(member).beginObject().member("text", text).endObject();
}

void writeRules(json::Writer &out, std::span<const GateFinding> gates)
{
    out.key("rules").beginArray();
    for (const ValidationRule &rule : rules()) {
        out.newline().beginObject().member("id", rule.id);
        writeText(out, "shortDescription", rule.title);
        writeText(out, "fullDescription", rule.why);
        writeText(out, "help", rule.hint);
        out.key("defaultConfiguration").beginObject().member("level", severityName(rule.severity)).endObject();
        out.key("properties").beginObject().key("references").beginArray();
        for (std::string_view reference : rule.references)
            out.string(reference);
        out.endArray().endObject().endObject();
    }
    std::set<std::string_view> named;
    for (const GateFinding &finding : gates)
        if (named.insert(finding.gate).second) {
            out.newline().beginObject().member("id", finding.gate);
            writeText(out, "shortDescription", "A risk that the gate does not let through");
            out.endObject();
        }
    out.endArray();
}

void writeResult(json::Writer &out, const Finding &result, const std::string &uri)
{
    out.newline().beginObject().member("ruleId", result.rule).member("level", result.level);
    writeText(out, "message", result.item + ": " + result.text);
    out.key("locations").beginArray().beginObject();
    out.key("physicalLocation").beginObject().key("artifactLocation").beginObject().member("uri", uri);
    out.endObject().endObject();
    out.key("logicalLocations").beginArray().beginObject().member("name", result.item).member("kind", result.kind);
    out.endObject().endArray().endObject().endArray();
    // The same finding keeps its fingerprint while names and numbers change.
    out.key("partialFingerprints").beginObject();
    out.member("ruleAndItem/v1", hex(Sha256::of(result.rule + "\n" + result.identity)).substr(0, 32)).endObject().endObject();
}

} // namespace

std::string writeSarif(const Graph &graph, std::span<const ValidationProblem> problems, std::span<const GateFinding> gates,
                       const std::string &file, const std::string &version)
{
    const std::string uri = QUrl::toPercentEncoding(QString::fromStdString(file)).toStdString();
    json::Writer out;
    out.beginObject().member("$schema", "https://json.schemastore.org/sarif-2.1.0.json").member("version", "2.1.0");
    out.key("runs").beginArray().beginObject().key("tool").beginObject().key("driver").beginObject();
    out.member("name", "Tarascope").member("version", version);
    writeRules(out, gates);
    out.endObject().endObject().key("results").beginArray();
    for (const GateFinding &finding : gates) {
        const Item *item = graph.item(graph.findItemByKey(finding.item));
        writeResult(out,
                    {finding.gate, "error", finding.text, finding.item, item ? kindDef(item->kind).name() : "",
                     item ? item->uid.hex() : finding.item},
                    uri);
    }
    for (const ValidationProblem &problem : problems) {
        const Item &item = *graph.item(problem.item);
        std::string identity = item.uid.hex() + problem.text.code;
        for (ItemId other : problem.others)
            identity += graph.item(other)->uid.hex();
        writeResult(out,
                    {std::string(problem.rule->id), severityName(problem.rule->severity), problem.text.english(),
                     item.key, kindDef(item.kind).name(), std::move(identity)},
                    uri);
    }
    out.endArray().endObject().endArray().endObject();
    return out.take() + "\n";
}

} // namespace tarascope
