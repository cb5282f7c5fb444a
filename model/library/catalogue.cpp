#include "model/library/catalogue.h"

#include "model/method/datafile.h"
#include "model/valuejson.h"

#include <algorithm>
#include <set>

namespace tarascope {

namespace {

Kind kindFrom(DataReader &reader, const json::Node &node)
{
    const KindDef *def = node.isString() ? findKind(node.text) : nullptr;
    if (!def)
        reader.refuse(node, {QT_TRANSLATE_NOOP("model", "\"%1\" is no kind of items."), {node.text}, "unknownKind"});
    return def ? def->kind : Kind{};
}

void readAttributes(DataReader &reader, const json::Document &document, const json::Node &node, CatalogueEntry &entry)
{
    const Graph noFields;
    for (const json::Node &each : node.children) {
        const std::optional<Attr> attr = findAttribute(each.name);
        const auto shape = attr && entry.kind ? attributeShape(noFields, *entry.kind, *attr) : std::nullopt;
        if (!shape) {
            reader.refuse(each, {QT_TRANSLATE_NOOP("model", "\"%1\" is no attribute of the kind of this entry."), {each.name}, "unknownAttribute"});
            return;
        }
        Result<ReadValue> value = readValue(document, each, *shape, ReferenceStyle::Key);
        if (!value)
            return reader.refuse(each, value.error().message);
        entry.attributes.set(*attr, std::move(value->value));
    }
}

std::vector<CatalogueFact> readFacts(DataReader &reader, const json::Node &node)
{
    std::vector<CatalogueFact> facts;
    for (const json::Node &each : node.children)
        facts.push_back({each.name, reader.optionalTexts(node, each.name)});
    return facts;
}

/// What holds for all entries that do not say otherwise.
struct Defaults {
    std::optional<Kind> kind;
    std::string source;
};

CatalogueEntry readEntry(DataReader &reader, const json::Document &document, const json::Node &node, const Defaults &defaults)
{
    reader.expectMembers(node, {"id", "title", "group", "description", "kind", "attributes", "facts", "source", "verified"});
    CatalogueEntry entry;
    entry.id = reader.text(node, "id");
    entry.title = reader.text(node, "title");
    entry.group = reader.optionalText(node, "group");
    entry.description = reader.optionalText(node, "description");
    entry.kind = defaults.kind;
    entry.origin = reader.origin(node);
    if (entry.origin.source.empty())
        entry.origin.source = defaults.source;
    if (const json::Node *kind = node.find("kind"))
        entry.kind = kindFrom(reader, *kind);
    if (const json::Node *attributes = node.find("attributes"); attributes && reader.ok())
        readAttributes(reader, document, *attributes, entry);
    if (const json::Node *facts = node.find("facts"); facts && reader.ok())
        entry.facts = readFacts(reader, *facts);
    return entry;
}

} // namespace

const CatalogueFact *CatalogueEntry::fact(std::string_view name) const
{
    const auto found = std::find_if(facts.begin(), facts.end(), [&](const CatalogueFact &each) { return each.name == name; });
    return found == facts.end() ? nullptr : &*found;
}

const CatalogueEntry *Catalogue::find(std::string_view entry) const
{
    const auto found = std::find_if(entries.begin(), entries.end(), [&](const CatalogueEntry &each) { return each.id == entry; });
    return found == entries.end() ? nullptr : &*found;
}

Result<Catalogue> readCatalogue(const json::Document &document)
{
    const json::Node &root = document.root;
    DataReader reader(document);
    reader.expectMembers(root, {"format", "id", "version", "title", "notes", "kind", "source", "entries"});
    reader.expectFormat(root, "tarascope.catalogue");
    Catalogue catalogue;
    catalogue.id = reader.text(root, "id");
    catalogue.version = reader.text(root, "version");
    catalogue.title = reader.text(root, "title");
    catalogue.notes = reader.optionalTexts(root, "notes");
    Defaults defaults{std::nullopt, reader.optionalText(root, "source")};
    if (const json::Node *kind = root.find("kind"))
        defaults.kind = kindFrom(reader, *kind);
    std::set<std::string> ids;
    for (const json::Node &node : reader.list(root, "entries")) {
        CatalogueEntry entry = readEntry(reader, document, node, defaults);
        if (!reader.ok())
            return reader.error();
        if (!ids.insert(entry.id).second)
            reader.refuse(node, {QT_TRANSLATE_NOOP("model", "An entry \"%1\" is there already."), {entry.id}, "repeatedName"});
        catalogue.entries.push_back(std::move(entry));
    }
    if (!reader.ok())
        return reader.error();
    catalogue.sha256 = contentHash(document);
    return catalogue;
}

std::vector<std::string> catalogueIds() { return dataIds(DataFolder::Library); }

Result<Catalogue> loadCatalogue(const std::string &id)
{
    const Result<json::Document> document = readData(DataFolder::Library, id);
    if (!document)
        return document.error();
    return readCatalogue(*document);
}

} // namespace tarascope
