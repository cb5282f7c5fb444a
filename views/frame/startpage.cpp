#include "views/frame/startpage.h"

#include "views/controls/buttons.h"
#include "views/controls/label.h"
#include "views/controls/pane.h"
#include "views/controls/scroll.h"
#include "views/icons.h"
#include "views/sizes.h"
#include "views/style/parts.h"
#include "views/words.h"

#include <QtCore/QFileInfo>
#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QVBoxLayout>

namespace tarascope {

namespace {

constexpr int columnWidth = 656;
constexpr int topMargin = 96;

class Sign final : public QWidget
{
public:
    Sign(Palette palette, std::string icon, std::string color, int size, bool disc)
        : m_palette(std::move(palette)), m_icon(std::move(icon)), m_color(std::move(color)), m_size(size), m_disc(disc)
    {
        setFixedSize(disc ? 36 : size, disc ? 36 : size);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        if (m_disc)
            parts::rounded(painter, rect(), 18, m_palette.color("surface.base"), m_palette.color("line.strong"));
        paintIcon(painter, rect(), m_icon, m_palette.color(m_color), m_size);
    }

private:
    Palette m_palette;
    std::string m_icon;
    std::string m_color;
    int m_size;
    bool m_disc;
};

class DropZone final : public QWidget
{
public:
    explicit DropZone(Palette palette) : m_palette(std::move(palette)) {}

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(m_palette.color("line.strong"), 1, Qt::CustomDashLine));
        QPen pen = painter.pen();
        pen.setDashPattern({3, 3});
        painter.setPen(pen);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    }

private:
    Palette m_palette;
};

/// A recent project: a whole row that can be pressed.
class RecentRow final : public QAbstractButton
{
public:
    RecentRow(Palette palette, RecentFile file) : m_palette(std::move(palette)), m_file(std::move(file))
    {
        setAccessibleName(m_file.path);
        setToolTip(plainTip(m_file.path));
        setFixedHeight(36);
        setAttribute(Qt::WA_Hover);
        setFocusPolicy(Qt::StrongFocus);
        setEnabled(m_file.there);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        QStyleOption option;
        option.initFrom(this);
        parts::row(painter, rect(), m_palette, option.state, false);
        paintIcon(painter, QRect(8, 0, 16, height()), "paths", m_palette.color("text.muted"));
        QRect words = rect().adjusted(34, 0, -8, 0);
        painter.setFont(textFont(TextSize::Secondary));
        painter.setPen(m_palette.color("text.muted"));
        painter.drawText(words, Qt::AlignRight | Qt::AlignVCenter, m_file.when);
        words.setRight(words.right() - painter.fontMetrics().horizontalAdvance(m_file.when) - 16);
        const QFileInfo info(m_file.path);
        painter.setFont(textFont(TextSize::Body, m_file.there));
        painter.setPen(m_palette.color(m_file.there ? "text.primary" : "text.muted"));
        const QString name =
            painter.fontMetrics().elidedText(info.completeBaseName(), Qt::ElideRight, words.width() / 2);
        painter.drawText(words, Qt::AlignVCenter, name);
        words.setLeft(words.left() + std::max(160, painter.fontMetrics().horizontalAdvance(name) + 16));
        painter.setFont(textFont(TextSize::Secondary));
        painter.setPen(m_palette.color("text.secondary"));
        const QString place =
            m_file.there ? info.absolutePath() : StartPage::tr("file not found: %1").arg(info.absolutePath());
        painter.drawText(words, Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(place, Qt::ElideMiddle, words.width()));
    }

private:
    Palette m_palette;
    RecentFile m_file;
};

} // namespace

StartPage::StartPage(const Palette &palette, const std::vector<RecentFile> &recent, bool offersDemo, QWidget *parent)
    : QWidget(parent)
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeBegin(palette, recent, offersDemo), 5);
    layout->addWidget(makeSteps(palette), 4);
}

