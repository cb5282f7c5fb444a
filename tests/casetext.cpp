#include "tests/casetext.h"

#include "model/risk/assessment.h"
#include "model/valuejson.h"

#include <QtCore/QFile>

#include <sstream>

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

void addOutcome(LoadedCase &loaded, const std::string &test, const std::string &verdict, const std::string &where,
                const std::string &at, const std::string &environment)
{
    Outcome outcome;
    outcome.test = loaded.items.at(test);
    outcome.uid = Uid::fromParts({"outcome", test, verdict, where, at, environment});
    outcome.verdict = *verdictFromName(verdict);
    outcome.at = at;
    outcome.environment = environment;
    outcome.where = where;
    ChangeSet set;
    set.changes.push_back({std::nullopt, Record(outcome)});
    if (auto applied = loaded.graph.apply(set); !applied)
        stop(applied.error().english());
}

namespace {

std::string ratingJson(const std::string &digits)
{
    static constexpr Factor factors[] = {Factor::ET, Factor::SE, Factor::KoIC, Factor::WoO, Factor::Eq};
    std::string text;
    for (std::size_t i = 0; i < std::min(digits.size(), std::size(factors)); ++i) {
        const auto &levels = factorLevels(factors[i]);
        if (static_cast<std::size_t>(digits[i] - '0') >= levels.size())
            stop("no such levels: " + digits);
        text += (text.empty() ? "" : ",") + ('"' + std::string(factorName(factors[i])) + "\":\"") +
                std::string(levels[static_cast<std::size_t>(digits[i] - '0')]) + '"';
    }
    return '{' + text + '}';
}

// `@10020` becomes the rating with these levels; `@10` one with the first two factors only.
std::string withRatings(std::string text)
{
    for (std::size_t at = text.find('@'); at != std::string::npos; at = text.find('@', at)) {
        std::size_t end = at + 1;
        while (end < text.size() && std::isdigit(static_cast<unsigned char>(text[end])))
            ++end;
        text.replace(at, end - at, ratingJson(text.substr(at + 1, end - at - 1)));
    }
    return text;
}

std::string shortAttributes(const std::string &id, const std::string &digits)
{
    if (id.starts_with("CT-"))
        return "{\"status\":\"implemented\",\"resistance\":@" + digits + '}';
    return "{\"rating\":@" + digits + '}';
}

/// Gathers the entries of a case from its lines.
class LineReader
{
public:
    void read(const std::string &line)
    {
        const std::size_t brace = line.find('{');
        std::vector<std::string> words = split(line.substr(0, brace));
        const std::string attributes = brace == std::string::npos ? "{}" : line.substr(brace);
        if (words.empty())
            return;
        std::string key;
        if (words.front().size() > 1 && words.front().back() == ':') {
            key = words.front().substr(0, words.front().size() - 1);
            words.erase(words.begin());
        }
        if (words.size() > 2 && words[1] == ":")
            return m_outcomes.push_back(words);
        if (words.size() == 1)
            return item(words[0], attributes);
        if (words.size() != 3)
            stop("a line that says nothing: " + line);
        if (words[1] == "=")
            return item(words[0], shortAttributes(words[0], words[2]));
        for (const std::string &end : {words[0], words[2]})
            if (!m_items.contains(end))
                item(end, "{}");
        if (key.empty())
            key = "L-" + std::to_string(1001 + m_links.size());
        m_links.push_back("{\"id\":\"" + key + "\",\"kind\":\"" + words[1] + "\",\"from\":\"" + words[0] +
                          "\",\"to\":\"" + words[2] + "\",\"attributes\":" + withRatings(attributes) + '}');
    }

