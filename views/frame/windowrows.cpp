#include "views/frame/windowrows.h"

#include "views/controls/buttons.h"
#include "views/controls/label.h"
#include "views/icons.h"
#include "views/sizes.h"
#include "views/words.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QMenuBar>

namespace tarascope {

MenuRow::MenuRow(QWidget *parent)
    : Pane("surface.panel", {}, parent), m_menus(new QMenuBar), m_file(Label::muted({})),
      m_disk(new Label({}, TextSize::Secondary, "notice.ok.ink"))
{
    m_menus->setNativeMenuBar(false);
    m_menus->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    m_file->setElided(Qt::ElideMiddle);
    m_file->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, sizes::pageMargin, 0);
    layout->setSpacing(12);
    layout->addWidget(m_menus);
    layout->addWidget(m_file, 1);
    layout->addWidget(m_disk);
}

void MenuRow::setState(const std::optional<ProjectState> &state)
{
    m_file->setText(state ? state->file : QString());
    m_disk->setVisible(state.has_value());
    if (!state)
        return;
    switch (state->disk) {
    case ProjectState::Disk::Written:
        m_disk->setText(tr("on disk"));
        m_disk->setColor("notice.ok.ink");
        return;
    case ProjectState::Disk::Writing:
        m_disk->setText(tr("writing"));
        m_disk->setColor("text.muted");
        return;
    case ProjectState::Disk::ReadOnly:
        m_disk->setText(tr("read-only"));
        m_disk->setColor("notice.warning.ink");
        return;
    }
}

StatusRow::StatusRow(QWidget *parent)
    : Pane("surface.panel", Qt::TopEdge, parent), m_problems(makeButton(paletteOf(this), {}, {}, Look::Link)),
      m_job(Label::muted({})), m_last(Label::muted({})),
      m_method(Label::muted({})), m_digest(Label::muted({})),
      m_counts(new Label({}, TextSize::Secondary, "text.secondary"))
{
    setFixedHeight(sizes::statusBar);
    m_last->setElided();
    m_digest->setMono();
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(sizes::pageMargin, 0, sizes::pageMargin, 0);
    layout->setSpacing(sizes::groupGap);
    setSmall(m_problems);
    m_problems->setFocusPolicy(Qt::TabFocus);
    m_problems->setToolTip(plainTip(tr("Show the problems  F8")));
    m_problems->hide();
    connect(m_problems, &QPushButton::clicked, this, &StatusRow::problemsWanted);
    layout->addWidget(m_problems);
    layout->addWidget(m_job);
    layout->addWidget(m_last, 1);
    layout->addWidget(m_method);
    layout->addWidget(m_digest);
    layout->addWidget(m_counts);
}

void StatusRow::setJob(const QString &words) { m_job->setText(words); }

void StatusRow::setState(const std::optional<ProjectState> &state, const QString &version)
{
    m_problems->setVisible(state && !state->problems.isEmpty());
    if (state) {
        m_problems->setText(plainLabel(state->problems));
        m_problems->setAccessibleName(tr("Problems: %1").arg(state->problems));
        m_problems->setIcon(makeIcon(paletteOf(this), state->errors ? "problems" : state->clean ? "check" : "threat",
                                     state->errors  ? "notice.error.ink"
                                     : state->clean ? "notice.ok.ink"
                                                    : "notice.warning.ink"));
    }
    m_last->setText(state ? state->lastChange : QString());
    m_method->setText(state ? state->method : QString());
    m_digest->setText(state ? state->digest.left(8) : QString());
    m_digest->setToolTip(state ? plainTip(tr("Digest of the content:\n%1").arg(state->digest)) : QString());
    m_counts->setText(state ? state->counts : tr("Version %1").arg(version));
    m_method->setVisible(state && !state->method.isEmpty());
    m_digest->setVisible(state.has_value());
}

} // namespace tarascope
