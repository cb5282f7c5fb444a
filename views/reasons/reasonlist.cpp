#include "views/reasons/reasonlist.h"

#include "views/controls/buttons.h"
#include "views/controls/label.h"
#include "views/controls/scroll.h"
#include "views/sizes.h"
#include "views/words.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QVBoxLayout>

namespace tarascope {

namespace {

constexpr int mostLinks = 3;

} // namespace

QString reasonWords(const Reason &reason)
{
    const QString place = toText(reason.where.text());
    const QString words = sentence(translated(reason.message));
    return place.isEmpty() || words.contains(place) ? words
                                                    : words + QStringLiteral(" (") + place + QLatin1Char(')');
}

bool tellsOfFailure(const Reason &reason) { return std::string_view(reason.message.code) == "testFailed"; }

ReasonList::ReasonList(const Palette &palette, std::function<const Graph &()> graph, QWidget *parent)
    : QWidget(parent), m_palette(palette), m_graph(std::move(graph)), m_lines(new QVBoxLayout(this))
{
    m_lines->setContentsMargins(0, 0, 0, 0);
    m_lines->setSpacing(4);
    m_lines->setAlignment(Qt::AlignTop);
}

void ReasonList::clear() { emptyLayout(*m_lines); }
int ReasonList::count() const { return m_lines->count(); }
void ReasonList::addHeading(const QString &words) { m_lines->addWidget(Label::section(words)); }

void ReasonList::addSentence(const QString &words, std::string color, const std::vector<ItemId> &items)
{
    auto *line = new QHBoxLayout;
    line->setSpacing(sizes::gap);
    auto *label = new Label(words, TextSize::Body, std::move(color));
    label->wrap();
    line->addWidget(label, 1, Qt::AlignVCenter);
    int shown = 0;
    for (const ItemId id : items) {
        const Item *item = m_graph().item(id);
        if (!item || ++shown > mostLinks)
            continue;
        auto *go = makeButton(m_palette, plainLabel(toText(item->key)), {}, Look::Link);
        go->setToolTip(plainTip(toText(item->name)));
        go->setAccessibleName(tr("Show %1 %2").arg(toText(item->key), toText(item->name)));
        setSmall(go);
        line->addWidget(go, 0, Qt::AlignTop);
        connect(go, &QPushButton::clicked, this, [this, id] { Q_EMIT itemWanted(id); });
    }
    m_lines->addLayout(line);
}

void ReasonList::addReason(const Reason &reason)
{
    addSentence(reasonWords(reason), tellsOfFailure(reason) ? "notice.error.ink" : "text.secondary", reason.items);
}

void ReasonList::addButton(QWidget *button)
{
    auto *line = new QHBoxLayout;
    line->setContentsMargins(0, 4, 0, 0);
    line->addWidget(button);
    line->addStretch(1);
    m_lines->addLayout(line);
}

} // namespace tarascope
