#pragma once
#include "model/metamodel.h"

namespace tarascope {

/// The rows of the table, in the order of Kind and of LinkKind; read through model/metamodel.h.
std::vector<KindDef> makeKinds();
std::vector<LinkDef> makeLinkKinds();

/// A row under construction: `enumeration(Attr::exposure, {...}).need().say("...")`.
struct AttributeRow : AttributeDef {
    AttributeRow need() const
    {
        AttributeRow row = *this;
        row.required = true;
        return row;
    }
    AttributeRow say(std::string_view sentence) const
    {
        AttributeRow row = *this;
        row.help = sentence;
        return row;
    }
    AttributeRow in(std::string_view unitOfValue) const
    {
        AttributeRow row = *this;
        row.unit = unitOfValue;
        return row;
    }
    AttributeRow named(std::string_view words) const
    {
        AttributeRow row = *this;
        row.label = words;
        return row;
    }
};

inline AttributeRow attribute(Attr attr, AttributeType type)
{
    AttributeRow row;
    row.attr = attr;
    row.type = type;
    return row;
}
inline AttributeRow text(Attr attr) { return attribute(attr, AttributeType::Text); }
inline AttributeRow longText(Attr attr) { return attribute(attr, AttributeType::LongText); }
inline AttributeRow yesNo(Attr attr) { return attribute(attr, AttributeType::Bool); }
inline AttributeRow integer(Attr attr) { return attribute(attr, AttributeType::Integer); }
inline AttributeRow real(Attr attr) { return attribute(attr, AttributeType::Real); }
inline AttributeRow day(Attr attr) { return attribute(attr, AttributeType::Day); }
inline AttributeRow list(Attr attr) { return attribute(attr, AttributeType::TextList); }
inline AttributeRow rating(Attr attr) { return attribute(attr, AttributeType::Rating); }
inline AttributeRow enumeration(Attr attr, std::vector<std::string_view> choices)
{
    AttributeRow row = attribute(attr, AttributeType::Enum);
    row.choices = std::move(choices);
    return row;
}
inline AttributeRow severalOf(Attr attr, std::vector<std::string_view> choices)
{
    AttributeRow row = attribute(attr, AttributeType::EnumList);
    row.choices = std::move(choices);
    return row;
}
inline AttributeRow row(Attr attr, std::vector<ColumnDef> columns)
{
    AttributeRow made = attribute(attr, AttributeType::Row);
    made.columns = std::move(columns);
    return made;
}
inline AttributeRow rows(Attr attr, std::vector<ColumnDef> columns)
{
    AttributeRow made = attribute(attr, AttributeType::Rows);
    made.columns = std::move(columns);
    return made;
}

} // namespace tarascope
