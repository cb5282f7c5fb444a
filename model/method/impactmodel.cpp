#include "model/method/impactmodel.h"

#include "model/method/datafile.h"

namespace tarascope {
namespace {

constexpr std::array<std::string_view, 4> categoryNames{"S", "F", "O", "P"};
constexpr std::array<std::string_view, 4> levelNames{"negligible", "moderate", "major", "severe"};

/// Elements stand in the fixed order, so that a level can be neither missing nor twice there.
void expectName(DataReader &reader, const json::Node &object, std::string_view member,
                const std::array<std::string_view, 4> &names, std::size_t place)
{
    const json::Node &node = reader.member(object, member);
    if (reader.choice(node, names) != place)
        reader.refuse(node, {QT_TRANSLATE_NOOP("model", "\"%1\" is expected here."), {std::string(names[place])},
                             "nameOrder"});
}

void expectFour(DataReader &reader, const json::Node &node, std::size_t count)
{
    if (count != 4)
        reader.refuse(node, {QT_TRANSLATE_NOOP("model", "Four entries are expected here, not %1."),
                             {std::to_string(count)},
                             "entryCount"});
}

ImpactCategoryText readCategory(DataReader &reader, const json::Node &node, std::size_t place)
{
    reader.expectMembers(node, {"category", "title", "source", "verified", "levels"});
    expectName(reader, node, "category", categoryNames, place);
    ImpactCategoryText category;
    category.title = reader.text(node, "title");
    category.origin = reader.origin(node);
    const std::span<const json::Node> levels = reader.list(node, "levels");
    expectFour(reader, node, levels.size());
    for (std::size_t i = 0; reader.ok() && i < 4; ++i) {
        reader.expectMembers(levels[i], {"id", "title", "description", "source", "verified"});
        expectName(reader, levels[i], "id", levelNames, i);
        category.levels[i] = {reader.text(levels[i], "title"), reader.optionalText(levels[i], "description"),
                              reader.origin(levels[i])};
    }
    return category;
}

} // namespace

Result<ImpactModel> readImpactModel(const json::Document &document)
{
    static constexpr std::array<std::string_view, 1> combinations{"max"};
    const json::Node &root = document.root;
    DataReader reader(document);
    reader.expectMembers(root, {"format", "id", "version", "title", "clause", "notes", "combine", "categories"});
    reader.expectFormat(root, "tarascope.impactModel");
    ImpactModel model;
    model.id = reader.text(root, "id");
    model.version = reader.text(root, "version");
    model.title = reader.text(root, "title");
    model.clause = reader.optionalText(root, "clause");
    model.notes = reader.optionalTexts(root, "notes");
    reader.choice(reader.member(root, "combine"), combinations);
    const std::span<const json::Node> categories = reader.list(root, "categories");
    expectFour(reader, root, categories.size());
    for (std::size_t i = 0; reader.ok() && i < 4; ++i)
        model.categories[i] = readCategory(reader, categories[i], i);
    if (!reader.ok())
        return reader.error();
    model.sha256 = contentHash(document);
    return model;
}

Result<ImpactModel> loadImpactModel(const std::string &id)
{
    Result<json::Document> document = readData(DataFolder::Impact, id);
    if (!document)
        return document.error();
    return readImpactModel(*document);
}

} // namespace tarascope
