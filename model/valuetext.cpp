#include "model/valuetext.h"

#include "model/json/write.h"

namespace tarascope {

namespace {

bool isUpper(char c) { return c >= 'A' && c <= 'Z'; }

template <class List, class Text> std::string joined(const List &list, Text text, std::string_view between = ", ")
{
    std::string out;
    for (const auto &each : list)
        if (const std::string part = text(each); !part.empty())
            out.append(out.empty() ? "" : between).append(part);
    return out;
}

std::string textOf(const Rating &rating)
{
    std::string out;
    for (int i = 0; i < factorCount; ++i) {
        const auto factor = static_cast<Factor>(i);
        if (rating[factor] != Rating::unrated)
            out.append(out.empty() ? "" : ", ")
                .append(factorName(factor))
                .append(" ")
                .append(factorLevels(factor)[static_cast<std::size_t>(rating[factor])]);
    }
    return out;
}

std::string textOf(const Impact &impact)
{
    static constexpr std::string_view letters = "SFOP";
    std::string out;
    for (std::size_t i = 0; i < impact.levels.size(); ++i)
        if (impact.levels[i] != ImpactLevel::Unrated)
            out.append(out.empty() ? "" : ", ").append(1, letters[i]).append(" ").append(impactLevelName(impact.levels[i]));
    return out;
}

std::string textOf(const ChainLinks &links)
{
    std::string out;
    for (int i = 0; i < chainLinkCount; ++i) {
        const std::int8_t at = links.at[static_cast<std::size_t>(i)];
        if (at == ChainLinks::no)
            continue;
        out += (out.empty() ? "L" : ", L") + std::to_string(i + 1);
        if (at != ChainLinks::unsaid)
            out.append(" ").append(scaleName(static_cast<Scale>(at)));
    }
    return out;
}

struct ValueText {
    const Graph &graph;
    const AttributeShape &shape;

    std::string choice(Choice chosen) const
    {
        return chosen.index < shape.choices.size() ? spacedWords(shape.choices[chosen.index]) : std::string();
    }
    std::string row(const Row &row) const
    {
        return joined(row.cells, [this](const auto &cell) {
            const auto uid = Uid::fromHex(cell.second);
            return cell.first + " " + (uid ? graph.keyOf(*uid) : cell.second);
        });
    }

    std::string operator()(const std::string &text) const { return text; }
    std::string operator()(bool value) const { return value ? "yes" : "no"; }
    std::string operator()(std::int64_t value) const { return std::to_string(value); }
    std::string operator()(double value) const
    {
        std::string text;
        json::appendReal(text, value);
        return text.ends_with(".0") ? text.substr(0, text.size() - 2) : text;
    }
    std::string operator()(const Date &date) const { return date.iso(); }
    std::string operator()(Choice chosen) const { return choice(chosen); }
    std::string operator()(const TextList &list) const { return joined(list, [](const std::string &text) { return text; }); }
    std::string operator()(const ChoiceList &list) const { return joined(list, [this](Choice each) { return choice(each); }); }
    std::string operator()(const Rating &rating) const { return textOf(rating); }
    std::string operator()(const Impact &impact) const { return textOf(impact); }
    std::string operator()(const ChainLinks &links) const { return textOf(links); }
    std::string operator()(const Uid &uid) const
    {
        const Link *link = shape.type == AttributeType::LinkRef ? graph.link(graph.findLink(uid)) : nullptr;
        return link ? link->key : graph.keyOf(uid);
    }
    std::string operator()(const RefList &refs) const { return joined(refs, [this](const Uid &uid) { return graph.keyOf(uid); }); }
    std::string operator()(const Row &nested) const { return row(nested); }
    std::string operator()(const Rows &rows) const { return joined(rows, [this](const Row &each) { return row(each); }, "; "); }
};

} // namespace

std::string valueText(const Graph &graph, const AttributeShape &shape, const Value &value)
{
    return std::visit(ValueText{graph, shape}, value);
}

std::string spacedWords(std::string_view name)
{
    std::string out;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const bool hump = isUpper(name[i]) && i > 0 && !isUpper(name[i - 1]);
        const bool word = i + 1 < name.size() && !isUpper(name[i + 1]);
        if (hump)
            out += ' ';
        out += hump && word ? static_cast<char>(name[i] - 'A' + 'a') : name[i];
    }
    return out;
}

} // namespace tarascope
