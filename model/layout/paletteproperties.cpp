#include "model/layout/paletteproperties.h"

#include "model/json/node.h"

#include <QtCore/QFile>

#include <algorithm>

// Q_INIT_RESOURCE declares a function and must not stand in a namespace.
static void registerPalette() { Q_INIT_RESOURCE(palette); }

namespace tarascope {

std::string paletteJson()
{
    registerPalette();
    QFile file(QStringLiteral(":/tarascope/palette.json"));
    const bool there = file.open(QIODevice::ReadOnly);
    Q_ASSERT(there);
    return there ? file.readAll().toStdString() : std::string();
}

std::string paletteProperties(std::string_view theme)
{
    const Result<json::Document> document = json::read(paletteJson(), "palette.json", {});
    const json::Node *colors = document ? document->root.find("colors") : nullptr;
    std::string out;
    for (const json::Node &color : colors ? colors->children : std::vector<json::Node>()) {
        std::string name = color.name;
        std::replace(name.begin(), name.end(), '.', '-');
        out += "--" + name + ":" + std::string(color.string(theme)) + ";";
    }
    return out;
}

} // namespace tarascope
