#include "importers/flowmodel.h"

#include "importers/sourcetext.h"
#include "importers/treesource.h"
#include "importers/words.h"

#include <charconv>
#include <cmath>

namespace tarascope {

using json::Node;

namespace {

constexpr std::size_t mostDescription = 4000;

struct KindWord {
    std::string_view word;
    Kind kind;
};

// The first line that matches a word of the type decides, so the words that say most come first.
constexpr KindWord kindWords[] = {
    {"database", Kind::dataStore},  {"datastore", Kind::dataStore},   {"db", Kind::dataStore},
    {"sql", Kind::dataStore},       {"nosql", Kind::dataStore},       {"store", Kind::dataStore},
    {"storage", Kind::dataStore},   {"bucket", Kind::dataStore},      {"s3", Kind::dataStore},
    {"queue", Kind::dataStore},     {"cache", Kind::dataStore},       {"filesystem", Kind::dataStore},
    {"disk", Kind::dataStore},      {"broker", Kind::messageBroker},  {"mqtt", Kind::messageBroker},
    {"ecu", Kind::component},       {"tcu", Kind::component},         {"client", Kind::application},
    {"browser", Kind::application}, {"mobile", Kind::application},    {"android", Kind::application},
    {"ios", Kind::application},     {"desktop", Kind::application},   {"phone", Kind::application},
    {"actor", Kind::application},   {"user", Kind::application},      {"external", Kind::thirdParty},
    {"saas", Kind::thirdParty},     {"partner", Kind::thirdParty},    {"service", Kind::service},
    {"server", Kind::service},      {"process", Kind::service},       {"function", Kind::service},
    {"lambda", Kind::service},      {"api", Kind::service},           {"gateway", Kind::service},
    {"balancer", Kind::service},    {"container", Kind::service},     {"microservice", Kind::service},
    {"web", Kind::service},         {"vm", Kind::service},            {"host", Kind::service},
};

struct ZoneWord {
    std::string_view word;
    std::string_view kind;
};

constexpr ZoneWord zoneWords[] = {
    {"internet", "internet"}, {"public", "internet"}, {"dmz", "edge"},        {"edge", "edge"},
    {"admin", "admin"},       {"vehicle", "vehicle"}, {"car", "vehicle"},     {"partner", "partner"},
    {"supplier", "partner"},  {"backend", "backend"}, {"private", "backend"}, {"internal", "backend"},
};

struct StrideWord {
    std::string_view begins; ///< letters only, lower case
    std::string_view stride;
    std::string_view property;
};

// Each class of STRIDE is by its definition the violation of one property.
constexpr StrideWord strideWords[] = {
    {"spoofing", "spoofing", "authenticity"},
    {"tampering", "tampering", "integrity"},
    {"repudiation", "repudiation", "nonRepudiation"},
    {"informationdisclosure", "informationDisclosure", "confidentiality"},
    {"denialofservice", "denialOfService", "availability"},
    {"elevationofprivilege", "elevationOfPrivilege", "authorization"},
};

struct FlowRule {
    Kind from;
    Kind to;
    LinkKind link;
    bool turned; ///< the link goes against the flow: the taker asks
};

constexpr FlowRule flowRules[] = {
    {Kind::application, Kind::service, LinkKind::calls, false},
    {Kind::service, Kind::service, LinkKind::calls, false},
    {Kind::thirdParty, Kind::service, LinkKind::calls, false},
    {Kind::service, Kind::dataStore, LinkKind::reads, false},
    {Kind::dataStore, Kind::service, LinkKind::reads, true},
    {Kind::service, Kind::thirdParty, LinkKind::dependsOn, false},
    {Kind::service, Kind::component, LinkKind::connectsTo, false},
    {Kind::messageBroker, Kind::component, LinkKind::connectsTo, false},
    {Kind::component, Kind::service, LinkKind::connectsTo, true},
    {Kind::component, Kind::messageBroker, LinkKind::connectsTo, true},
};

const FlowRule *ruleFor(Kind from, Kind to)
{
    for (const FlowRule &rule : flowRules)
        if (rule.from == from && rule.to == to)
            return &rule;
    return nullptr;
}

bool coordinate(const Node &node, const char *member, double &value)
{
    const std::string text = scalar(node, member);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() && std::isfinite(value);
}

std::string oneLine(std::string text)
{
    for (char &c : text)
        if (c == '\n' || c == '\r' || c == '\t')
            c = ' ';
    return text;
}

} // namespace

FlowModel::FlowModel(std::string_view format, const std::string &file, const Budget &budget) : m_budget(budget)
{
    m_batch.format = format;
    m_batch.system = m_batch.format + ":" + sourceName(file);
    m_batch.title = fileName(file);
}

// A few flows with many data and many threats unfold to their product, so links are held against a limit.
Result<void> FlowModel::go(const Where &where)
{
    if (static_cast<std::int64_t>(m_links.size()) > m_budget.limits.references)
        return Error{ErrorKind::Input,
                     {QT_TRANSLATE_NOOP("model", "the model unfolds to more than %1 links, the limit for an import"),
                      {std::to_string(m_budget.limits.references)},
                      "tooManyLinks"},
                     where};
    return ++m_asked % 64 == 0 ? m_budget.check() : Result<void>();
}

std::string FlowModel::add(Kind kind, std::string_view group, const std::string &id, std::string name,
                           const Where &where)
{
    const std::string wanted = std::string(group) + ":" + id;
    std::string key = wanted;
    while (has(key))
        key = wanted + " #" + std::to_string(++m_repeats.try_emplace(wanted, 1).first->second);
    if (key != wanted)
        m_kept.list(wanted,
                    {QT_TRANSLATE_NOOP("model", "this id is used a second time, first in line %1; both are taken, and "
                                                "what names the id means the first"),
                     {std::to_string(item(wanted).where.line)},
                     "modelIdTwice"},
                    where);
    BatchItem added;
    added.id = added.externalKey = key;
    added.kind = kind;
    added.name = oneLine(name.empty() ? id : std::move(name));
    added.where = where;
    m_places.emplace(key, m_batch.items.size());
    m_batch.items.push_back(std::move(added));
    return key;
}

void FlowModel::describe(const std::string &key, std::string text)
{
    if (text.size() > mostDescription)
        m_kept.count("description",
                     QT_TRANSLATE_NOOP("model", "%1 descriptions were longer than 4,000 bytes and end in \"…\""),
                     "descriptionCut", item(key).where);
    item(key).description = capped(std::move(text), mostDescription);
}

AttributeId FlowModel::field(Kind kind, const char *name, AttributeType type)
{
    const auto [at, added] = m_fields.try_emplace({kind, name});
    if (added)
        at->second = addField(m_batch, kind, name, type);
    return at->second;
}

void FlowModel::setField(const std::string &key, const char *name, std::string text)
{
    if (text.empty())
        return;
    BatchItem &to = item(key);
    to.attributes.set(field(to.kind, name, AttributeType::Text), capped(oneLine(std::move(text)), mostDescription));
}

void FlowModel::addLine(const std::string &key, const char *name, std::string text)
{
    const AttributeId id = field(item(key).kind, name, AttributeType::TextList);
    m_lines[{m_places.at(key), id}].push_back(capped(oneLine(std::move(text)), mostDescription));
}

void FlowModel::place(const std::string &key, const Node &node)
{
    double x = 0;
    double y = 0;
    if (coordinate(node, "x", x) && coordinate(node, "y", y))
        place(key, x, y);
}

void FlowModel::place(const std::string &key, double x, double y) { m_batch.positions.push_back({key, {{}, x, y}}); }

void FlowModel::link(LinkKind kind, const std::string &from, const std::string &to, const Where &where)
{
    const Kind begin = item(from).kind;
    const Kind end = item(to).kind;
    if (!linkDef(kind).allows(begin, end)) {
        m_skipped.list(from + " -> " + to, linkRefusal(kind, begin, end), where);
        return;
    }
    if (!m_links.emplace(kind, from, to).second)
        return;
    BatchLink made;
    made.kind = kind;
    made.from = from;
    made.to = to;
    made.where = where;
    m_batch.links.push_back(std::move(made));
}

Kind FlowModel::kindOf(const std::string &type, const Where &where)
{
    const std::vector<std::string> words = wordsOf(type);
    for (const KindWord &each : kindWords)
        if (std::find(words.begin(), words.end(), each.word) != words.end())
            return each.kind;
    m_kept.list(type.empty() ? "element" : type,
                {QT_TRANSLATE_NOOP("model", "the type does not say which kind of item it is; taken as service"),
                 {},
                 "modelTypeUnknown"},
                where);
    return Kind::service;
}

void FlowModel::setZoneKind(const std::string &key, const std::string &type)
{
    setField(key, "x-type", type);
    const std::vector<std::string> words = wordsOf(type);
    for (const ZoneWord &each : zoneWords) {
        if (std::find(words.begin(), words.end(), each.word) != words.end()) {
            setChoice(item(key), Attr::kind, each.kind);
            return;
        }
    }
}

bool FlowModel::classify(const std::string &threat, std::string_view word)
{
    std::string letters;
    for (const std::string &part : wordsOf(word))
        letters += part;
    for (const StrideWord &each : strideWords) {
        if (!letters.starts_with(each.begins))
            continue;
        setChoice(item(threat), Attr::stride, each.stride);
        setChoice(item(threat), Attr::property, each.property);
        return true;
    }
    for (const std::string_view property : {"confidentiality", "integrity", "availability"}) {
        if (letters != property)
            continue;
        setChoice(item(threat), Attr::property, property);
        return true;
    }
    return false;
}

bool FlowModel::linkFlow(const std::string &from, const std::string &to, const Where &where)
{
    const FlowRule *rule = ruleFor(item(from).kind, item(to).kind);
    if (!rule)
        return false;
    link(rule->link, rule->turned ? to : from, rule->turned ? from : to, where);
    return true;
}

void FlowModel::keepFlow(const Flow &flow)
{
    const bool begins = has(flow.from);
    const std::string &at = begins ? flow.from : flow.to;
    const std::string &other = begins ? flow.to : flow.from;
    const std::string arrow = flow.both ? " <-> " : begins ? " -> " : " <- ";
    if (has(at))
        addLine(at, "x-flows",
                flow.name + arrow + (has(other) ? item(other).name : "?") +
                    (flow.words.empty() ? "" : " (" + flow.words + ")"));
}

void FlowModel::addFlow(const Flow &flow)
{
    keepFlow(flow);
    for (const std::string *end : {&flow.from, &flow.to}) {
        if (has(*end))
            continue;
        m_skipped.list(flow.name.empty() ? "flow" : flow.name,
                       {QT_TRANSLATE_NOOP("model", "one end of the flow is no element of the file, so it is not linked: %1"),
                        {end->substr(end->find(':') + 1)},
                        "flowEnd"},
                       flow.where);
        return;
    }
    const bool there = linkFlow(flow.from, flow.to, flow.where);
    const bool back = flow.both && linkFlow(flow.to, flow.from, flow.where);
    if (!there && !back)
        m_unlinked.push_back(flow);
}

std::vector<std::string> FlowModel::concerned(const Flow &flow) const
{
    if (!flow.data.empty())
        return flow.data;
    std::vector<std::string> ends;
    for (const std::string *end : {&flow.from, &flow.to})
        if (has(*end))
            ends.push_back(*end);
    return ends;
}

void FlowModel::target(const std::string &threat, const std::string &key, const Where &where)
{
    link(LinkKind::targets, threat, key, where);
}

void FlowModel::skip(const std::string &what, const Where &where, std::int64_t times)
{
    m_skipped.count(what, QT_TRANSLATE_NOOP("model", "%1 of these are not taken"), "modelPart", where, times);
}

void FlowModel::skipOthers(const std::string &what, const json::Document &document, const Node &node,
                           std::initializer_list<std::string_view> known)
{
    for (const Node &member : node.children)
        if (!member.isNull() && std::find(known.begin(), known.end(), member.name) == known.end())
            skip(what + "/" + member.name, document.where(member));
}

void FlowModel::reportUnlinked()
{
    for (const Flow &flow : m_unlinked) {
        const FlowRule *rule = ruleFor(item(flow.to).kind, item(flow.from).kind);
        const bool answer = rule && m_links.contains({rule->link, rule->turned ? flow.from : flow.to,
                                                      rule->turned ? flow.to : flow.from});
        if (answer)
            m_kept.count("flow",
                         QT_TRANSLATE_NOOP("model", "%1 flows answer a flow that is linked; they are kept as texts"),
                         "flowAnswers", flow.where);
        else
            m_kept.list(flow.name + ": " + item(flow.from).name + " -> " + item(flow.to).name,
                        {QT_TRANSLATE_NOOP("model", "there is no link for a flow from %1 to %2; it is kept as a text "
                                                    "at the item it begins at"),
                         {std::string(kindDef(item(flow.from).kind).name()),
                          std::string(kindDef(item(flow.to).kind).name())},
                         "flowNotLinked"},
                        flow.where);
    }
}

Batch FlowModel::take()
{
    reportUnlinked();
    for (auto &[place, lines] : m_lines)
        m_batch.items[place.first].attributes.set(place.second, std::move(lines));
    reportHiddenCharacters(m_batch, m_kept);
    m_batch.kept = m_kept.take();
    m_batch.skipped = m_skipped.take();
    return std::move(m_batch);
}

} // namespace tarascope
