#include "model/evidence/endpointname.h"

#include "model/evidence/naming.h"

#include <algorithm>

namespace tarascope::evidence {

namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isHexDigit(char c) { return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool isPlaceholder(std::string_view segment) { return segment.size() > 2 && segment.front() == '{' && segment.back() == '}'; }

/// Segments between slashes; several slashes in a row count as one.
void splitPath(std::string_view path, std::vector<std::string_view> &segments)
{
    segments.clear();
    if (path.starts_with('/'))
        path.remove_prefix(1);
    for (;;) {
        const std::size_t slash = path.find('/');
        const std::string_view one = path.substr(0, slash);
        if (!one.empty() || slash == std::string_view::npos)
            segments.push_back(one);
        if (slash == std::string_view::npos)
            return;
        path.remove_prefix(slash + 1);
    }
}

bool isUuid(std::string_view text)
{
    if (text.size() != 36)
        return false;
    for (std::size_t i = 0; i < 36; ++i) {
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash ? text[i] != '-' : !isHexDigit(text[i]))
            return false;
    }
    return true;
}

bool isOpaque(std::string_view text)
{
    bool upper = false, lower = false, digit = false;
    for (const char c : text) {
        upper |= c >= 'A' && c <= 'Z';
        lower |= c >= 'a' && c <= 'z';
        digit |= isDigit(c);
        if (!isDigit(c) && !(c >= 'A' && c <= 'Z') && !(c >= 'a' && c <= 'z') && c != '-' && c != '_' && c != '=')
            return false;
    }
    return text.size() >= 32 && upper && lower && digit;
}

/// "scheme://authority" at the head of an absolute URL is the host.
std::string_view takeHost(std::string_view &url)
{
    const std::size_t scheme = url.find("://");
    if (scheme == std::string_view::npos || scheme > 10 || url.substr(0, scheme).find_first_of("/?#") != std::string_view::npos)
        return {};
    const std::string_view rest = url.substr(scheme + 3);
    const std::size_t end = std::min(rest.find_first_of("/?#"), rest.size());
    url = rest.substr(end);
    std::string_view host = rest.substr(0, end);
    if (const std::size_t at = host.rfind('@'); at != std::string_view::npos)
        host.remove_prefix(at + 1); // a name and password in front of it are nobody's business
    return host;
}

void appendQuery(std::string &text, std::string_view query, const std::vector<std::string> &names)
{
    char before = '?';
    for (const std::string &name : names) {
        std::string_view left = query;
        while (!left.empty()) {
            const std::size_t end = left.find('&');
            const std::string_view one = left.substr(0, end);
            if (one.size() > name.size() && one.starts_with(name) && one[name.size()] == '=') {
                text.append(1, before).append(one);
                before = '&';
                break;
            }
            left = end == std::string_view::npos ? std::string_view() : left.substr(end + 1);
        }
    }
}

} // namespace

std::string_view recogniseSegment(std::string_view segment)
{
    if (segment.empty())
        return {};
    if (std::all_of(segment.begin(), segment.end(), isDigit))
        return "{n}";
    if (isVin(segment))
        return "{vin}";
    if (isUuid(segment))
        return "{uuid}";
    if (segment.size() >= 16 && std::all_of(segment.begin(), segment.end(), isHexDigit))
        return "{hex}";
    if (isOpaque(segment) || (segment.starts_with("eyJ") && segment.find('.') != std::string_view::npos))
        return "{token}";
    const std::size_t at = segment.find('@');
    if (at != std::string_view::npos && at > 0 && segment.find('.', at) != std::string_view::npos)
        return "{mail}";
    return {};
}

EndpointNamer::EndpointNamer(const Mapping &mapping) : m_mapping(mapping)
{
    for (const PathTemplate &from : mapping.templates) {
        Template made;
        made.from = &from;
        splitPath(from.path, made.segments);
        for (const auto &[name, value] : from.set)
            made.set.emplace_back(*fieldOf(name), value);
        m_templates.push_back(std::move(made));
    }
}

