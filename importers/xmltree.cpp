#include "importers/xmltree.h"

#include "importers/xmlsource.h"
#include "model/json/reading.h"

#include <QtCore/QXmlStreamReader>

#include <algorithm>

namespace tarascope {

namespace {

constexpr std::size_t mostDepth = 256;

std::string text(QStringView view) { return view.toUtf8().toStdString(); }

/// U+0000 cannot stand in XML, so texts need no further care.
void trim(std::string &text)
{
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    text.erase(0, std::min(first, text.size()));
    text.erase(text.find_last_not_of(" \t\r\n") + 1);
}

class XmlTreeReader
{
public:
    XmlTreeReader(SourceText source, const Budget &budget)
        : m_document{std::move(source), std::make_shared<std::unordered_set<std::string>>(), {}},
          m_places(m_document.source), m_budget(budget), m_memory(budget.limits), m_bytes(m_document.source), m_reader(&m_bytes)
    {
        m_reader.setNamespaceProcessing(false);
    }

    Result<XmlDocument> read()
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
                         {QT_TRANSLATE_NOOP("model", "the XML cannot be read: %1"), {text(m_reader.errorString())}, "xml"},
                         {m_document.source.file(), m_reader.lineNumber(), m_reader.columnNumber() + 1, -1, {}, {}}};
        return std::move(m_document);
    }

private:
    Result<void> readToken()
    {
        switch (m_reader.readNext()) {
        case QXmlStreamReader::DTD:
            return refuseEntities();
        case QXmlStreamReader::StartElement:
            return startElement();
        case QXmlStreamReader::EndElement:
            return endElement();
        case QXmlStreamReader::Characters:
            return m_open.empty() ? Result<void>() : addText();
        default:
            return {};
        }
    }

    // Qt never opens what an entity names, but leaves the text empty without a word; so such files are refused.
    Result<void> refuseEntities() const
    {
        const bool declares = !m_reader.entityDeclarations().isEmpty() ||
                              m_reader.text().contains(QLatin1String("<!ENTITY")) || !m_reader.dtdSystemId().isEmpty();
        if (!declares)
            return {};
        const std::size_t at = std::min(m_document.source.bytes().find("<!DOCTYPE"), m_document.source.bytes().size());
        return Error{ErrorKind::Input,
                     {QT_TRANSLATE_NOOP("model", "the file has a DOCTYPE that declares entities or names another file; "
                                                 "this is not read for safety"),
                      {},
                      "xmlEntities"},
                     m_document.source.where(m_document.source.start() + static_cast<std::int64_t>(at))};
    }

    Result<void> startElement()
    {
        XmlElement element;
        element.offset = m_places.opening(m_reader.characterOffset(), "<").offset;
        element.name = nameOf(m_reader.name());
        m_elements += 1 + m_reader.attributes().size();
        if (m_open.size() >= mostDepth)
            return m_document.refuse(element, QT_TRANSLATE_NOOP("model", "elements are nested deeper than %1"),
                                     {std::to_string(mostDepth)}, "tooDeep");
        if (m_elements > m_budget.limits.nodes)
            return m_document.refuse(element,
                                     QT_TRANSLATE_NOOP("model", "the file has more than %1 elements, the limit for an "
                                                                "import"),
                                     {std::to_string(m_budget.limits.nodes)}, "tooManyElements");
        return open(std::move(element));
    }

    Result<void> open(XmlElement element)
    {
        const QXmlStreamAttributes attributes = m_reader.attributes();
        bool room = true;
        for (const QXmlStreamAttribute &each : attributes) {
            room = room && m_memory.makeRoom(element.attributes);
            element.attributes.emplace_back(nameOf(each.name()), text(each.value()));
            room = room && m_memory.takeText(element.attributes.back().second);
        }
        if (!room || (!m_open.empty() && !m_memory.makeRoom(m_open.back()->children)))
            return outOfMemory(element);
        if (m_open.empty()) {
            m_document.root = std::move(element);
            m_open.push_back(&m_document.root);
        } else {
            // Only the last child of an open element is open itself, so moving its siblings does no harm.
            m_open.back()->children.push_back(std::move(element));
            m_open.push_back(&m_open.back()->children.back());
        }
        return {};
    }

    Error outOfMemory(const XmlElement &element) const
    {
        return {ErrorKind::Input, json::tooMuchMemoryMessage(m_budget.limits), m_document.where(element)};
    }

    Result<void> endElement()
    {
        XmlElement &element = *m_open.back();
        trim(element.text);
        m_memory.fit(element.children);
        m_open.pop_back();
        return m_memory.takeText(element.text) ? Result<void>() : outOfMemory(element);
    }

    Result<void> addText()
    {
        XmlElement &element = *m_open.back();
        if (!m_reader.isWhitespace())
            element.text += text(m_reader.text());
        if (static_cast<std::int64_t>(element.text.size()) > m_budget.limits.stringLength)
            return m_document.refuse(element, QT_TRANSLATE_NOOP("model", "a text has more than %1 bytes, the limit"),
                                     {std::to_string(m_budget.limits.stringLength)}, "textTooLong");
        return {};
    }

    std::string_view nameOf(QStringView qualified)
    {
        const qsizetype colon = qualified.lastIndexOf(u':');
        return *m_document.names->insert(text(qualified.mid(colon + 1))).first;
    }

    XmlDocument m_document;
    XmlPlaces m_places;
    const Budget &m_budget;
    json::TreeMemory m_memory;
    XmlBytes m_bytes;
    QXmlStreamReader m_reader;
    std::vector<XmlElement *> m_open;
    std::int64_t m_elements = 0;
};

} // namespace

const XmlElement *XmlElement::child(std::string_view childName) const
{
    const auto at = std::find_if(children.begin(), children.end(),
                                 [&](const XmlElement &each) { return each.name == childName; });
    return at == children.end() ? nullptr : &*at;
}

const XmlElement *XmlElement::at(std::initializer_list<std::string_view> names) const
{
    const XmlElement *element = this;
    for (const std::string_view each : names) {
        element = element->child(each);
        if (!element)
            return nullptr;
    }
    return element;
}

std::string_view XmlElement::textOf(std::string_view childName) const
{
    const XmlElement *found = child(childName);
    return found ? std::string_view(found->text) : std::string_view();
}

std::string_view XmlElement::attribute(std::string_view attributeName) const
{
    for (const auto &[each, value] : attributes)
        if (each == attributeName)
            return value;
    return {};
}

Error XmlDocument::refuse(const XmlElement &element, const char *text, std::vector<std::string> args,
                          const char *code) const
{
    return {ErrorKind::Input, {text, std::move(args), code}, where(element)};
}

Result<XmlDocument> readXml(std::string_view bytes, const std::string &file, const Budget &budget)
{
    Result<SourceText> source = openXml(bytes, file, budget);
    if (!source)
        return source.error();
    return XmlTreeReader(std::move(*source), budget).read();
}

} // namespace tarascope
