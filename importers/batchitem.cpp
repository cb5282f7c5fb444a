#include "importers/batchitem.h"

#include <algorithm>
#include <cassert>

namespace tarascope {

namespace {

// U+200B..U+200F, U+202A..U+202E, U+2060..U+2069 and U+FEFF.
bool hasHiddenCharacter(std::string_view text)
{
    for (std::size_t at = text.find_first_of("\xE2\xEF"); at != std::string_view::npos && at + 2 < text.size();
         at = text.find_first_of("\xE2\xEF", at + 1)) {
        const auto second = static_cast<unsigned char>(text[at + 1]);
        const auto third = static_cast<unsigned char>(text[at + 2]);
        if (text[at] == '\xEF') {
            if (second == 0xBB && third == 0xBF)
                return true;
        } else if ((second == 0x80 && ((third >= 0x8B && third <= 0x8F) || (third >= 0xAA && third <= 0xAE))) ||
                   (second == 0x81 && third >= 0xA0 && third <= 0xA9)) {
            return true;
        }
    }
    return false;
}

} // namespace

void setChoice(BatchItem &item, Attr attr, std::string_view name)
{
    const AttributeDef *def = kindDef(item.kind).find(attr);
    assert(def);
    const auto at = std::find(def->choices.begin(), def->choices.end(), name);
    assert(at != def->choices.end());
    item.attributes.set(attr, Choice{static_cast<std::uint16_t>(at - def->choices.begin())});
}

AttributeId addField(Batch &batch, Kind kind, std::string name, AttributeType type)
{
    FieldDefinition field;
    field.uid = Uid::fromParts({"field", kindDef(kind).name(), name});
    field.kind = kind;
    field.name = std::move(name);
    field.type = type;
    batch.fields.push_back(std::move(field));
    return AttributeId::ofField(batch.fields.size() - 1);
}

AttributeId OwnFields::id(Kind kind, const std::string &name, AttributeType type)
{
    const auto [at, added] = m_ids.try_emplace({kind, name});
    if (added)
        at->second = addField(m_batch, kind, name, type);
    return at->second;
}

std::string capped(std::string text, std::size_t most)
{
    static constexpr std::string_view mark = "\xE2\x80\xA6";
    if (text.size() <= most)
        return text;
    std::size_t end = most - std::min(most, mark.size());
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
        --end;
    text.resize(end);
    return text.append(mark);
}

void reportEncoding(const SourceText &source, LossReport &kept, LossReport &skipped)
{
    if (source.encoding() != SourceText::Encoding::Cp1252)
        return;
    const Where file{source.file(), 0, 0, -1, {}, {}};
    kept.count(source.file(),
               QT_TRANSLATE_NOOP("model", "the file is not UTF-8 and was read as Windows-1252: %1 bytes converted"),
               "cp1252Converted", file, source.converted());
    skipped.count(source.file(),
                  QT_TRANSLATE_NOOP("model", "%1 bytes have no character in Windows-1252 and were replaced by U+FFFD"),
                  "cp1252Undefined", file, source.undefined());
}

void reportHiddenCharacters(const Batch &batch, LossReport &kept)
{
    for (const BatchItem &item : batch.items) {
        if (hasHiddenCharacter(item.name) || hasHiddenCharacter(item.description))
            kept.list(item.id,
                      {QT_TRANSLATE_NOOP("model", "the name or description holds invisible characters or direction "
                                                  "marks; it may not be what it looks like"),
                       {},
                       "hiddenCharacters"},
                      item.where);
    }
}

} // namespace tarascope
