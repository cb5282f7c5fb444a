#include "model/json/node.h"
#include "model/method/caltable.h"
#include "model/method/datafile.h"
#include "model/method/impactmodel.h"
#include "model/method/riskmatrix.h"
#include "tests/testmain.h"

#include <QtCore/QFile>

#include <set>

using namespace tarascope;

namespace {

constexpr ImpactLevel impacts[] = {ImpactLevel::Severe, ImpactLevel::Major, ImpactLevel::Moderate,
                                   ImpactLevel::Negligible};
constexpr Feasibility feasibilities[] = {Feasibility::VeryLow, Feasibility::Low, Feasibility::Medium,
                                         Feasibility::High};

/// Sixteen digits: severe first, very low first.
std::string digits(const RiskMatrix &matrix)
{
    std::string text;
    for (const ImpactLevel impact : impacts)
        for (const Feasibility feasibility : feasibilities)
            text += std::to_string(riskValue(matrix, impact, feasibility).value());
    return text;
}

template <class T> Result<T> readWith(const std::string &text, Result<T> (*reader)(const json::Document &))
{
    const Result<json::Document> document = json::read(text, "own.json", Budget{});
    if (!document)
        return document.error();
    return reader(*document);
}

/// The shipped text with one place changed.
std::string changed(DataFolder folder, const char *id, const char *from, const char *to)
{
    std::string text = dataText(folder, id).value();
    const std::size_t place = text.find(from);
    if (place == std::string::npos)
        qFatal("%s is not in %s", from, id);
    return text.replace(place, std::string(from).size(), to);
}

} // namespace

class RiskTablesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matricesByCell();
    void noAttackIsValuedAsVeryLow();
    void formulaRoundsHalvesUp();
    void onlyUsableMatricesAreSelectable();
    void catalogueMatrices();
    void brokenMatrixIsRefused_data();
    void brokenMatrixIsRefused();
    void rowsInAnotherOrder();
    void assuranceLevels();
    void brokenCalTableIsRefused();
    void impactCriteria();
    void brokenImpactModelIsRefused();
    void unknownIdsAreUsage();
};

void RiskTablesTest::matricesByCell()
{
    QCOMPARE(digits(loadMatrix("RM-ISO-H").value()), std::string("2345" "1234" "1223" "1111"));
    QCOMPARE(digits(loadMatrix("RM-ITEMIS-CVSS").value()), std::string("1345" "1234" "1223" "1111"));
    QCOMPARE(digits(loadMatrix("RM-STUDY").value()), std::string("2345" "1234" "1123" "1112"));
    QCOMPARE(digits(loadMatrix("RM-ISO-FORMULA").value()), std::string("1345" "1334" "1233" "1111"));
}

void RiskTablesTest::noAttackIsValuedAsVeryLow()
{
    const RiskMatrix matrix = loadMatrix(std::string(defaultMatrixId)).value();
    for (const ImpactLevel impact : impacts)
        QCOMPARE(riskValue(matrix, impact, Feasibility::None), riskValue(matrix, impact, Feasibility::VeryLow));
    QVERIFY(!riskValue(matrix, ImpactLevel::Unrated, Feasibility::High));
}

void RiskTablesTest::formulaRoundsHalvesUp()
{
    const RiskMatrix matrix = loadMatrix("RM-ISO-FORMULA").value();
    const double impactValues[] = {0, 1, 1.5, 2};
    const double feasibilityValues[] = {0, 1, 1.5, 2};
    for (std::size_t i = 0; i < 4; ++i)
        for (std::size_t f = 0; f < 4; ++f)
            QCOMPARE(matrix.cells[i][f], 1 + impactValues[i] * feasibilityValues[f]);
    QCOMPARE(riskValue(matrix, ImpactLevel::Moderate, Feasibility::Medium), std::optional<int>(3)); // 2.5
    QCOMPARE(riskValue(matrix, ImpactLevel::Major, Feasibility::Medium), std::optional<int>(3));    // 3.25
    QVERIFY(matrix.description.find("half upwards") != std::string::npos);
}

