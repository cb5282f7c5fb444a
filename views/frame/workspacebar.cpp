#include "views/frame/workspacebar.h"

#include "views/fonts.h"
#include "views/icons.h"
#include "views/sizes.h"
#include "views/style.h"
#include "views/style/parts.h"
#include "views/words.h"

#include <QtGui/QPainter>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QButtonGroup>
#include <QtWidgets/QVBoxLayout>

namespace tarascope {

namespace {

class Entry final : public QAbstractButton
{
public:
    Entry(Palette palette, std::string_view icon, const QString &words) : m_palette(std::move(palette)), m_icon(icon)
    {
        setText(words);
        setAccessibleName(words);
        setCheckable(true);
        setAttribute(Qt::WA_Hover);
        setFocusPolicy(Qt::TabFocus);
        setFixedWidth(sizes::workspaceBar - 1);
        setMinimumHeight(42);
        setMaximumHeight(56);
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    }

    QSize sizeHint() const override { return {sizes::workspaceBar - 1, 56}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const QRect ground = rect().adjusted(4, 1, -4, -1);
        if (isChecked() || underMouse())
            parts::rounded(painter, ground, 6, m_palette.color(isChecked() ? "state.selected" : "state.hover"), {});
        if (isChecked())
            parts::rounded(painter, QRectF(0, 10, 3, height() - 20), 1.5, m_palette.color("accent.fill"), {});
        const QColor ink = m_palette.color(isChecked() ? "accent.ink" : "text.secondary");
        const int top = (height() - 40) / 2; // a low window brings icon and word closer to the edges
        paintIcon(painter, QRect(0, top, width(), 20), m_icon, ink, sizes::toolIcon);
        painter.setFont(textFont(TextSize::Smallest));
        painter.setPen(ink);
        const QRect words(2, top + 22, width() - 4, 18);
        painter.drawText(words, Qt::AlignCenter,
                         painter.fontMetrics().elidedText(text(), Qt::ElideRight, words.width()));
    }

private:
    Palette m_palette;
    std::string m_icon;
};

} // namespace

WorkspaceBar::WorkspaceBar(const Palette &palette, QWidget *parent)
    : Pane("surface.window", Qt::RightEdge, parent), m_palette(palette), m_group(new QButtonGroup(this)),
      m_layout(new QVBoxLayout(this))
{
    setFixedWidth(sizes::workspaceBar);
    setAccessibleName(tr("Workspaces"));
    m_layout->setContentsMargins(0, 6, 0, 6);
    m_layout->setSpacing(0);
    m_layout->addStretch(0);
    connect(m_group, &QButtonGroup::idClicked, this, &WorkspaceBar::chosen);
}

void WorkspaceBar::add(std::string_view icon, const QString &words, const QString &keys)
{
    auto *entry = new Entry(m_palette, icon, words);
    entry->setToolTip(plainTip(words + QStringLiteral("  ") + keys));
    const int id = static_cast<int>(m_group->buttons().size());
    m_group->addButton(entry, id);
    m_layout->insertWidget(id, entry, 1);
    if (id == 0)
        entry->setChecked(true);
}

int WorkspaceBar::current() const { return m_group->checkedId(); }

void WorkspaceBar::setCurrent(int id)
{
    if (QAbstractButton *entry = m_group->button(id))
        entry->setChecked(true);
}

} // namespace tarascope
