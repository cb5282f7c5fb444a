#pragma once
#include "model/assurance/chainstate.h"
#include "views/palette.h"

#include <QtCore/QRect>
#include <QtCore/QString>

class QPainter;

namespace tarascope {

QString chainStateWords(ChainState state); ///< "proved", "not applicable"
/// "L1 proved, L2 gap, ..."
using ChainStates = std::array<ChainState, chainLinkCount>;
ChainStates chainStatesOf(const ChainStrip &strip);
QString chainStatesWords(const ChainStates &states);
/// "L3, active relationship"
QString chainLinkWords(ChainLink link);

/// One cell of a chain strip: ground, outline and symbol of the state.
void paintChainCell(QPainter &painter, const QRect &rect, ChainState state, const Palette &palette);
/// Eight cells 26 apart, as the chips of a column whose title is split by tabs. Returns the width used.
int paintChainStrip(QPainter &painter, const QRect &rect, const ChainStates &states, const Palette &palette);

} // namespace tarascope

Q_DECLARE_METATYPE(tarascope::ChainStates)
