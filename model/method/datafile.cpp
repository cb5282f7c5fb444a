#include "model/method/datafile.h"

#include "model/json/write.h"
#include "model/sha256.h"

#include <QtCore/QDir>
#include <QtCore/QFile>

#include <algorithm>

// Q_INIT_RESOURCE declares a function and must not stand in a namespace.
static void registerRatingData()
{
    Q_INIT_RESOURCE(rating);
    Q_INIT_RESOURCE(library);
}

namespace tarascope {
namespace {

QString folderPath(DataFolder folder)
{
    // The resources of a static library are not registered unless somebody asks; asking twice does no harm.
    registerRatingData();
    switch (folder) {
    case DataFolder::Methods:
        return QStringLiteral(":/tarascope/methods/");
    case DataFolder::Matrices:
        return QStringLiteral(":/tarascope/matrices/");
    case DataFolder::Cal:
        return QStringLiteral(":/tarascope/cal/");
    case DataFolder::Impact:
        return QStringLiteral(":/tarascope/impact/");
    case DataFolder::Library:
        return QStringLiteral(":/tarascope/library/");
    }
    Q_UNREACHABLE();
}

Message unknownId(DataFolder folder, const std::string &id)
{
    std::string known;
    for (const std::string &each : dataIds(folder))
        known += (known.empty() ? "" : ", ") + each;
    switch (folder) {
    case DataFolder::Methods:
        return {QT_TRANSLATE_NOOP("model", "There is no rating method \"%1\"; known are %2."), {id, known},
                "unknownMethod"};
    case DataFolder::Matrices:
        return {QT_TRANSLATE_NOOP("model", "There is no risk matrix \"%1\"; known are %2."), {id, known},
                "unknownMatrix"};
    case DataFolder::Cal:
        return {QT_TRANSLATE_NOOP("model", "There is no CAL table \"%1\"; known are %2."), {id, known},
                "unknownCalTable"};
    case DataFolder::Impact:
        return {QT_TRANSLATE_NOOP("model", "There is no impact model \"%1\"; known are %2."), {id, known},
                "unknownImpactModel"};
    case DataFolder::Library:
        return {QT_TRANSLATE_NOOP("model", "There is no catalogue \"%1\"; known are %2."), {id, known},
                "unknownCatalogue"};
    }
    Q_UNREACHABLE();
}

void writeNode(json::Writer &out, const json::Node &node)
{
    switch (node.type) {
    case json::Type::Object:
        out.beginObject();
        for (const json::Node &child : node.children) {
            out.key(child.name);
            writeNode(out, child);
        }
        out.endObject();
        break;
    case json::Type::Array:
        out.beginArray();
        for (const json::Node &child : node.children)
            writeNode(out, child);
        out.endArray();
        break;
    case json::Type::String:
        out.string(node.text);
        break;
    case json::Type::Null:
        out.null();
        break;
    case json::Type::Bool:
    case json::Type::Integer:
    case json::Type::Real:
        out.raw(node.text);
        break;
    }
}

} // namespace

std::vector<std::string> dataIds(DataFolder folder)
{
    std::vector<std::string> ids;
    const QStringList names = QDir(folderPath(folder)).entryList({QStringLiteral("*.json")}, QDir::Files);
    for (const QString &name : names)
        ids.push_back(name.chopped(5).toStdString());
    std::sort(ids.begin(), ids.end());
    return ids;
}

std::optional<std::string> dataText(DataFolder folder, const std::string &id)
{
    const std::vector<std::string> ids = dataIds(folder);
    if (std::find(ids.begin(), ids.end(), id) == ids.end())
        return std::nullopt;
    QFile file(folderPath(folder) + QString::fromStdString(id) + QStringLiteral(".json"));
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    return file.readAll().toStdString();
}

Result<json::Document> readData(DataFolder folder, const std::string &id)
{
    const std::optional<std::string> text = dataText(folder, id);
    if (!text)
        return Error{ErrorKind::Usage, unknownId(folder, id), {}};
    return json::read(*text, id + ".json", Budget{});
}

std::string contentHash(const json::Document &document)
{
    json::Writer out;
    writeNode(out, document.root);
    return hex(Sha256::of(out.text()));
}

} // namespace tarascope
