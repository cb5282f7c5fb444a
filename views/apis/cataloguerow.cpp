#include "views/apis/cataloguerow.h"

#include "views/words.h"

#include <QtCore/QCoreApplication>

#include <map>
#include <set>

namespace tarascope {

namespace {

using Counts = std::array<int, 3>;
using CountsByItem = std::map<ItemId, Counts>;

QString say(const char *source) { return QCoreApplication::translate("apis", source); }

CountsByItem countsByItem(const Survey &survey)
{
    CountsByItem counts;
    for (const ValidationProblem &problem : survey.problems)
        ++counts[problem.item][static_cast<std::size_t>(problem.rule->severity)];
    return counts;
}

void take(Counts &into, const CountsByItem &counts, ItemId item)
{
    if (const auto found = counts.find(item); found != counts.end())
        for (std::size_t i = 0; i < into.size(); ++i)
            into[i] += found->second[i];
}

CatalogueRow rowOf(ItemId item, ItemId api, const Completeness &completeness)
{
    CatalogueRow row;
    row.item = item;
    row.api = api;
    row.completeness = completeness;
    return row;
}

std::vector<CatalogueRow> apiRows(const Survey &survey, const CountsByItem &counts)
{
    std::vector<CatalogueRow> rows;
    for (const ApiEntry &entry : survey.catalogue.apis) {
        CatalogueRow row = rowOf(entry.api, entry.api, entry.completeness);
        row.review = entry.review;
        row.endpoints = static_cast<std::int64_t>(entry.endpoints.size());
        row.versions = static_cast<std::int64_t>(entry.versions.size());
        row.deprecated = entry.deprecated;
        take(row.problems, counts, entry.api);
        for (const auto *held : {&entry.versions, &entry.endpoints})
            for (ItemId item : *held)
                take(row.problems, counts, item);
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<CatalogueRow> versionRows(const Survey &survey, const CountsByItem &counts)
{
    std::vector<CatalogueRow> rows;
    for (const VersionEntry &entry : survey.catalogue.versions) {
        CatalogueRow row = rowOf(entry.version, entry.api, entry.completeness);
        row.endpoints = entry.endpoints;
        row.sunsetIn = entry.sunsetIn;
        take(row.problems, counts, entry.version);
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<CatalogueRow> endpointRows(const Survey &survey, const CountsByItem &counts)
{
    std::map<ItemId, std::vector<const ChainStrip *>> strips;
    for (const ChainStrip &strip : survey.strips)
        if (strip.endpoint.valid())
            strips[strip.endpoint].push_back(&strip);
    std::vector<CatalogueRow> rows;
    for (const EndpointEntry &entry : survey.catalogue.endpoints)
        for (const ChainStrip *strip : strips[entry.endpoint]) {
            CatalogueRow row = rowOf(entry.endpoint, entry.api, entry.completeness);
            row.command = strip->command;
            row.exposure = entry.exposure;
            row.inherited = !entry.ownExposure;
            row.strip = chainStatesOf(*strip);
            take(row.problems, counts, entry.endpoint);
            rows.push_back(std::move(row));
        }
    return rows;
}

} // namespace

std::vector<CatalogueRow> catalogueRows(CatalogueSort sort, const Survey &survey)
{
    const CountsByItem counts = countsByItem(survey);
    return sort == CatalogueSort::Apis        ? apiRows(survey, counts)
           : sort == CatalogueSort::Endpoints ? endpointRows(survey, counts)
                                              : versionRows(survey, counts);
}

namespace {

QString joined(const QStringList &parts) { return parts.join(QStringLiteral(", ")); }

QString counted(qint64 count, const char *one, const char *several)
{
    return count == 1 ? say(one) : say(several).arg(number(count));
}

} // namespace

QString catalogueTitle(CatalogueSort sort, const std::vector<CatalogueRow> &rows)
{
    qint64 complete = 0, over = 0, failed = 0, gaps = 0, deprecated = 0, late = 0;
    std::set<ItemId> items;
    for (const CatalogueRow &row : rows) {
        complete += items.insert(row.item).second && row.completeness.missing.empty();
        over += row.review.state == ReviewState::Over;
        const auto has = [&row](ChainState state) {
            return std::find(row.strip.begin(), row.strip.end(), state) != row.strip.end();
        };
        failed += has(ChainState::Failed);
        gaps += !has(ChainState::Failed) && has(ChainState::Gap);
        deprecated += row.deprecated;
        late += row.sunsetIn && *row.sunsetIn < 0;
    }
    const auto all = static_cast<qint64>(items.size());
    QStringList parts;
    switch (sort) {
    case CatalogueSort::Apis:
        parts << counted(all, QT_TRANSLATE_NOOP("apis", "1 API"), QT_TRANSLATE_NOOP("apis", "%1 APIs"))
              << say(QT_TRANSLATE_NOOP("apis", "%1 complete")).arg(number(complete));
        if (over > 0)
            parts << counted(over, QT_TRANSLATE_NOOP("apis", "1 review over"),
                             QT_TRANSLATE_NOOP("apis", "%1 reviews over"));
        break;
    case CatalogueSort::Endpoints:
        parts << counted(all, QT_TRANSLATE_NOOP("apis", "1 endpoint"), QT_TRANSLATE_NOOP("apis", "%1 endpoints"));
        if (failed > 0)
            parts << counted(failed, QT_TRANSLATE_NOOP("apis", "1 chain failed"),
                             QT_TRANSLATE_NOOP("apis", "%1 chains failed"));
        if (gaps > 0)
            parts << counted(gaps, QT_TRANSLATE_NOOP("apis", "1 with gaps"), QT_TRANSLATE_NOOP("apis", "%1 with gaps"));
        break;
    case CatalogueSort::Versions:
        parts << counted(all, QT_TRANSLATE_NOOP("apis", "1 version"), QT_TRANSLATE_NOOP("apis", "%1 versions"));
        if (late > 0)
            parts << counted(late, QT_TRANSLATE_NOOP("apis", "1 past its sunset"),
                             QT_TRANSLATE_NOOP("apis", "%1 past their sunset"));
        break;
    }
    return joined(parts);
}

} // namespace tarascope
