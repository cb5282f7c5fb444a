#pragma once
#include "tests/importers/data.h"

#include <algorithm>
#include <set>

namespace tarascope {

/// The lines of an own field of an item; empty when there is none.
inline TextList linesOf(const Batch &batch, std::string_view id, std::string_view field)
{
    const BatchItem *item = itemOf(batch, id);
    for (std::size_t i = 0; item && i < batch.fields.size(); ++i) {
        const auto *lines = item->attributes.get<TextList>(AttributeId::ofField(i));
        if (lines && batch.fields[i].name == field)
            return *lines;
    }
    return {};
}

/// The text of an own field of an item; empty when there is none.
inline std::string fieldText(const Batch &batch, std::string_view id, std::string_view field)
{
    const BatchItem *item = itemOf(batch, id);
    for (std::size_t i = 0; item && i < batch.fields.size(); ++i) {
        const auto *text = item->attributes.get<std::string>(AttributeId::ofField(i));
        if (text && batch.fields[i].name == field)
            return *text;
    }
    return {};
}

inline std::string textOf(const BatchItem &item, Attr attr)
{
    const auto *text = item.attributes.get<std::string>(attr);
    return text ? *text : "unset";
}

inline std::string choiceOf(const BatchItem &item, Attr attr)
{
    const auto *choice = item.attributes.get<Choice>(attr);
    return choice ? std::string(kindDef(item.kind).find(attr)->choices.at(choice->index)) : "unset";
}

/// "FROM -> TO" for each link of a kind, sorted.
inline std::string linksOf(const Batch &batch, LinkKind kind)
{
    std::set<std::string> found;
    for (const BatchLink &link : batch.links)
        if (link.kind == kind)
            found.insert(link.from + " -> " + link.to + "\n");
    std::string lines;
    for (const std::string &line : found)
        lines += line;
    return lines;
}

/// "WHAT COUNT PLACE" for each line of a code.
inline std::string printedLines(const std::vector<LossEntry> &lines, std::string_view code)
{
    std::string out;
    for (const LossEntry &line : lines)
        if (code == line.why.code)
            out += line.what + " " + (line.why.args.empty() ? "" : line.why.args.front()) + " " + line.where.text() + "\n";
    return out;
}

/// Data flows that were taken: each stands in words at the item it begins at.
inline int flowCount(const Batch &batch)
{
    int count = 0;
    for (const BatchItem &item : batch.items)
        count += static_cast<int>(linesOf(batch, item.id, "x-flows").size());
    return count;
}

template <class Read, class Change> std::string codeWithLimits(Read read, const std::string &bytes, Change change)
{
    Budget budget;
    change(budget.limits);
    const Result<Batch> batch = read(bytes, "input", budget);
    return batch.ok() ? "read" : batch.error().message.code;
}

} // namespace tarascope
