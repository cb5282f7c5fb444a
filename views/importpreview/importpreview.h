#pragma once
#include "model/merge.h"
#include "views/palette.h"
#include "views/tables/tablemodel.h"

#include <QtWidgets/QDialog>

namespace tarascope {

/// A line of the preview: what is new, changed, the same, kept, skipped or a problem.
struct PreviewLine {
    enum class Sort { Count, Kept, Skipped, Problem };
    Sort sort = Sort::Count;
    QString what;
    std::int64_t added = 0;
    std::int64_t changed = 0;
    std::int64_t same = 0;
    QString why;
    QString where;
};

/// Counts per kind of item and link, in the order of the metamodel; outcomes after them.
std::vector<PreviewLine> countLines(const MergeReport &report);
/// Problems first, then what is skipped, then what is kept.
std::vector<PreviewLine> lossLines(const MergeReport &report);
/// "44 new, 2 changed, 310 the same" in one line.
QString previewTitle(const MergeReport &report);

/// What an import would do, as the preview is told.
struct ImportOffer {
    QString source; ///< "openapi.json" or "3 files"
    QString format; ///< "OpenAPI 3.0 and 3.1 (JSON)"
    MergeReport report;
    bool changes = false; ///< there is something to write
};

/// Shows what an import would do before anything is written.
class ImportPreview final : public QDialog
{
    Q_OBJECT
public:
    /// `apply` is called once when the user accepts.
    ImportPreview(const Palette &palette, const ImportOffer &offer, std::function<void()> apply,
                  QWidget *parent = nullptr);

private:
    TableModelBase *makeCounts(const MergeReport &report);
    TableModelBase *makeLosses(const MergeReport &report);
};

} // namespace tarascope
