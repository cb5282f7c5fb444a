#include "model/library/planlibrary.h"

namespace tarascope {

namespace {

Error refused(const char *text, std::vector<std::string> args, const char *code)
{
    return {ErrorKind::Usage, {text, std::move(args), code}, {}};
}

BatchItem itemOf(const CatalogueEntry &entry)
{
    BatchItem item;
    item.id = entry.id;
    item.kind = *entry.kind;
    item.name = entry.title;
    item.description = entry.description;
    item.attributes = entry.attributes;
    return item;
}

BatchLink citing(const Catalogue &catalogue, const CatalogueEntry &entry)
{
    BatchLink link;
    link.kind = LinkKind::cites;
    link.from = link.to = entry.id;
    link.attributes.set(Attr::catalogue, catalogue.id);
    link.attributes.set(Attr::entry, entry.id);
    link.attributes.set(Attr::version, catalogue.version);
    return link;
}

} // namespace

Result<MergePlan> planLibrary(const Graph &graph, const Catalogue &catalogue, std::span<const std::string> entries,
                              const Budget &budget)
{
    Batch batch;
    batch.format = "library";
    batch.system = catalogue.id;
    batch.title = catalogue.title;
    batch.part = true;
    std::vector<std::string> taken;
    for (const std::string &id : entries) {
        const CatalogueEntry *entry = catalogue.find(id);
        if (!entry)
            return refused(QT_TRANSLATE_NOOP("model", "There is no entry '%1' in the catalogue %2; 'tarascope library %2' lists them."),
                           {id, catalogue.id}, "unknownEntry");
        if (!entry->kind)
            return refused(QT_TRANSLATE_NOOP("model", "'%1' of the catalogue %2 is there to be read; it becomes no item."),
                           {id, catalogue.id}, "entryNoItem");
        if (std::find(taken.begin(), taken.end(), id) != taken.end())
            continue;
        taken.push_back(id);
        batch.items.push_back(itemOf(*entry));
        batch.links.push_back(citing(catalogue, *entry));
        if (!entry->origin.verified)
            batch.kept.push_back({entry->id,
                                  {QT_TRANSLATE_NOOP("model", "its source was not verified: %1"), {entry->origin.source}, "entryUnverified"},
                                  {}});
    }
    return planMerge(graph, batch, budget);
}

} // namespace tarascope
