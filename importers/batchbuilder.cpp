#include "importers/batchbuilder.h"

#include "importers/sourcetext.h"

namespace tarascope {

using json::Node;

namespace {

constexpr std::size_t mostDescription = 4000;

std::string oneLine(std::string text)
{
    for (char &c : text)
        if (c == '\n' || c == '\r' || c == '\t')
            c = ' ';
    return text;
}

} // namespace

BatchBuilder::BatchBuilder(std::string_view format, const std::string &file, const Budget &budget) : m_budget(budget)
{
    m_batch.format = format;
    m_batch.system = m_batch.format + ":" + sourceName(file);
    m_batch.title = fileName(file);
}

// A few flows with many data and many threats unfold to their product, so links are held against a limit.
Result<void> BatchBuilder::go(const Where &where)
{
    if (static_cast<std::int64_t>(m_links.size()) > m_budget.limits.references)
        return Error{ErrorKind::Input,
                     {QT_TRANSLATE_NOOP("model", "the model unfolds to more than %1 links, the limit for an import"),
                      {std::to_string(m_budget.limits.references)},
                      "tooManyLinks"},
                     where};
    return ++m_asked % 64 == 0 ? m_budget.check() : Result<void>();
}

std::string BatchBuilder::add(Kind kind, std::string_view group, const std::string &id, std::string name,
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

void BatchBuilder::describe(const std::string &key, std::string text)
{
    if (text.size() > mostDescription)
        m_kept.count("description",
                     QT_TRANSLATE_NOOP("model", "%1 descriptions were longer than 4,000 bytes and end in \"…\""),
                     "descriptionCut", item(key).where);
    item(key).description = capped(std::move(text), mostDescription);
}

AttributeId BatchBuilder::field(Kind kind, const char *name, AttributeType type)
{
    const auto [at, added] = m_fields.try_emplace({kind, name});
    if (added)
        at->second = addField(m_batch, kind, name, type);
    return at->second;
}

void BatchBuilder::setField(const std::string &key, const char *name, std::string text)
{
    if (text.empty())
        return;
    BatchItem &to = item(key);
    to.attributes.set(field(to.kind, name, AttributeType::Text), capped(oneLine(std::move(text)), mostDescription));
}

void BatchBuilder::addLine(const std::string &key, const char *name, std::string text)
{
    const AttributeId id = field(item(key).kind, name, AttributeType::TextList);
    m_lines[{m_places.at(key), id}].push_back(capped(oneLine(std::move(text)), mostDescription));
}

BatchLink *BatchBuilder::link(LinkKind kind, const std::string &from, const std::string &to, const Where &where)
{
    return hasLink(kind, from, to) ? nullptr : linkOnceMore(kind, from, to, where);
}

BatchLink *BatchBuilder::linkOnceMore(LinkKind kind, const std::string &from, const std::string &to, const Where &where)
{
    const Kind begin = item(from).kind;
    const Kind end = item(to).kind;
    if (!linkDef(kind).allows(begin, end)) {
        m_skipped.list(from + " -> " + to, linkRefusal(kind, begin, end), where);
        return nullptr;
    }
    m_links.emplace(kind, from, to);
    BatchLink made;
    made.kind = kind;
    made.from = from;
    made.to = to;
    made.where = where;
    m_batch.links.push_back(std::move(made));
    return &m_batch.links.back();
}

void BatchBuilder::skip(const std::string &what, const Where &where, std::int64_t times)
{
    m_skipped.count(what, QT_TRANSLATE_NOOP("model", "%1 of these are not taken"), "modelPart", where, times);
}

void BatchBuilder::skipOthers(const std::string &what, const json::Document &document, const Node &node,
                           std::initializer_list<std::string_view> known)
{
    for (const Node &member : node.children)
        if (!member.isNull() && std::find(known.begin(), known.end(), member.name) == known.end())
            skip(what + "/" + member.name, document.where(member));
}

void BatchBuilder::place(const std::string &key, double x, double y) { m_batch.positions.push_back({key, {{}, x, y}}); }

Batch BatchBuilder::take()
{
    for (auto &[place, lines] : m_lines)
        m_batch.items[place.first].attributes.set(place.second, std::move(lines));
    reportHiddenCharacters(m_batch, m_kept);
    m_batch.kept = m_kept.take();
    m_batch.skipped = m_skipped.take();
    return std::move(m_batch);
}

} // namespace tarascope
