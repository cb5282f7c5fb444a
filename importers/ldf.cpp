#include "importers/ldf.h"

#include "importers/batchitem.h"
#include "importers/busitems.h"
#include "importers/ldfparser.h"

namespace tarascope {

Result<Batch> readLdf(std::string_view bytes, const std::string &file, const Budget &budget)
{
    if (const Result<void> go = budget.check(); !go)
        return go.error();
    const Result<SourceText> source = SourceText::open(bytes, file, budget.limits);
    if (!source)
        return source.error();
    LossReport kept;
    LossReport skipped;
    Result<BusDescription> description = LdfParser(*source, budget, skipped).parse();
    if (!description)
        return description.error();
    Batch batch;
    batch.format = "ldf";
    batch.system = "ldf:" + sourceName(file);
    batch.title = fileName(file);
    if (std::string &name = description->buses.front().name; name.empty())
        name = sourceName(file);
    addBuses(*description, *source, batch, kept, skipped);
    reportEncoding(*source, kept, skipped);
    reportHiddenCharacters(batch, kept);
    batch.kept = kept.take();
    batch.skipped = skipped.take();
    return batch;
}

} // namespace tarascope
