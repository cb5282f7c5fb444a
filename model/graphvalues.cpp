#include "model/graph.h"

#include <algorithm>

namespace tarascope {

std::optional<AttributeShape> attributeShape(const Graph &graph, Kind kind, AttributeId id)
{
    if (id.isField()) {
        if (id.fieldPlace() >= graph.fields().size())
            return std::nullopt;
        const FieldDefinition &field = graph.fields()[id.fieldPlace()];
        if (field.name.empty() || field.kind != kind)
            return std::nullopt;
        return AttributeShape{field.type, {field.choices.begin(), field.choices.end()}, nullptr, field.name};
    }
    const AttributeDef *def = id.value < attributeCount ? kindDef(kind).find(static_cast<Attr>(id.value)) : nullptr;
    if (!def)
        return std::nullopt;
    return AttributeShape{def->type, def->choices, def, std::string(def->name())};
}

namespace {

bool levelsExist(const Rating &rating)
{
    for (int i = 0; i < factorCount; ++i) {
        const auto factor = static_cast<Factor>(i);
        if (rating[factor] < Rating::unrated || rating[factor] >= static_cast<int>(factorLevels(factor).size()))
            return false;
    }
    return true;
}

bool levelsExist(const Impact &impact)
{
    return std::all_of(impact.levels.begin(), impact.levels.end(), [](ImpactLevel level) {
        return level >= ImpactLevel::Unrated && level <= ImpactLevel::Severe;
    });
}

bool levelsExist(const ChainLinks &links)
{
    return std::all_of(links.at.begin(), links.at.end(), [](std::int8_t at) {
        return at >= ChainLinks::no && at <= static_cast<std::int8_t>(Scale::Fleet);
    });
}

bool fitsType(const AttributeShape &shape, const Value &value)
{
    auto within = [&](Choice choice) { return choice.index < shape.choices.size(); };
    switch (shape.type) {
    case AttributeType::Text:
    case AttributeType::LongText: return std::holds_alternative<std::string>(value);
    case AttributeType::Bool: return std::holds_alternative<bool>(value);
    case AttributeType::Integer: return std::holds_alternative<std::int64_t>(value);
    case AttributeType::Real: return std::holds_alternative<double>(value);
    case AttributeType::Day: return std::holds_alternative<Date>(value);
    case AttributeType::Enum: return std::holds_alternative<Choice>(value) && within(std::get<Choice>(value));
    case AttributeType::TextList: return std::holds_alternative<TextList>(value);
    case AttributeType::EnumList: {
        const auto *list = std::get_if<ChoiceList>(&value);
        return list && std::all_of(list->begin(), list->end(), within) && std::is_sorted(list->begin(), list->end());
    }
    case AttributeType::Rating: return std::holds_alternative<Rating>(value) && levelsExist(std::get<Rating>(value));
    case AttributeType::Impact: return std::holds_alternative<Impact>(value) && levelsExist(std::get<Impact>(value));
    case AttributeType::ChainLinks:
        return std::holds_alternative<ChainLinks>(value) && levelsExist(std::get<ChainLinks>(value));
    case AttributeType::LinkRef:
    case AttributeType::ItemRef: return std::holds_alternative<Uid>(value);
    case AttributeType::ItemRefs: return std::holds_alternative<RefList>(value);
    case AttributeType::Row: return std::holds_alternative<Row>(value);
    case AttributeType::Rows: return std::holds_alternative<Rows>(value);
    }
    return false;
}

} // namespace

Result<void> checkValue(const AttributeShape &shape, const Value &value)
{
    if (fitsType(shape, value))
        return {};
    return Error{ErrorKind::Input,
                 {QT_TRANSLATE_NOOP("model", "the value of '%1' is not of its type (%2)"),
                  {shape.name, std::string(attributeTypeName(shape.type))},
                  "wrongType"},
                 {}};
}

} // namespace tarascope