QWidget *StartPage::makeBegin(const Palette &palette, const std::vector<RecentFile> &recent, bool offersDemo)
{
    auto *column = new QWidget;
    column->setMaximumWidth(columnWidth);
    auto *rows = new QVBoxLayout(column);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(sizes::groupGap);
    auto *head = new QHBoxLayout;
    head->setSpacing(sizes::groupGap);
    head->addWidget(new Sign(palette, "paths", "accent.ink", 44, false));
    auto *name = new Label(QStringLiteral("Tarascope"), TextSize::Figure);
    name->setBold(true);
    head->addWidget(name, 1);
    rows->addLayout(head);
    auto *what = new Label(tr("From a backend API to the brake, and back from an incident to the vehicles. One file, "
                              "on this machine, no connection."),
                           TextSize::Section, "text.secondary");
    what->setWordWrap(true);
    rows->addWidget(what);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(sizes::gap);
    if (offersDemo) {
        auto *demo = makeButton(palette, tr("Open the demo project"), "paths", Look::Primary);
        connect(demo, &QPushButton::clicked, this, &StartPage::demoWanted);
        buttons->addWidget(demo);
        m_first = demo;
    }
    auto *make = makeButton(palette, tr("New project"), "add", offersDemo ? Look::Normal : Look::Primary);
    auto *open = makeButton(palette, tr("Open file"));
    make->setToolTip(plainTip(tr("New project  Ctrl+N")));
    open->setToolTip(plainTip(tr("Open file  Ctrl+O")));
    connect(make, &QPushButton::clicked, this, &StartPage::newWanted);
    connect(open, &QPushButton::clicked, this, &StartPage::openWanted);
    buttons->addWidget(make);
    if (!m_first)
        m_first = make;
    buttons->addWidget(open);
    buttons->addStretch(1);
    rows->addLayout(buttons);
    auto *zone = new DropZone(palette);
    auto *zoneLayout = new QHBoxLayout(zone);
    zoneLayout->setContentsMargins(24, 20, 24, 20);
    zoneLayout->setSpacing(sizes::groupGap);
    zoneLayout->addWidget(new Sign(palette, "import", "text.muted", 28, false));
    auto *zoneWords = new QVBoxLayout;
    zoneWords->setSpacing(2);
    zoneWords->addWidget(Label::section(tr("Or drop any file here")));
    auto *kinds = new Label(tr("A project opens. OpenAPI, DBC, JUnit and Tarascope JSON are imported: you see what is "
                               "new before anything is written."),
                            TextSize::Body, "text.secondary");
    kinds->setWordWrap(true);
    zoneWords->addWidget(kinds);
    zoneLayout->addLayout(zoneWords, 1);
    rows->addWidget(zone);
    if (!recent.empty()) {
        auto *list = new QVBoxLayout;
        list->setSpacing(0);
        list->addWidget(Label::section(tr("Recent")));
        list->addSpacing(6);
        for (const RecentFile &file : recent)
            list->addWidget(makeRecent(palette, file));
        rows->addLayout(list);
    }
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(48, topMargin, 48, 48);
    layout->addWidget(column);
    layout->addStretch(1);
    return makeScroll(page);
}

void StartPage::focusFirst() { m_first->setFocus(); }

QWidget *StartPage::makeRecent(const Palette &palette, const RecentFile &file)
{
    auto *row = new RecentRow(palette, file);
    connect(row, &QAbstractButton::clicked, this, [this, path = file.path] { Q_EMIT fileWanted(path); });
    return row;
}

QWidget *StartPage::makeSteps(const Palette &palette)
{
    struct Step {
        const char *icon;
        QString title;
        QString text;
    };
    const Step steps[] = {
        {"import", tr("Bring in what there is"),
         tr("API specifications, CAN databases, test results. Every import is one step to undo.")},
        {"architecture", tr("Link it"),
         tr("Which endpoint invokes which command, which component does what. Only allowed links are offered.")},
        {"paths", tr("Read the attack paths"),
         tr("From the internet to the brake: exact, with a reason for each step, in three readings.")},
    };
    auto *panel = new Pane("surface.panel", Qt::LeftEdge);
    auto *layout = new QVBoxLayout(panel);
    layout->setContentsMargins(48, topMargin + 12, 48, 48); // on a line with the name at the left
    layout->setSpacing(sizes::groupGap);
    auto *title = new Label(tr("Three steps"), TextSize::Section);
    title->setBold(true);
    layout->addWidget(title);
    for (const Step &step : steps) {
        auto *row = new QHBoxLayout;
        row->setSpacing(sizes::groupGap);
        row->addWidget(new Sign(palette, step.icon, "text.secondary", 18, true), 0, Qt::AlignTop);
        auto *words = new QVBoxLayout;
        words->setSpacing(2);
        words->addWidget(new Label(step.title));
        auto *text = new Label(step.text, TextSize::Secondary, "text.secondary");
        text->setWordWrap(true);
        words->addWidget(text);
        row->addLayout(words, 1);
        layout->addWidget(makeLine());
        layout->addLayout(row);
    }
    layout->addWidget(makeLine());
    layout->addStretch(1);
    return panel;
}

} // namespace tarascope
