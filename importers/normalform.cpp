#include "importers/normalform.h"

#include "importers/nodereader.h"
#include "importers/sourcetext.h"
#include "model/store/normalform.h"
#include "model/valuejson.h"

#include <algorithm>
#include <charconv>
#include <map>

namespace tarascope {

namespace {

using json::Node;

std::optional<std::uint64_t> hashFromText(std::string_view text)
{
    std::uint64_t hash = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), hash, 16);
    return text.size() == 16 && parsed.ec == std::errc() && parsed.ptr == text.data() + text.size() ? std::optional(hash)
                                                                                                   : std::nullopt;
}

bool isUtcTime(std::string_view text)
{
    static constexpr std::string_view form = "0000-00-00T00:00:00";
    if (text.size() <= form.size() || text.back() != 'Z' || !Date::fromIso(text.substr(0, 10)))
        return false;
    auto digit = [](char c) { return c >= '0' && c <= '9'; };
    for (std::size_t i = 0; i < form.size(); ++i)
        if (form[i] == '0' ? !digit(text[i]) : text[i] != form[i])
            return false;
    const std::string_view fraction = text.substr(form.size(), text.size() - form.size() - 1);
    return fraction.empty() || (fraction.size() > 1 && fraction[0] == '.' &&
                                std::all_of(fraction.begin() + 1, fraction.end(), digit));
}

class NormalFormReader : private NodeReader
{
public:
    NormalFormReader(const json::Document &document, const Budget &budget) : NodeReader(document), m_budget(budget) {}

    Result<Batch> read()
    {
        const Node &root = document().root;
        if (!root.isObject() || root.string("format") != "tarascope")
            return refuse(root, "", QT_TRANSLATE_NOOP("model", "this is no Tarascope file: it must be an object with "
                                                               "\"format\":\"tarascope\""),
                          {}, "notNormalForm");
        if (Result<void> fine = checkVersion(root); !fine)
            return fine.error();
        m_batch.format = "tarascope";
        m_batch.system = "normal-form";
        m_batch.title = fileName(document().file);
        reportUnknown(m_batch.skipped, root, "", {"format", "version", "method", "settings", "fields", "items", "links", "outcomes",
                                 "layout"});
        if (Result<void> read = readSettings(root); !read)
            return read.error();
        struct Part {
            const char *member;
            bool required;
            ReadEntry read;
        };
        for (const Part &part : {Part{"fields", false, &NormalFormReader::readField},
                                 Part{"items", true, &NormalFormReader::readItem},
                                 Part{"links", true, &NormalFormReader::readLink},
                                 Part{"outcomes", false, &NormalFormReader::readOutcome},
                                 Part{"layout", false, &NormalFormReader::readPosition}})
            if (Result<void> read = readArray(root, part.member, part.required, part.read); !read)
                return read.error();
        return std::move(m_batch);
    }

private:
    using ReadEntry = Result<void> (NormalFormReader::*)(const Node &, const std::string &);

    Result<void> checkVersion(const Node &root) const
    {
        const Node *version = root.find("version");
        std::int64_t number = 0;
        if (version && version->type == json::Type::Integer)
            std::from_chars(version->text.data(), version->text.data() + version->text.size(), number);
        if (number < 1)
            return refuse(version ? *version : root, version ? "/version" : "",
                          QT_TRANSLATE_NOOP("model", "\"version\" must be a whole number from 1 up"), {}, "badVersion");
        if (number > normalFormVersion)
            return refuse(*version, "/version",
                          QT_TRANSLATE_NOOP("model", "the file has version %1 of the format, this program reads versions "
                                                     "up to %2; a newer program is needed"),
                          {version->text, std::to_string(normalFormVersion)}, "newerVersion");
        return {};
    }

    Result<void> readArray(const Node &root, const char *member, bool required, ReadEntry readEntry)
    {
        const Node *array = root.find(member);
        if (!array && !required)
            return {};
        if (!array)
            return refuse(root, "", QT_TRANSLATE_NOOP("model", "\"%1\" is missing"), {member}, "missingMember");
        const std::string pointer = std::string("/") + member;
        if (!array->isArray())
            return wrongType(*array, pointer, "a list");
        for (std::size_t i = 0; i < array->children.size(); ++i) {
            if (i % 1024 == 0)
                if (Result<void> going = m_budget.check(); !going)
                    return going;
            const Node &entry = array->children[i];
            const std::string place = pointer + "/" + std::to_string(i);
            if (!entry.isObject())
                return wrongType(entry, place, "an object");
            if (Result<void> read = (this->*readEntry)(entry, place); !read)
                return read;
        }
        return {};
    }

