#pragma once
#include "importers/sourcetext.h"

namespace tarascope {

/// A text in XML for QXmlStreamReader, fed with `bytes()`. Invalid UTF-8 is refused with its place unless the file
/// states another encoding.
Result<SourceText> openXml(std::string_view bytes, const std::string &file, const ImportLimits &limits);

/// Where tokens begin: QXmlStreamReader tells only where it stands after one, in characters.
class XmlPlaces
{
public:
    explicit XmlPlaces(const SourceText &source) : m_source(source) {}

    /// The place of the last `opening` before `characters`, which never goes back from call to call.
    Where opening(std::int64_t characters, std::string_view opening);

private:
    const SourceText &m_source;
    std::int64_t m_characters = 0;
    std::size_t m_byte = 0;
};

} // namespace tarascope
