#pragma once
#include "importers/sourcetext.h"

#include <QtCore/QBuffer>

namespace tarascope {

/// A text in XML for QXmlStreamReader. Refused with the place: invalid UTF-8 unless the file states another encoding, a
/// tag of more than 1,000 attributes, a tag, comment or text of more than 16 MiB.
Result<SourceText> openXml(std::string_view bytes, const std::string &file, const Budget &budget);

/// The bytes as what QXmlStreamReader reads piece by piece; handed over whole it decodes them all at once. The source must
/// outlive it.
class XmlBytes : public QBuffer
{
public:
    explicit XmlBytes(const SourceText &source)
    {
        setData(QByteArray::fromRawData(source.bytes().data(), static_cast<qsizetype>(source.bytes().size())));
        open(QIODevice::ReadOnly);
    }
};

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
