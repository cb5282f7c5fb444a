#include "importers/openapifiles.h"

#include "importers/openapiref.h"
#include "importers/treesource.h"
#include "model/sha256.h"

#include <algorithm>

namespace tarascope {

using json::Node;

namespace {

// An offset tells the file too: files are numbered from this bit up.
constexpr int fileBit = 44;
constexpr std::int64_t offsetMask = (std::int64_t(1) << fileBit) - 1;
constexpr std::size_t mostFiles = 1000;

std::string lower(std::string text)
{
    for (char &c : text)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return text;
}

/// %20 and the like; nothing where a dot, slash, backslash or zero byte is hidden that way.
std::optional<std::string> decoded(const std::string &text)
{
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '%') {
            out += text[at];
            continue;
        }
        const std::string digits = lower(text.substr(at + 1, 2));
        const bool hexadecimal = digits.size() == 2 && digits.find_first_not_of("0123456789abcdef") == std::string::npos;
        if (!hexadecimal || digits == "2e" || digits == "2f" || digits == "5c" || digits == "00")
            return std::nullopt;
        out += static_cast<char>(std::stoi(digits, nullptr, 16));
        at += 2;
    }
    return out;
}

/// The path that a reference names, from the folder of the first file; nothing where it is no relative path. `from` is
/// the path of the file that it stands in.
std::optional<std::string> pathOf(const std::string &reference, const std::string &from)
{
    const std::string file = reference.substr(0, reference.find('#'));
    const std::size_t colon = file.find(':');
    if (file.empty() || file[0] == '/' || file.find('\\') != std::string::npos || file.find('?') != std::string::npos ||
        (colon != std::string::npos && colon < file.find('/')))
        return std::nullopt;
    const std::optional<std::string> plain = decoded(file);
    if (!plain || plain->find('\\') != std::string::npos)
        return std::nullopt;
    std::vector<std::string> steps;
    const std::string whole = from.substr(0, from.rfind('/') + 1) + *plain;
    for (std::size_t at = 0; at <= whole.size();) {
        const std::size_t end = std::min(whole.find('/', at), whole.size());
        const std::string step = whole.substr(at, end - at);
        at = end + 1;
        if (step == ".." && !steps.empty() && steps.back() != "..")
            steps.pop_back();
        else if (!step.empty() && step != ".")
            steps.push_back(step);
    }
    std::string path;
    for (const std::string &step : steps)
        path += (path.empty() ? "" : "/") + step;
    return path;
}

std::int64_t number(Node &node, std::int64_t base)
{
    node.offset += base;
    std::int64_t count = 1;
    for (Node &child : node.children)
        count += number(child, base);
    return count;
}

} // namespace

Result<OpenApiFiles> OpenApiFiles::load(json::Document main, const Budget &budget, const ReadBeside &beside)
{
    OpenApiFiles files;
    const std::string name = main.file.substr(main.file.rfind('/') + 1);
    files.m_documents.push_back(std::make_unique<json::Document>(std::move(main)));
    files.m_paths.emplace_back();
    files.m_places.emplace("", 0);
    files.m_places.emplace(name, 0);
    if (!beside)
        return files;
    files.m_bytes = files.main().lineStarts.empty() ? 0 : files.main().lineStarts.back();
    files.m_nodes = number(files.m_documents.front()->root, 0);
    files.m_memory = files.main().memory;
    for (std::size_t place = 0; place < files.m_documents.size(); ++place)
        if (const Result<void> taken = files.take(place, budget, beside); !taken)
            return taken.error();
    return files;
}

// Documents are held by pointers, so the list may grow while one of them is walked.
Result<void> OpenApiFiles::take(std::size_t place, const Budget &budget, const ReadBeside &beside)
{
    std::vector<Node *> references;
    if (const Result<void> walked = forEachReference(
            m_documents[place]->root, budget, [&](const Node &reference) { references.push_back(const_cast<Node *>(&reference)); });
        !walked)
        return walked;
    for (Node *reference : references) {
        const std::string text = reference->text;
        if (text.starts_with('#')) {
            reference->text = (place == 0 ? "" : m_paths[place]) + text;
            continue;
        }
        const std::optional<std::string> path = pathOf(text, m_paths[place]);
        if (!path)
            continue;
        if (!m_places.count(*path))
            if (const Result<void> opened = open(*path, budget, beside, *reference); !opened)
                return opened;
        const auto found = m_places.find(*path);
        if (found == m_places.end())
            continue;
        const std::size_t hash = text.find('#');
        reference->text = m_paths[found->second] + (hash == std::string::npos ? "#" : text.substr(hash));
    }
    return {};
}

Result<void> OpenApiFiles::open(const std::string &path, const Budget &budget, const ReadBeside &beside, const Node &reference)
{
    if (m_refusals.count(reference.text))
        return {};
    if (m_documents.size() >= mostFiles)
        return Error{ErrorKind::Input,
                     {QT_TRANSLATE_NOOP("model", "the specification consists of more than %1 files, the limit for an import"),
                      {std::to_string(mostFiles)},
                      "tooManyFiles"},
                     where(reference)};
    const Result<std::string> bytes = beside(path);
    if (!bytes && bytes.error().kind == ErrorKind::Cancelled)
        return bytes.error();
    if (!bytes) {
        m_refusals.emplace(reference.text, bytes.error().message);
        return {};
    }
    Budget rest = budget;
    m_bytes += static_cast<std::int64_t>(bytes->size());
    rest.limits.bytes = std::max<std::int64_t>(0, budget.limits.bytes - m_bytes + static_cast<std::int64_t>(bytes->size()));
    rest.limits.nodes = std::max<std::int64_t>(0, budget.limits.nodes - m_nodes);
    rest.limits.memory = std::max<std::int64_t>(0, budget.limits.memory - m_memory);
    const std::string &first = main().file;
    Result<json::Document> document = readTree(*bytes, first.substr(0, first.rfind('/') + 1) + path, rest);
    if (!document)
        return document.error();
    m_memory += document->memory;
    m_nodes += number(document->root, static_cast<std::int64_t>(m_documents.size()) << fileBit);
    m_places.emplace(path, m_documents.size());
    m_paths.push_back(path);
    m_digests.push_back(hex(Sha256::of(*bytes)));
    m_documents.push_back(std::make_unique<json::Document>(std::move(*document)));
    return budget.check();
}

const Node *OpenApiFiles::root(std::string_view path) const
{
    const auto found = m_places.find(path);
    return found == m_places.end() ? nullptr : &m_documents[found->second]->root;
}

Where OpenApiFiles::where(const Node &node) const
{
    const auto place = static_cast<std::size_t>(node.offset >> fileBit);
    return m_documents[place]->whereOffset(node.offset & offsetMask);
}

const Message *OpenApiFiles::refusal(const std::string &reference) const
{
    const auto found = m_refusals.find(reference);
    return found == m_refusals.end() ? nullptr : &found->second;
}

std::string OpenApiFiles::digest(std::string_view main) const
{
    std::string all = hex(Sha256::of(main));
    if (m_digests.empty())
        return all;
    for (const std::string &each : m_digests)
        all += "\n" + each;
    return hex(Sha256::of(all));
}

} // namespace tarascope
