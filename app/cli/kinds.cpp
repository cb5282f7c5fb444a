#include "app/cli/jsonout.h"
#include "app/cli/textout.h"
#include "app/cli/verbs.h"

namespace tarascope::cli {

namespace {

void writeAttributeDefs(json::Writer &out, const std::vector<AttributeDef> &attributes)
{
    out.key("attributes").beginArray();
    for (const AttributeDef &def : attributes) {
        out.beginObject()
            .member("name", def.name())
            .member("type", attributeTypeName(def.type))
            .key("choices")
            .beginArray();
        for (std::string_view choice : def.choices)
            out.string(choice);
        out.endArray().member("required", def.required);
        if (!def.unit.empty())
            out.member("unit", def.unit);
        out.endObject();
    }
    out.endArray();
}

// An end that may be of any kind lists them all, so that a reader needs no special case.
void writeEnds(json::Writer &out, std::string_view name, const std::vector<Kind> &ends)
{
    out.key(name).beginArray();
    if (ends.empty())
        for (const KindDef &def : kinds())
            out.string(def.name());
    for (Kind kind : ends)
        out.string(kindDef(kind).name());
    out.endArray();
}

std::string kindsJson()
{
    json::Writer out;
    out.beginObject().member("schema", "tarascope.kinds/1").key("kinds").beginArray();
    for (const KindDef &def : kinds()) {
        out.newline()
            .beginObject()
            .member("kind", def.name())
            .member("prefix", def.prefix)
            .member("group", groupName(def.group));
        writeAttributeDefs(out, def.attributes);
        out.endObject();
    }
    out.endArray().key("links").beginArray();
    for (const LinkDef &def : linkKinds()) {
        out.newline().beginObject().member("kind", def.name());
        writeEnds(out, "from", def.from);
        writeEnds(out, "to", def.to);
        out.member("attack", def.attack);
        writeAttributeDefs(out, def.attributes);
        out.endObject();
    }
    out.endArray();
    return endAnswer(out);
}

std::string joined(const std::vector<std::string_view> &words)
{
    std::string out;
    for (std::string_view word : words)
        out += (out.empty() ? "" : ", ") + std::string(word);
    return out;
}

std::string endsText(const std::vector<Kind> &ends)
{
    std::vector<std::string_view> names;
    for (Kind kind : ends)
        names.push_back(kindDef(kind).name());
    return ends.empty() ? "any" : joined(names);
}

std::string pairsText(const LinkDef &def)
{
    std::string out;
    for (const auto &[from, to] : def.pairs)
        out += (out.empty() ? "" : "; ") + std::string(kindDef(from).name()) + " to " + std::string(kindDef(to).name());
    return out;
}

std::string typeText(const AttributeDef &def)
{
    std::string out(attributeTypeName(def.type));
    if (!def.choices.empty())
        out += " {" + joined(def.choices) + "}";
    std::vector<std::string_view> columns;
    for (const ColumnDef &column : def.columns)
        columns.push_back(column.name);
    if (!columns.empty())
        out += " (" + joined(columns) + (def.openColumns ? ", ..." : "") + ")";
    return def.unit.empty() ? out : out + ", " + std::string(def.unit);
}

std::string attributesTable(const std::vector<AttributeDef> &attributes)
{
    std::string out = "\n| attribute | type | |\n|---|---|---|\n";
    for (const AttributeDef &def : attributes)
        out += "| `" + std::string(def.name()) + "`" + (def.required ? " *" : "") + " | " + typeText(def) + " | " +
               std::string(def.help) + " |\n";
    return out;
}

std::string kindsMarkdown()
{
    std::string out =
        "# Kinds of items and links\n\n"
        "Made by `tarascope kinds --markdown` from the metamodel. An inventory is incomplete without the\n"
        "attributes marked with *.\n\n## Items\n";
    for (const KindDef &def : kinds()) {
        out += "\n### " + std::string(def.name()) + " (" + std::string(def.prefix) + ")\n\n" + std::string(def.title) +
               ", " + std::string(groupName(def.group)) + ". " + std::string(def.help) +
               (def.position ? " An attacker can have it.\n" : "\n");
        if (!def.attributes.empty())
            out += attributesTable(def.attributes);
    }
    out += "\n## Links\n\nAn attacker can move along those marked with A.\n\n| link | from | to | | attributes "
           "|\n|---|---|---|---|---|\n";
    for (const LinkDef &def : linkKinds()) {
        std::vector<std::string> attributes;
        std::string attributesText;
        for (const AttributeDef &attribute : def.attributes)
            attributesText +=
                (attributesText.empty() ? "`" : ", `") + std::string(attribute.name()) + "` " + typeText(attribute);
        out += "| `" + std::string(def.name()) + "` | " + endsText(def.from) + " | " + endsText(def.to) + " | " +
               (def.attack ? "A" : "") + (def.pairs.empty() ? "" : " only " + pairsText(def)) + " | " + attributesText +
               " |\n";
    }
    return out;
}

std::string kindsTable()
{
    Table items({"KIND", "PREFIX", "GROUP", "ATTRIBUTES"});
    for (const KindDef &def : kinds()) {
        std::vector<std::string_view> names;
        for (const AttributeDef &attribute : def.attributes)
            names.push_back(attribute.name());
        items.add({std::string(def.name()), std::string(def.prefix), std::string(groupName(def.group)), joined(names)});
    }
    Table links({"LINK", "ATTACK", "FROM", "TO"});
    for (const LinkDef &def : linkKinds())
        links.add({std::string(def.name()), def.attack ? "yes" : "", endsText(def.from), endsText(def.to)});
    return items.text() + "\n" + links.text();
}

} // namespace

Result<Answer> runKinds(const Call &call)
{
    Answer answer;
    if (call.json)
        answer.out = kindsJson();
    else
        answer.out = call.arguments.has("--markdown") ? kindsMarkdown() : kindsTable();
    return answer;
}

} // namespace tarascope::cli
