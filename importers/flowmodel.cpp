#include "importers/flowmodel.h"

#include "importers/treesource.h"
#include "importers/words.h"

#include <charconv>
#include <cmath>

namespace tarascope {

using json::Node;

namespace {

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

} // namespace

void FlowModel::place(const std::string &key, const Node &node)
{
    double x = 0;
    double y = 0;
    if (coordinate(node, "x", x) && coordinate(node, "y", y))
        place(key, x, y);
}

Kind FlowModel::kindOf(const std::string &type, const Where &where)
{
    const std::vector<std::string> words = wordsOf(type);
    for (const KindWord &each : kindWords)
        if (std::find(words.begin(), words.end(), each.word) != words.end())
            return each.kind;
    kept().list(type.empty() ? "element" : type,
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
        skipped().list(flow.name.empty() ? "flow" : flow.name,
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

void FlowModel::reportUnlinked()
{
    for (const Flow &flow : m_unlinked) {
        const FlowRule *rule = ruleFor(item(flow.to).kind, item(flow.from).kind);
        const bool answer = rule && hasLink(rule->link, rule->turned ? flow.from : flow.to,
                                            rule->turned ? flow.to : flow.from);
        if (answer)
            kept().count("flow",
                         QT_TRANSLATE_NOOP("model", "%1 flows answer a flow that is linked; they are kept as texts"),
                         "flowAnswers", flow.where);
        else
            kept().list(flow.name + ": " + item(flow.from).name + " -> " + item(flow.to).name,
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
    return BatchBuilder::take();
}

} // namespace tarascope