    LoadedCase load() const
    {
        std::string items, links;
        for (const std::string &id : m_order)
            items += (items.empty() ? "" : ",") + m_items.at(id);
        for (const std::string &link : m_links)
            links += (links.empty() ? "" : ",") + link;
        LoadedCase loaded = loadCase("{\"items\":[" + items + "],\"links\":[" + links + "]}");
        for (const std::vector<std::string> &words : m_outcomes)
            addOutcome(loaded, words[0], words[2], "results.xml:" + std::to_string(41 + &words - m_outcomes.data()),
                       words.size() > 3 ? words[3] : "2026-11-19", words.size() > 4 ? words[4] : "");
        return loaded;
    }

private:
    static std::vector<std::string> split(const std::string &text)
    {
        std::istringstream stream(text);
        std::vector<std::string> words;
        for (std::string word; stream >> word;)
            words.push_back(word);
        return words;
    }

    void item(const std::string &id, const std::string &attributes)
    {
        const KindDef *kind = findKindByPrefix(id.substr(0, id.find('-')));
        if (!kind)
            stop("no kind for " + id);
        if (!m_items.contains(id))
            m_order.push_back(id);
        m_items[id] = "{\"id\":\"" + id + "\",\"kind\":\"" + std::string(kind->name()) + "\",\"name\":\"" + id +
                      "\",\"attributes\":" + withRatings(attributes) + '}';
    }

    std::map<std::string, std::string> m_items;
    std::vector<std::string> m_order;
    std::vector<std::string> m_links;
    std::vector<std::vector<std::string>> m_outcomes;
};

} // namespace

LoadedCase caseOf(const std::string &lines)
{
    LineReader reader;
    std::string line;
    for (char letter : lines + '\n') {
        if (letter != '\n' && letter != ';') {
            line += letter;
            continue;
        }
        reader.read(line);
        line.clear();
    }
    return reader.load();
}

namespace {

PathsResult pathsOf(const LoadedCase &loaded, const Ask &ask)
{
    PathQuestion question;
    question.target = loaded.id(ask.target);
    question.scale = ask.scale;
    question.reading = ask.reading;
    if (!ask.profile.empty())
        question.profile = loaded.id(ask.profile);
    if (!ask.from.empty())
        question.from = loaded.id(ask.from);
    for (const std::string &item : ask.with)
        question.scenario.switches[loaded.items.at(item)] = true;
    for (const std::string &item : ask.without)
        question.scenario.switches[loaded.items.at(item)] = false;
    for (const auto &[test, verdict] : ask.verdicts)
        question.scenario.verdicts[loaded.items.at(test)] = verdict;
    auto assessor = makeAssessor(loaded.graph, ask.method);
    if (!assessor)
        stop(assessor.error().english());
    auto found = (*assessor)->paths(loaded.graph, question, Budget{});
    if (!found)
        stop(found.error().english());
    return std::move(*found);
}

} // namespace

std::string frontier(const LoadedCase &loaded, const Ask &ask)
{
    const PathsResult found = pathsOf(loaded, ask);
    std::vector<std::string> vectors;
    for (const Scored &scored : found.pareto) {
        vectors.emplace_back();
        for (std::int8_t level : scored.rating.levels)
            if (level != Rating::unrated)
                vectors.back() += static_cast<char>('0' + level);
    }
    std::sort(vectors.begin(), vectors.end());
    std::string text;
    for (const std::string &vector : vectors)
        text += (text.empty() ? "" : " ") + vector;
    return text.empty() ? "none" : text;
}

std::string easiestPath(const LoadedCase &loaded, const Ask &ask)
{
    const PathsResult found = pathsOf(loaded, ask);
    if (found.paths.empty())
        return "none";
    auto key = [&](ItemId item) { return loaded.graph.item(item)->key; };
    std::string text;
    for (const PathStep &step : found.paths.front().steps) {
        text += (text.empty() ? "" : "; ") + step.rule + ' ' + key(step.to) + (step.unrated ? "!" : "");
        for (const BeatenControl &beaten : step.controls)
            text += " [" + key(beaten.control) +
                    (beaten.chainLink ? " L" + std::to_string(static_cast<int>(*beaten.chainLink) + 1) : "") + ']';
    }
    return text;
}

std::string readFile(const std::string &path)
{
    QFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::ReadOnly))
        stop("cannot read " + path);
    return file.readAll().toStdString();
}
