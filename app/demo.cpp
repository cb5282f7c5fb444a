#include "app/demo.h"

#include "model/json/node.h"

#include <QtCore/QDir>
#include <QtCore/QFile>

// Q_INIT_RESOURCE declares a function and must not stand in a namespace.
static void registerDemos() { Q_INIT_RESOURCE(demo); }

namespace tarascope {

namespace {

QString folderOf(const std::string &name)
{
    return QStringLiteral(":/tarascope/demo/") + QString::fromStdString(name) + QLatin1Char('/');
}

std::string bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

} // namespace

std::vector<std::string> demoNames()
{
    registerDemos();
    std::vector<std::string> names;
    for (const QString &name : QDir(QStringLiteral(":/tarascope/demo")).entryList(QDir::Dirs, QDir::Name))
        names.push_back(name.toStdString());
    return names;
}

Result<std::vector<DemoFile>> demoFiles(const std::string &name)
{
    std::string known;
    bool found = false;
    for (const std::string &each : demoNames()) {
        known += (known.empty() ? "" : ", ") + each;
        found = found || each == name;
    }
    if (!found)
        return Error{ErrorKind::Usage,
                     {QT_TRANSLATE_NOOP("model", "There is no demo project '%1'; there is %2."), {name, known}, "unknownDemo"},
                     {}};
    const Result<json::Document> manifest =
        json::read(bytesOf(folderOf(name) + QStringLiteral("manifest.json")), "manifest.json", {});
    if (!manifest)
        return manifest.error();
    std::vector<DemoFile> files;
    const json::Node *list = manifest->root.find("files");
    for (const json::Node &entry : list ? list->children : std::vector<json::Node>()) {
        const std::string file(entry.string("file"));
        files.push_back({file, bytesOf(folderOf(name) + QString::fromStdString(file)), entry.string("import") == "outcomes"});
    }
    return files;
}

} // namespace tarascope