void RiskTablesTest::onlyUsableMatricesAreSelectable()
{
    const std::vector<std::string> expected{"RM-ISO-FORMULA", "RM-ISO-H", "RM-ITEMIS-CVSS", "RM-STUDY"};
    QCOMPARE(selectableMatrixIds(), expected);
    QCOMPARE(matrixIds().size(), std::size_t(9));
    for (const std::string &id : matrixIds()) {
        const Result<RiskMatrix> matrix = loadMatrix(id);
        QVERIFY2(matrix.ok(), matrix ? "" : matrix.error().english().c_str());
        QCOMPARE(matrix->id, id);
        QCOMPARE(matrix->reason.empty(), matrix->usable);
        QCOMPARE(matrix->sha256.size(), std::size_t(64));
        QCOMPARE(riskValue(*matrix, ImpactLevel::Severe, Feasibility::High).has_value(), matrix->usable);
    }
}

void RiskTablesTest::catalogueMatrices()
{
    TARASCOPE_NEEDS_SHARED("catalogues/risk_matrices.json");
    QFile file(QStringLiteral(TARASCOPE_SHARED_DIR "/catalogues/risk_matrices.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const json::Document document = json::read(file.readAll().toStdString(), "risk_matrices.json", Budget{}).value();
    int compared = 0;
    for (const json::Node &entry : document.root.find("entries")->children) {
        const Result<RiskMatrix> matrix = loadMatrix(std::string(entry.string("id")));
        QVERIFY2(matrix.ok(), matrix ? "" : matrix.error().english().c_str());
        if (!matrix->usable)
            continue;
        for (std::size_t r = 0; r < 4; ++r)
            for (std::size_t c = 0; c < 4; ++c, ++compared)
                QCOMPARE(matrix->cells[3 - r][c], std::stod(entry.find("cells")->children[r].children[c].text));
    }
    QCOMPARE(compared, 64);
}

void RiskTablesTest::brokenMatrixIsRefused_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char *name, const char *from, const char *to, const char *code) {
        QTest::newRow(name) << QByteArray(from) << QByteArray(to) << QByteArray(code);
    };
    row("too high", "[2, 3, 4, 5]", "[2, 3, 4, 6]", "riskOutOfRange");
    row("too low", "[1, 1, 1, 1]", "[0, 1, 1, 1]", "riskOutOfRange");
    row("fraction", "[1, 2, 3, 4]", "[1, 2, 2.5, 4]", "fractionWithoutRounding");
    row("falls with feasibility", "[1, 2, 3, 4]", "[1, 3, 2, 4]", "notMonotone");
    row("falls with impact", "[2, 3, 4, 5]", "[1, 1, 1, 1]", "notMonotone");
    row("row missing", "[1, 2, 2, 3],", "", "cellCount");
    row("cell missing", "[1, 2, 2, 3]", "[1, 2, 2]", "cellCount");
    row("cell is text", "[1, 2, 2, 3]", "[1, 2, 2, \"QM\"]", "notANumber");
    row("row name twice", "\"major\"", "\"severe\"", "repeatedName");
    row("unknown row", "\"major\"", "\"serious\"", "unknownChoice");
    row("column name missing", "\"veryLow\", ", "", "missingName");
    row("not said whether usable", "\"usable\": true,", "", "missingMember");
    row("unusable without a reason", "\"usable\": true,", "\"usable\": false,", "missingMember");
    row("unknown rounding", "\"none\"", "\"up\"", "unknownChoice");
}

void RiskTablesTest::brokenMatrixIsRefused()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QByteArray, code);
    const Result<RiskMatrix> matrix =
        readWith(changed(DataFolder::Matrices, "RM-ISO-H", from.constData(), to.constData()), readRiskMatrix);
    QVERIFY(!matrix);
    QCOMPARE(matrix.error().kind, ErrorKind::Input);
    QCOMPARE(QByteArray(matrix.error().message.code), code);
    QVERIFY(matrix.error().where.line > 0);
}

void RiskTablesTest::rowsInAnotherOrder()
{
    const std::string text = R"({"format": "tarascope.riskMatrix", "id": "own", "version": "1", "title": "Own",
        "usable": true, "rows": ["negligible", "moderate", "major", "severe"],
        "columns": ["high", "medium", "low", "veryLow"],
        "cells": [[1, 1, 1, 1], [2, 1, 1, 1], [4, 3, 2, 1], [5, 4, 3, 2]], "rounding": "none", "verified": "memory"})";
    const Result<RiskMatrix> matrix = readWith(text, readRiskMatrix);
    QVERIFY2(matrix.ok(), matrix ? "" : matrix.error().english().c_str());
    QCOMPARE(digits(*matrix), std::string("2345" "1234" "1112" "1111"));
}

