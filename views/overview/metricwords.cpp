#include "views/overview/metricwords.h"

#include "views/words.h"

#include <QtCore/QCoreApplication>

#include <cmath>

namespace tarascope {

namespace {

QString say(const char *source) { return QCoreApplication::translate("overview", source); }

QString memberWords(const Metric &metric, MemberState state)
{
    const bool bad = !metric.moreIsBetter;
    switch (state) {
    case MemberState::Counted: return say(QT_TRANSLATE_NOOP("overview", "counted"));
    case MemberState::NotCounted:
        return bad ? say(QT_TRANSLATE_NOOP("overview", "fine")) : say(QT_TRANSLATE_NOOP("overview", "missing"));
    case MemberState::Unknown: break;
    }
    return say(QT_TRANSLATE_NOOP("overview", "not known"));
}

Tone memberTone(const Metric &metric, MemberState state)
{
    if (state == MemberState::Unknown)
        return Tone::Warning;
    return (state == MemberState::Counted) == metric.moreIsBetter ? Tone::Muted : Tone::Error;
}

// What is to be looked at first: what is missing, then what is not known.
int rank(const Metric &metric, MemberState state)
{
    return state == MemberState::Unknown ? 1 : (state == MemberState::Counted) == metric.moreIsBetter ? 2 : 0;
}

} // namespace

QString metricWords(const Metric &metric)
{
    if (!metric.value)
        return metric.computed ? say(QT_TRANSLATE_NOOP("overview", "none"))
                               : say(QT_TRANSLATE_NOOP("overview", "not known"));
    const bool share = metric.unit == MetricUnit::Percent;
    const QString unit = share ? QStringLiteral("%1 %") : QStringLiteral("%1");
    if (*metric.lower == *metric.upper)
        return unit.arg(number(std::llround(*metric.value)));
    return unit.arg(say(QT_TRANSLATE_NOOP("overview", "%1 to %2"))
                        .arg(number(static_cast<qint64>(std::floor(*metric.lower))),
                             number(static_cast<qint64>(std::ceil(*metric.upper)))));
}

Explanation explain(const Metric &metric)
{
    Explanation made;
    made.title = QString::fromUtf8(metric.id.data(), static_cast<qsizetype>(metric.id.size())) + QStringLiteral("  ") +
                 translated(Message{metric.title, {}, {}});
    made.result = metricWords(metric);
    made.formula = translated(Message{metric.formula, {}, {}});
    if (metric.computed)
        made.inputs << say(QT_TRANSLATE_NOOP("overview",
                                             "%1 counted of %2; %3 not known, so the true value lies between the "
                                             "bounds."))
                           .arg(number(metric.numerator), number(metric.denominator), number(metric.unknown));
    if (const QString note = translated(metric.note); !note.isEmpty())
        made.inputs << note;
    std::vector<const MetricMember *> members;
    for (const MetricMember &member : metric.members)
        members.push_back(&member);
    std::stable_sort(members.begin(), members.end(), [&](const MetricMember *a, const MetricMember *b) {
        return rank(metric, a->state) < rank(metric, b->state);
    });
    for (const MetricMember *member : members) {
        SourceRow row;
        row.item = member->item;
        row.state = memberWords(metric, member->state);
        row.tone = memberTone(metric, member->state);
        row.why = translated(member->why);
        made.rows.push_back(std::move(row));
    }
    return made;
}

} // namespace tarascope
