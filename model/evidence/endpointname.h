#pragma once
#include "model/evidence/recordplan.h"

namespace tarascope::evidence {

/// Turns the path of a request into a typed template and takes out what it names: templates of the mapping first, then
/// segments that look like an id. One per thread.
class EndpointNamer
{
public:
    explicit EndpointNamer(const Mapping &mapping);

    /// Fills endpoint, host, vehicle and what templates set or capture, where the record does not say them.
    void name(RecordValues &values, Scratch &scratch) const;

private:
    struct Template {
        const PathTemplate *from = nullptr;
        std::vector<std::string_view> segments;
        std::vector<std::pair<Field, std::string_view>> set;
    };

    const Template *match(Method method, const std::vector<std::string_view> &segments) const;

    const Mapping &m_mapping;
    std::vector<Template> m_templates;
    mutable std::vector<std::string_view> m_segments;
};

/// What stands for a segment that looks like an id: "{vin}", "{uuid}", "{n}", "{hex}", "{token}", "{mail}"; empty for
/// any other.
std::string_view recogniseSegment(std::string_view segment);

/// Family and major version of a user agent: "Chrome 78", "curl 8".
std::string userAgentFamily(std::string_view text);

} // namespace tarascope::evidence