void RiskTablesTest::assuranceLevels()
{
    const CalTable table = loadCalTable(std::string(defaultCalTableId)).value();
    std::string text;
    for (const ImpactLevel impact : impacts)
        for (const int vector : {3, 2, 1, 0}) // physical, local, adjacent, network
            text += std::to_string(assuranceLevel(table, impact, vector).value_or(0));
    QCOMPARE(text, std::string("2344" "1234" "1123" "0000"));
    QVERIFY(!table.origin.verified);
    QCOMPARE(table.levels.size(), std::size_t(4));
    QVERIFY(!assuranceLevel(table, ImpactLevel::Unrated, 0));
    QVERIFY(!assuranceLevel(table, ImpactLevel::Severe, -1));
    const CalTable variant = loadCalTable("CAL-STUDY").value();
    QCOMPARE(assuranceLevel(variant, ImpactLevel::Negligible, 0), std::optional<int>(1));
    QCOMPARE(assuranceLevel(variant, ImpactLevel::Major, 0), std::optional<int>(3));
    const CalTable byRisk = loadCalTable("CAL-FROM-RISK").value();
    QVERIFY(!byRisk.usable && !byRisk.reason.empty());
    QVERIFY(!assuranceLevel(byRisk, ImpactLevel::Severe, 0));
    QCOMPARE(calTableIds().size(), std::size_t(3));
}

void RiskTablesTest::brokenCalTableIsRefused()
{
    const char *const changes[][2] = {{"[2, 3, 4, 4]", "[2, 3, 4, 5]"},
                                      {"[2, 3, 4, 4]", "[2, 3, 4, 1.5]"},
                                      {"\"P\"", "\"X\""},
                                      {"\"level\": 1", "\"level\": 9"},
                                      {"tarascope.calTable", "tarascope.riskMatrix"}};
    for (const auto &change : changes) {
        const Result<CalTable> table =
            readWith(changed(DataFolder::Cal, "CAL-ISO-E1", change[0], change[1]), readCalTable);
        QVERIFY(!table);
        QCOMPARE(table.error().kind, ErrorKind::Input);
        QVERIFY(table.error().where.line > 0);
    }
}

void RiskTablesTest::impactCriteria()
{
    const Result<ImpactModel> model = loadImpactModel("sfop");
    QVERIFY2(model.ok(), model ? "" : model.error().english().c_str());
    QCOMPARE(model->criterion(ImpactCategory::S, ImpactLevel::Severe).title,
             std::string("Life-threatening or fatal injuries"));
    QCOMPARE(model->criterion(ImpactCategory::O, ImpactLevel::Negligible).title, std::string("Not perceivable"));
    QCOMPARE(model->categories[3].title, std::string("Privacy"));
    std::set<std::string> titles;
    for (const ImpactCategoryText &category : model->categories)
        for (const ImpactCriterion &criterion : category.levels)
            titles.insert(category.title + criterion.title);
    QCOMPARE(titles.size(), std::size_t(16));
}

void RiskTablesTest::brokenImpactModelIsRefused()
{
    const char *const changes[][2] = {{"\"category\": \"F\"", "\"category\": \"S\""},
                                      {"\"id\": \"moderate\"", "\"id\": \"major\""},
                                      {"\"combine\": \"max\"", "\"combine\": \"sum\""},
                                      {"\"categories\"", "\"category\""}};
    for (const auto &change : changes) {
        const Result<ImpactModel> model =
            readWith(changed(DataFolder::Impact, "sfop", change[0], change[1]), readImpactModel);
        QVERIFY(!model);
        QVERIFY(model.error().where.line > 0);
    }
}

void RiskTablesTest::unknownIdsAreUsage()
{
    QCOMPARE(loadMatrix("RM-NONE").error().kind, ErrorKind::Usage);
    QCOMPARE(loadCalTable("CAL-NONE").error().kind, ErrorKind::Usage);
    QCOMPARE(loadImpactModel("none").error().kind, ErrorKind::Usage);
    QVERIFY(loadMatrix("RM-NONE").error().english().find("RM-ISO-H") != std::string::npos);
}

TARASCOPE_TEST(RiskTablesTest)
#include "risktablestest.moc"
