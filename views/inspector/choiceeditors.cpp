#include "views/controls/buttons.h"
#include "views/fonts.h"
#include "views/icons.h"
#include "views/inspector/choicebox.h"
#include "views/inspector/editors.h"
#include "views/sizes.h"
#include "views/style/parts.h"
#include "views/words.h"

#include <QtGui/QContextMenuEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QMenu>
#include <QtWidgets/QVBoxLayout>

namespace tarascope::editors {

namespace {

class YesNoEditor final : public FieldEditor
{
public:
    explicit YesNoEditor(QWidget *parent)
        : FieldEditor(parent),
          m_segments(
              new Segments(FieldEditor::tr("Value"), {FieldEditor::tr("unknown"), yesNoWords(true), yesNoWords(false)}))
    {
        setSmall(m_segments);
        auto *layout = new QHBoxLayout(this);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->addWidget(m_segments);
        layout->addStretch(1);
        connect(m_segments, &Segments::picked, this, &FieldEditor::left);
    }
    void setValue(const std::optional<Value> &value) override
    {
        m_segments->choose(!value ? 0 : std::get<bool>(*value) ? 1 : 2);
    }
    Result<std::optional<Value>> value() const override
    {
        const int chosen = m_segments->chosen();
        return chosen == 0 ? std::optional<Value>() : std::optional<Value>(chosen == 1);
    }

private:
    Segments *m_segments;
};

class ChoiceEditor final : public FieldEditor
{
public:
    ChoiceEditor(const std::vector<std::string_view> &choices, QWidget *parent)
        : FieldEditor(parent), m_box(new ChoiceBox)
    {
        m_box->addItem(FieldEditor::tr("not set"));
        for (const std::string_view choice : choices)
            m_box->addItem(choiceWords(choice));
        auto *layout = new QHBoxLayout(this);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->addWidget(m_box);
        setFocusProxy(m_box);
        connect(m_box, &QComboBox::activated, this, &FieldEditor::left);
    }
    void setValue(const std::optional<Value> &value) override
    {
        m_box->setCurrentIndex(value ? std::get<Choice>(*value).index + 1 : 0);
    }
    Result<std::optional<Value>> value() const override
    {
        const int index = m_box->currentIndex();
        return index <= 0 ? std::optional<Value>()
                          : std::optional<Value>(Choice{static_cast<std::uint16_t>(index - 1)});
    }

private:
    ChoiceBox *m_box;
};

class ChoicesEditor final : public FieldEditor
{
public:
    ChoicesEditor(const std::vector<std::string_view> &choices, QWidget *parent) : FieldEditor(parent)
    {
        auto *layout = new QVBoxLayout(this);
        layout->setContentsMargins(0, 4, 0, 0);
        layout->setSpacing(2);
        for (const std::string_view choice : choices) {
            auto *box = new QCheckBox(choiceWords(choice));
            layout->addWidget(box);
            m_boxes.push_back(box);
            connect(box, &QCheckBox::clicked, this, &FieldEditor::left);
        }
        if (!m_boxes.empty())
            setFocusProxy(m_boxes.front());
    }
    void setValue(const std::optional<Value> &value) override
    {
        const ChoiceList chosen = value ? std::get<ChoiceList>(*value) : ChoiceList();
        for (std::size_t i = 0; i < m_boxes.size(); ++i)
            m_boxes[i]->setChecked(std::find(chosen.begin(), chosen.end(), Choice{static_cast<std::uint16_t>(i)}) !=
                                   chosen.end());
    }
    Result<std::optional<Value>> value() const override
    {
        ChoiceList chosen;
        for (std::size_t i = 0; i < m_boxes.size(); ++i)
            if (m_boxes[i]->isChecked())
                chosen.push_back(Choice{static_cast<std::uint16_t>(i)});
        return chosen.empty() ? std::optional<Value>() : std::optional<Value>(chosen);
    }

private:
    std::vector<QCheckBox *> m_boxes;
};

/// One chain link: on or off by a click, the scale in its menu.
class LinkCell final : public QAbstractButton
{
public:
    LinkCell(Palette palette, int link, QWidget *parent) : QAbstractButton(parent), m_palette(std::move(palette))
    {
        setText(QStringLiteral("L%1").arg(link + 1));
        setFocusPolicy(Qt::StrongFocus);
        setAttribute(Qt::WA_Hover);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        setToolTip(plainTip(FieldEditor::tr("Click: satisfied or not. Menu key or right click: at which scale.")));
    }
    std::int8_t at() const { return m_at; }
    void setAt(std::int8_t at)
    {
        m_at = at;
        const QString state = at == ChainLinks::no ? FieldEditor::tr("not satisfied")
                              : at == ChainLinks::unsaid
                                  ? FieldEditor::tr("satisfied")
                                  : FieldEditor::tr("satisfied at %1").arg(toText(scaleName(static_cast<Scale>(at))));
        setAccessibleName(text() + QStringLiteral(": ") + state);
        update();
    }
    QSize sizeHint() const override { return {28, 34}; }
    QSize minimumSizeHint() const override { return {20, 34}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const bool on = m_at != ChainLinks::no;
        const QRect cell(0, 0, width(), 22);
        const char *fill = on ? "chain.proved.fill" : underMouse() ? "state.hover" : "surface.base";
        parts::rounded(painter, cell, sizes::cellRadius, m_palette.color(fill),
                       m_palette.color(on ? "chain.proved.on" : "line.strong"), parts::lineWidth(m_palette));
        if (on)
            paintIcon(painter, cell, "check", m_palette.color("chain.proved.on"), 14);
        painter.setFont(textFont(TextSize::Smallest));
        painter.setPen(m_palette.color("text.muted"));
        const QString scale = m_at > 0 ? toText(scaleName(static_cast<Scale>(m_at))).left(1).toUpper() : QString();
        painter.drawText(QRect(0, 22, width(), 12), Qt::AlignCenter, text() + scale);
    }

private:
    Palette m_palette;
    std::int8_t m_at = ChainLinks::no;
};

class ChainLinksEditor final : public FieldEditor
{
public:
    ChainLinksEditor(const Palette &palette, QWidget *parent) : FieldEditor(parent)
    {
        auto *layout = new QHBoxLayout(this);
        layout->setContentsMargins(0, 2, 0, 2);
        layout->setSpacing(2);
        for (std::size_t i = 0; i < m_cells.size(); ++i) {
            auto *cell = new LinkCell(palette, static_cast<int>(i), this);
            cell->setContextMenuPolicy(Qt::CustomContextMenu);
            layout->addWidget(cell);
            m_cells[i] = cell;
            connect(cell, &QAbstractButton::clicked, this, [this, cell] {
                cell->setAt(cell->at() == ChainLinks::no ? ChainLinks::unsaid : ChainLinks::no);
                Q_EMIT left();
            });
            connect(cell, &QWidget::customContextMenuRequested, this, [this, cell] { showScales(cell); });
        }
        setFocusProxy(m_cells[0]);
    }
    void setValue(const std::optional<Value> &value) override
    {
        const ChainLinks links = value ? std::get<ChainLinks>(*value) : ChainLinks();
        for (std::size_t i = 0; i < m_cells.size(); ++i)
            m_cells[i]->setAt(links.at[i]);
    }
    Result<std::optional<Value>> value() const override
    {
        ChainLinks links;
        for (std::size_t i = 0; i < m_cells.size(); ++i)
            links.at[i] = m_cells[i]->at();
        return links == ChainLinks() ? std::optional<Value>() : std::optional<Value>(links);
    }
    bool isWide() const override { return true; }

private:
    void showScales(LinkCell *cell)
    {
        QMenu menu(cell);
        const std::pair<std::int8_t, QString> entries[] = {
            {ChainLinks::no, FieldEditor::tr("not satisfied")},
            {ChainLinks::unsaid, FieldEditor::tr("satisfied, scale unsaid")},
            {static_cast<std::int8_t>(Scale::Vehicle), FieldEditor::tr("for one vehicle")},
            {static_cast<std::int8_t>(Scale::Tenant), FieldEditor::tr("for a tenant")},
            {static_cast<std::int8_t>(Scale::Fleet), FieldEditor::tr("for the fleet")},
        };
        for (const auto &[at, words] : entries) {
            QAction *action = menu.addAction(words);
            action->setCheckable(true);
            action->setChecked(cell->at() == at);
            connect(action, &QAction::triggered, this, [this, cell, at = at] {
                cell->setAt(at);
                Q_EMIT left();
            });
        }
        menu.exec(cell->mapToGlobal(QPoint(0, 24)));
    }

    std::array<LinkCell *, chainLinkCount> m_cells{};
};

} // namespace

FieldEditor *yesNo(QWidget *parent) { return new YesNoEditor(parent); }
FieldEditor *choice(const std::vector<std::string_view> &choices, QWidget *parent)
{
    return new ChoiceEditor(choices, parent);
}
FieldEditor *choices(const std::vector<std::string_view> &choices, QWidget *parent)
{
    return new ChoicesEditor(choices, parent);
}
FieldEditor *chainLinks(const EditorContext &context, QWidget *parent)
{
    return new ChainLinksEditor(context.palette, parent);
}

} // namespace tarascope::editors
