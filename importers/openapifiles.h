#pragma once
#include "importers/importer.h"
#include "model/json/node.h"

#include <map>
#include <memory>

namespace tarascope {

/// A specification and the files beside it that it refers to, each read once. References of all of them are rewritten to
/// say the file from the folder of the first: "modules/tokens.yaml#/components/schemas/Token", and "#/..." for the first
/// file itself; those that leave the folder, or lead to no file, stay as they were.
class OpenApiFiles
{
public:
    /// Reads what the specification refers to, and what that refers to. A circle ends where it closes. The limits of the
    /// budget hold for all files together. A file that cannot be had is remembered with the reason; one that cannot be
    /// parsed is an error with its place.
    static Result<OpenApiFiles> load(json::Document main, const Budget &budget, const ReadBeside &beside);

    const json::Document &main() const { return *m_documents.front(); }
    /// The tree of a file by its path from the folder of the first, "" for the first; nullptr: not read.
    const json::Node *root(std::string_view path) const;
    std::size_t count() const { return m_documents.size(); }
    const json::Document &document(std::size_t place) const { return *m_documents[place]; }
    Where where(const json::Node &node) const;
    /// Why a reference was not followed into its file; empty: nothing is known of it.
    const Message *refusal(const std::string &reference) const;
    /// SHA-256 of the bytes of all files in the order they were read, hexadecimal; of the one file if it is alone.
    std::string digest(std::string_view main) const;

private:
    Result<void> take(std::size_t place, const Budget &budget, const ReadBeside &beside);
    Result<void> open(const std::string &path, const Budget &budget, const ReadBeside &beside, const json::Node &reference);

    std::vector<std::unique_ptr<json::Document>> m_documents;
    std::vector<std::string> m_paths;              ///< of each document
    std::vector<std::string> m_digests;            ///< of each but the first
    std::map<std::string, std::size_t, std::less<>> m_places;
    std::map<std::string, Message> m_refusals;     ///< by reference
    std::int64_t m_bytes = 0;
    std::int64_t m_nodes = 0;
    std::int64_t m_memory = 0;
};

} // namespace tarascope
