#pragma once
#include "model/metamodel.h"
#include "views/palette.h"

#include <QtGui/QIcon>

namespace tarascope {

/// The icon of a kind, and the colours of its family ("family.api.ink").
std::string_view kindIconName(Kind kind);
std::string familyInk(Group group);
std::string familyTint(Group group);
std::string familyInk(Kind kind);
QIcon kindIcon(const Palette &palette, Kind kind);
/// "APIs", "Identities" and so on, for people.
QString groupWords(Group group);

} // namespace tarascope
