#pragma once
#include "views/canvas/scenepaint.h"

#include <QtWidgets/QWidget>

namespace tarascope {

/// What the colours of the picture mean: families, risks or proofs, each with its symbol or digit.
class Legend final : public QWidget
{
    Q_OBJECT
public:
    explicit Legend(const Palette &palette, QWidget *parent = nullptr);
    void setColourBy(ColourBy by);
    /// Families that are in the picture.
    void setGroups(const std::set<Group> &groups);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Entry {
        std::string_view icon; ///< empty: a chip with the risk
        std::string ink;
        std::string fill;
        int risk = 0;
        QString words;
    };
    std::vector<Entry> entries() const;

    Palette m_palette;
    ColourBy m_by = ColourBy::Kind;
    std::set<Group> m_groups;
};

} // namespace tarascope
