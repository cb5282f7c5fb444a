#pragma once
#include "model/graph.h"
#include "views/palette.h"

#include <QtWidgets/QWidget>

class QVBoxLayout;

namespace tarascope {

/// Sentences below each other, each followed by links to the items that it speaks of.
class ReasonList final : public QWidget
{
    Q_OBJECT
public:
    ReasonList(const Palette &palette, std::function<const Graph &()> graph, QWidget *parent = nullptr);
    void clear();
    void addHeading(const QString &words);
    void addSentence(const QString &words, std::string color = "text.primary", const std::vector<ItemId> &items = {});
    /// The sentence of the reason with the place it comes from.
    void addReason(const Reason &reason);
    void addButton(QWidget *button);
    int count() const;

Q_SIGNALS:
    void itemWanted(tarascope::ItemId item);

private:
    Palette m_palette;
    std::function<const Graph &()> m_graph;
    QVBoxLayout *m_lines;
};

/// The sentence of a reason, with its place when the sentence does not name it.
QString reasonWords(const Reason &reason);
/// A test has shown that a control does not hold: to be seen before all other reasons.
bool tellsOfFailure(const Reason &reason);

} // namespace tarascope
