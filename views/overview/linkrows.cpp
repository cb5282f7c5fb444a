#include "views/overview/linkrows.h"

#include "views/controls/buttons.h"
#include "views/controls/label.h"
#include "views/controls/pane.h"
#include "views/controls/scroll.h"
#include "views/icons.h"
#include "views/sizes.h"
#include "views/words.h"

#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QVBoxLayout>

namespace tarascope {

namespace {

constexpr int rowHeight = 34;

class Picture final : public QWidget
{
public:
    Picture(Palette palette, std::string icon, std::string ink)
        : m_palette(std::move(palette)), m_icon(std::move(icon)), m_ink(std::move(ink))
    {
        setFixedSize(sizes::icon, sizes::icon);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        paintIcon(painter, rect(), m_icon, m_palette.color(m_ink));
    }

private:
    Palette m_palette;
    std::string m_icon;
    std::string m_ink;
};

} // namespace

QWidget *makePicture(const Palette &palette, std::string icon, std::string ink)
{
    return new Picture(palette, std::move(icon), std::move(ink));
}

LinkRows::LinkRows(const Palette &palette, QWidget *parent)
    : QWidget(parent), m_palette(palette), m_rows(new QVBoxLayout(this))
{
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(0);
}

void LinkRows::clear() { emptyLayout(*m_rows); }

void LinkRows::add(std::string icon, std::string ink, const QString &words, const QString &link, const QString &tip,
                   std::function<void()> act)
{
    auto *row = new Pane("surface.base", Qt::BottomEdge);
    row->setFixedHeight(rowHeight);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(sizes::pageMargin, 0, sizes::gap, 0);
    layout->setSpacing(10);
    auto *label = new Label(words);
    label->setElided();
    label->setToolTip(plainTip(tip));
    auto *go = makeButton(m_palette, plainLabel(link), {}, Look::Link);
    setSmall(go);
    go->setAccessibleName(link + QStringLiteral(": ") + words);
    layout->addWidget(makePicture(m_palette, std::move(icon), std::move(ink)));
    layout->addWidget(label, 1);
    layout->addWidget(go);
    connect(go, &QPushButton::clicked, this, [act = std::move(act)] { act(); });
    m_rows->addWidget(row);
}

void LinkRows::addWords(const QString &words)
{
    auto *label = new Label(words, TextSize::Body, "text.muted");
    label->wrap();
    label->setContentsMargins(sizes::pageMargin, 8, sizes::pageMargin, 8);
    m_rows->addWidget(label);
}

} // namespace tarascope
