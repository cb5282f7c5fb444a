#include "model/evidence/mapping.h"

#include <QtCore/QDir>
#include <QtCore/QFile>

// Q_INIT_RESOURCE declares a function and must not stand in a namespace.
static QString mappingFolder()
{
    Q_INIT_RESOURCE(mappings);
    return QStringLiteral(":/tarascope/mappings/");
}

namespace tarascope::evidence {

std::vector<std::string> shippedMappings()
{
    std::vector<std::string> ids;
    for (const QString &name : QDir(mappingFolder()).entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name))
        ids.push_back(name.chopped(5).toStdString());
    return ids;
}

Result<Mapping> shippedMapping(const std::string &id)
{
    QFile file(mappingFolder() + QString::fromStdString(id) + QStringLiteral(".json"));
    if (id.find('/') != std::string::npos || !file.open(QIODevice::ReadOnly))
        return Error{ErrorKind::Usage,
                     {QT_TRANSLATE_NOOP("model", "no mapping '%1' comes with Tarascope"), {id}, "unknownMapping"},
                     {}};
    return readMapping(file.readAll().toStdString(), id + ".json", {});
}

} // namespace tarascope::evidence
