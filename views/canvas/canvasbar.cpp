#include "views/canvas/canvasbar.h"

#include "views/controls/buttons.h"
#include "views/controls/label.h"
#include "views/kindlook.h"
#include "views/sizes.h"
#include "views/words.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QMenu>

#include <cmath>

namespace tarascope {

namespace {

constexpr int mostHops = 6;

/// A menu of switches that stays open while they are switched.
class SwitchMenu final : public QMenu
{
public:
    using QMenu::QMenu;

protected:
    void mouseReleaseEvent(QMouseEvent *event) override
    {
        QAction *action = actionAt(event->pos());
        if (action && action->isCheckable())
            action->trigger();
        else
            QMenu::mouseReleaseEvent(event);
    }
    void keyPressEvent(QKeyEvent *event) override
    {
        if (event->key() == Qt::Key_Space && activeAction() && activeAction()->isCheckable())
            activeAction()->trigger();
        else
            QMenu::keyPressEvent(event);
    }
};

} // namespace

CanvasBar::CanvasBar(const Palette &palette, QWidget *parent)
    : Pane("surface.base", Qt::BottomEdge, parent), m_palette(palette),
      m_colours(new Segments(tr("Colour by"), {tr("Kind"), tr("Risk"), tr("Evidence")})),
      m_focus(makeButton(palette, tr("Focus"), "focus", Look::Quiet)), m_hops(new QComboBox),
      m_kinds(makeButton(palette, {}, "filter", Look::Quiet)), m_link(makeButton(palette, {}, "link", Look::Quiet)),
      m_files(makeButton(palette, {}, "export", Look::Quiet)), m_title(Label::muted(tr("Colour by"))), m_zoom(new Label({}, TextSize::Body, "text.secondary"))
{
    setFixedHeight(sizes::toolBar);
    m_colours->setChoiceTip(1, tr("The highest risk of the threats that target an item, in the reading of the window"));
    m_colours->setChoiceTip(2, tr("What tests say of the controls that guard an item"));
    m_focus->setCheckable(true);
    m_focus->setToolTip(plainTip(tr("Show only the selection and what is linked to it (F)")));
    for (int hops = 1; hops <= mostHops; ++hops)
        m_hops->addItem(hops == 1 ? tr("1 hop") : tr("%1 hops").arg(hops), hops);
    m_hops->setAccessibleName(tr("Hops of the focus"));
    m_hops->setCurrentIndex(1);
    m_kinds->setMenu(makeKindMenu());
    m_link->setToolTip(plainTip(tr("Link the current item to another (C); or drag from the edge of an item")));
    m_files->setMenu(makeExportMenu());
    auto *whole = makeButton(palette, tr("Fit"));
    whole->setToolTip(plainTip(tr("Show the whole picture (0); 100 % is 1")));
    m_zoom->setMinimumWidth(40);
    m_zoom->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 0, 12, 0);
    layout->setSpacing(sizes::gap);
    layout->addWidget(m_title);
    layout->addWidget(m_colours);
    layout->addWidget(m_focus);
    layout->addWidget(m_hops);
    layout->addWidget(m_kinds);
    layout->addStretch(1);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_link, m_files, m_zoom, whole})
        layout->addWidget(widget);
    connect(m_colours, &Segments::picked, this, [this](int by) { Q_EMIT colourPicked(static_cast<ColourBy>(by)); });
    connect(m_focus, &QPushButton::clicked, this, &CanvasBar::focusToggled);
    connect(m_hops, &QComboBox::activated, this, [this] { Q_EMIT hopsPicked(hops()); });
    connect(m_link, &QPushButton::clicked, this, &CanvasBar::connectWanted);
    connect(whole, &QPushButton::clicked, this, &CanvasBar::fitWanted);
    m_focus->setAccessibleName(tr("Focus"));
    m_link->setAccessibleName(tr("Link"));
    m_files->setAccessibleName(tr("Export"));
    m_files->setToolTip(plainTip(tr("The picture as a file, or into the clipboard")));
    setNarrow(false);
    setZoom(1);
    setHidden({});
    m_wide = layout->minimumSize().width();
}

void CanvasBar::setNarrow(bool narrow)
{
    m_narrow = narrow;
    m_title->setVisible(!narrow);
    m_zoom->setVisible(!narrow);
    m_focus->setText(narrow ? QString() : tr("Focus"));
    m_link->setText(narrow ? QString() : tr("Link"));
    m_files->setText(narrow ? QString() : tr("Export"));
    setHidden(m_hidden);
}

void CanvasBar::resizeEvent(QResizeEvent *event)
{
    Pane::resizeEvent(event);
    if (const bool narrow = width() < m_wide; narrow != m_narrow)
        setNarrow(narrow);
}

QMenu *CanvasBar::makeKindMenu()
{
    auto *menu = new SwitchMenu(this);
    std::optional<Group> group;
    for (const KindDef &def : kinds()) {
        if (!laneOf(def.kind, {}))
            continue;
        if (group && *group != def.group)
            menu->addSeparator();
        group = def.group;
        QAction *action = menu->addAction(kindIcon(m_palette, def.kind), metamodelWords(def.plural));
        action->setCheckable(true);
        connect(action, &QAction::triggered, this, [this, kind = def.kind](bool on) {
            std::set<Kind> hidden = m_hidden;
            on ? void(hidden.erase(kind)) : void(hidden.insert(kind));
            setHidden(hidden);
            Q_EMIT kindsPicked(hidden);
        });
        m_kindActions.emplace_back(def.kind, action);
    }
    menu->addSeparator();
    menu->addAction(tr("All kinds"), this, [this] {
        setHidden({});
        Q_EMIT kindsPicked({});
    });
    menu->addAction(tr("Those that attacks lead over"), this, [this] {
        setHidden(hiddenAtFirst());
        Q_EMIT kindsPicked(m_hidden);
    });
    return menu;
}

QMenu *CanvasBar::makeExportMenu()
{
    auto *menu = new QMenu(this);
    const auto add = [this, menu](const QString &words, PictureFormat format) {
        menu->addAction(words, this, [this, format] { Q_EMIT exportWanted(format); });
    };
    add(tr("SVG file"), PictureFormat::Svg);
    add(tr("PNG file"), PictureFormat::Png);
    add(tr("PDF file"), PictureFormat::Pdf);
    menu->addSeparator();
    add(tr("Copy the picture"), PictureFormat::Clipboard);
    return menu;
}

void CanvasBar::setColourBy(ColourBy by) { m_colours->choose(static_cast<int>(by)); }
void CanvasBar::setFocused(bool focused) { m_focus->setChecked(focused); }
void CanvasBar::setZoom(double zoom) { m_zoom->setText(tr("%1 %").arg(std::lround(zoom * 100))); }
int CanvasBar::hops() const { return m_hops->currentData().toInt(); }
void CanvasBar::setHops(int hops) { m_hops->setCurrentIndex(hops - 1); }

void CanvasBar::setHidden(const std::set<Kind> &hidden)
{
    m_hidden = hidden;
    for (const auto &[kind, action] : m_kindActions)
        action->setChecked(!hidden.contains(kind));
    const QString all = tr("Kinds %1 of %2").arg(m_kindActions.size() - hidden.size()).arg(m_kindActions.size());
    m_kinds->setText(m_narrow ? QString() : all);
    m_kinds->setAccessibleName(all);
    m_kinds->setToolTip(plainTip(tr("Kinds of items that are shown")));
}

} // namespace tarascope
