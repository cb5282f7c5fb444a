#pragma once
#include "model/graph.h"
#include "views/controls/itempicker.h"
#include "views/palette.h"

#include <QtWidgets/QWidget>

class QVBoxLayout;

namespace tarascope {

class ChoiceBox;
class Label;

/// One way in which an item can be linked: a kind of link, from this item or to it.
struct LinkWay {
    LinkKind kind{};
    bool outward = true;
    bool operator==(const LinkWay &) const = default;
};

/// The ways that the metamodel allows for an item of this kind; outward ones first, attack steps before the rest.
std::vector<LinkWay> linkWays(Kind kind);
QString wayWords(const LinkWay &way);

/// The links of an item in both directions, grouped by kind, and a line to add one.
class LinksList final : public QWidget
{
    Q_OBJECT
public:
    static constexpr int mostShown = 100;

    LinksList(const Palette &palette, std::function<const Graph &()> graph, QWidget *parent = nullptr);
    void setItem(ItemId item);
    void startAdding();

Q_SIGNALS:
    void itemWanted(tarascope::ItemId item);
    void linkWanted(const tarascope::Uid &link);
    void removeWanted(const tarascope::Uid &link);
    void addWanted(tarascope::LinkKind kind, const tarascope::Uid &from, const tarascope::Uid &to);

private:
    void fillRows();
    QWidget *makeRow(LinkId link, bool outward, bool firstOfGroup);
    void fillWays(Kind kind);
    PickList candidates(const QString &search, int limit) const;
    void add(const Pick &pick);

    Palette m_palette;
    std::function<const Graph &()> m_graph;
    ItemId m_item;
    std::vector<LinkWay> m_ways;
    Label *m_count;
    QVBoxLayout *m_rows;
    QWidget *m_adder;
    ChoiceBox *m_way;
    ItemPicker *m_other;
};

} // namespace tarascope
