#include "model/json/write.h"
#include "model/report/pathwords.h"
#include "model/report/reportsections.h"
#include "model/valuetext.h"

#include <algorithm>

namespace tarascope {

namespace {

struct Heading {
    std::string_view id;
    std::string_view title;
};
constexpr Heading contents[] = {{"register", "Risk register"}, {"paths", "The worst attack paths"}, {"item", "Item definition"},
                                {"assets", "Assets"}, {"damage", "Damage scenarios"},
                                {"controls", "Controls and what proves them"}, {"treatment", "Treatment"},
                                {"goals", "Goals, claims and requirements"}, {"weaknesses", "Vulnerabilities, findings and incidents"},
                                {"problems", "Problems"}, {"workproducts", "ISO/SAE 21434 work products"},
                                {"r155", "UN R155 Annex 5"}, {"method", "Method and its values"}, {"inventory", "All items"}, {"provenance", "Where this report comes from"}};

std::string numberText(const Decimal &value)
{
    std::string text;
    json::appendReal(text, value.real());
    return text.ends_with(".0") ? text.substr(0, text.size() - 2) : text;
}

/// Sources of values, each named once below the table and by its number in it.
class Sources
{
public:
    void put(Html &out, const Origin &origin)
    {
        auto at = std::find(m_texts.begin(), m_texts.end(), origin.source);
        if (at == m_texts.end())
            at = m_texts.insert(at, origin.source);
        out.open("td", "small").text(origin.source.empty() ? "" : "[" + std::to_string(at - m_texts.begin() + 1) + "] ");
        out.put("span", origin.verified ? "read in the source" : "not verified", origin.verified ? "muted" : "unverified").close("td");
    }
    void list(Html &out) const
    {
        for (std::size_t i = 0; i < m_texts.size(); ++i)
            if (!m_texts[i].empty())
                out.put("p", "[" + std::to_string(i + 1) + "] " + m_texts[i], "muted small");
    }

private:
    std::vector<std::string> m_texts;
};

} // namespace

std::string attributeText(const Graph &graph, const Item &item, AttributeId id)
{
    const Value *value = item.attributes.find(id);
    const auto shape = value ? attributeShape(graph, item.kind, id) : std::nullopt;
    return shape ? valueText(graph, *shape, *value) : std::string();
}

std::vector<ItemId> itemsByKey(const Graph &graph, Kind kind)
{
    std::vector<ItemId> items = graph.itemsOf(kind);
    std::sort(items.begin(), items.end(), [&graph](ItemId a, ItemId b) {
        return keyParts(graph.item(a)->key)->number < keyParts(graph.item(b)->key)->number;
    });
    return items;
}

void putEnds(Html &out, const Graph &graph, ItemId item, LinkKind kind, bool outward)
{
    for (LinkId id : outward ? graph.out(item) : graph.in(item))
        if (graph.link(id)->kind == kind)
            out.open("div").item(graph, outward ? graph.to(id) : graph.from(id)).close("div");
}

void writeContents(Html &out)
{
    out.markup("\n<nav aria-label=\"Contents\"><ol>");
    for (const Heading &heading : contents)
        out.markup("<li><a href=\"#" + std::string(heading.id) + "\">").text(heading.title).markup("</a></li>");
    out.markup("</ol></nav>\n");
}

void writeMethod(Html &out, const ReportInput &input)
{
    const RatingMethod &method = input.method;
    Sources sources;
    out.section("method", "Method and its values");
    out.put("p", method.title + " (" + method.id + ", version " + method.version + ", " + method.clause +
                     "). Steps of one path are joined by: " + std::string(joiningName(method.joining)) + ".");
    out.table("Levels of each factor, easiest first", {"Factor", "Level", "Value", "Meaning", "Source"});
    for (const MethodFactor &factor : method.factors)
        for (const FactorLevel &level : factor.levels) {
            out.row().cell(factor.title).cell(level.title).cell(numberText(level.value), "number").cell(level.description);
            sources.put(out, level.origin);
            out.endRow();
        }
    out.endTable().table("Attack feasibility by score, from", {"Feasibility", "From", "Source"});
    for (const Threshold &threshold : method.thresholds) {
        out.row().cell(feasibilityWords(threshold.feasibility)).cell(numberText(threshold.from), "number");
        sources.put(out, threshold.origin);
        out.endRow();
    }
    out.endTable().table("Risk value by impact and feasibility: " + input.matrix.id, {"Impact", "Very low", "Low", "Medium", "High"});
    for (std::size_t impact = 4; impact-- > 0;) {
        out.row().cell(impactLevelName(static_cast<ImpactLevel>(impact)));
        for (Feasibility feasibility : {Feasibility::VeryLow, Feasibility::Low, Feasibility::Medium, Feasibility::High}) {
            out.open("td");
            putRisk(out, riskValue(input.matrix, static_cast<ImpactLevel>(impact), feasibility));
            out.close("td");
        }
        out.endRow();
    }
    out.endTable();
    sources.list(out);
    for (const std::string &note : method.notes)
        out.put("p", note, "muted small");
}

void writeDamage(Html &out, const ReportInput &input)
{
    const Graph &graph = input.graph;
    out.section("damage", "Damage scenarios");
    out.table("Impact by category: safety, financial, operational, privacy", {"Damage scenario", "Impact", "Rationale", "Realized by"});
    for (ItemId id : itemsByKey(graph, Kind::damageScenario)) {
        const Item &item = *graph.item(id);
        out.row().open("td").item(graph, id).close("td").cell(attributeText(graph, item, Attr::impact));
        out.cell(attributeText(graph, item, Attr::impactRationale)).open("td");
        putEnds(out, graph, id, LinkKind::realizes, false);
        out.close("td").endRow();
    }
    out.endTable();
}

void writeControls(Html &out, const ReportInput &input)
{
    const Graph &graph = input.graph;
    const Evidence evidence(graph, {});
    out.section("controls", "Controls and what proves them");
    out.table("Each control with the latest result of its tests", {"Control", "Status", "Resistance", "Guards", "Tests"});
    for (ItemId id : itemsByKey(graph, Kind::control)) {
        const Item &item = *graph.item(id);
        out.row().open("td").item(graph, id).close("td").cell(spacedWords(choiceName(item, Attr::status)));
        out.cell(attributeText(graph, item, Attr::resistance)).open("td");
        putEnds(out, graph, id, LinkKind::guards, true);
        out.close("td").open("td");
        for (const TestEvidence &test : evidence.testsOf(id)) {
            out.open("div").item(graph, test.test, false).text(" ");
            out.put("span", spacedWords(verdictName(test.verdict)), test.state == TestState::Broken ? "failed" : "");
            out.put("span", (test.where.empty() ? "" : " " + test.where) + (test.at.empty() ? "" : ", " + test.at), "muted small");
            out.close("div");
        }
        if (evidence.testsOf(id).empty())
            out.put("span", "no test", "default");
        out.close("td").endRow();
    }
    out.endTable();
}

void writeTreatment(Html &out, const ReportInput &input)
{
    const Graph &graph = input.graph;
    out.section("treatment", "Treatment");
    out.table("Decisions", {"Treatment", "Decision", "Treats", "Owner", "Rationale", "Leads to"});
    for (ItemId id : itemsByKey(graph, Kind::treatment)) {
        const Item &item = *graph.item(id);
        out.row().open("td").item(graph, id).close("td").cell(spacedWords(choiceName(item, Attr::decision))).open("td");
        putEnds(out, graph, id, LinkKind::treats, true);
        out.close("td").cell(attributeText(graph, item, Attr::owner)).cell(attributeText(graph, item, Attr::rationale)).open("td");
        putEnds(out, graph, id, LinkKind::leadsTo, true);
        out.close("td").endRow();
    }
    out.endTable();
}

void writeProblems(Html &out, const ReportInput &input)
{
    out.section("problems", "Problems");
    if (input.problems.empty())
        out.put("p", "The " + std::to_string(rules().size()) + " rules find nothing.");
    for (std::size_t i = 0; i < input.problems.size();) {
        const ValidationRule &rule = *input.problems[i].rule;
        out.put("h3", std::string(severityName(rule.severity)) + ": " + rule.title);
        std::string references;
        for (std::string_view reference : rule.references)
            references.append(references.empty() ? "" : ", ").append(reference);
        out.put("p", std::string(rule.why) + " " + rule.hint + " (" + references + ")");
        out.table(rule.id, {"Item", "Problem"});
        for (; i < input.problems.size() && input.problems[i].rule == &rule; ++i)
            out.row().open("td").item(input.graph, input.problems[i].item).close("td").cell(input.problems[i].text.english()).endRow();
        out.endTable();
    }
}

void writeInventory(Html &out, const ReportInput &input)
{
    const Graph &graph = input.graph;
    out.section("inventory", "All items");
    for (const KindDef &kind : kinds()) {
        const std::vector<ItemId> items = itemsByKey(graph, kind.kind);
        if (items.empty())
            continue;
        out.put("h3", std::string(kind.plural) + " (" + std::to_string(items.size()) + ")");
        out.table(kind.help, {"Key", "Name", "What is known"});
        for (ItemId id : items) {
            const Item &item = *graph.item(id);
            out.row(item.key).cell(item.key, "key").open("td").text(item.name);
            if (!item.description.empty())
                out.put("div", item.description, "muted small");
            out.close("td").open("td", "small");
            for (const auto &[attribute, value] : item.attributes) {
                const auto shape = attributeShape(graph, item.kind, attribute);
                if (!shape)
                    continue;
                const std::string words = valueText(graph, *shape, value);
                out.open("div").put("span", (shape->def ? attributeLabel(*shape->def) : shape->name) + ": ", "muted").text(words.empty() ? "none" : words).close("div");
            }
            out.close("td").endRow();
        }
        out.endTable();
    }
}

void writeProvenance(Html &out, const ReportInput &input)
{
    out.section("provenance", "Where this report comes from");
    out.put("p", "It states what is in the project and what is missing; it does not say that a requirement is met.");
    out.table("The same project file and the same day give the same bytes", {"What", "Value"});
    const auto fact = [&out](std::string_view what, std::string_view value) {
        out.row().cell(what).cell(value, "mono").endRow();
    };
    fact("Project", input.project);
    fact("Digest of the content", input.digest);
    fact("Hash of the last journal entry", input.head);
    fact("Time of the last journal entry", input.lastEntry.empty() ? "none" : input.lastEntry);
    fact("As of", input.asOf);
    fact("Method", input.method.id + " " + input.method.version + ", SHA-256 " + input.method.sha256);
    fact("Risk matrix", input.matrix.id + " " + input.matrix.version + ", SHA-256 " + input.matrix.sha256);
    fact("Items, links, outcomes", std::to_string(input.graph.itemCount()) + ", " + std::to_string(input.graph.linkCount()) + ", " +
                                       std::to_string(input.graph.outcomeCount()));
    fact("Program", "Tarascope " + input.version);
    out.endTable();
}

} // namespace tarascope