    Result<void> readSettings(const Node &root)
    {
        std::string method;
        if (Result<void> read = texts(root, "", {{"method", &method}}); !read)
            return read;
        if (!method.empty())
            m_batch.settings.push_back({"method", method});
        const Node *settings = root.find("settings");
        if (settings && !settings->isObject())
            return wrongType(*settings, "/settings", "an object");
        for (const Node &setting : settings ? settings->children : std::vector<Node>()) {
            if (!setting.isString())
                return wrongType(setting, "/settings" + pointerPart(setting.name), "a text");
            m_batch.settings.push_back({setting.name, setting.text});
        }
        return {};
    }

    Result<Kind> kindOf(const Node &node, const std::string &pointer) const
    {
        std::string name;
        if (Result<void> read = texts(node, pointer, {{"kind", &name, true}}); !read)
            return read.error();
        if (const KindDef *def = findKind(name))
            return def->kind;
        return refuse(*node.find("kind"), pointer + "/kind",
                      QT_TRANSLATE_NOOP("model", "there is no kind '%1'; the verb kinds lists them"), {name},
                      "unknownKind");
    }

    Result<void> readField(const Node &node, const std::string &pointer)
    {
        reportUnknown(m_batch.skipped, node, pointer, {"kind", "name", "type", "choices", "uid"});
        FieldDefinition field;
        std::string type;
        const Result<Kind> kind = kindOf(node, pointer);
        if (!kind)
            return kind.error();
        field.kind = *kind;
        if (Result<void> read = texts(node, pointer, {{"name", &field.name, true}, {"type", &type, true}}); !read)
            return read;
        if (!field.name.starts_with("x-") || field.name.size() < 3)
            return wrongType(*node.find("name"), pointer + "/name", "a name that begins with x-");
        bool known = false;
        for (AttributeType allowed : {AttributeType::Text, AttributeType::LongText, AttributeType::Bool,
                                      AttributeType::Integer, AttributeType::Real, AttributeType::Day,
                                      AttributeType::Enum, AttributeType::TextList})
            if (attributeTypeName(allowed) == type) {
                field.type = allowed;
                known = true;
            }
        if (!known)
            return wrongType(*node.find("type"), pointer + "/type",
                             "text, longText, bool, integer, real, day, enum or textList");
        Result<std::vector<std::string>> choices = textList(node, pointer, "choices");
        const Result<std::optional<Uid>> uid = uidOf(node, pointer);
        if (!choices || !uid)
            return choices ? uid.error() : choices.error();
        field.choices = std::move(*choices);
        field.uid = uid->value_or(Uid());
        if (!m_fields.emplace(std::pair(field.kind, field.name), m_batch.fields.size()).second)
            return refuse(node, pointer, QT_TRANSLATE_NOOP("model", "the own field %1 is declared a second time"),
                          {field.name}, "duplicateField");
        m_batch.fields.push_back(std::move(field));
        return {};
    }

    /// What an attribute of an item is: built in, or an own field that the file declares.
    std::optional<std::pair<AttributeId, AttributeShape>> attributeOf(Kind kind, const std::string &name) const
    {
        if (const AttributeDef *def = kindDef(kind).find(name))
            return std::pair(AttributeId(def->attr),
                             AttributeShape{def->type, def->choices, def, std::string(def->name())});
        const auto found = m_fields.find(std::pair(kind, name));
        if (found == m_fields.end())
            return std::nullopt;
        const FieldDefinition &field = m_batch.fields[found->second];
        return std::pair(AttributeId::ofField(found->second),
                         AttributeShape{field.type, {field.choices.begin(), field.choices.end()}, nullptr, field.name});
    }

    Result<ReadValue> readAttribute(const Node &member, const AttributeShape &shape, const std::string &pointer) const
    {
        Result<ReadValue> read = readValue(document(), member, shape, ReferenceStyle::Key);
        if (read)
            return read;
        Error error = read.error();
        error.where.pointer = pointer + pointerPart(member.name);
        return error;
    }

