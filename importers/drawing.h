#pragma once
#include "importers/flowmodel.h"

namespace tarascope {

/// The boxes of a diagram, to find out what is drawn inside what.
class Drawing
{
public:
    struct Box {
        std::string key; ///< of an item of the model
        double left = 0;
        double top = 0;
        double width = 0;
        double height = 0;
        bool operator==(const Box &) const = default;
    };

    void add(Box box) { m_boxes.push_back(std::move(box)); }
    /// Puts each item into the smallest zone that the middle of its box lies in; a zone only into a larger one.
    Result<void> putIntoZones(FlowModel &model) const;

private:
    std::vector<Box> m_boxes;
};

/// A number member as a coordinate; 0 when it is none.
double coordinate(const json::Node &node, std::string_view member);

} // namespace tarascope
