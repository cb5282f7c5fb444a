#pragma once
#include "importers/lossreport.h"
#include "importers/xmltree.h"

#include <unordered_map>

namespace tarascope {

/// The named elements of an AUTOSAR description by kind and by path ("/Package/Element"), and how references between
/// them are followed. The document must outlive it.
class ArxmlIndex
{
public:
    using Elements = std::vector<const XmlElement *>;

    /// References that lead nowhere are listed in `skipped`, each target once.
    ArxmlIndex(const XmlDocument &document, LossReport &skipped);

    /// All elements with a SHORT-NAME and this tag, in the order of the file.
    const Elements &all(std::string_view tag) const;
    /// All whose tag ends like this.
    Elements allEndingIn(std::string_view ending) const;
    /// The path of an element that has a SHORT-NAME.
    const std::string &pathOf(const XmlElement &element) const;

    /// The element that a reference names, nullptr when there is none. A target that DEST names is preferred.
    const XmlElement *follow(const XmlElement &reference);
    /// Follows the child with this tag; nullptr without one.
    const XmlElement *followChild(const XmlElement &element, std::string_view tag);
    /// The nearest element around the target of a reference, or the target itself, that has this tag.
    const XmlElement *owner(const XmlElement &reference, std::string_view tag);

    /// References followed so far.
    std::int64_t followed() const { return m_followed; }

private:
    void collect(const XmlElement &element, const std::string &path);
    std::string pathIn(const XmlElement &reference) const;

    const XmlDocument &m_document;
    LossReport &m_skipped;
    std::unordered_map<std::string_view, Elements> m_byTag;
    std::unordered_map<std::string, Elements> m_byPath;
    std::unordered_map<const XmlElement *, std::string> m_paths;
    std::unordered_map<std::string, std::string> m_bases; ///< path by label; empty: two packages differ
    std::unordered_set<std::string> m_dangling;
    std::int64_t m_followed = 0;
};

/// All elements below (not around) an element whose tag is, or ends like, one of these; none inside another of them.
ArxmlIndex::Elements elementsBelow(const XmlElement &element, std::string_view ending);

/// The description in words: the English text of DESC, else its first.
std::string arxmlDescription(const XmlElement &element);

} // namespace tarascope
