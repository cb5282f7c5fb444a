#pragma once
#include "model/paths/scenario.h"
#include "model/value.h"
#include "views/palette.h"

#include <QtCore/QRect>
#include <QtCore/QString>

#include <array>
#include <optional>

class QPainter;

/// Chips and meters: one function each, for delegates, pages, canvas and report pictures. Each returns the width used.
namespace tarascope {

/// Risk 1..5 as a chip with its digit, filled, or outlined where it is not the reading that counts; nothing: a dash.
int paintRisk(QPainter &painter, const QRect &rect, std::optional<int> risk, bool filled, const Palette &palette);

/// The three readings of a risk, inherent, claimed, evidenced, side by side; only the active one is filled.
using RiskReadings = std::array<std::optional<int>, readingCount>;
int paintRiskReadings(QPainter &painter, const QRect &rect, const RiskReadings &risks, Reading active,
                      const Palette &palette);
QString riskReadingsWords(const RiskReadings &risks);
/// "risk 5 (was 2)"
QString riskChangeWords(const std::optional<int> &before, const std::optional<int> &after);

/// Four rising bars, `level` of them (0..4) in the ink.
int paintMeter(QPainter &painter, const QRect &rect, int level, const QColor &ink, const Palette &palette);
/// Impact: meter and word.
int paintImpact(QPainter &painter, const QRect &rect, ImpactLevel level, const Palette &palette);

/// A pill with a word: "error" on notice.error.tint.
int paintPill(QPainter &painter, const QRect &rect, const QString &word, const QColor &ink, const QColor &tint);

/// "changed from": outlined old value, chevron, filled new one, arrow up in red or down in green.
int paintRiskChange(QPainter &painter, const QRect &rect, std::optional<int> before, std::optional<int> after,
                    const Palette &palette);

/// A number in a filled disc of 18, as in the steps of a path.
void paintStepNumber(QPainter &painter, const QRect &rect, int number, const Palette &palette);

/// A key such as "Ctrl+O" in its little frame.
int paintKey(QPainter &painter, const QRect &rect, const QString &key, const Palette &palette);

} // namespace tarascope
