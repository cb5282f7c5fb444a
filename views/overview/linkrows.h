#pragma once
#include "views/palette.h"

#include <QtWidgets/QWidget>

#include <functional>

class QVBoxLayout;

namespace tarascope {

/// Rows of a finding and a link to where the work is, split by lines. The link works by click, Tab and Enter.
class LinkRows final : public QWidget
{
    Q_OBJECT
public:
    explicit LinkRows(const Palette &palette, QWidget *parent = nullptr);
    void clear();
    /// The tip says more than there is room for.
    void add(std::string icon, std::string ink, const QString &words, const QString &link, const QString &tip,
             std::function<void()> act);
    /// A row that only says something.
    void addWords(const QString &words);

private:
    Palette m_palette;
    QVBoxLayout *m_rows;
};

/// An icon of the palette as a widget of 16 pixels.
QWidget *makePicture(const Palette &palette, std::string icon, std::string ink);

} // namespace tarascope
