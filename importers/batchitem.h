#pragma once
#include "importers/lossreport.h"
#include "importers/sourcetext.h"
#include "model/batch.h"

#include <map>

namespace tarascope {

/// Sets an enumerated attribute by the name of its choice; the metamodel has both.
void setChoice(BatchItem &item, Attr attr, std::string_view name);

/// Declares an own field (name "x-...") in the batch and gives its id for Attributes.
AttributeId addField(Batch &batch, Kind kind, std::string name, AttributeType type);

/// Own fields of a batch, each declared when it is first asked for.
class OwnFields
{
public:
    explicit OwnFields(Batch &batch) : m_batch(batch) {}
    AttributeId id(Kind kind, const std::string &name, AttributeType type);

private:
    Batch &m_batch;
    std::map<std::pair<Kind, std::string>, AttributeId> m_ids;
};

/// A text of at most `most` bytes: a longer one is cut between characters and ends in "…".
std::string capped(std::string text, std::size_t most);

/// Tells that a file was read as Windows-1252, and how many bytes had no character there.
void reportEncoding(const SourceText &source, LossReport &kept, LossReport &skipped);

/// Tells of names and descriptions with direction marks or zero-width characters, which can make a text look like
/// another one (CVE-2021-42574).
void reportHiddenCharacters(const Batch &batch, LossReport &kept);

} // namespace tarascope
