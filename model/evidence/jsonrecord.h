#pragma once
#include "model/evidence/recordplan.h"

#include <memory>

namespace tarascope::evidence {

/// Reads JSON records with simdjson; one per thread. Texts that it gives live until its next call.
class JsonRecordReader
{
public:
    JsonRecordReader();
    ~JsonRecordReader();

    /// Walks one record and fills the slots of the tree. Behind `text` at least `jsonPadding` bytes can be read. A mapped
    /// member that occurs twice is refused, as two readers would see two values.
    Refusal read(std::string_view text, const JsonTree &tree, Slots &slots);

    /// The bytes of a text without its escapes; nothing when it is not one JSON text.
    std::optional<std::string> docker(std::string_view text, std::string &time, std::string &stream);

    /// A record inside a document, and the records around it, innermost first.
    struct Span {
        std::size_t offset = 0;
        std::size_t length = 0;
        std::vector<std::pair<std::size_t, std::size_t>> parents; ///< offset and length
    };
    /// Where the records of a document stand; `document` has `jsonPadding` readable bytes behind it. What was found before
    /// a syntax error comes with the error.
    std::vector<Span> records(std::string_view document, const ValuePath &path, Refusal &refusal);

private:
    struct Parser;
    std::unique_ptr<Parser> m_parser;
};

inline constexpr std::size_t jsonPadding = 64;

} // namespace tarascope::evidence
