#include "views/words.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>
#include <QtCore/QStringList>

#include <array>

namespace tarascope {

namespace {

QString say(const char *source) { return QCoreApplication::translate("words", source); }

// Words that are no split of their name: abbreviations and trade names.
constexpr std::pair<std::string_view, const char *> spellings[] = {
    {"oem", "OEM"},
    {"vpn", "VPN"},
    {"rest", "REST"},
    {"graphql", "GraphQL"},
    {"grpc", "gRPC"},
    {"mqtt", "MQTT"},
    {"websocket", "WebSocket"},
    {"mTLS", "mTLS"},
    {"tcu", "TCU"},
    {"ecu", "ECU"},
    {"hsm", "HSM"},
    {"obdPort", "OBD port"},
    {"can", "CAN"},
    {"canFd", "CAN FD"},
    {"lin", "LIN"},
    {"flexRay", "FlexRay"},
    {"ethernet", "Ethernet"},
    {"wifi", "Wi-Fi"},
    {"bluetooth", "Bluetooth"},
    {"uwb", "UWB"},
    {"nfc", "NFC"},
    {"lf", "LF"},
    {"plc", "PLC"},
    {"apiKey", "API key"},
};

QString textOf(const Graph &graph, const RefList &refs)
{
    QStringList keys;
    for (const Uid &uid : refs)
        keys << toText(graph.keyOf(uid));
    return keys.join(QStringLiteral(", "));
}

QString textOf(const Rating &rating)
{
    QStringList levels;
    for (int i = 0; i < factorCount; ++i)
        if (rating.levels[static_cast<std::size_t>(i)] != Rating::unrated)
            levels << levelId(static_cast<Factor>(i), rating.levels[static_cast<std::size_t>(i)]);
    return levels.join(QStringLiteral(", "));
}

QString textOf(const Impact &impact)
{
    static constexpr std::array<char, impactCategoryCount> letters{'S', 'F', 'O', 'P'};
    QStringList parts;
    for (std::size_t i = 0; i < letters.size(); ++i)
        if (impact.levels[i] != ImpactLevel::Unrated)
            parts << QString(QLatin1Char(letters[i])) + QLatin1Char(' ') + impactWords(impact.levels[i]).toLower();
    return parts.join(QStringLiteral(", "));
}

QString textOf(const ChainLinks &links)
{
    QStringList parts;
    for (int i = 0; i < chainLinkCount; ++i) {
        const std::int8_t at = links.at[static_cast<std::size_t>(i)];
        if (at == ChainLinks::no)
            continue;
        QString part = QStringLiteral("L%1").arg(i + 1);
        if (at != ChainLinks::unsaid)
            part += QLatin1Char(' ') + toText(scaleName(static_cast<Scale>(at)));
        parts << part;
    }
    return parts.join(QStringLiteral(", "));
}

QString textOf(const Graph &graph, const Row &row)
{
    QStringList parts;
    for (const auto &[column, cell] : row.cells) {
        const std::optional<Uid> uid = Uid::fromHex(cell);
        parts << toText(column) + QLatin1Char(' ') + (uid ? toText(graph.keyOf(*uid)) : toText(cell));
    }
    return parts.join(QStringLiteral(", "));
}

QString choiceAt(const AttributeShape &shape, Choice choice)
{
    return choice.index < shape.choices.size() ? choiceWords(shape.choices[choice.index]) : QString();
}

struct ValueText {
    const Graph &graph;
    const AttributeShape &shape;

