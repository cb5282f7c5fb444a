#include "views/frame/toolrow.h"

#include "views/controls/buttons.h"
#include "views/controls/label.h"
#include "views/risks/riskwords.h"
#include "views/sizes.h"

#include <QtWidgets/QHBoxLayout>

namespace tarascope {

ToolRow::ToolRow(QWidget *parent)
    : Pane("surface.panel", Qt::BottomEdge, parent), m_layout(new QHBoxLayout(this)),
      m_crumbs(new Label({}, TextSize::Body, "text.secondary")), m_here(Label::section({})),
      m_reading(new Segments(tr("Reading"), {readingWords(Reading::Inherent), readingWords(Reading::Claimed),
                                             readingWords(Reading::Evidenced)}))
{
    setFixedHeight(sizes::toolBar);
    m_crumbs->setElided();
    m_crumbs->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    m_here->setElided();
    m_reading->choose(static_cast<int>(Reading::Evidenced));
    m_reading->setChoiceTip(0, tr("No control counts. Alt+1"));
    m_reading->setChoiceTip(1, tr("Controls that are said to be implemented count. Alt+2"));
    m_reading->setChoiceTip(2, tr("Controls that tests prove count. Alt+3"));
    m_layout->setContentsMargins(12, 0, 12, 0);
    m_layout->setSpacing(sizes::gap);
    m_layout->addWidget(m_crumbs);
    m_layout->addWidget(m_here, 1);
    m_layout->addWidget(Label::muted(tr("Reading")));
    m_layout->addWidget(m_reading);
    m_layout->addSpacing(sizes::gap);
    connect(m_reading, &Segments::picked, this,
            [this](int picked) { Q_EMIT readingPicked(static_cast<Reading>(picked)); });
}

void ToolRow::addActions(const QList<QAction *> &navigation, const QList<QAction *> &history)
{
    QWidget *before = nullptr;
    for (int i = 0; i < navigation.size(); ++i) {
        QToolButton *button = makeActionButton(navigation.at(i), this);
        m_layout->insertWidget(i, button);
        setTabOrder(before ? before : this, button);
        before = button;
    }
    for (QAction *action : history)
        m_layout->addWidget(makeActionButton(action, this));
}

void ToolRow::setCrumbs(const QStringList &crumbs)
{
    const QString arrow = QStringLiteral("  \u203A");
    m_crumbs->setText(crumbs.size() < 2 ? QString()
                                        : crumbs.mid(0, crumbs.size() - 1).join(arrow + QStringLiteral("  ")) + arrow);
    m_here->setText(crumbs.isEmpty() ? QString() : crumbs.last());
}

Reading ToolRow::reading() const { return static_cast<Reading>(m_reading->chosen()); }
void ToolRow::setReading(Reading reading) { m_reading->choose(static_cast<int>(reading)); }

} // namespace tarascope