    Result<void> readItem(const Node &node, const std::string &pointer)
    {
        reportUnknown(m_batch.skipped, node, pointer, {"id", "uid", "kind", "name", "description", "attributes", "tags", "external"});
        BatchItem item;
        if (Result<void> read = texts(node, pointer, {{"id", &item.id, true},
                                                      {"name", &item.name, true},
                                                      {"description", &item.description}});
            !read)
            return read;
        if (item.id.empty())
            return wrongType(*node.find("id"), pointer + "/id", "a text that is not empty");
        const Result<Kind> kind = kindOf(node, pointer);
        const Result<std::optional<Uid>> uid = uidOf(node, pointer);
        Result<std::vector<std::string>> tags = textList(node, pointer, "tags");
        if (!kind || !uid || !tags)
            return !kind ? kind.error() : !uid ? uid.error() : tags.error();
        item.kind = *kind;
        item.uid = *uid;
        item.tags = std::move(*tags);
        item.where = whereOf(node, pointer);
        const auto parts = keyParts(item.id);
        if (item.uid || (parts && parts->prefix == kindDef(item.kind).prefix))
            item.key = item.id;
        if (Result<void> read = readItemAttributes(node, pointer + "/attributes", item); !read)
            return read;
        if (Result<void> read = readExternals(node, pointer + "/external", item); !read)
            return read;
        m_batch.items.push_back(std::move(item));
        return {};
    }

    Result<void> readItemAttributes(const Node &node, const std::string &pointer, BatchItem &item)
    {
        const Node *attributes = node.find("attributes");
        if (!attributes || attributes->isNull())
            return {};
        if (!attributes->isObject())
            return wrongType(*attributes, pointer, "an object");
        for (const Node &member : attributes->children) {
            const auto known = attributeOf(item.kind, member.name);
            if (!known)
                return refuse(member, pointer + pointerPart(member.name),
                              QT_TRANSLATE_NOOP("model", "the kind %1 has no attribute '%2'; own fields begin with x- "
                                                         "and are declared in \"fields\""),
                              {std::string(kindDef(item.kind).name()), member.name}, "unknownAttribute");
            if (member.isNull())
                continue;
            Result<ReadValue> read = readAttribute(member, known->second, pointer);
            if (!read)
                return read.error();
            for (const auto &[column, names] : read->rowReferences)
                m_batch.rowReferences.push_back({item.id, known->first, column, names});
            item.attributes.set(known->first, std::move(read->value));
        }
        return {};
    }

    Result<void> readExternals(const Node &node, const std::string &pointer, BatchItem &item)
    {
        const Node *externals = node.find("external");
        if (!externals || externals->isNull())
            return {};
        if (!externals->isArray())
            return wrongType(*externals, pointer, "a list of objects");
        for (std::size_t i = 0; i < externals->children.size(); ++i) {
            const Node &entry = externals->children[i];
            const std::string place = pointer + "/" + std::to_string(i);
            ExternalKey external;
            if (!entry.isObject())
                return wrongType(entry, place, "an object");
            reportUnknown(m_batch.skipped, entry, place, {"system", "key", "wrote"});
            if (Result<void> read = texts(entry, place, {{"system", &external.system, true}, {"key", &external.key, true}});
                !read)
                return read;
            if (Result<void> read = readWrote(entry, place + "/wrote", external); !read)
                return read;
            item.external.push_back(std::move(external));
        }
        return {};
    }

    Result<void> readWrote(const Node &entry, const std::string &pointer, ExternalKey &external) const
    {
        const Node *wrote = entry.find("wrote");
        if (wrote && !wrote->isObject())
            return wrongType(*wrote, pointer, "an object");
        for (const Node &member : wrote ? wrote->children : std::vector<Node>()) {
            const auto hash = member.isString() ? hashFromText(member.text) : std::nullopt;
            if (!hash)
                return wrongType(member, pointer + pointerPart(member.name), "16 hexadecimal digits");
            external.wrote.push_back({member.name, *hash});
        }
        std::sort(external.wrote.begin(), external.wrote.end());
        return {};
    }

    Result<void> readLink(const Node &node, const std::string &pointer)
    {
        reportUnknown(m_batch.skipped, node, pointer, {"id", "uid", "kind", "from", "to", "attributes"});
        BatchLink link;
        std::string kind;
        if (Result<void> read = texts(node, pointer, {{"id", &link.id},
                                                      {"kind", &kind, true},
                                                      {"from", &link.from, true},
                                                      {"to", &link.to, true}});
            !read)
            return read;
        const LinkDef *def = findLinkKind(kind);
        if (!def)
            return refuse(*node.find("kind"), pointer + "/kind",
                          QT_TRANSLATE_NOOP("model", "there is no kind of link '%1'; the verb kinds lists them"), {kind},
                          "unknownKind");
        const Result<std::optional<Uid>> uid = uidOf(node, pointer);
        if (!uid)
            return uid.error();
        link.kind = def->kind;
        link.uid = *uid;
        link.key = keyParts(link.id) && keyParts(link.id)->prefix == "L" ? link.id : std::string();
        link.where = whereOf(node, pointer);
        if (Result<void> read = readLinkAttributes(node, pointer + "/attributes", *def, link); !read)
            return read;
        m_batch.links.push_back(std::move(link));
        return {};
    }

