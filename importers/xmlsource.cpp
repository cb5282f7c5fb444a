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

constexpr std::size_t mostAttributes = 1'000;
constexpr std::size_t longestToken = 16 << 20;

/// Goes over the tags, comments and texts of an XML file without a look at what they mean, for those that Qt would only
/// tell of when it has them: it keeps each whole, and compares each attribute of a tag with all before it.
class XmlTokens
{
public:
    XmlTokens(const SourceText &source, const Budget &budget) : m_source(source), m_bytes(source.bytes()), m_budget(budget) {}

    Result<void> check()
    {
        std::size_t checked = 0;
        while (m_at < m_bytes.size()) {
            if (m_at - checked > (1 << 20)) {
                checked = m_at;
                if (const Result<void> go = m_budget.check(); !go)
                    return go;
            }
            const std::size_t begin = m_at;
            const std::size_t attributes = skipToken();
            m_at = std::min(m_at, m_bytes.size());
            if (m_at - begin > longestToken)
                return refuse(begin, QT_TRANSLATE_NOOP("model", "the text or tag that begins here has more than %1 bytes, the limit"),
                              longestToken, "textTooLong");
            if (attributes > mostAttributes)
                return refuse(begin, QT_TRANSLATE_NOOP("model", "the tag that begins here has more than %1 attributes, the limit"),
                              mostAttributes, "tooManyAttributes");
        }
        return {};
    }

private:
    Error refuse(std::size_t begin, const char *text, std::size_t limit, const char *code) const
    {
        return {ErrorKind::Input, {text, {std::to_string(limit)}, code}, m_source.where(m_source.start() + static_cast<std::int64_t>(begin))};
    }

    void skipBehind(std::string_view end)
    {
        m_at = m_bytes.find(end, m_at);
        m_at = m_at == std::string_view::npos ? m_bytes.size() : m_at + end.size();
    }

    /// Gives the number of attributes.
    std::size_t skipToken()
    {
        const std::string_view rest = m_bytes.substr(m_at);
        if (!rest.starts_with('<'))
            m_at = std::min(m_bytes.find('<', m_at), m_bytes.size());
        else if (rest.starts_with("<!--"))
            skipBehind("-->");
        else if (rest.starts_with("<![CDATA["))
            skipBehind("]]>");
        else if (rest.starts_with("<?"))
            skipBehind("?>");
        else if (rest.starts_with("<!"))
            m_at += 2; // the declarations in a DOCTYPE are looked at one by one
        else
            return skipTag();
        return 0;
    }
    std::size_t skipTag()
    {
        std::size_t attributes = 0;
        for (++m_at; m_at < m_bytes.size(); ++m_at) {
            const char c = m_bytes[m_at];
            if (c == '<')
                return attributes; // an error, which Qt tells
            if (c == '>')
                break;
            if (c == '"' || c == '\'') {
                ++attributes;
                m_at = std::min(m_bytes.find(c, m_at + 1), m_bytes.size());
            }
        }
        ++m_at;
        return attributes;
    }

    const SourceText &m_source;
    std::string_view m_bytes;
    const Budget &m_budget;
    std::size_t m_at = 0;
};

} // namespace

Result<SourceText> openXml(std::string_view bytes, const std::string &file, const Budget &budget)
{
    Result<SourceText> source = SourceText::open(bytes, file, budget.limits);
    if (!source)
        return source;
    if (source->encoding() == SourceText::Encoding::Utf8 || statesEncoding(source->bytes())) {
        const Result<void> checked = XmlTokens(*source, budget).check();
        return checked ? source : checked.error();
    }
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
