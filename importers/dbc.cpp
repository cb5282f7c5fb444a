#include "importers/dbc.h"

#include "importers/batchitem.h"
#include "importers/busitems.h"
#include "importers/dbcdatabase.h"
#include "importers/sourcetext.h"

namespace tarascope {

bool isPlaceholderNode(std::string_view name) { return name == "Vector__XXX" || name == "VectorXXX"; }

Result<Batch> readDbc(std::string_view bytes, const std::string &file, const Budget &budget)
{
    const Result<SourceText> source = SourceText::open(bytes, file, budget.limits);
    if (!source)
        return source.error();
    LossReport kept;
    LossReport skipped;
    Result<CanDatabase> database = parseDbc(*source, budget, skipped);
    if (!database)
        return database.error();
    Batch batch;
    batch.format = "dbc";
    batch.system = "dbc:" + sourceName(file);
    batch.title = fileName(file);
    Bus &bus = database->bus;
    bus.id = "network";
    bus.offset = source->start();
    if (bus.name.empty())
        bus.name = sourceName(file);
    for (const BusNode &node : database->nodes)
        bus.attached.push_back(node.id);
    BusDescription description;
    description.buses.push_back(std::move(bus));
    description.nodes = std::move(database->nodes);
    addBuses(description, *source, batch, kept, skipped);
    reportEncoding(*source, kept, skipped);
    reportHiddenCharacters(batch, kept);
    batch.kept = kept.take();
    batch.skipped = skipped.take();
    return batch;
}

} // namespace tarascope