const EndpointNamer::Template *EndpointNamer::match(Method method, const std::vector<std::string_view> &segments) const
{
    for (const Template &one : m_templates) {
        if (one.segments.size() != segments.size() || (one.from->method != Method::Unknown && one.from->method != method))
            continue;
        bool same = true;
        for (std::size_t i = 0; i < segments.size() && same; ++i)
            same = isPlaceholder(one.segments[i]) ? !segments[i].empty() : one.segments[i] == segments[i];
        if (same)
            return &one;
    }
    return nullptr;
}

void EndpointNamer::name(RecordValues &values, Scratch &scratch) const
{
    std::string_view url = values.at(Field::RawPath);
    if (url.empty())
        return;
    const std::string_view host = takeHost(url);
    if (values.at(Field::Host).empty())
        values.at(Field::Host) = host;
    const std::size_t end = std::min(url.find_first_of("?#"), url.size());
    const std::string_view path = url.substr(0, end);
    const std::string_view query = end < url.size() && url[end] == '?' ? url.substr(end + 1) : std::string_view();
    splitPath(path, m_segments);
    const Method method = methodOf(values.at(Field::Method));
    const auto vehicle = [&values](std::string_view text) {
        if (!values.vehicles.empty())
            return;
        values.vehicles.push_back(text);
        values.at(Field::Vehicle) = text;
    };
    std::string text;
    if (const Template *found = match(method, m_segments)) {
        text = found->from->path;
        for (const auto &[field, constant] : found->set)
            if (values.at(field).empty())
                values.at(field) = constant;
        for (std::size_t i = 0; i < m_segments.size(); ++i) {
            if (!isPlaceholder(found->segments[i]))
                continue;
            const std::string_view inner = found->segments[i].substr(1, found->segments[i].size() - 2);
            const auto captured = found->from->capture.find(std::string(inner));
            if (inner == "vin" || (captured != found->from->capture.end() && captured->second == Field::Vehicle))
                vehicle(m_segments[i]);
            else if (captured != found->from->capture.end() && values.at(captured->second).empty())
                values.at(captured->second) = m_segments[i];
        }
    } else {
        for (const std::string_view segment : m_segments) {
            const std::string_view typed = recogniseSegment(segment);
            text.append(1, '/').append(typed.empty() ? segment : typed);
            if (typed == "{vin}")
                vehicle(segment);
        }
    }
    if (!m_mapping.query.empty())
        appendQuery(text, query.substr(0, query.find('#')), m_mapping.query);
    if (values.at(Field::Endpoint).empty())
        values.at(Field::Endpoint) = scratch.keep(std::move(text));
}

std::string userAgentFamily(std::string_view text)
{
    static constexpr std::pair<std::string_view, std::string_view> known[] = {
        {"Googlebot/", "Googlebot"}, {"bingbot/", "bingbot"}, {"Edg/", "Edge"},       {"OPR/", "Opera"},
        {"Firefox/", "Firefox"},     {"CriOS/", "Chrome"},    {"Chrome/", "Chrome"},  {"Version/", "Safari"},
        {"MSIE ", "MSIE"},           {"Trident/", "MSIE"},    {"Dalvik/", "Dalvik"},  {"okhttp/", "okhttp"}};
    const auto major = [](std::string_view rest) {
        std::size_t end = 0;
        while (end < rest.size() && end < 5 && isDigit(rest[end]))
            ++end;
        return end == 0 ? std::string() : " " + std::string(rest.substr(0, end));
    };
    for (const auto &[mark, family] : known)
        if (const std::size_t at = text.find(mark); at != std::string_view::npos)
            return std::string(family) + major(text.substr(at + mark.size()));
    const std::size_t end = std::min(text.find_first_of("/ (;,"), text.size());
    const std::string_view rest = end < text.size() && text[end] == '/' ? text.substr(end + 1) : std::string_view();
    return std::string(text.substr(0, std::min<std::size_t>(end, 60))) + major(rest);
}

} // namespace tarascope::evidence
