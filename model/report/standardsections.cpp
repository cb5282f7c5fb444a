#include "model/library/catalogue.h"
#include "model/method/caltable.h"
#include "model/method/words.h"
#include "model/report/pathwords.h"
#include "model/report/reportsections.h"

#include <algorithm>
#include <map>
#include <set>

// What an assessor looks for by the names of ISO/SAE 21434 and UN R155: what is there, what is not, and which of the
// names and tables were not verified in their source.

namespace tarascope {

namespace {

std::string partOf(std::size_t part, std::size_t all) { return std::to_string(part) + " of " + std::to_string(all); }

void putVerified(Html &out, const Origin &origin)
{
    out.put("td", origin.verified ? "read in the source" : "not verified", origin.verified ? "muted small" : "unverified small");
}

void putNone(Html &out, std::string_view what) { out.put("p", "The project holds no " + std::string(what) + ".", "muted"); }

std::string yesText(const Item &item, Attr attr)
{
    const bool *yes = item.attributes.get<bool>(attr);
    return yes ? (*yes ? "yes" : "no") : "";
}

std::size_t countWhere(const Graph &graph, Kind kind, const std::function<bool(ItemId)> &holds)
{
    const std::vector<ItemId> items = graph.itemsOf(kind);
    return static_cast<std::size_t>(std::count_if(items.begin(), items.end(), holds));
}

bool hasLink(const Graph &graph, std::span<const LinkId> links, LinkKind kind)
{
    return std::any_of(links.begin(), links.end(), [&](LinkId id) { return graph.link(id)->kind == kind; });
}

/// The worst impact of what the treatments that lead to a goal are about.
ImpactLevel impactBehind(const Graph &graph, ItemId goal)
{
    ImpactLevel worst = ImpactLevel::Unrated;
    const auto each = [&graph](ItemId from, LinkKind kind, bool outward, const auto &visit) {
        for (LinkId id : outward ? graph.out(from) : graph.in(from))
            if (graph.link(id)->kind == kind)
                visit(outward ? graph.to(id) : graph.from(id));
    };
    each(goal, LinkKind::leadsTo, false, [&](ItemId treatment) {
        each(treatment, LinkKind::treats, true, [&](ItemId threat) {
            each(threat, LinkKind::realizes, true, [&](ItemId damage) {
                if (const Impact *impact = graph.item(damage)->attributes.get<Impact>(Attr::impact))
                    worst = std::max(worst, impact->worst());
            });
        });
    });
    return worst;
}

std::string calRange(const CalTable &table, ImpactLevel impact)
{
    const std::optional<int> low = assuranceLevel(table, impact, 3);
    const std::optional<int> high = assuranceLevel(table, impact, 0);
    if (impact == ImpactLevel::Unrated)
        return "no treatment of a rated damage leads to it";
    const std::string words = std::string(impactLevelName(impact)) + " impact: ";
    if (!high)
        return words + "none";
    return words + "CAL" + std::to_string(low.value_or(*high)) + " (physical) to CAL" + std::to_string(*high) + " (network)";
}

void putCalTable(Html &out, const CalTable &table)
{
    out.table("Cybersecurity assurance level by impact and attack vector: " + table.id, {"Impact", "Physical", "Local", "Adjacent", "Network"});
    for (std::size_t impact = 4; impact-- > 0;) {
        out.row().cell(impactLevelName(static_cast<ImpactLevel>(impact)));
        for (int vector = 3; vector >= 0; --vector) {
            const std::optional<int> level = assuranceLevel(table, static_cast<ImpactLevel>(impact), vector);
            out.cell(level ? "CAL" + std::to_string(*level) : "none");
        }
        out.endRow();
    }
    out.endTable().open("p", "small").text(table.title + ", " + table.origin.source + ", ");
    out.put("span", table.origin.verified ? "read in the source" : "not verified", table.origin.verified ? "muted" : "unverified").close("p");
}

/// Which entries of a catalogue the threat scenarios refer to, by reference text or citation.
std::map<std::string, std::vector<ItemId>> referring(const Graph &graph, const Catalogue &catalogue, const std::string &prefix)
{
    std::map<std::string, std::set<ItemId>> found;
    for (ItemId id : graph.itemsOf(Kind::threatScenario)) {
        if (const TextList *refs = graph.item(id)->attributes.get<TextList>(Attr::refs))
            for (const std::string &ref : *refs)
                if (ref.starts_with(prefix))
                    found[ref.substr(prefix.size())].insert(id);
        for (LinkId link : graph.out(id)) {
            const Link &cites = *graph.link(link);
            const std::string *cited = cites.kind == LinkKind::cites ? cites.attributes.get<std::string>(Attr::catalogue) : nullptr;
            const std::string *entry = cites.attributes.get<std::string>(Attr::entry);
            if (cited && entry && *cited == catalogue.id)
                found[*entry].insert(id);
        }
    }
    std::map<std::string, std::vector<ItemId>> out;
    for (const auto &[entry, items] : found)
        out[entry].assign(items.begin(), items.end());
    return out;
}

/// What the project has of a work product, in words; nothing where it is not kept here.
std::map<std::string, std::string> workProducts(const ReportInput &input)
{
    const Graph &graph = input.graph;
    const auto number = [&graph](Kind kind) { return std::to_string(graph.countOf(kind)); };
    const std::size_t threats = graph.countOf(Kind::threatScenario);
    const std::size_t damages = graph.countOf(Kind::damageScenario);
    std::set<ItemId> targets;
    graph.forEachLink([&](LinkId id, const Link &link) {
        if (link.kind == LinkKind::targets)
            targets.insert(graph.to(id));
    });
    const auto rated = [&](ItemId id) {
        const Impact *impact = graph.item(id)->attributes.get<Impact>(Attr::impact);
        return impact && impact->worst() != ImpactLevel::Unrated;
    };
    const auto treated = [&](ItemId id) { return hasLink(graph, graph.in(id), LinkKind::treats); };
    const auto run = [&](ItemId id) { return !graph.outcomesOf(graph.item(id)->uid).empty(); };
    std::set<ItemId> reached;
    std::size_t valued = 0;
    for (const ThreatRisk &risk : input.assessment.risks) {
        if (risk.at(Reading::Evidenced).easiest)
            reached.insert(risk.threat);
        valued += risk.at(Reading::Evidenced).risk ? 1 : 0;
    }
    const Coverage &coverage = input.assessment.coverage;
    return {
        {"WP-08-03", number(Kind::incident) + " incidents, " + number(Kind::finding) + " findings"},
        {"WP-08-05", number(Kind::vulnerability) + " vulnerabilities"},
        {"WP-09-01", number(Kind::vehicleModel) + " vehicle models, " + number(Kind::vehicleFunction) + " functions, " + number(Kind::api) + " APIs, " + number(Kind::assumption) + " assumptions"},
        {"WP-09-02", "the sections risk register to treatment"},
        {"WP-09-03", number(Kind::goal) + " goals"},
        {"WP-09-04", number(Kind::claim) + " claims"},
        {"WP-09-06", number(Kind::requirement) + " requirements, " + number(Kind::control) + " controls"},
        {"WP-11-01", "outcomes of " + partOf(countWhere(graph, Kind::testCase, run), graph.countOf(Kind::testCase)) + " test cases"},
        {"WP-15-01", number(Kind::damageScenario) + " damage scenarios"},
        {"WP-15-02", std::to_string(targets.size()) + " assets that threat scenarios target"},
        {"WP-15-03", number(Kind::threatScenario) + " threat scenarios"},
        {"WP-15-04", partOf(countWhere(graph, Kind::damageScenario, rated), damages) + " damage scenarios rated"},
        {"WP-15-05", "paths to " + partOf(reached.size(), threats) + " threat scenarios"},
        {"WP-15-06", partOf(static_cast<std::size_t>(coverage.steps - coverage.unratedSteps), static_cast<std::size_t>(coverage.steps)) + " attack steps rated by an analyst"},
        {"WP-15-07", partOf(valued, input.assessment.risks.size()) + " pairs of threat and damage have a risk value"},
        {"WP-15-08", partOf(countWhere(graph, Kind::threatScenario, treated), threats) + " threat scenarios treated"},
    };
}

} // namespace

void writeItemDefinition(Html &out, const ReportInput &input)
{
    const Graph &graph = input.graph;
    out.section("item", "Item definition");
    out.put("p", "What the assessment is about: vehicles, their functions, and the interfaces that lead to them. Components, networks and "
                 "services are listed under all items.");
    out.table("Vehicle models", {"Model", "Vehicles", "Markets"});
    for (ItemId id : itemsByKey(graph, Kind::vehicleModel)) {
        const Item &item = *graph.item(id);
        out.row().open("td").item(graph, id).close("td").cell(attributeText(graph, item, Attr::fleetSize), "number").cell(attributeText(graph, item, Attr::markets)).endRow();
    }
    out.endTable().table("Vehicle functions", {"Function", "ASIL", "Safety relevant", "Performed by"});
    for (ItemId id : itemsByKey(graph, Kind::vehicleFunction)) {
        const Item &item = *graph.item(id);
        out.row().open("td").item(graph, id).close("td").cell(choiceName(item, Attr::asil)).cell(yesText(item, Attr::safetyRelevant)).open("td");
        putEnds(out, graph, id, LinkKind::performs, false);
        out.close("td").endRow();
    }
    out.endTable().table("Interfaces", {"API", "Exposure", "Business function", "Versions"});
    for (ItemId id : itemsByKey(graph, Kind::api)) {
        const Item &item = *graph.item(id);
        out.row().open("td").item(graph, id).close("td").cell(choiceName(item, Attr::exposure)).cell(attributeText(graph, item, Attr::businessFunction)).open("td");
        putEnds(out, graph, id, LinkKind::hasVersion, true);
        out.close("td").endRow();
    }
    out.endTable().table("Assumptions", {"Assumption", "Text", "Status"});
    for (ItemId id : itemsByKey(graph, Kind::assumption)) {
        const Item &item = *graph.item(id);
        out.row().open("td").item(graph, id).close("td").cell(attributeText(graph, item, Attr::text)).cell(attributeText(graph, item, Attr::status)).endRow();
    }
    out.endTable();
}

void writeAssets(Html &out, const ReportInput &input)
{
    const Graph &graph = input.graph;
    out.section("assets", "Assets");
    out.table("What threat scenarios target, and data", {"Asset", "Kind", "Properties", "Threat scenarios"});
    for (const KindDef &kind : kinds())
        for (ItemId id : itemsByKey(graph, kind.kind)) {
            if (kind.kind != Kind::dataAsset && !hasLink(graph, graph.in(id), LinkKind::targets))
                continue;
            std::set<std::string> properties;
            for (LinkId link : graph.in(id)) {
                const Choice *property = graph.link(link)->kind == LinkKind::targets ? graph.link(link)->attributes.get<Choice>(Attr::property) : nullptr;
                if (property)
                    properties.emplace(linkDef(LinkKind::targets).find(Attr::property)->choices[property->index]);
            }
            std::string words = attributeText(graph, *graph.item(id), Attr::properties);
            for (const std::string &property : properties)
                if (words.find(property) == std::string::npos)
                    words += (words.empty() ? "" : ", ") + property;
            out.row().open("td").item(graph, id).close("td").cell(kind.title).cell(words).open("td");
            putEnds(out, graph, id, LinkKind::targets, false);
            out.close("td").endRow();
        }
    out.endTable();
}

Result<void> writeGoals(Html &out, const ReportInput &input)
{
    const Graph &graph = input.graph;
    const Result<CalTable> table = loadCalTable(input.method.cal);
    if (!table)
        return table.error();
    out.section("goals", "Goals, claims and requirements");
    out.table("Cybersecurity goals", {"Goal", "CAL", "CAL by the table", "Status", "Follows from", "Refined into"});
    for (ItemId id : itemsByKey(graph, Kind::goal)) {
        const Item &item = *graph.item(id);
        out.row().open("td").item(graph, id).put("div", attributeText(graph, item, Attr::text), "small muted").close("td");
        out.cell(choiceName(item, Attr::cal)).cell(calRange(*table, impactBehind(graph, id)), "small").cell(attributeText(graph, item, Attr::status)).open("td");
        putEnds(out, graph, id, LinkKind::leadsTo, false);
        out.close("td").open("td");
        putEnds(out, graph, id, LinkKind::refines, true);
        out.close("td").endRow();
    }
    out.endTable().table("Cybersecurity claims", {"Claim", "Text", "Status", "Follows from"});
    for (ItemId id : itemsByKey(graph, Kind::claim)) {
        const Item &item = *graph.item(id);
        out.row().open("td").item(graph, id).close("td").cell(attributeText(graph, item, Attr::text)).cell(attributeText(graph, item, Attr::status)).open("td");
        putEnds(out, graph, id, LinkKind::leadsTo, false);
        out.close("td").endRow();
    }
    out.endTable().table("Requirements", {"Requirement", "Status", "Allocated to", "Satisfied by", "Verified by"});
    for (ItemId id : itemsByKey(graph, Kind::requirement)) {
        const Item &item = *graph.item(id);
        out.row().open("td").item(graph, id).put("div", attributeText(graph, item, Attr::text), "small muted").close("td").cell(attributeText(graph, item, Attr::status)).open("td");
        putEnds(out, graph, id, LinkKind::allocatedTo, true);
        out.close("td").open("td");
        putEnds(out, graph, id, LinkKind::satisfies, false);
        out.close("td").open("td");
        putEnds(out, graph, id, LinkKind::verifies, false);
        out.close("td").endRow();
    }
    out.endTable();
    putCalTable(out, *table);
    return {};
}

void writeWeaknesses(Html &out, const ReportInput &input)
{
    const Graph &graph = input.graph;
    out.section("weaknesses", "Vulnerabilities, findings and incidents");
    for (Kind kind : {Kind::vulnerability, Kind::finding, Kind::incident}) {
        if (graph.countOf(kind) == 0) {
            putNone(out, kind == Kind::vulnerability ? "vulnerabilities" : kind == Kind::finding ? "findings" : "incidents");
            continue;
        }
        out.table(kindDef(kind).plural, {kindDef(kind).title, "Ids", "Severity", "Status", "Reported", "Affects", "Demonstrates"});
        for (ItemId id : itemsByKey(graph, kind)) {
            const Item &item = *graph.item(id);
            out.row().open("td").item(graph, id).close("td");
            for (Attr attr : {Attr::ids, Attr::severity, Attr::status, Attr::reportedOn})
                out.cell(attributeText(graph, item, attr));
            out.open("td");
            putEnds(out, graph, id, LinkKind::affects, true);
            out.close("td").open("td");
            putEnds(out, graph, id, LinkKind::demonstrates, true);
            out.close("td").endRow();
        }
        out.endTable();
    }
    out.put("p", "Which vehicles an incident touched is not part of a project; it is found in the evidence of a case.", "muted");
}

Result<void> writeWorkProducts(Html &out, const ReportInput &input)
{
    const Result<Catalogue> catalogue = loadCatalogue("iso21434-workproducts");
    if (!catalogue)
        return catalogue.error();
    const std::map<std::string, std::string> held = workProducts(input);
    out.section("workproducts", "ISO/SAE 21434 work products");
    out.put("p", "What this project holds for each work product. It does not say that a work product is complete or accepted.");
    out.table("By clause", {"Work product", "Title", "Clause", "In this project", "Source"});
    for (const CatalogueEntry &entry : catalogue->entries) {
        const auto found = held.find(entry.id);
        const CatalogueFact *clause = entry.fact("Clause");
        out.row().cell(entry.id, "key").cell(entry.title).cell(clause ? clause->values.front() : "");
        out.cell(found == held.end() ? "not kept in a project" : found->second, found == held.end() ? "muted" : "");
        putVerified(out, entry.origin);
        out.endRow();
    }
    out.endTable();
    for (const std::string &note : catalogue->notes)
        out.put("p", note, "muted small");
    return {};
}

Result<void> writeRegulation(Html &out, const ReportInput &input)
{
    const Result<Catalogue> catalogue = loadCatalogue("r155-threats");
    if (!catalogue)
        return catalogue.error();
    const auto found = referring(input.graph, *catalogue, "UN R155 ");
    const auto covered = static_cast<std::size_t>(std::count_if(catalogue->entries.begin(), catalogue->entries.end(),
                                                                [&](const CatalogueEntry &entry) { return found.count(entry.id) > 0; }));
    out.section("r155", "UN R155 Annex 5");
    out.put("p", "Threat scenarios refer to " + partOf(covered, catalogue->entries.size()) +
                     " threats of Annex 5. Whether the others apply is for people to judge; a reference does not say that a threat is mitigated.");
    std::string group;
    for (const CatalogueEntry &entry : catalogue->entries) {
        if (entry.group != group)
            (group.empty() ? out : out.endTable()).table(entry.group, {"Threat", "Title", "Threat scenarios", "Mitigations of Annex 5", "Source"});
        group = entry.group;
        const auto items = found.find(entry.id);
        out.row().cell(entry.id, "key").cell(entry.title).open("td");
        if (items == found.end())
            out.put("span", "none refers to it", "muted");
        else
            for (ItemId id : items->second)
                out.open("div").item(input.graph, id).close("div");
        std::string mitigations;
        if (const CatalogueFact *fact = entry.fact("Mitigations"))
            for (const std::string &each : fact->values)
                mitigations += (mitigations.empty() ? "" : ", ") + each;
        out.close("td").cell(mitigations);
        putVerified(out, entry.origin);
        out.endRow();
    }
    out.endTable();
    for (const auto &[entry, items] : found)
        if (!catalogue->find(entry))
            out.put("p", "There is no threat " + entry + " in the catalogue; " + std::to_string(items.size()) + " threat scenarios refer to it.", "default");
    for (const std::string &note : catalogue->notes)
        out.put("p", note, "muted small");
    return {};
}

} // namespace tarascope
