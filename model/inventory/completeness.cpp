#include "model/inventory/completeness.h"

namespace tarascope {

namespace {

// A text of nothing says nothing.
bool isSaid(const Item &item, Attr attribute)
{
    const Value *value = item.attributes.find(attribute);
    const std::string *text = value ? std::get_if<std::string>(value) : nullptr;
    return value && !(text && text->empty());
}

} // namespace

Completeness completenessOf(const Item &item)
{
    Completeness found;
    for (const AttributeDef &def : kindDef(item.kind).attributes) {
        if (!def.required)
            continue;
        ++found.needed;
        if (isSaid(item, def.attr))
            ++found.said;
        else
            found.missing.push_back(def.attr);
    }
    return found;
}

} // namespace tarascope
