#pragma once
#include "importers/batchitem.h"
#include "importers/openapiref.h"

#include <map>
#include <set>
#include <unordered_set>

namespace tarascope {

/// Turns an OpenAPI specification into a Batch. Its files must outlive it.
class OpenApiReader
{
public:
    OpenApiReader(const OpenApiFiles &files, const Budget &budget);
    /// `digest` is the SHA-256 of the specification in hexadecimal.
    Result<Batch> read(const std::string &digest);

private:
    /// Where an operation is reached, from the servers that hold for it.
    struct Place {
        std::string host;     ///< empty: none or several
        std::string basePath; ///< "/api"; empty: none or several
    };
    /// An operation on its way to an endpoint.
    struct Operation {
        std::string method;
        std::string path; ///< as in the file; of a webhook its name
        const json::Node *pathItem = nullptr;
        const json::Node *node = nullptr;
        bool webhook = false;

        std::string name() const { return method + " " + path + (webhook ? " (webhook)" : ""); }
    };

    void readInfo(const std::string &digest);
    void readServers(BatchItem &version);
    Result<void> readOperations();
    void collect(const json::Node &paths, bool webhook);
    void collectItem(const json::Node &named, bool webhook);
    void readOperation(const Operation &operation);
    Result<void> charge(const Operation &operation);
    std::int64_t sizeOf(const json::Node &node);
    std::string externalKey(const Operation &operation);
    std::string description(const json::Node &node);
    void setPlace(BatchItem &item, const Operation &operation);
    Place placeOf(const Operation &operation) const;
    void countNotTaken(const Operation &operation);
    void readTags(const json::Node &operation, BatchItem &item) const;

    void readSchemes();
    void readScheme(const json::Node &scheme, const std::string &name);
    void setSchemeKind(BatchItem &item, const json::Node &scheme);
    std::string schemeText(const std::string &name);
    void readSecurity(const Operation &operation, BatchItem &item);
    std::string requirementText(const json::Node &requirement, std::set<std::string> &scopes);
    void grant(const json::Node &requirement, const std::string &endpoint);

    /// What is said about one path parameter.
    struct Parameter {
        std::string name;
        std::string segment;              ///< the fixed part of the path before it: "orders"
        const json::Node *node = nullptr; ///< nullptr: only the template names it
        bool enumerated = false;
        std::string type;
        std::string format;
    };
    void readParameters(const Operation &operation, const BatchItem &endpoint);
    Parameter parameterOf(const Operation &operation, const std::string &name, std::string segment);
    const json::Node *declared(const json::Node *list, const std::string &name);
    void readType(const json::Node *schema, Parameter &parameter);
    std::string objectTypeOf(const Parameter &parameter, const Operation &operation);

    void link(LinkKind kind, const std::string &from, const std::string &to, const Where &where);
    void countComponents();
    Where where(const json::Node &node) const { return m_files.where(node); }

    const OpenApiFiles &m_files;
    const json::Document &m_document; ///< the first file
    const Budget &m_budget;
    OpenApiReferences m_references;
    Batch m_batch;
    LossReport m_kept;
    LossReport m_skipped;
    std::vector<Operation> m_operations;
    std::unordered_map<std::string, std::vector<const json::Node *>> m_operationIds;
    std::unordered_set<std::string> m_keys;
    std::unordered_map<const json::Node *, std::int64_t> m_sizes;
    std::int64_t m_charged = 0;
    std::map<std::string, std::string> m_schemes; ///< name -> words for people
    std::unordered_set<std::string> m_objectTypes;
    std::set<std::tuple<std::string, std::string, std::string>> m_links;
};

/// Whether a path parameter of this name, JSON type and format names an object whose access must be checked, rather
/// than choosing a value such as a date or a charge limit.
bool namesObject(std::string_view name, std::string_view type, std::string_view format, bool enumerated);

} // namespace tarascope
