#include "importers/arxmlindex.h"

#include "importers/batchitem.h"

#include <algorithm>

namespace tarascope {

namespace {

void collectBelow(const XmlElement &element, std::string_view ending, ArxmlIndex::Elements &found)
{
    for (const XmlElement &child : element.children) {
        if (child.name.ends_with(ending))
            found.push_back(&child);
        else
            collectBelow(child, ending, found);
    }
}

} // namespace

ArxmlIndex::ArxmlIndex(const XmlDocument &document, LossReport &skipped) : m_document(document), m_skipped(skipped)
{
    collect(document.root, {});
}

void ArxmlIndex::collect(const XmlElement &element, const std::string &path)
{
    std::string own = path;
    if (const XmlElement *name = element.child("SHORT-NAME")) {
        own += "/" + name->text;
        m_byTag[element.name].push_back(&element);
        m_byPath[own].push_back(&element);
        m_paths.emplace(&element, own);
    }
    if (element.name == "REFERENCE-BASE") {
        const std::string base(element.textOf("PACKAGE-REF"));
        const auto [at, added] = m_bases.try_emplace(std::string(element.textOf("SHORT-LABEL")), base);
        if (!added && at->second != base)
            at->second.clear();
    }
    for (const XmlElement &child : element.children)
        collect(child, own);
}

const ArxmlIndex::Elements &ArxmlIndex::all(std::string_view tag) const
{
    static const Elements none;
    const auto at = m_byTag.find(tag);
    return at == m_byTag.end() ? none : at->second;
}

ArxmlIndex::Elements ArxmlIndex::allEndingIn(std::string_view ending) const
{
    Elements found;
    for (const auto &[tag, elements] : m_byTag)
        if (tag.ends_with(ending))
            found.insert(found.end(), elements.begin(), elements.end());
    std::sort(found.begin(), found.end(),
              [](const XmlElement *a, const XmlElement *b) { return a->offset < b->offset; });
    return found;
}

const std::string &ArxmlIndex::pathOf(const XmlElement &element) const
{
    static const std::string none;
    const auto at = m_paths.find(&element);
    return at == m_paths.end() ? none : at->second;
}

// A reference without a leading slash counts from the package that its BASE names.
std::string ArxmlIndex::pathIn(const XmlElement &reference) const
{
    if (reference.text.starts_with('/'))
        return reference.text;
    const auto base = m_bases.find(std::string(reference.attribute("BASE")));
    return base == m_bases.end() || base->second.empty() ? reference.text : base->second + "/" + reference.text;
}

const XmlElement *ArxmlIndex::follow(const XmlElement &reference)
{
    ++m_followed;
    const std::string path = pathIn(reference);
    if (const auto at = m_byPath.find(path); at != m_byPath.end()) {
        const std::string_view wanted = reference.attribute("DEST");
        const auto exact = std::find_if(at->second.begin(), at->second.end(),
                                        [&](const XmlElement *element) { return element->name == wanted; });
        return exact == at->second.end() ? at->second.front() : *exact;
    }
    if (m_dangling.insert(path).second)
        m_skipped.list(capped(path, 200),
                       {QT_TRANSLATE_NOOP("model", "<%1> names an element that the file does not have"),
                        {capped(std::string(reference.name), 60)},
                        "arxmlDangling"},
                       m_document.where(reference));
    return nullptr;
}

const XmlElement *ArxmlIndex::followChild(const XmlElement &element, std::string_view tag)
{
    const XmlElement *reference = element.child(tag);
    return reference ? follow(*reference) : nullptr;
}

const XmlElement *ArxmlIndex::owner(const XmlElement &reference, std::string_view tag)
{
    if (!follow(reference))
        return nullptr;
    for (std::string path = pathIn(reference); !path.empty(); path.resize(std::min(path.rfind('/'), path.size()))) {
        const auto at = m_byPath.find(path);
        if (at == m_byPath.end())
            continue;
        for (const XmlElement *element : at->second)
            if (element->name == tag)
                return element;
    }
    return nullptr;
}

ArxmlIndex::Elements elementsBelow(const XmlElement &element, std::string_view ending)
{
    ArxmlIndex::Elements found;
    collectBelow(element, ending, found);
    return found;
}

std::string arxmlDescription(const XmlElement &element)
{
    const XmlElement *description = element.child("DESC");
    const XmlElement *chosen = description ? description->child("L-2") : nullptr;
    if (!chosen)
        return {};
    for (const XmlElement &text : description->children)
        if (text.name == "L-2" && text.attribute("L") == "EN")
            return text.text;
    return chosen->text;
}

} // namespace tarascope
