#pragma once
#include "model/method/datareader.h"
#include "model/record.h"

#include <optional>
#include <string>
#include <vector>

namespace tarascope {

/// What a catalogue says about an entry beside its name: "Mitigations": M1, M2.
struct CatalogueFact {
    std::string name;
    TextList values;
    bool operator==(const CatalogueFact &) const = default;
};

/// One threat, control, part or work product to choose from.
struct CatalogueEntry {
    std::string id;    ///< "CL-mfa", "1.1"
    std::string title;
    std::string group; ///< heading it stands under; may be empty
    std::string description;
    std::optional<Kind> kind; ///< of the item that it becomes in a project; none: to read only
    Attributes attributes;    ///< of that item
    std::vector<CatalogueFact> facts;
    Origin origin;
    bool operator==(const CatalogueEntry &) const = default;

    const CatalogueFact *fact(std::string_view name) const;
};

/// A list of entries of one kind of knowledge, shipped with the program. Items made from it keep its id and version in
/// their `cites` link.
struct Catalogue {
    std::string id; ///< "controls", "r155-threats"
    std::string version;
    std::string title;
    std::vector<std::string> notes;
    std::string sha256; ///< of the content
    std::vector<CatalogueEntry> entries;
    bool operator==(const Catalogue &) const = default;

    const CatalogueEntry *find(std::string_view entry) const;
};

/// Reads a catalogue. Refused with the place: unknown or missing members, two entries of one id, attributes that the kind
/// does not have or values that they do not take.
Result<Catalogue> readCatalogue(const json::Document &document);

/// Ids of all shipped catalogues, sorted.
std::vector<std::string> catalogueIds();
/// A shipped catalogue; an unknown id is an error of kind Usage that names the known ones.
Result<Catalogue> loadCatalogue(const std::string &id);

} // namespace tarascope
