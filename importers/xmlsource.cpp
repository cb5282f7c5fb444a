#include "importers/xmlsource.h"

#include "model/json/utf8.h"

#include <QtCore/QString>

#include <algorithm>

namespace tarascope {

namespace {

bool statesEncoding(std::string_view bytes)
{
    const std::string_view declaration = bytes.substr(0, std::min(bytes.find("?>"), bytes.size()));
    const QString words = QString::fromLatin1(declaration.data(), static_cast<qsizetype>(declaration.size())).toLower();
    return declaration.starts_with("<?xml") && words.contains(QLatin1String("encoding")) &&
           !words.contains(QLatin1String("utf-8"));
}

} // namespace

Result<SourceText> openXml(std::string_view bytes, const std::string &file, const ImportLimits &limits)
{
    Result<SourceText> source = SourceText::open(bytes, file, limits);
    if (!source || source->encoding() == SourceText::Encoding::Utf8 || statesEncoding(source->bytes()))
        return source;
    const auto invalid = static_cast<std::int64_t>(validUtf8Prefix(source->bytes()));
    return Error{ErrorKind::Input,
                 {QT_TRANSLATE_NOOP("model", "a byte here is no valid UTF-8, and the file states no other encoding"),
                  {},
                  "invalidUtf8"},
                 source->where(source->start() + invalid)};
}

Where XmlPlaces::opening(std::int64_t characters, std::string_view opening)
{
    const std::string_view bytes = m_source.bytes();
    const bool utf8 = m_source.encoding() == SourceText::Encoding::Utf8;
    while (m_characters < characters && m_byte < bytes.size()) {
        const auto byte = static_cast<unsigned char>(bytes[m_byte++]);
        if (!utf8 || (byte & 0xC0) != 0x80)
            m_characters += utf8 && byte >= 0xF0 ? 2 : 1;
    }
    const std::size_t at = bytes.substr(0, m_byte).rfind(opening);
    return m_source.where(m_source.start() + static_cast<std::int64_t>(at == std::string_view::npos ? 0 : at));
}

} // namespace tarascope
