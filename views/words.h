#pragma once
#include "model/graph.h"

#include <QtCore/QString>

namespace tarascope {

// Between the model's UTF-8 and Qt's text.
QString toText(std::string_view utf8);
std::string fromText(const QString &text);

/// A sentence of the model in the user's language, its arguments put in as plain text.
QString translated(const Message &message);
/// "place: sentence".
QString translated(const Error &error);
/// A title, help or label of the metamodel in the user's language.
QString metamodelWords(std::string_view source);

/// Words for people from the name of a level: "fleet admin" from "fleetAdmin", "TCU" from "tcu".
QString choiceWords(std::string_view name);
/// Label of an attribute; own fields keep their name.
QString labelOf(const AttributeShape &shape);
QString labelOf(const AttributeDef &def);

/// "Elapsed time" and "1 week"; the short form of a level is its id, "1w".
QString factorWords(Factor factor);
QString levelWords(Factor factor, int level);
QString levelId(Factor factor, int level);
/// "Safety", "Severe", "not rated".
QString impactCategoryWords(ImpactCategory category);
QString impactWords(ImpactLevel level);
QString yesNoWords(bool value);

/// A value on one line, for tables and sums; items named in it as their keys.
QString valueWords(const Graph &graph, const AttributeShape &shape, const Value &value);
/// "L-7: EP-3 invokes CM-1".
QString linkWords(const Graph &graph, LinkId link);

/// A part of a sentence as a sentence of its own: begins with a capital, unless its first word is a name with capitals
/// of its own.
QString sentence(const QString &words);

/// "2,048" in the user's locale.
QString number(qint64 value);

/// A tool tip that Qt shows as it stands: Qt reads a tip that looks like HTML as HTML.
QString plainTip(const QString &text);
/// Text for a menu entry or button, in which Qt would read '&' as a mark.
QString plainLabel(const QString &text);

} // namespace tarascope