    QString operator()(const std::string &text) const { return toText(text); }
    QString operator()(bool value) const { return yesNoWords(value); }
    QString operator()(std::int64_t value) const { return number(value); }
    QString operator()(double value) const { return QLocale().toString(value, 'g', QLocale::FloatingPointShortest); }
    QString operator()(const Date &date) const { return toText(date.iso()); }
    QString operator()(Choice choice) const { return choiceAt(shape, choice); }
    QString operator()(const TextList &list) const
    {
        QStringList texts;
        for (const std::string &text : list)
            texts << toText(text);
        return texts.join(QStringLiteral(", "));
    }
    QString operator()(const ChoiceList &list) const
    {
        QStringList texts;
        for (const Choice choice : list)
            texts << choiceAt(shape, choice);
        return texts.join(QStringLiteral(", "));
    }
    QString operator()(const Rating &rating) const { return textOf(rating); }
    QString operator()(const Impact &impact) const { return textOf(impact); }
    QString operator()(const ChainLinks &links) const { return textOf(links); }
    QString operator()(const Uid &uid) const
    {
        return shape.type == AttributeType::LinkRef ? linkWords(graph, graph.findLink(uid)) : toText(graph.keyOf(uid));
    }
    QString operator()(const RefList &refs) const { return textOf(graph, refs); }
    QString operator()(const Row &row) const { return textOf(graph, row); }
    QString operator()(const Rows &rows) const
    {
        QStringList texts;
        for (const Row &row : rows)
            texts << textOf(graph, row);
        return texts.join(QStringLiteral("; "));
    }
};

QString filled(const QString &sentence, const std::vector<std::string> &args)
{
    QString out;
    for (qsizetype i = 0; i < sentence.size(); ++i) {
        const bool argument = sentence.at(i) == QLatin1Char('%') && i + 1 < sentence.size() &&
                              sentence.at(i + 1) >= QLatin1Char('1') && sentence.at(i + 1) <= QLatin1Char('9');
        if (!argument) {
            out += sentence.at(i);
            continue;
        }
        const auto at = static_cast<std::size_t>(sentence.at(++i).digitValue() - 1);
        if (at < args.size())
            out += toText(args[at]);
    }
    return out;
}

} // namespace

QString toText(std::string_view utf8) { return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size())); }
std::string fromText(const QString &text) { return text.toStdString(); }

QString translated(const Message &message)
{
    return filled(QCoreApplication::translate("model", message.text), message.args);
}

QString translated(const Error &error)
{
    const QString sentence = translated(error.message);
    return error.where.known() ? toText(error.where.text()) + QStringLiteral(": ") + sentence : sentence;
}

QString metamodelWords(std::string_view source)
{
    const std::string text(source); // a view may have no end mark
    return QCoreApplication::translate("metamodel", text.c_str());
}

QString choiceWords(std::string_view name)
{
    for (const auto &[id, words] : spellings)
        if (id == name)
            return toText(words);
    const QString text = toText(name);
    QString out;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool starts = text.at(i).isUpper() && i > 0 && text.at(i - 1).isLower();
        const bool wordLike = i + 1 < text.size() && text.at(i + 1).isLower();
        if (starts)
            out += QLatin1Char(' ');
        out += starts && wordLike ? text.at(i).toLower() : text.at(i);
    }
    return out;
}

QString labelOf(const AttributeDef &def) { return metamodelWords(attributeLabel(def)); }
QString labelOf(const AttributeShape &shape) { return shape.def ? labelOf(*shape.def) : toText(shape.name); }

QString factorWords(Factor factor)
{
    static constexpr std::array<const char *, factorCount> words{
        QT_TRANSLATE_NOOP("words", "Elapsed time"),      QT_TRANSLATE_NOOP("words", "Expertise"),
        QT_TRANSLATE_NOOP("words", "Knowledge"),         QT_TRANSLATE_NOOP("words", "Window"),
        QT_TRANSLATE_NOOP("words", "Equipment"),         QT_TRANSLATE_NOOP("words", "Attack vector"),
        QT_TRANSLATE_NOOP("words", "Attack complexity"), QT_TRANSLATE_NOOP("words", "Privileges"),
        QT_TRANSLATE_NOOP("words", "User interaction")};
    return say(words[static_cast<std::size_t>(factor)]);
}

QString levelId(Factor factor, int level)
{
    const auto &levels = factorLevels(factor);
    return level >= 0 && static_cast<std::size_t>(level) < levels.size()
               ? toText(levels[static_cast<std::size_t>(level)])
               : QString();
}

