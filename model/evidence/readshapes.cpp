#include "model/evidence/mappingreader.h"

namespace tarascope::evidence {

namespace {

std::string defaultRole(const std::optional<ValueRule> &kind)
{
    if (!kind || !kind->constant)
        return {};
    switch (eventKindOf(*kind->constant).value_or(EventKind::Unknown)) {
    case EventKind::Api: return "gateway";
    case EventKind::Job: return "job";
    case EventKind::Change:
    case EventKind::Auth: return "identity";
    case EventKind::Tele: return "telemetry";
    case EventKind::Vehicle: return "vehicle";
    case EventKind::Alert: return "waf";
    default: return {};
    }
}

} // namespace

void MappingReader::readShapes(const Node &root, Mapping &mapping, const Shared &shared)
{
    const Node *regex = root.find("regex");
    const Node *shapes = root.find("shapes");
    if (regex && shapes)
        fail(*regex, QT_TRANSLATE_NOOP("model", "either regex or shapes"), {});
    if (shapes) {
        for (const Node &node : shapes->children) {
            Shape shape = readShape(node);
            complete(shape, shared, node);
            checkShape(shape, mapping, node);
            mapping.shapes.push_back(std::move(shape));
        }
    } else {
        Shape shape;
        shape.parse = mapping.format == LogFormat::Lines ? Shape::Parse::Pattern
                      : mapping.format == LogFormat::Csv || mapping.format == LogFormat::W3c ? Shape::Parse::Table
                                                                                             : Shape::Parse::Json;
        if (regex)
            shape.pattern = pattern(*regex);
        complete(shape, shared, root);
        checkShape(shape, mapping, root);
        mapping.shapes.push_back(std::move(shape));
    }
    if (mapping.shapes.empty())
        fail(shapes ? *shapes : root, QT_TRANSLATE_NOOP("model", "the list of shapes is empty"), {});
    if (mapping.format == LogFormat::Lines && !regex && !shapes)
        fail(root, QT_TRANSLATE_NOOP("model", "the format lines needs a regex or shapes"), {});
    if (regex && mapping.format != LogFormat::Lines)
        fail(*regex, QT_TRANSLATE_NOOP("model", "a regex is for the format lines"), {});
    if (mapping.role.empty())
        for (const Shape &shape : mapping.shapes)
            if (mapping.role.empty())
                mapping.role = defaultRole(shape.kind);
    if (mapping.role.empty())
        fail(root, QT_TRANSLATE_NOOP("model", "a mapping whose kind is no constant needs a role"), {});
}

Shape MappingReader::readShape(const Node &node)
{
    Shape shape;
    if (!onlyMembers(node, {"name", "parse", "time", "kind", "fields", "decision", "skip"}))
        return shape;
    if (const Node *name = node.find("name"))
        shape.name = text(*name);
    const Node *parse = node.find("parse");
    if (!parse) {
        fail(node, QT_TRANSLATE_NOOP("model", "a shape needs parse: \"json\" or {\"re\": PATTERN}"), {});
    } else if (parse->isObject()) {
        shape.parse = Shape::Parse::Pattern;
        const Node *re = parse->find("re");
        if (onlyMembers(*parse, {"re"}) && re)
            shape.pattern = pattern(*re);
        else
            fail(*parse, QT_TRANSLATE_NOOP("model", "a shape needs parse: \"json\" or {\"re\": PATTERN}"), {});
    } else if (text(*parse) != "json") {
        fail(*parse, QT_TRANSLATE_NOOP("model", "a shape needs parse: \"json\" or {\"re\": PATTERN}"), {});
    }
    if (const Node *skip = node.find("skip"))
        shape.skip = text(*skip);
    if (const Node *time = node.find("time"))
        shape.time = readTime(*time);
    if (const Node *kind = node.find("kind"))
        shape.kind = readValue(*kind);
    if (const Node *fields = node.find("fields"))
        shape.fields = readFields(*fields);
    if (const Node *decision = node.find("decision"))
        shape.decision = readDecision(*decision);
    return shape;
}

void MappingReader::complete(Shape &shape, const Shared &shared, const Node &node)
{
    if (!shape.skip.empty())
        return;
    if (!shape.time)
        shape.time = shared.time;
    if (!shape.kind)
        shape.kind = shared.kind;
    for (const auto &[name, rule] : shared.fields)
        shape.fields.try_emplace(name, rule);
    if (shape.decision.empty())
        shape.decision = shared.decision;
    if (!shape.time)
        fail(node, QT_TRANSLATE_NOOP("model", "nothing says where the time stands"), {});
    if (!shape.kind)
        fail(node, QT_TRANSLATE_NOOP("model", "nothing says the kind of the records"), {});
    if (shape.kind && shape.kind->constant && !eventKindOf(*shape.kind->constant))
        fail(node, QT_TRANSLATE_NOOP("model", "'%1' is no kind: api, job, change, auth, tele, veh or alert"),
             {*shape.kind->constant});
}

void MappingReader::checkShape(const Shape &shape, const Mapping &mapping, const Node &node)
{
    const bool jsonRecords = mapping.format == LogFormat::JsonLines || mapping.format == LogFormat::Json;
    if (shape.parse == Shape::Parse::Pattern && mapping.format != LogFormat::Lines)
        fail(node, QT_TRANSLATE_NOOP("model", "a pattern is for the format lines"), {});
    if (shape.parse == Shape::Parse::Json && mapping.format != LogFormat::Lines && !jsonRecords)
        fail(node, QT_TRANSLATE_NOOP("model", "a table has no shapes"), {});
    if (shape.skip.empty() && shape.time) {
        checkPaths(shape.time->value, shape, mapping, node);
        if (shape.kind)
            checkPaths(*shape.kind, shape, mapping, node);
        for (const auto &[name, rule] : shape.fields)
            checkPaths(rule, shape, mapping, node);
        for (const DecisionRule &rule : shape.decision)
            for (const Condition &condition : rule.all)
                if (condition.path)
                    checkPath(*condition.path, shape, mapping, node);
        checkNames(shape, mapping, node);
    }
}

void MappingReader::checkPaths(const ValueRule &rule, const Shape &shape, const Mapping &mapping, const Node &node)
{
    for (const ValuePath &path : rule.paths)
        checkPath(path, shape, mapping, node);
    for (const ValueRule &other : rule.otherwise)
        checkPaths(other, shape, mapping, node);
}

void MappingReader::checkPath(const ValuePath &path, const Shape &shape, const Mapping &mapping, const Node &node)
{
    const bool parent = !path.steps.empty() && path.steps.front().kind == RecordStep::Kind::Parent;
    if (parent && mapping.format != LogFormat::Json)
        fail(node, QT_TRANSLATE_NOOP("model", "'%1': only records of the format json have a parent"), {path.text}, "badPath");
    if (path.text.starts_with("@") && mapping.prefix != Mapping::Prefix::None) {
        const std::string_view name = std::string_view(path.text).substr(1);
        const bool known = mapping.prefixPattern ? mapping.prefixPattern->group(name) >= 0 : name == "time" || name == "stream";
        if (!known && shape.parse == Shape::Parse::Pattern)
            fail(node, QT_TRANSLATE_NOOP("model", "the prefix has no group '%1'"), {std::string(name)}, "badPath");
    } else if (shape.parse == Shape::Parse::Pattern && shape.pattern && shape.pattern->group(path.text) < 0) {
        fail(node, QT_TRANSLATE_NOOP("model", "the pattern has no group '%1'"), {path.text}, "badPath");
    }
}

/// Rules may read columns and fields that are not stored, nothing else.
void MappingReader::checkNames(const Shape &shape, const Mapping &, const Node &node)
{
    for (const DecisionRule &rule : shape.decision)
        for (const Condition &condition : rule.all)
            if (!condition.path && !fieldOf(condition.name) && shape.fields.find(condition.name) == shape.fields.end())
                fail(node, QT_TRANSLATE_NOOP("model", "a rule reads '%1', which nothing fills; $%1 would be a path"),
                     {condition.name}, "unknownField");
}

TimeRule MappingReader::readTime(const Node &node)
{
    TimeRule rule;
    std::string format = "iso8601";
    std::string zone;
    if (!onlyMembers(node, {"path", "any", "fmt", "tz"}))
        return rule;
    if (const Node *fmt = node.find("fmt"))
        format = text(*fmt);
    if (const Node *tz = node.find("tz"))
        zone = text(*tz);
    if (const Node *one = node.find("path"))
        rule.value.paths.push_back(path(*one));
    if (const Node *any = node.find("any"))
        for (const Node &one : any->children)
            rule.value.paths.push_back(path(one));
    if (rule.value.paths.empty())
        fail(node, QT_TRANSLATE_NOOP("model", "nothing says where the time stands"), {});
    Result<TimeFormat> read = timeFormatOf(format, zone);
    if (read)
        rule.format = *read;
    else
        failWith(node, read.error());
    return rule;
}

std::map<std::string, ValueRule> MappingReader::readFields(const Node &node)
{
    std::map<std::string, ValueRule> fields;
    if (!node.isObject())
        fail(node, QT_TRANSLATE_NOOP("model", "here must stand an object, {...}"), {});
    for (const Node &child : node.children) {
        if (!fieldOf(child.name))
            m_extra.push_back(&child);
        fields[child.name] = readValue(child);
    }
    return fields;
}

ValueRule MappingReader::readValue(const Node &node)
{
    ValueRule rule;
    if (node.isString())
        rule.paths.push_back(path(node));
    else
        readValueObject(node, rule);
    return rule;
}

void MappingReader::readValueObject(const Node &node, ValueRule &rule)
{
    if (!onlyMembers(node, {"path", "any", "const", "else", "null", "split", "take", "n", "trusted", "re", "enum", "type",
                            "onBad", "hmac", "lower", "lookup"}))
        return;
    if (const Node *one = node.find("path"))
        rule.paths.push_back(path(*one));
    if (const Node *any = node.find("any"))
        for (const std::string &one : texts(*any)) {
            const Result<ValuePath> read = parsePath(one);
            read ? rule.paths.push_back(*read) : failWith(*any, read.error());
        }
    if (const Node *constant = node.find("const"))
        rule.constant = text(*constant);
    if (rule.paths.empty() && !rule.constant)
        fail(node, QT_TRANSLATE_NOOP("model", "a value needs a path, any or const"), {});
    if (const Node *other = node.find("else"))
        rule.otherwise.push_back(readValue(*other));
    if (const Node *none = node.find("null"))
        rule.noValue = none->isString() ? std::vector<std::string>{none->text} : texts(*none);
    if (const Node *re = node.find("re"); re && (rule.pattern = pattern(*re)) && rule.pattern->groupCount() < 1)
        fail(*re, QT_TRANSLATE_NOOP("model", "the pattern needs a group, (...), which is the value"), {});
    readTake(node, rule);
    if (const Node *words = node.find("enum"))
        readWords(*words, rule.words);
    if (const Node *lookup = node.find("lookup"))
        readWords(*lookup, rule.lookup);
    if (const Node *type = node.find("type")) {
        const std::string name = text(*type);
        rule.type = name == "int" ? ValueRule::Type::Integer : ValueRule::Type::Address;
        if (name != "int" && name != "ip")
            fail(*type, QT_TRANSLATE_NOOP("model", "'%1' is no type: int or ip"), {name});
    }
    if (const Node *bad = node.find("onBad")) {
        rule.badIsNone = bad->isNull() || bad->text == "null";
        if (!rule.badIsNone)
            fail(*bad, QT_TRANSLATE_NOOP("model", "onBad can be null only"), {});
    }
    if (const Node *hmac = node.find("hmac"))
        rule.hmac = boolean(*hmac);
    if (const Node *lower = node.find("lower"))
        rule.lower = boolean(*lower);
}

void MappingReader::readTake(const Node &node, ValueRule &rule)
{
    if (const Node *split = node.find("split"))
        rule.split = text(*split);
    if (const Node *take = node.find("take")) {
        const std::string name = take->text;
        using Take = ValueRule::Take;
        rule.take = name == "first" ? Take::First : name == "last" ? Take::Last : name == "client" ? Take::Client : Take::Nth;
        if (rule.take == Take::Nth && take->type == json::Type::Integer)
            rule.nth = static_cast<int>(integer(*take).value_or(0));
        else if (rule.take == Take::Nth && name != "n")
            fail(*take, QT_TRANSLATE_NOOP("model", "'%1' cannot be taken: first, last, client or a number from 0"), {name});
    }
    if (const Node *n = node.find("n"))
        rule.nth = static_cast<int>(integer(*n).value_or(0));
    if (const Node *trusted = node.find("trusted"))
        for (const std::string &one : texts(*trusted)) {
            const std::optional<AddressBlock> block = parseBlock(one);
            if (!block)
                fail(*trusted, QT_TRANSLATE_NOOP("model", "'%1' is no address or block of addresses"), {one});
            else
                rule.trusted.push_back(*block);
        }
    if (rule.take == ValueRule::Take::Client)
        rule.type = ValueRule::Type::Address;
}

void MappingReader::readWords(const Node &node, std::map<std::string, std::string, std::less<>> &words)
{
    if (!node.isObject())
        fail(node, QT_TRANSLATE_NOOP("model", "here must stand an object, {...}"), {});
    for (const Node &child : node.children)
        words[child.name] = text(child);
}

std::vector<DecisionRule> MappingReader::readDecision(const Node &node)
{
    std::vector<DecisionRule> rules;
    if (!onlyMembers(node, {"rules"}))
        return rules;
    if (const Node *list = node.find("rules"))
        for (const Node &one : list->children)
            rules.push_back(readRule(one));
    return rules;
}

DecisionRule MappingReader::readRule(const Node &node)
{
    DecisionRule rule;
    if (!onlyMembers(node, {"if", "then", "else"}))
        return rule;
    const Node *condition = node.find("if");
    const Node *then = node.find(condition ? "then" : "else");
    const std::optional<Decision> decision = then ? decisionOf(then->text) : std::nullopt;
    if (!decision) {
        fail(then ? *then : node, QT_TRANSLATE_NOOP("model", "a rule ends in allow, deny, error or unknown"), {});
        return rule;
    }
    rule.then = *decision;
    if (!condition)
        return rule;
    Result<std::vector<Condition>> read = parseConditions(text(*condition));
    if (!read) {
        failWith(*condition, read.error());
        return rule;
    }
    rule.all = std::move(*read);
    for (const Condition &one : rule.all)
        m_read.insert(one.name);
    return rule;
}

} // namespace tarascope::evidence
