#include "views/inspector/linkslist.h"

#include "views/controls/buttons.h"
#include "views/controls/label.h"
#include "views/controls/scroll.h"
#include "views/icons.h"
#include "views/inspector/choicebox.h"
#include "views/inspector/endbutton.h"
#include "views/kindlook.h"
#include "views/sizes.h"
#include "views/words.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QVBoxLayout>

namespace tarascope {

std::vector<LinkWay> linkWays(Kind kind)
{
    std::vector<LinkWay> ways;
    for (const bool attack : {true, false})
        for (const bool outward : {true, false})
            for (const LinkDef &def : linkKinds()) {
                if (def.attack != attack)
                    continue;
                const bool allowed = std::any_of(kinds().begin(), kinds().end(), [&](const KindDef &other) {
                    return outward ? def.allows(kind, other.kind) : def.allows(other.kind, kind);
                });
                if (allowed)
                    ways.push_back({def.kind, outward});
            }
    return ways;
}

QString wayWords(const LinkWay &way)
{
    const LinkDef &def = linkDef(way.kind);
    return metamodelWords(way.outward ? def.forward : def.backward);
}

LinksList::LinksList(const Palette &palette, std::function<const Graph &()> graph, QWidget *parent)
    : QWidget(parent), m_palette(palette), m_graph(std::move(graph)), m_count(Label::muted({})),
      m_rows(new QVBoxLayout), m_adder(new QWidget), m_way(new ChoiceBox),
      m_other(new ItemPicker(palette, tr("The other end"),
                             [this](const QString &search, int limit) { return candidates(search, limit); }))
{
    auto *addButton = makeIconButton(palette, "add", tr("Add a link"));
    auto *head = new QHBoxLayout;
    head->setSpacing(sizes::gap);
    head->addWidget(Label::section(tr("Links")));
    head->addWidget(m_count);
    head->addStretch(1);
    head->addWidget(addButton);
    m_way->setAccessibleName(tr("Kind of link"));
    m_other->setPlaceholder(tr("choose the other end"));
    setSmall(m_other);
    auto *adderLayout = new QVBoxLayout(m_adder);
    adderLayout->setContentsMargins(0, 0, 0, sizes::gap);
    adderLayout->setSpacing(4);
    adderLayout->addWidget(m_way);
    adderLayout->addWidget(m_other);
    m_adder->hide();
    m_rows->setSpacing(0);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addLayout(head);
    layout->addWidget(m_adder);
    layout->addLayout(m_rows);
    connect(addButton, &QToolButton::clicked, this, [this] { m_adder->isVisible() ? m_adder->hide() : startAdding(); });
    connect(m_other, &ItemPicker::picked, this, [this](const std::optional<Pick> &pick) {
        if (pick)
            add(*pick);
    });
}

void LinksList::setItem(ItemId item)
{
    const Item *found = m_graph().item(item);
    const bool other = item != m_item;
    m_item = item;
    setVisible(found != nullptr);
    if (!found)
        return;
    if (other) {
        m_adder->hide();
        fillWays(found->kind);
    }
    fillRows();
}

void LinksList::startAdding()
{
    m_other->setPick({});
    m_adder->show();
    m_way->setFocus(Qt::TabFocusReason);
}

void LinksList::fillWays(Kind kind)
{
    m_ways = linkWays(kind);
    m_way->clear();
    for (const LinkWay &way : m_ways) {
        const LinkDef &def = linkDef(way.kind);
        const std::vector<Kind> &others = way.outward ? def.to : def.from;
        QStringList titles;
        for (const Kind other : others)
            titles << metamodelWords(kindDef(other).title);
        const QString end = others.empty()      ? tr("any item")
                            : titles.size() > 3 ? titles.mid(0, 3).join(QStringLiteral(", ")) + tr(" and others")
                                                : titles.join(QStringLiteral(", "));
        m_way->addItem(wayWords(way));
        m_way->setItemData(m_way->count() - 1, plainTip(end), Qt::ToolTipRole);
    }
}

void LinksList::fillRows()
{
    emptyLayout(*m_rows);
    const Graph &graph = m_graph();
    const std::span<const LinkId> out = graph.out(m_item);
    const std::span<const LinkId> in = graph.in(m_item);
    m_count->setText(out.empty() && in.empty() ? tr("none yet") : tr("%1 out, %2 in").arg(out.size()).arg(in.size()));
    int shown = 0;
    for (const bool outward : {true, false}) {
        std::vector<LinkId> links(outward ? out.begin() : in.begin(), outward ? out.end() : in.end());
        std::stable_sort(links.begin(), links.end(),
                         [&graph](LinkId a, LinkId b) { return graph.link(a)->kind < graph.link(b)->kind; });
        std::optional<LinkKind> before;
        for (const LinkId link : links) {
            if (shown++ >= mostShown)
                continue;
            const LinkKind kind = graph.link(link)->kind;
            m_rows->addWidget(makeRow(link, outward, before != kind));
            before = kind;
        }
    }
    if (shown > mostShown)
        m_rows->addWidget(Label::muted(tr("Not shown: %1 further links").arg(number(shown - mostShown))));
}

QWidget *LinksList::makeRow(LinkId id, bool outward, bool firstOfGroup)
{
    const Graph &graph = m_graph();
    const Link &link = *graph.link(id);
    const LinkDef &def = linkDef(link.kind);
    const ItemId other = outward ? graph.to(id) : graph.from(id);
    const QString words = wayWords({link.kind, outward});
    auto *row = new QWidget;
    auto *verb = Label::muted(firstOfGroup ? words : QString());
    verb->setFixedWidth(sizes::label - 16);
    verb->setElided();
    auto *end = new EndButton(m_palette, pickOf(*graph.item(other)));
    end->setAccessibleDescription(words);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(verb);
    layout->addWidget(end, 1);
    if (!def.attributes.empty()) {
        const bool filled = !link.attributes.empty();
        auto *open = makeIconButton(m_palette, "settings",
                                    filled ? tr("Open this link: it has values") : tr("Open this link: no values yet"));
        open->setIcon(makeIcon(m_palette, "settings", filled ? "accent.ink" : "text.muted"));
        setSmall(open);
        layout->addWidget(open);
        connect(open, &QToolButton::clicked, this, [this, uid = link.uid] { Q_EMIT linkWanted(uid); });
    }
    auto *remove = makeIconButton(m_palette, "close", tr("Remove this link"));
    remove->setIcon(makeIcon(m_palette, "close", "text.muted"));
    setSmall(remove);
    layout->addWidget(remove);
    connect(end, &QAbstractButton::clicked, this, [this, other] { Q_EMIT itemWanted(other); });
    connect(remove, &QToolButton::clicked, this, [this, uid = link.uid] { Q_EMIT removeWanted(uid); });
    return row;
}

PickList LinksList::candidates(const QString &search, int limit) const
{
    const auto place = static_cast<std::size_t>(std::max(0, m_way->currentIndex()));
    const Graph &graph = m_graph();
    const Item *self = graph.item(m_item);
    if (!self || place >= m_ways.size())
        return {};
    const LinkWay way = m_ways[place];
    const LinkDef &def = linkDef(way.kind);
    return findItems(
        graph,
        [&](ItemId id, const Item &item) {
            return id != m_item &&
                   (way.outward ? def.allows(self->kind, item.kind) : def.allows(item.kind, self->kind));
        },
        search, limit);
}

void LinksList::add(const Pick &pick)
{
    const Item *self = m_graph().item(m_item);
    const auto place = static_cast<std::size_t>(std::max(0, m_way->currentIndex()));
    if (!self || place >= m_ways.size())
        return;
    const LinkWay way = m_ways[place];
    m_other->setPick({});
    Q_EMIT addWanted(way.kind, way.outward ? self->uid : pick.uid, way.outward ? pick.uid : self->uid);
}

} // namespace tarascope