    Result<void> readLinkAttributes(const Node &node, const std::string &pointer, const LinkDef &def, BatchLink &link)
    {
        const Node *attributes = node.find("attributes");
        if (!attributes || attributes->isNull())
            return {};
        if (!attributes->isObject())
            return wrongType(*attributes, pointer, "an object");
        for (const Node &member : attributes->children) {
            const AttributeDef *attribute = def.find(member.name);
            if (!attribute)
                return refuse(member, pointer + pointerPart(member.name),
                              QT_TRANSLATE_NOOP("model", "a link '%1' has no attribute '%2'"),
                              {std::string(def.name()), member.name}, "unknownAttribute");
            if (member.isNull())
                continue;
            Result<ReadValue> read = readAttribute(
                member, {attribute->type, attribute->choices, attribute, std::string(attribute->name())}, pointer);
            if (!read)
                return read.error();
            if (!read->references.empty())
                link.references.emplace_back(attribute->attr, std::move(read->references));
            link.attributes.set(attribute->attr, std::move(read->value));
        }
        return {};
    }

    Result<void> readOutcome(const Node &node, const std::string &pointer)
    {
        reportUnknown(m_batch.skipped, node, pointer, {"test", "verdict", "at", "environment", "build", "observed", "where", "uid"});
        BatchOutcome outcome;
        std::string verdict;
        Outcome &values = outcome.outcome;
        if (Result<void> read = texts(node, pointer, {{"test", &outcome.test, true},
                                                      {"verdict", &verdict, true},
                                                      {"at", &values.at, true},
                                                      {"environment", &values.environment},
                                                      {"build", &values.build},
                                                      {"observed", &values.observed},
                                                      {"where", &values.where}});
            !read)
            return read;
        const auto known = verdictFromName(verdict);
        if (!known)
            return wrongType(*node.find("verdict"), pointer + "/verdict",
                             "pass, fail, failClosed, inconclusive, stale or notRun");
        if (!isUtcTime(values.at))
            return wrongType(*node.find("at"), pointer + "/at", "a time in UTC such as 2026-11-19T14:02:00Z");
        const Result<std::optional<Uid>> uid = uidOf(node, pointer);
        if (!uid)
            return uid.error();
        values.verdict = *known;
        values.uid = uid->value_or(Uid());
        outcome.where = whereOf(node, pointer);
        m_batch.outcomes.push_back(std::move(outcome));
        return {};
    }

    Result<void> readPosition(const Node &node, const std::string &pointer)
    {
        reportUnknown(m_batch.skipped, node, pointer, {"item", "x", "y"});
        std::string item;
        Position position;
        if (Result<void> read = texts(node, pointer, {{"item", &item, true}}); !read)
            return read;
        for (const auto &[member, place] : {std::pair("x", &position.x), std::pair("y", &position.y)}) {
            const Node *number = node.find(member);
            if (!number)
                return refuse(node, pointer, QT_TRANSLATE_NOOP("model", "\"%1\" is missing"), {member}, "missingMember");
            if (number->type != json::Type::Integer && number->type != json::Type::Real)
                return wrongType(*number, pointer + "/" + member, "a number");
            std::from_chars(number->text.data(), number->text.data() + number->text.size(), *place);
        }
        m_batch.positions.emplace_back(std::move(item), position);
        return {};
    }

    const Budget &m_budget;
    Batch m_batch;
    std::map<std::pair<Kind, std::string>, std::size_t> m_fields;
};

} // namespace

Result<Batch> readNormalForm(const json::Document &document, const Budget &budget)
{
    return NormalFormReader(document, budget).read();
}

Result<Batch> readNormalForm(std::string_view bytes, const std::string &file, const Budget &budget)
{
    Budget whole = budget; // of a project of the size that the program is made for
    whole.limits.nodes *= 8;
    whole.limits.memory *= 4;
    const Result<json::Document> document = json::read(bytes, file, whole);
    return document ? readNormalForm(*document, budget) : document.error();
}

} // namespace tarascope
