#pragma once
#include "model/batch.h"
#include "model/budget.h"

#include <QtCore/QFile>

#include <string>

namespace tarascope {

/// The bytes of a file, or nothing when it cannot be read.
inline std::string bytesOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return file.readAll().toStdString();
}

inline std::int64_t countOf(const Batch &batch, Kind kind)
{
    return std::count_if(batch.items.begin(), batch.items.end(),
                         [&](const BatchItem &item) { return item.kind == kind; });
}

inline const BatchItem *itemOf(const Batch &batch, std::string_view id)
{
    for (const BatchItem &item : batch.items) {
        if (item.id == id)
            return &item;
    }
    return nullptr;
}

/// The first line of a loss report with this code, or nullptr.
inline const LossEntry *lineOf(const std::vector<LossEntry> &lines, std::string_view code)
{
    for (const LossEntry &line : lines) {
        if (code == line.why.code)
            return &line;
    }
    return nullptr;
}

inline AttributeId fieldOf(const Batch &batch, std::string_view name)
{
    for (std::size_t i = 0; i < batch.fields.size(); ++i) {
        if (batch.fields[i].name == name)
            return AttributeId::ofField(i);
    }
    return {};
}

/// Everything an importer says, as text: equal texts are equal batches.
inline std::string printed(const Batch &batch)
{
    std::string out = batch.format + " " + batch.system + "\n";
    for (const BatchItem &item : batch.items) {
        out += std::string(kindDef(item.kind).name()) + " " + item.id + " [" + item.externalKey + "] " + item.name +
               " | " + item.description + " @" + item.where.text() + "\n";
        for (const auto &[id, value] : item.attributes) {
            out += "  " + std::to_string(id.value) + "/" + std::to_string(value.index());
            if (const auto *text = std::get_if<std::string>(&value))
                out += " " + *text;
            if (const auto *list = std::get_if<TextList>(&value))
                for (const std::string &text : *list)
                    out += " " + text;
            if (const auto *choice = std::get_if<Choice>(&value))
                out += " #" + std::to_string(choice->index);
            out += "\n";
        }
    }
    for (const BatchLink &link : batch.links)
        out += std::string(linkDef(link.kind).name()) + " " + link.from + " -> " + link.to + "\n";
    for (const BatchOutcome &each : batch.outcomes)
        out += each.test + " " + std::string(verdictName(each.outcome.verdict)) + " " + each.outcome.at + " " +
               each.outcome.environment + " " + each.outcome.build + " " + each.outcome.observed + " " +
               each.outcome.where + "\n";
    for (const auto *lines : {&batch.kept, &batch.skipped})
        for (const LossEntry &line : *lines)
            out += line.what + ": " + line.why.english() + " @" + line.where.text() + "\n";
    return out;
}

} // namespace tarascope
