#include "importers/importer.h"

#include "importers/arxml.h"
#include "importers/batchitem.h"
#include "importers/csaf.h"
#include "importers/csv.h"
#include "importers/cyclonedx.h"
#include "importers/dbc.h"
#include "importers/endpointlist.h"
#include "importers/foreignformat.h"
#include "importers/junit.h"
#include "importers/kcd.h"
#include "importers/ldf.h"
#include "importers/normalform.h"
#include "importers/openapi.h"
#include "importers/openvex.h"
#include "importers/otm.h"
#include "importers/postman.h"
#include "importers/pytm.h"
#include "importers/spdx.h"
#include "importers/threagile.h"
#include "importers/threatdragon.h"
#include "importers/tm7.h"
#include "importers/tosca.h"
#include "importers/vss.h"

#include <algorithm>
#include <vector>

namespace tarascope {

namespace {

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

bool endsWith(std::string_view file, std::string_view ending)
{
    if (file.size() < ending.size())
        return false;
    const std::string_view end = file.substr(file.size() - ending.size());
    return std::equal(end.begin(), end.end(), ending.begin(),
                      [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b; });
}

std::string_view withoutSpace(std::string_view head)
{
    if (head.starts_with("\xEF\xBB\xBF"))
        head.remove_prefix(3);
    while (!head.empty() && (head.front() == ' ' || head.front() == '\t' || head.front() == '\r' || head.front() == '\n'))
        head.remove_prefix(1);
    return head;
}

bool isObject(std::string_view head) { return withoutSpace(head).starts_with('{'); }

bool hasLine(std::string_view head, std::string_view beginning)
{
    for (std::size_t at = head.find(beginning); at != std::string_view::npos; at = head.find(beginning, at + 1))
        if (at == 0 || head[at - 1] == '\n')
            return true;
    return false;
}

Certainty detectDbc(std::string_view head, std::string_view file)
{
    if (hasLine(head, "BU_:") || hasLine(head, "BU_ :") || hasLine(head, "BO_ ") || hasLine(head, "NS_ :"))
        return Certainty::ByContent;
    return endsWith(file, ".dbc") ? Certainty::ByName : Certainty::No;
}

/// A member of this name, not a text that happens to say the same.
bool hasMember(std::string_view head, std::string_view quotedName)
{
    for (std::size_t at = head.find(quotedName); at != std::string_view::npos; at = head.find(quotedName, at + 1))
        if (withoutSpace(head.substr(at + quotedName.size())).starts_with(':'))
            return true;
    return false;
}

/// The name of the first element of an XML text, without its prefix; empty for anything else.
std::string_view rootElement(std::string_view head)
{
    head = withoutSpace(head);
    while (head.starts_with("<?") || head.starts_with("<!")) {
        const std::string_view end = head.starts_with("<!--") ? "-->" : ">";
        const std::size_t at = head.find(end);
        head = at == std::string_view::npos ? std::string_view() : withoutSpace(head.substr(at + end.size()));
    }
    if (!head.starts_with('<'))
        return {};
    const std::string_view name = head.substr(1, head.find_first_of(" \t\r\n/>") - 1);
    return name.substr(name.find(':') + 1); // npos + 1 is 0
}

/// FIBEX too: the importer says that it does not read it, and why.
Certainty detectArxml(std::string_view head, std::string_view)
{
    const std::string_view root = rootElement(head);
    return root == "AUTOSAR" || root == "FIBEX" ? Certainty::ByContent : Certainty::No;
}

Certainty detectKcd(std::string_view head, std::string_view)
{
    return rootElement(head) == "NetworkDefinition" ? Certainty::ByContent : Certainty::No;
}

Certainty detectLdf(std::string_view head, std::string_view file)
{
    if (hasLine(head, "LIN_description_file"))
        return Certainty::ByContent;
    return endsWith(file, ".ldf") ? Certainty::ByName : Certainty::No;
}

Certainty detectJUnit(std::string_view head, std::string_view)
{
    return withoutSpace(head).starts_with('<') && contains(head, "<testsuite") ? Certainty::ByContent : Certainty::No;
}

Certainty detectNormalForm(std::string_view head, std::string_view)
{
    return isObject(head) && contains(head.substr(0, 4096), "\"tarascope\"") && hasMember(head.substr(0, 4096), "\"format\"")
               ? Certainty::ByContent
               : Certainty::No;
}

Certainty detectOpenApi(std::string_view head, std::string_view)
{
    const bool json = isObject(head) && (hasMember(head, "\"openapi\"") || hasMember(head, "\"swagger\""));
    const bool yaml = hasLine(head, "openapi:") || hasLine(head, "swagger:");
    if (json || yaml)
        return Certainty::ByContent;
    // Tools that sort members by name put the components, often megabytes, before the version.
    const bool json30 = isObject(head) && hasMember(head, "\"components\"") && !hasMember(head, "\"asyncapi\"") &&
                        (hasMember(head, "\"schemas\"") || hasMember(head, "\"securitySchemes\""));
    const bool yaml30 = hasLine(head, "components:") && !hasLine(head, "asyncapi:") &&
                        (hasLine(head, "  schemas:") || hasLine(head, "  securitySchemes:"));
    const bool components = json30 || yaml30;
    return components ? Certainty::ByName : Certainty::No;
}

Certainty detectTosca(std::string_view head, std::string_view)
{
    return hasLine(head, "tosca_definitions_version:") ? Certainty::ByContent : Certainty::No;
}

Certainty detectVss(std::string_view head, std::string_view)
{
    const bool json = isObject(head) && hasMember(head, "\"children\"") && hasMember(head, "\"datatype\"") &&
                      (contains(head, "\"branch\"") || contains(head, "\"actuator\""));
    const bool yaml = !isObject(head) && contains(head, " children:") && contains(head, " type: branch") &&
                      contains(head, " datatype: ");
    return json || yaml ? Certainty::ByContent : Certainty::No;
}

/// The name alone is enough to try: the importer says which headings it needs.
Certainty detectCsv(std::string_view head, std::string_view file)
{
    if (beginsWithHeadings(head))
        return Certainty::ByContent;
    return endsWith(file, ".csv") || endsWith(file, ".tsv") ? Certainty::ByName : Certainty::No;
}

Certainty detectEndpointList(std::string_view head, std::string_view)
{
    return isObject(head) && hasMember(head, "\"TYPE\"") && hasMember(head, "\"URI\"") ? Certainty::ByContent : Certainty::No;
}

/// What a file that nobody knows looks like, in a few words.
std::string looks(std::string_view head)
{
    if (const std::string_view root = rootElement(head); !root.empty())
        return "XML, first element <" + capped(std::string(root), 60) + ">";
    const std::string_view text = withoutSpace(head);
    if (!text.starts_with('{') && !text.starts_with('['))
        return text.empty() ? "empty" : "text";
    const std::size_t quote = text.find('"');
    const std::size_t end = quote == std::string_view::npos ? quote : text.find('"', quote + 1);
    const bool named = text.starts_with('{') && end != std::string_view::npos;
    return named ? "JSON, first member " + capped(std::string(text.substr(quote, end + 1 - quote)), 60) : "JSON";
}

constexpr ImporterInfo table[] = {
    {"arxml", "AUTOSAR system description (ARXML)", "*.arxml", detectArxml, readArxml},
    {"csaf", "CSAF 2 advisory or VEX (JSON)", "*.json", detectCsaf, readCsaf},
    {"csv", "Table with headings (CSV, TSV)", "*.csv *.tsv", detectCsv, readCsv},
    {"cyclonedx", "CycloneDX 1 (JSON, XML)", "*.json *.xml *.cdx", detectCycloneDx, readCycloneDx},
    {"dbc", "CAN database (DBC)", "*.dbc", detectDbc, readDbc},
    {"endpoints", "List of endpoints (JSON with TYPE and URI)", "*.json", detectEndpointList, readEndpointList},
    {"junit", "Test outcomes (JUnit XML)", "*.xml", detectJUnit, readJUnit},
    {"kcd", "CAN network definition (KCD)", "*.kcd", detectKcd, readKcd},
    {"ldf", "LIN description (LDF)", "*.ldf", detectLdf, readLdf},
    {"openapi", "OpenAPI 3.0 and 3.1, Swagger 2.0 (JSON, YAML)", "*.json *.yaml *.yml", detectOpenApi, readOpenApi,
     readOpenApiFiles},
    {"openvex", "OpenVEX (JSON)", "*.json *.vex", detectOpenVex, readOpenVex},
    {"otm", "Open Threat Model (JSON, YAML)", "*.json *.yaml *.yml *.otm", detectOtm, readOtm},
    {"postman", "Postman collection 2 (JSON)", "*.json", detectPostman, readPostman},
    {"pytm", "pytm model (JSON)", "*.json", detectPytm, readPytm},
    {"spdx", "SPDX 2 (JSON, YAML)", "*.json *.yaml *.yml *.spdx", detectSpdx, readSpdx},
    {"tarascope", "Tarascope normal form (JSON)", "*.json", detectNormalForm, readNormalForm},
    {"threagile", "Threagile 1 (YAML)", "*.yaml *.yml", detectThreagile, readThreagile},
    {"threatdragon", "OWASP Threat Dragon 1 and 2 (JSON)", "*.json", detectThreatDragon, readThreatDragon},
    {"tm7", "Microsoft Threat Modeling Tool (TM7)", "*.tm7", detectTm7, readTm7},
    {"tosca", "TOSCA architecture (YAML)", "*.yaml *.yml", detectTosca, readTosca},
    {"vss", "Vehicle signals (COVESA VSS, JSON, YAML)", "*.json *.yaml *.yml", detectVss, readVss},
};

std::string listed(const std::vector<const ImporterInfo *> &candidates)
{
    std::string names;
    for (const ImporterInfo *info : candidates)
        names += (names.empty() ? "" : ", ") + std::string(info->name);
    return names;
}

std::vector<const ImporterInfo *> all()
{
    std::vector<const ImporterInfo *> infos;
    for (const ImporterInfo &info : table)
        infos.push_back(&info);
    return infos;
}

} // namespace

std::span<const ImporterInfo> importers() { return table; }

Result<const ImporterInfo *> findImporter(std::string_view name)
{
    for (const ImporterInfo &info : table)
        if (info.name == name)
            return &info;
    return Error{ErrorKind::Usage,
                 {QT_TRANSLATE_NOOP("model", "there is no format '%1'; there are %2"), {std::string(name), listed(all())}, "unknownFormat"},
                 {}};
}

Result<const ImporterInfo *> detectImporter(std::string_view bytes, const std::string &file)
{
    constexpr std::size_t headSize = 64 << 10;
    std::vector<const ImporterInfo *> candidates;
    Certainty best = Certainty::ByName;
    for (const ImporterInfo &info : table) {
        const Certainty certainty = info.detect(bytes.substr(0, headSize), file);
        if (certainty < best)
            continue;
        if (certainty > best)
            candidates.clear();
        best = certainty;
        candidates.push_back(&info);
    }
    if (candidates.size() == 1)
        return candidates.front();
    if (const auto foreign = candidates.empty() ? foreignFormat(bytes.substr(0, headSize), file) : std::nullopt)
        return *foreign;
    if (candidates.empty())
        return Error{ErrorKind::Input,
                     {QT_TRANSLATE_NOOP("model", "no format knows this file (%1); name one with --as: %2"),
                      {looks(bytes.substr(0, headSize)), listed(all())},
                      "unknownFile"},
                     {file, 1, 1, 0, {}, {}}};
    return Error{ErrorKind::Input,
                 {QT_TRANSLATE_NOOP("model", "this file could be of several formats; name one with --as: %1"), {listed(candidates)}, "ambiguousFile"},
                 {file, 0, 0, -1, {}, {}}};
}

Result<Batch> readWithImporter(std::string_view bytes, const std::string &file, const std::string &format,
                               const Budget &budget, const ReadBeside &beside)
{
    const Result<const ImporterInfo *> info = format.empty() ? detectImporter(bytes, file) : findImporter(format);
    if (!info)
        return info.error();
    if (beside && (*info)->readWithOthers)
        return (*info)->readWithOthers(bytes, file, budget, beside);
    return (*info)->read(bytes, file, budget);
}

} // namespace tarascope
