#include "model/evidence/mappingreader.h"

#include "model/json/reading.h"

#include <charconv>

namespace tarascope::evidence {

namespace {

constexpr std::int64_t largestMapping = 1 << 20;

} // namespace

Result<Mapping> readMapping(std::string_view bytes, const std::string &file, const Budget &budget)
{
    Budget own = budget;
    own.limits.bytes = std::min(own.limits.bytes, largestMapping);
    const Result<json::Document> document = json::read(bytes, file, own);
    if (!document)
        return document.error();
    Result<Mapping> mapping = MappingReader(*document).read();
    if (mapping)
        mapping->sha256 = Sha256::of(bytes);
    return mapping;
}

Result<Mapping> MappingReader::read()
{
    const Node &root = m_document.root;
    Mapping mapping;
    onlyMembers(root, {"id", "version", "role", "format", "records", "regex", "delimiter", "quote", "header", "prefix",
                       "kind", "time", "fields", "shapes", "templates", "query", "decision", "require", "drop", "assert",
                       "sql"});
    readHead(root, mapping);
    readLayout(root, mapping);
    readLists(root, mapping);
    Shared shared;
    if (const Node *time = root.find("time"))
        shared.time = readTime(*time);
    if (const Node *kind = root.find("kind"))
        shared.kind = readValue(*kind);
    if (const Node *fields = root.find("fields"))
        shared.fields = readFields(*fields);
    if (const Node *decision = root.find("decision"))
        shared.decision = readDecision(*decision);
    readShapes(root, mapping, shared);
    for (const Node *extra : m_extra)
        if (m_read.find(extra->name) == m_read.end())
            fail(*extra, QT_TRANSLATE_NOOP("model", "'%1' is no column of an event, and no rule reads it"), {extra->name},
                 "unknownField");
    for (const PathTemplate &path : mapping.templates)
        for (const auto &[name, value] : path.set)
            if (!fieldOf(name))
                fail(root, QT_TRANSLATE_NOOP("model", "'%1' is no column of an event"), {name}, "unknownField");
    if (m_error)
        return *m_error;
    return mapping;
}

void MappingReader::readHead(const Node &root, Mapping &mapping)
{
    if (const Node *id = root.find("id"))
        mapping.id = text(*id);
    if (mapping.id.empty())
        fail(root, QT_TRANSLATE_NOOP("model", "a mapping needs an id"), {});
    if (const Node *version = root.find("version"))
        mapping.version = integer(*version).value_or(1);
    if (const Node *role = root.find("role"))
        mapping.role = text(*role);
    const Node *format = root.find("format");
    if (!format)
        return fail(root, QT_TRANSLATE_NOOP("model", "a mapping needs a format: jsonl, lines, csv, json or w3c"), {});
    const std::string name = text(*format);
    if (name == "json-array") {
        mapping.format = LogFormat::Json;
        mapping.records = *parsePath("[*]");
        return;
    }
    for (const LogFormat known : {LogFormat::JsonLines, LogFormat::Lines, LogFormat::Csv, LogFormat::Json, LogFormat::W3c})
        if (word(known) == name) {
            mapping.format = known;
            return;
        }
    fail(*format, QT_TRANSLATE_NOOP("model", "'%1' is no format: jsonl, lines, csv, json or w3c"), {name});
}

void MappingReader::readLayout(const Node &root, Mapping &mapping)
{
    const auto oneCharacter = [this](const Node &node, char otherwise) {
        const std::string given = text(node) == "tab" ? "\t" : text(node);
        if (given.size() != 1)
            fail(node, QT_TRANSLATE_NOOP("model", "'%1' must be one character"), {node.name});
        return given.size() == 1 ? given[0] : otherwise;
    };
    if (const Node *records = root.find("records"))
        mapping.records = path(*records);
    if (const Node *delimiter = root.find("delimiter"))
        mapping.delimiter = oneCharacter(*delimiter, ',');
    if (const Node *quote = root.find("quote"))
        mapping.quote = oneCharacter(*quote, '"');
    if (const Node *header = root.find("header"); header && header->isArray())
        mapping.header = texts(*header);
    else if (header && !boolean(*header))
        fail(*header, QT_TRANSLATE_NOOP("model", "a table without a header needs the list of its columns"), {});
    if (const Node *prefix = root.find("prefix"))
        readPrefix(*prefix, mapping);
    const Node *records = root.find("records");
    const bool needsRecords = mapping.format == LogFormat::Json;
    if (needsRecords && mapping.records.steps.empty())
        fail(root, QT_TRANSLATE_NOOP("model", "the format json needs the path of its records, such as Records[*]"), {});
    else if (needsRecords && mapping.records.steps.back().kind != RecordStep::Kind::All)
        fail(records ? *records : root, QT_TRANSLATE_NOOP("model", "the path of the records must end in [*]"), {});
    for (const RecordStep &step : mapping.records.steps)
        if (step.kind != RecordStep::Kind::Member && step.kind != RecordStep::Kind::All)
            fail(records ? *records : root, QT_TRANSLATE_NOOP("model", "the path of the records has names and [*] only"), {});
}

void MappingReader::readPrefix(const Node &node, Mapping &mapping)
{
    const std::string name = text(node);
    if (name == "cri")
        mapping.prefix = Mapping::Prefix::Cri;
    else if (name == "docker")
        mapping.prefix = Mapping::Prefix::Docker;
    else if (name == "syslog")
        mapping.prefix = Mapping::Prefix::Syslog;
    else if (!name.starts_with("^"))
        return fail(node, QT_TRANSLATE_NOOP("model", "'%1' is no prefix: cri, docker, syslog or a pattern that begins with ^"),
                    {name});
    else
        mapping.prefix = Mapping::Prefix::Pattern;
    static constexpr std::string_view cri = "^(?P<time>\\S+) (?P<stream>stdout|stderr) (?P<tag>[FP]\\S*) ?";
    static constexpr std::string_view syslog =
        "^(?:<(?P<pri>\\d{1,3})>)?(?:1 (?P<time>\\S+) (?P<host>\\S+) (?P<app>\\S+) (?P<pid>\\S+) (?P<msgid>\\S+) "
        "(?:-|(?:\\[(?:[^\\]\\\\]|\\\\.)*\\])+) ?(?:\\xEF\\xBB\\xBF)?|(?P<stamp>[A-Z][a-z]{2} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d) "
        "(?P<name>\\S+) (?P<tag>[^:\\[ ]+)(?:\\[(?P<process>\\d+)\\])?: ?)";
    if (mapping.prefix == Mapping::Prefix::Cri)
        mapping.prefixPattern = *Pattern::compile(cri);
    else if (mapping.prefix == Mapping::Prefix::Syslog)
        mapping.prefixPattern = *Pattern::compile(syslog);
    else if (mapping.prefix == Mapping::Prefix::Pattern)
        mapping.prefixPattern = pattern(node);
    if (mapping.format != LogFormat::Lines && mapping.format != LogFormat::JsonLines)
        fail(node, QT_TRANSLATE_NOOP("model", "only lines have a prefix"), {});
}

void MappingReader::readLists(const Node &root, Mapping &mapping)
{
    if (const Node *query = root.find("query"))
        mapping.query = texts(*query);
    if (const Node *require = root.find("require"))
        mapping.require = texts(*require);
    if (const Node *require = root.find("require"))
        for (const std::string &name : mapping.require)
            if (!fieldOf(name))
                fail(*require, QT_TRANSLATE_NOOP("model", "'%1' is no column of an event"), {name}, "unknownField");
    if (const Node *drop = root.find("drop"))
        mapping.drop = texts(*drop);
    if (const Node *assertion = root.find("assert"); assertion && onlyMembers(*assertion, {"late_max_s", "null_actor_max_pct"})) {
        if (const Node *late = assertion->find("late_max_s"))
            mapping.lateMaxSeconds = integer(*late);
        if (const Node *actors = assertion->find("null_actor_max_pct"))
            mapping.nullActorMaxPercent = static_cast<double>(integer(*actors).value_or(100));
    }
    if (const Node *sql = root.find("sql"))
        for (const Node &column : sql->children)
            mapping.sql[column.name] = text(column);
    if (const Node *templates = root.find("templates"))
        for (const Node &one : templates->children)
            mapping.templates.push_back(readTemplate(one));
}

PathTemplate MappingReader::readTemplate(const Node &node)
{
    PathTemplate made;
    if (!onlyMembers(node, {"method", "path", "set", "capture"}))
        return made;
    if (const Node *method = node.find("method")) {
        made.method = methodOf(text(*method));
        if (made.method == Method::Other)
            fail(*method, QT_TRANSLATE_NOOP("model", "'%1' is no method of HTTP"), {method->text});
    }
    const Node *path = node.find("path");
    if (!path || !text(*path).starts_with("/"))
        fail(path ? *path : node, QT_TRANSLATE_NOOP("model", "a template needs a path that begins with /"), {});
    else
        made.path = path->text;
    if (const Node *set = node.find("set"))
        for (const Node &one : set->children) {
            made.set[one.name] = text(one);
            if (!fieldOf(one.name))
                fail(one, QT_TRANSLATE_NOOP("model", "'%1' is no column of an event"), {one.name}, "unknownField");
        }
    if (const Node *capture = node.find("capture"))
        for (const Node &one : capture->children) {
            const std::optional<Field> field = fieldOf(text(one));
            if (!field)
                fail(one, QT_TRANSLATE_NOOP("model", "'%1' is no column of an event"), {one.text}, "unknownField");
            else if (made.path.find("{" + one.name + "}") == std::string::npos)
                fail(one, QT_TRANSLATE_NOOP("model", "the path has no {%1}"), {one.name});
            made.capture[one.name] = field.value_or(Field::Extra);
        }
    return made;
}

bool MappingReader::onlyMembers(const Node &node, std::initializer_list<std::string_view> known)
{
    if (!node.isObject()) {
        fail(node, QT_TRANSLATE_NOOP("model", "here must stand an object, {...}"), {});
        return false;
    }
    for (const Node &child : node.children)
        if (std::find(known.begin(), known.end(), child.name) == known.end()) {
            fail(child, QT_TRANSLATE_NOOP("model", "the word '%1' is not known here"), {child.name}, "unknownWord");
            return false;
        }
    return true;
}

void MappingReader::fail(const Node &node, const char *text, std::vector<std::string> args, const char *code)
{
    if (!m_error)
        m_error = Error{ErrorKind::Input, {text, std::move(args), code}, m_document.where(node)};
}

void MappingReader::failWith(const Node &node, const Error &error)
{
    if (!m_error)
        m_error = Error{error.kind, error.message, m_document.where(node)};
}

std::string MappingReader::text(const Node &node)
{
    if (!node.isString())
        fail(node, QT_TRANSLATE_NOOP("model", "'%1' must be a text"), {node.name});
    return node.text;
}

std::optional<std::int64_t> MappingReader::integer(const Node &node)
{
    std::int64_t value = 0;
    const char *const end = node.text.data() + node.text.size();
    if (node.type == json::Type::Integer && std::from_chars(node.text.data(), end, value).ptr == end)
        return value;
    fail(node, QT_TRANSLATE_NOOP("model", "'%1' must be a whole number"), {node.name});
    return std::nullopt;
}

bool MappingReader::boolean(const Node &node)
{
    if (node.type != json::Type::Bool)
        fail(node, QT_TRANSLATE_NOOP("model", "'%1' must be true or false"), {node.name});
    return node.text == "true";
}

std::vector<std::string> MappingReader::texts(const Node &node)
{
    std::vector<std::string> all;
    if (!node.isArray())
        fail(node, QT_TRANSLATE_NOOP("model", "'%1' must be a list of texts"), {node.name});
    for (const Node &child : node.children)
        all.push_back(text(child));
    return all;
}

ValuePath MappingReader::path(const Node &node)
{
    Result<ValuePath> read = parsePath(text(node));
    if (!read)
        failWith(node, read.error());
    return read ? *read : ValuePath();
}

std::optional<Pattern> MappingReader::pattern(const Node &node)
{
    Result<Pattern> compiled = Pattern::compile(text(node));
    if (compiled)
        return *compiled;
    failWith(node, compiled.error());
    return std::nullopt;
}

} // namespace tarascope::evidence
