#include "app/cli/jsonout.h"
#include "app/cli/textout.h"
#include "app/cli/verbs.h"
#include "model/library/catalogue.h"
#include "model/valuejson.h"

#include <algorithm>

namespace tarascope::cli {

namespace {

std::size_t unverifiedIn(const Catalogue &catalogue)
{
    return static_cast<std::size_t>(std::count_if(catalogue.entries.begin(), catalogue.entries.end(),
                                                  [](const CatalogueEntry &entry) { return !entry.origin.verified; }));
}

Result<std::vector<Catalogue>> allCatalogues()
{
    std::vector<Catalogue> all;
    for (const std::string &id : catalogueIds()) {
        Result<Catalogue> catalogue = loadCatalogue(id);
        if (!catalogue)
            return catalogue.error();
        all.push_back(std::move(*catalogue));
    }
    return all;
}

void writeHead(json::Writer &out, const Catalogue &catalogue)
{
    out.member("id", catalogue.id).member("version", catalogue.version).member("title", catalogue.title);
    out.member("sha256", catalogue.sha256).member("total", static_cast<std::int64_t>(catalogue.entries.size()));
    out.member("unverified", static_cast<std::int64_t>(unverifiedIn(catalogue)));
}

std::string overviewJson(const Call &call, const std::vector<Catalogue> &all)
{
    json::Writer out = beginAnswer("library", call);
    out.key("catalogues").beginArray();
    for (const Catalogue &catalogue : all) {
        out.newline().beginObject();
        writeHead(out, catalogue);
        out.endObject();
    }
    out.endArray();
    return endAnswer(out);
}

std::string overviewText(const std::vector<Catalogue> &all)
{
    Table table({"CATALOGUE", ">ENTRIES", ">NOT VERIFIED", "TITLE"});
    for (const Catalogue &catalogue : all)
        table.add({catalogue.id, std::to_string(catalogue.entries.size()), std::to_string(unverifiedIn(catalogue)), catalogue.title});
    return table.text();
}

void writeEntry(json::Writer &out, const CatalogueEntry &entry)
{
    out.newline().beginObject().member("id", entry.id).member("title", entry.title).member("group", entry.group);
    out.member("description", entry.description).key("kind");
    if (entry.kind)
        out.string(kindDef(*entry.kind).name());
    else
        out.null();
    out.key("attributes");
    if (entry.kind)
        writeAttributes(out, Graph(), *entry.kind, entry.attributes, ReferenceStyle::Key);
    else
        out.beginObject().endObject();
    out.key("facts").beginObject();
    for (const CatalogueFact &fact : entry.facts) {
        out.key(fact.name);
        writeTexts(out, fact.values);
    }
    out.endObject().member("source", entry.origin.source).member("verified", entry.origin.verified).endObject();
}

std::string catalogueJson(const Call &call, const Catalogue &catalogue)
{
    json::Writer out = beginAnswer("library", call);
    writeHead(out, catalogue);
    out.key("notes");
    writeTexts(out, catalogue.notes);
    out.key("entries").beginArray();
    for (const CatalogueEntry &entry : catalogue.entries)
        writeEntry(out, entry);
    out.endArray();
    return endAnswer(out);
}

std::string catalogueText(const Catalogue &catalogue, bool quiet)
{
    Table table({"ENTRY", "BECOMES", "SOURCE", "GROUP", "TITLE"});
    for (const CatalogueEntry &entry : catalogue.entries)
        table.add({entry.id, entry.kind ? std::string(kindDef(*entry.kind).name()) : "-",
                   entry.origin.verified ? "read" : "not verified", entry.group, entry.title});
    std::string out = table.text();
    if (quiet)
        return out;
    out += "\n" + catalogue.title + ", version " + catalogue.version + ": " +
           counted(static_cast<std::int64_t>(catalogue.entries.size()), "entry", "entries") + ", " +
           std::to_string(unverifiedIn(catalogue)) + " of them not verified in their source.\n";
    for (const std::string &note : catalogue.notes)
        out += oneLine(note) + "\n";
    return out;
}

} // namespace

Result<Answer> runLibrary(const Call &call)
{
    Answer answer;
    if (call.arguments.positional().empty()) {
        const Result<std::vector<Catalogue>> all = allCatalogues();
        if (!all)
            return all.error();
        answer.out = call.json ? overviewJson(call, *all) : overviewText(*all);
        return answer;
    }
    const Result<Catalogue> catalogue = loadCatalogue(call.file());
    if (!catalogue)
        return catalogue.error();
    answer.out = call.json ? catalogueJson(call, *catalogue) : catalogueText(*catalogue, call.quiet);
    return answer;
}

} // namespace tarascope::cli