QString levelWords(Factor factor, int level)
{
    static const std::array<std::vector<const char *>, factorCount> words{{
        {QT_TRANSLATE_NOOP("words", "1 day"), QT_TRANSLATE_NOOP("words", "1 week"),
         QT_TRANSLATE_NOOP("words", "1 month"), QT_TRANSLATE_NOOP("words", "6 months"),
         QT_TRANSLATE_NOOP("words", "more than 6 months")},
        {QT_TRANSLATE_NOOP("words", "layman"), QT_TRANSLATE_NOOP("words", "proficient"),
         QT_TRANSLATE_NOOP("words", "expert"), QT_TRANSLATE_NOOP("words", "multiple experts")},
        {QT_TRANSLATE_NOOP("words", "public"), QT_TRANSLATE_NOOP("words", "restricted"),
         QT_TRANSLATE_NOOP("words", "confidential"), QT_TRANSLATE_NOOP("words", "strictly confidential")},
        {QT_TRANSLATE_NOOP("words", "unlimited"), QT_TRANSLATE_NOOP("words", "easy"),
         QT_TRANSLATE_NOOP("words", "moderate"), QT_TRANSLATE_NOOP("words", "difficult")},
        {QT_TRANSLATE_NOOP("words", "standard"), QT_TRANSLATE_NOOP("words", "specialized"),
         QT_TRANSLATE_NOOP("words", "bespoke"), QT_TRANSLATE_NOOP("words", "multiple bespoke")},
        {QT_TRANSLATE_NOOP("words", "network"), QT_TRANSLATE_NOOP("words", "adjacent"),
         QT_TRANSLATE_NOOP("words", "local"), QT_TRANSLATE_NOOP("words", "physical")},
        {QT_TRANSLATE_NOOP("words", "low"), QT_TRANSLATE_NOOP("words", "high")},
        {QT_TRANSLATE_NOOP("words", "none"), QT_TRANSLATE_NOOP("words", "low"), QT_TRANSLATE_NOOP("words", "high")},
        {QT_TRANSLATE_NOOP("words", "none"), QT_TRANSLATE_NOOP("words", "required")},
    }};
    const auto &levels = words[static_cast<std::size_t>(factor)];
    if (level < 0 || static_cast<std::size_t>(level) >= levels.size())
        return say(QT_TRANSLATE_NOOP("words", "not rated"));
    return say(levels[static_cast<std::size_t>(level)]);
}

QString impactCategoryWords(ImpactCategory category)
{
    static constexpr std::array<const char *, impactCategoryCount> words{
        QT_TRANSLATE_NOOP("words", "Safety"), QT_TRANSLATE_NOOP("words", "Financial"),
        QT_TRANSLATE_NOOP("words", "Operational"), QT_TRANSLATE_NOOP("words", "Privacy")};
    return say(words[static_cast<std::size_t>(category)]);
}

QString impactWords(ImpactLevel level)
{
    switch (level) {
    case ImpactLevel::Negligible: return say(QT_TRANSLATE_NOOP("words", "Negligible"));
    case ImpactLevel::Moderate: return say(QT_TRANSLATE_NOOP("words", "Moderate"));
    case ImpactLevel::Major: return say(QT_TRANSLATE_NOOP("words", "Major"));
    case ImpactLevel::Severe: return say(QT_TRANSLATE_NOOP("words", "Severe"));
    case ImpactLevel::Unrated: break;
    }
    return say(QT_TRANSLATE_NOOP("words", "not rated"));
}

QString yesNoWords(bool value)
{
    return say(value ? QT_TRANSLATE_NOOP("words", "yes") : QT_TRANSLATE_NOOP("words", "no"));
}

QString valueWords(const Graph &graph, const AttributeShape &shape, const Value &value)
{
    return std::visit(ValueText{graph, shape}, value);
}

QString linkWords(const Graph &graph, LinkId id)
{
    const Link *link = graph.link(id);
    if (!link)
        return say(QT_TRANSLATE_NOOP("words", "a link that is gone"));
    return QStringLiteral("%1: %2 %3 %4")
        .arg(toText(link->key), toText(graph.keyOf(link->from)), metamodelWords(linkDef(link->kind).forward),
             toText(graph.keyOf(link->to)));
}

QString sentence(const QString &words)
{
    QString whole = words;
    const QString first = whole.section(QLatin1Char(' '), 0, 0);
    if (!whole.isEmpty() && first == first.toLower())
        whole[0] = whole.at(0).toUpper();
    return whole;
}

QString number(qint64 value) { return QLocale().toString(value); }

QString plainTip(const QString &text)
{
    return text.isEmpty()
               ? QString()
               : QStringLiteral("<span>") + text.toHtmlEscaped().replace(QLatin1Char('\n'), QStringLiteral("<br>")) +
                     QStringLiteral("</span>");
}

QString plainLabel(const QString &text)
{
    // Behind a tab a menu shows a shortcut.
    return QString(text).replace(QLatin1Char('&'), QStringLiteral("&&")).replace(QLatin1Char('\t'), QLatin1Char(' '));
}

} // namespace tarascope
