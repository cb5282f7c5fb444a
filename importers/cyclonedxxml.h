#pragma once
#include "model/json/node.h"

namespace tarascope {

/// Turns the tree of a CycloneDX XML file into the one of its JSON form: attributes become members, lists become lists.
void raiseCycloneDxXml(json::Node &bom);

} // namespace tarascope
