#include "importers/xmlnodes.h"

#include "importers/xmlsource.h"

#include <QtCore/QXmlStreamReader>

namespace tarascope {

using json::Node;
using json::Type;

namespace {

constexpr std::size_t mostDepth = 256;

std::string utf8(QStringView view) { return view.toUtf8().toStdString(); }

void trim(std::string &text)
{
    constexpr const char *space = " \t\r\n";
    text.erase(text.find_last_not_of(space) + 1);
    text.erase(0, std::min(text.find_first_not_of(space), text.size()));
}

class XmlTreeReader
{
public:
    XmlTreeReader(const SourceText &source, const Budget &budget)
        : m_source(source), m_places(source), m_budget(budget),
          m_bytes(QByteArray::fromRawData(source.bytes().data(), static_cast<qsizetype>(source.bytes().size()))),
          m_reader(m_bytes)
    {
        m_reader.setNamespaceProcessing(false); // undeclared prefixes are no reason to refuse a file
    }
    Result<json::Document> read();

private:
    Result<void> readToken();
    Result<void> startElement();
    Result<void> addText();
    void endElement();
    Error refused(const char *sentence, std::vector<std::string> args, const char *code)
    {
        return {ErrorKind::Input, {sentence, std::move(args), code}, m_places.opening(m_reader.characterOffset(), "<")};
    }

    const SourceText &m_source;
    XmlPlaces m_places;
    const Budget &m_budget;
    QByteArray m_bytes;
    QXmlStreamReader m_reader;
    std::vector<Node> m_open;
    Node m_root;
    std::int64_t m_nodes = 0;
};

std::string localName(QStringView qualified)
{
    return utf8(qualified.mid(qualified.indexOf(u':') + 1)); // -1 + 1 is 0
}

Result<json::Document> XmlTreeReader::read()
{
    for (std::int64_t tokens = 0; !m_reader.atEnd(); ++tokens) {
        if (tokens % 256 == 0) {
            if (const Result<void> go = m_budget.check(); !go)
                return go.error();
        }
        if (const Result<void> token = readToken(); !token)
            return token.error();
    }
    if (m_reader.hasError())
        return Error{ErrorKind::Input,
                     {QT_TRANSLATE_NOOP("model", "the XML cannot be read: %1"), {utf8(m_reader.errorString())}, "xml"},
                     {m_source.file(), m_reader.lineNumber(), m_reader.columnNumber() + 1, -1, {}, {}}};
    json::Document document;
    document.file = m_source.file();
    document.root = std::move(m_root);
    document.lineStarts.push_back(0);
    const std::string_view bytes = m_source.bytes();
    for (std::size_t at = bytes.find('\n'); at != std::string_view::npos; at = bytes.find('\n', at + 1))
        document.lineStarts.push_back(m_source.start() + static_cast<std::int64_t>(at) + 1);
    return document;
}

Result<void> XmlTreeReader::readToken()
{
    switch (m_reader.readNext()) {
    case QXmlStreamReader::DTD:
        if (namesEntities(m_reader))
            return Error{ErrorKind::Input, entitiesRefusal(), m_places.opening(m_reader.characterOffset(), "<!DOCTYPE")};
        return {};
    case QXmlStreamReader::StartElement:
        return startElement();
    case QXmlStreamReader::EndElement:
        endElement();
        return {};
    case QXmlStreamReader::Characters:
        return addText();
    default:
        return {};
    }
}

Result<void> XmlTreeReader::startElement()
{
    const QXmlStreamAttributes attributes = m_reader.attributes();
    m_nodes += 1 + attributes.size();
    if (m_open.size() >= mostDepth)
        return refused(QT_TRANSLATE_NOOP("model", "elements are nested deeper than %1"), {std::to_string(mostDepth)},
                       "tooDeep");
    if (m_nodes > m_budget.limits.nodes)
        return refused(QT_TRANSLATE_NOOP("model", "the file has more than %1 elements, the limit for an import"),
                       {std::to_string(m_budget.limits.nodes)}, "tooManyElements");
    Node node;
    node.type = Type::String;
    node.name = localName(m_reader.name());
    node.offset = m_places.opening(m_reader.characterOffset(), "<").offset;
    for (const QXmlStreamAttribute &attribute : attributes) {
        Node child;
        child.type = Type::String;
        child.offset = node.offset;
        child.name = "@" + localName(attribute.qualifiedName());
        child.text = utf8(attribute.value());
        node.children.push_back(std::move(child));
    }
    m_open.push_back(std::move(node));
    return {};
}

Result<void> XmlTreeReader::addText()
{
    if (m_open.empty())
        return {};
    std::string &text = m_open.back().text;
    text += utf8(m_reader.text());
    if (static_cast<std::int64_t>(text.size()) > m_budget.limits.stringLength)
        return refused(QT_TRANSLATE_NOOP("model", "a text is longer than %1 bytes, the limit for an import"),
                       {std::to_string(m_budget.limits.stringLength)}, "tooLong");
    return {};
}

void XmlTreeReader::endElement()
{
    Node done = std::move(m_open.back());
    m_open.pop_back();
    trim(done.text);
    if (!done.children.empty())
        done.type = Type::Object;
    if (m_open.empty())
        m_root = std::move(done);
    else
        m_open.back().children.push_back(std::move(done));
}

} // namespace

Result<json::Document> readXmlTree(std::string_view bytes, const std::string &file, const Budget &budget)
{
    const Result<SourceText> source = openXml(bytes, file, budget.limits);
    if (!source)
        return source.error();
    return XmlTreeReader(*source, budget).read();
}

std::string_view xmlText(const Node &node, std::string_view member)
{
    const Node *found = node.find(member);
    return found ? std::string_view(found->text) : std::string_view();
}

} // namespace tarascope
