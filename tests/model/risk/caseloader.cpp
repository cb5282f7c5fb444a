#include "tests/model/risk/caseloader.h"

#include "model/valuejson.h"

#include <QtCore/QFile>

using namespace tarascope;

namespace {

[[noreturn]] void stop(const std::string &why)
{
    qFatal("%s", why.c_str());
}

Uid uidOf(const std::string &id) { return Uid::fromParts({"case", id}); }

// References of a file are ids; here every id has one uid.
void resolve(Value &value, const ReadValue &read)
{
    if (auto *uid = std::get_if<Uid>(&value))
        *uid = uidOf(read.references.front());
    if (auto *list = std::get_if<RefList>(&value))
        for (std::size_t i = 0; i < list->size(); ++i)
            (*list)[i] = uidOf(read.references[i]);
    if (auto *row = std::get_if<Row>(&value))
        for (const auto &[column, text] : read.rowReferences)
            row->set(column, uidOf(text).hex());
}

template <class Find> Attributes attributesOf(const json::Document &document, const json::Node &node, Find find)
{
    Attributes attributes;
    const json::Node *members = node.find("attributes");
    if (!members)
        return attributes;
    for (const json::Node &member : members->children) {
        const AttributeDef *def = find(member.name);
        if (!def)
            stop("unknown attribute " + member.name);
        if (member.isNull())
            continue;
        auto read = readValue(document, member, {def->type, def->choices, def, member.name}, ReferenceStyle::Key);
        if (!read)
            stop(read.error().english());
        resolve(read->value, *read);
        attributes.set(def->attr, read->value);
    }
    return attributes;
}

} // namespace

LoadedCase loadCase(const std::string &text)
{
    auto document = json::read(text, "case", Budget{});
    if (!document)
        stop(document.error().english());
    LoadedCase loaded;
    ChangeSet set;
    for (const json::Node &node : document->root.find("items")->children) {
        Item item;
        const std::string id(node.string("id"));
        const KindDef *kind = findKind(node.string("kind"));
        item.uid = uidOf(id);
        item.kind = kind->kind;
        // Ids of foreign form get a key of their own, far from the others.
        item.key = id.starts_with(std::string(kind->prefix) + "-") && keyParts(id)
                       ? id
                       : std::string(kind->prefix) + "-" + std::to_string(100000 + set.changes.size());
        item.name = node.string("name");
        item.attributes = attributesOf(*document, node, [&](const std::string &name) { return kind->find(name); });
        loaded.items[id] = item.uid;
        set.changes.push_back({std::nullopt, Record(item)});
    }
    for (const json::Node &node : document->root.find("links")->children) {
        Link link;
        const LinkDef *kind = findLinkKind(node.string("kind"));
        link.uid = uidOf(std::string(node.string("id")));
        link.kind = kind->kind;
        link.key = node.string("id");
        link.from = uidOf(std::string(node.string("from")));
        link.to = uidOf(std::string(node.string("to")));
        link.attributes = attributesOf(*document, node, [&](const std::string &name) { return kind->find(name); });
        set.changes.push_back({std::nullopt, Record(link)});
    }
    set.changes.push_back({std::nullopt, Record(Setting{"method", std::string(document->root.string("method"))})});
    if (auto applied = loaded.graph.apply(set); !applied)
        stop(applied.error().english());
    return loaded;
}

void addOutcome(LoadedCase &loaded, const std::string &test, const std::string &verdict, const std::string &where)
{
    Outcome outcome;
    outcome.test = loaded.items.at(test);
    outcome.uid = Uid::fromParts({"outcome", test, verdict, where});
    outcome.verdict = *verdictFromName(verdict);
    outcome.at = "2026-11-19T10:00:00Z";
    outcome.where = where;
    ChangeSet set;
    set.changes.push_back({std::nullopt, Record(outcome)});
    if (auto applied = loaded.graph.apply(set); !applied)
        stop(applied.error().english());
}

std::string readFile(const std::string &path)
{
    QFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::ReadOnly))
        stop("cannot read " + path);
    return file.readAll().toStdString();
}
