#include "views/controls/emptypage.h"

#include "views/controls/buttons.h"
#include "views/controls/label.h"
#include "views/controls/pane.h"
#include "views/fonts.h"
#include "views/icons.h"
#include "views/sizes.h"
#include "views/style/parts.h"

#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QVBoxLayout>

namespace tarascope {

namespace {

constexpr int pageWidth = 680;

class Picture final : public QWidget
{
public:
    Picture(Palette palette, std::string icon) : m_palette(std::move(palette)), m_icon(std::move(icon))
    {
        setFixedSize(sizes::emptyIcon, sizes::emptyIcon);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        paintIcon(painter, rect(), m_icon, m_palette.color("text.muted"), sizes::emptyIcon);
    }

private:
    Palette m_palette;
    std::string m_icon;
};

class StepDisc final : public QWidget
{
public:
    StepDisc(Palette palette, int number) : m_palette(std::move(palette)), m_number(number) { setFixedSize(32, 32); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        parts::rounded(painter, rect(), 16, {}, m_palette.color("line.strong"));
        painter.setFont(textFont());
        painter.setPen(m_palette.color("text.secondary"));
        painter.drawText(rect(), Qt::AlignCenter, QString::number(m_number));
    }

private:
    Palette m_palette;
    int m_number;
};

QVBoxLayout *twoLines(Label *first, Label *second)
{
    second->wrap();
    auto *lines = new QVBoxLayout;
    lines->setSpacing(2);
    lines->addWidget(first);
    lines->addWidget(second);
    return lines;
}

} // namespace

EmptyPage::EmptyPage(const Palette &palette, std::string icon, const QString &title, const QString &text,
                     const std::vector<EmptyStep> &steps, QWidget *parent)
    : QWidget(parent)
{
    auto *column = new QWidget;
    column->setMaximumWidth(pageWidth);
    auto *rows = new QVBoxLayout(column);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(sizes::groupGap);
    auto *head = new QHBoxLayout;
    head->setSpacing(sizes::groupGap);
    head->addWidget(new Picture(palette, std::move(icon)), 0, Qt::AlignTop);
    head->addLayout(twoLines(Label::title(title), new Label(text, TextSize::Body, "text.secondary")), 1);
    rows->addLayout(head);
    rows->addWidget(makeLine());
    for (std::size_t i = 0; i < steps.size(); ++i) {
        auto *row = new QHBoxLayout;
        row->setSpacing(sizes::groupGap);
        row->addWidget(new StepDisc(palette, static_cast<int>(i) + 1), 0, Qt::AlignVCenter);
        row->addLayout(
            twoLines(Label::section(steps[i].title), new Label(steps[i].text, TextSize::Body, "text.secondary")), 1);
        if (!steps[i].button.isEmpty()) {
            QPushButton *button = makeButton(palette, steps[i].button, {}, i == 0 ? Look::Primary : Look::Normal);
            connect(button, &QPushButton::clicked, this, [act = steps[i].act] { act(); });
            row->addWidget(button, 0, Qt::AlignVCenter);
        }
        rows->addLayout(row);
        rows->addWidget(makeLine());
    }
    auto *across = new QHBoxLayout;
    across->addStretch(1);
    across->addWidget(column, 100);
    across->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->addStretch(2);
    layout->addLayout(across);
    layout->addStretch(3);
}

} // namespace tarascope
