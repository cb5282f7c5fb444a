#pragma once
#include "model/graph.h"
#include "views/palette.h"

#include <QtWidgets/QAbstractButton>

#include <functional>

namespace tarascope {

/// Something that can be picked: an item or a link, as people read it.
struct Pick {
    Uid uid;
    QString key;
    QString name;
    std::string icon;
    std::string color = "text.secondary";
    QString note; ///< after the name, muted: "3 threats", "is there already"
};

struct PickList {
    std::vector<Pick> picks;
    qint64 more = 0; ///< found, but not listed
};

/// Searches by key and by words of the name; best hits first, at most `limit`.
using FindPicks = std::function<PickList(const QString &search, int limit)>;

Pick pickOf(const Item &item);
/// Items that are allowed and match: key, then start of the name, then start of a word, then anywhere.
PickList findItems(const Graph &graph, const std::function<bool(ItemId, const Item &)> &allowed, const QString &search,
                   int limit);

/// A field that holds one item. Opens a list with a search field; typing in the closed field opens it, too.
class ItemPicker final : public QAbstractButton
{
    Q_OBJECT
public:
    ItemPicker(const Palette &palette, const QString &name, FindPicks find, QWidget *parent = nullptr);
    void setPlaceholder(const QString &words);
    /// Adds an entry that takes the choice away.
    void setClearable(const QString &words);
    /// Does not emit `picked`.
    void setPick(std::optional<Pick> pick);
    const std::optional<Pick> &pick() const { return m_pick; }
    void openList(const QString &search = {});

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// The user picked another one; nothing for "none".
    void picked(std::optional<tarascope::Pick> pick);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void take(std::optional<Pick> pick);

    Palette m_palette;
    FindPicks m_find;
    QString m_placeholder;
    QString m_clearWords;
    std::optional<Pick> m_pick;
};

} // namespace tarascope
