#pragma once
#include "importers/batchbuilder.h"

#include <span>

namespace tarascope {

/// Collects software and its vulnerabilities by the rules that hold for bills of materials, advisories and VEX.
class VulnerabilityModel : public BatchBuilder
{
public:
    using BatchBuilder::BatchBuilder;

    struct Software {
        std::string id;
        std::string name;
        std::string version;
        std::string purl; ///< package URL; it is an external key, so that files that speak of one package meet
        std::string cpe;
        Kind kind = Kind::softwareVersion;
        Where where;
    };
    /// Adds a softwareVersion (or another kind) under "software:ID".
    std::string addSoftware(const Software &software);
    /// The software with this id; one that is known by its id alone is added, and counted, when the file has none.
    std::string softwareNamed(const std::string &id, const Where &where);

    /// What a file says about one vulnerability in one product, in the word of its format.
    struct Statement {
        std::string product;       ///< key of a software
        std::string status;        ///< "known_not_affected"
        std::string justification; ///< "component_not_present"
    };
    /// Status and `affects` links of a vulnerability. Where products differ the worst status holds and the links go to
    /// the products that have it; the others are kept in words.
    void setStatements(const std::string &vulnerability, std::span<const Statement> statements, const Where &where);
    void addIds(const std::string &vulnerability, const std::vector<std::string> &ids);
    /// Sets severity and vector where they are not empty and not set yet.
    void setSeverity(const std::string &vulnerability, const std::string &severity, const std::string &vector);

private:
    std::set<std::string> m_purls;
};

} // namespace tarascope
