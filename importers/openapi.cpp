#include "importers/openapi.h"

#include "importers/openapireader.h"
#include "importers/sourcetext.h"
#include "importers/swagger.h"
#include "model/json/yaml.h"
#include "model/sha256.h"

namespace tarascope {

using json::Node;

namespace {

// A text that is no JSON but has the look of a YAML description.
bool looksLikeYaml(std::string_view bytes, std::string_view file)
{
    const std::size_t first = bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    if (first == std::string_view::npos || bytes[first] == '{' || bytes[first] == '[')
        return false;
    const std::string_view head = bytes.substr(0, 4096);
    const bool speaks =
        head.find("openapi:") != std::string_view::npos || head.find("swagger:") != std::string_view::npos;
    return speaks || file.ends_with(".yaml") || file.ends_with(".yml");
}

Error refused(const char *text, std::vector<std::string> args, const char *code, Where where)
{
    return {ErrorKind::Input, {text, std::move(args), code}, std::move(where)};
}

Result<void> checkVersion(const json::Document &document)
{
    const Node &root = document.root;
    const Node *swagger = root.find("swagger");
    const Node *version = swagger ? swagger : root.find("openapi");
    if (!version || !version->isString())
        return refused(QT_TRANSLATE_NOOP("model", "this is no OpenAPI document: it has no member \"openapi\" with a "
                                                  "version"),
                       {}, "notOpenApi", document.where(version ? *version : root));
    const std::string_view number = version->text;
    if (swagger ? number != "2.0" : !number.starts_with("3.0") && !number.starts_with("3.1"))
        return refused(QT_TRANSLATE_NOOP("model", "%1 %2 is not read; OpenAPI 3.0, 3.1 and Swagger 2.0 are"),
                       {swagger ? "Swagger" : "OpenAPI", version->text}, "openApiVersion", document.where(*version));
    for (const char *name : {"info", "paths", "components", "webhooks"}) {
        const Node *part = root.find(name);
        if (part && !part->isObject())
            return refused(QT_TRANSLATE_NOOP("model", "\"%1\" must be an object"), {name}, "openApiShape",
                           document.where(*part));
    }
    return {};
}

} // namespace

OpenApiReader::OpenApiReader(const OpenApiFiles &files, const Budget &budget)
    : m_files(files), m_document(files.main()), m_budget(budget), m_references(files, budget)
{}

Result<Batch> OpenApiReader::read(const std::string &digest)
{
    m_batch.format = "openapi";
    m_batch.system = "openapi:" + sourceName(m_document.file);
    m_batch.title = fileName(m_document.file);
    for (std::size_t place = 1; place < m_files.count(); ++place)
        m_kept.list(m_files.document(place).file,
                    {QT_TRANSLATE_NOOP("model", "read as a part of the specification"), {}, "referenceFile"}, {});
    if (const Result<void> references = m_references.check(m_skipped); !references)
        return references.error();
    readInfo(digest);
    readSchemes();
    if (const Result<void> operations = readOperations(); !operations)
        return operations.error();
    countComponents();
    reportHiddenCharacters(m_batch, m_kept);
    m_batch.kept = m_kept.take();
    m_batch.skipped = m_skipped.take();
    return std::move(m_batch);
}

void OpenApiReader::readInfo(const std::string &digest)
{
    const Node *info = m_document.root.find("info");
    const Node &said = info ? *info : m_document.root;
    BatchItem api;
    api.id = api.externalKey = "api";
    api.kind = Kind::api;
    api.name = info ? std::string(info->string("title")) : std::string();
    if (api.name.empty())
        api.name = sourceName(m_document.file);
    api.description = info ? description(*info) : std::string();
    api.where = where(said);
    BatchItem version;
    version.id = version.externalKey = "version";
    version.kind = Kind::apiVersion;
    const std::string number(info ? info->string("version") : std::string_view());
    version.name = api.name + (number.empty() ? "" : " ") + number;
    if (!number.empty())
        version.attributes.set(Attr::version, number);
    version.attributes.set(Attr::schemaDigest, digest);
    version.where = api.where;
    readServers(version);
    m_keys = {"api", "version"};
    m_batch.items.push_back(std::move(api));
    m_batch.items.push_back(std::move(version));
    link(LinkKind::hasVersion, "api", "version", where(said));
}

void OpenApiReader::readServers(BatchItem &version)
{
    const AttributeId field = addField(m_batch, Kind::apiVersion, "x-servers", AttributeType::TextList);
    TextList urls;
    if (const Node *servers = m_document.root.find("servers"); servers && servers->isArray()) {
        for (const Node &server : servers->children) {
            if (const std::string_view url = server.string("url"); !url.empty())
                urls.emplace_back(url);
        }
    }
    if (!urls.empty())
        version.attributes.set(field, std::move(urls));
}

void OpenApiReader::link(LinkKind kind, const std::string &from, const std::string &to, const Where &where)
{
    if (!m_links.emplace(linkDef(kind).name(), from, to).second)
        return;
    BatchLink made;
    made.kind = kind;
    made.from = from;
    made.to = to;
    made.where = where;
    m_batch.links.push_back(std::move(made));
}

void OpenApiReader::countComponents()
{
    const auto count = [this](const std::string &what, const Node &entries) {
        m_skipped.count(what, QT_TRANSLATE_NOOP("model", "%1 entries of the components are not taken as items"),
                        "openApiComponents", where(entries), static_cast<std::int64_t>(entries.children.size()));
    };
    if (const Node *components = m_document.root.find("components")) {
        for (const Node &sort : components->children) {
            if (sort.name != "securitySchemes" && sort.name != "pathItems" && sort.isObject())
                count("components/" + sort.name, sort);
        }
    }
    for (const char *sort : {"definitions", "parameters", "responses"}) { // of Swagger 2.0
        if (const Node *entries = m_document.root.find(sort); entries && entries->isObject())
            count(sort, *entries);
    }
    for (const Node &member : m_document.root.children) {
        const bool extension = member.name.starts_with("x-") || member.name == "externalDocs" || member.name == "tags";
        if (extension)
            m_skipped.count(member.name, QT_TRANSLATE_NOOP("model", "%1 member of the document is not taken"),
                            "openApiMember", where(member));
    }
}

Result<Batch> readOpenApi(std::string_view bytes, const std::string &file, const Budget &budget)
{
    return readOpenApiFiles(bytes, file, budget, {});
}

Result<Batch> readOpenApiFiles(std::string_view bytes, const std::string &file, const Budget &budget, const ReadBeside &beside)
{
    if (static_cast<std::int64_t>(bytes.size()) > budget.limits.bytes)
        return tooLarge(bytes, file, budget.limits);
    Result<json::Document> document =
        looksLikeYaml(bytes, file) ? json::readYaml(bytes, file, budget) : json::read(bytes, file, budget);
    if (!document)
        return document.error();
    if (const Result<void> version = checkVersion(*document); !version)
        return version.error();
    if (document->root.find("swagger"))
        raiseSwagger(*document);
    const Result<OpenApiFiles> files = OpenApiFiles::load(std::move(*document), budget, beside);
    if (!files)
        return files.error();
    return OpenApiReader(*files, budget).read(files->digest(bytes));
}

} // namespace tarascope
