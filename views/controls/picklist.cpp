#include "views/controls/picklist.h"

#include "views/controls/label.h"
#include "views/fonts.h"
#include "views/icons.h"
#include "views/sizes.h"
#include "views/style.h"
#include "views/style/parts.h"
#include "views/words.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtGui/QScreen>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>
#include <QtWidgets/QStyledItemDelegate>
#include <QtWidgets/QVBoxLayout>

namespace tarascope {

namespace {

constexpr int listed = 100;
constexpr int around = 78; // search field, margins, the line below
constexpr int leastWidth = 320;

class PickDelegate final : public QStyledItemDelegate
{
public:
    PickDelegate(Palette palette, const PickModel *model, QObject *parent)
        : QStyledItemDelegate(parent), m_palette(std::move(palette)), m_model(model)
    {
    }
    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {leastWidth, sizes::row};
    }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        painter->save();
        parts::row(*painter, option.rect, m_palette, option.state, false, false);
        QRect inner = option.rect.adjusted(12, 0, -12, 0);
        const Pick *pick = m_model->at(index.row());
        if (!pick) {
            painter->setPen(m_palette.color("text.secondary"));
            painter->drawText(inner, Qt::AlignVCenter, index.data().toString());
            painter->restore();
            return;
        }
        paintIcon(*painter, QRect(inner.left(), inner.top(), sizes::icon, inner.height()), pick->icon,
                  m_palette.color(pick->color));
        inner.setLeft(inner.left() + sizes::icon + 8);
        painter->setFont(textFont(TextSize::Secondary));
        painter->setPen(m_palette.color("text.muted"));
        const QString right = pick->note.isEmpty() ? pick->key : pick->note + QStringLiteral("  ") + pick->key;
        painter->drawText(inner, Qt::AlignVCenter | Qt::AlignRight, right);
        inner.setRight(inner.right() - painter->fontMetrics().horizontalAdvance(right) - 12);
        painter->setFont(textFont());
        painter->setPen(m_palette.color("text.primary"));
        painter->drawText(inner, Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(pick->name, Qt::ElideRight, inner.width()));
        painter->restore();
    }

private:
    Palette m_palette;
    const PickModel *m_model;
};

} // namespace

void PickModel::assign(PickList list, const QString &clearWords)
{
    // A new search is a new list, so here a reset says what happens.
    beginResetModel();
    m_picks = std::move(list.picks);
    m_clearWords = clearWords;
    endResetModel();
}

int PickModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_picks.size()) + (m_clearWords.isEmpty() ? 0 : 1);
}

const Pick *PickModel::at(int row) const
{
    const int place = row - (m_clearWords.isEmpty() ? 0 : 1);
    return place < 0 ? nullptr : &m_picks[static_cast<std::size_t>(place)];
}

QVariant PickModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) ||
        (role != Qt::DisplayRole && role != Qt::AccessibleTextRole))
        return {};
    const Pick *pick = at(index.row());
    return pick ? QString(pick->name + QStringLiteral(", ") + pick->key) : m_clearWords;
}

PickPopup::PickPopup(const Palette &palette, FindPicks find, QString clearWords, QWidget *owner)
    : QFrame(owner, Qt::Popup), m_palette(palette), m_find(std::move(find)), m_clearWords(std::move(clearWords)),
      m_owner(owner), m_search(new QLineEdit), m_model(new PickModel(this)), m_list(new QListView),
      m_more(Label::muted({}))
{
    setAttribute(Qt::WA_DeleteOnClose);
    m_search->setPlaceholderText(tr("Search by name or key"));
    m_search->setAccessibleName(tr("Search"));
    m_search->addAction(makeIcon(palette, "search", "text.muted"), QLineEdit::LeadingPosition);
    m_search->installEventFilter(this);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PickDelegate(palette, m_model, m_list));
    m_list->setFrameShape(NoFrame);
    m_list->setMouseTracking(true);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setUniformItemSizes(true);
    m_list->setAccessibleName(tr("Hits"));
    m_list->viewport()->setAutoFillBackground(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 4);
    layout->setSpacing(4);
    auto *field = new QVBoxLayout;
    field->setContentsMargins(7, 7, 7, 0);
    field->addWidget(m_search);
    layout->addLayout(field);
    layout->addWidget(m_list, 1);
    auto *foot = new QVBoxLayout;
    foot->setContentsMargins(12, 0, 12, 0);
    foot->addWidget(m_more);
    layout->addLayout(foot);
    connect(m_search, &QLineEdit::textChanged, this, &PickPopup::search);
    connect(m_list, &QListView::clicked, this, &PickPopup::take);
}

void PickPopup::open(const QString &text)
{
    search(text);
    QPoint place = m_owner->mapToGlobal(QPoint(0, m_owner->height() + 2));
    const QRect room = m_owner->screen()->availableGeometry();
    if (place.y() + height() > room.bottom())
        place.setY(m_owner->mapToGlobal(QPoint(0, 0)).y() - height() - 2);
    place.setX(std::clamp(place.x(), room.left(), std::max(room.left(), room.right() - width())));
    move(place);
    show();
    m_search->setText(text);
    m_search->setFocus(Qt::PopupFocusReason);
}

void PickPopup::search(const QString &text)
{
    PickList found = m_find(text, listed);
    const qint64 more = found.more;
    m_model->assign(std::move(found), m_clearWords);
    m_list->setCurrentIndex(
        m_model->index(m_clearWords.isEmpty() || text.isEmpty() || m_model->rowCount() < 2 ? 0 : 1));
    m_more->setText(m_model->rowCount() == 0 ? tr("Nothing matches.")
                    : more > 0               ? tr("%1 more; type to narrow it down").arg(number(more))
                                             : QString());
    const int rows = std::clamp(m_model->rowCount(), 2, 10);
    resize(std::max(leastWidth, m_owner->width()), rows * sizes::row + around);
}

void PickPopup::take(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const Pick *pick = m_model->at(index.row());
    const std::optional<Pick> taken = pick ? std::optional(*pick) : std::nullopt;
    close();
    Q_EMIT picked(taken);
}

bool PickPopup::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const int row = m_list->currentIndex().row();
    const int last = m_model->rowCount() - 1;
    const auto goTo = [this, last](int target) {
        m_list->setCurrentIndex(m_model->index(std::clamp(target, 0, std::max(0, last))));
    };
    switch (key->key()) {
    case Qt::Key_Down: goTo(row + 1); return true;
    case Qt::Key_Up: goTo(row - 1); return true;
    case Qt::Key_PageDown: goTo(row + 8); return true;
    case Qt::Key_PageUp: goTo(row - 8); return true;
    case Qt::Key_Return:
    case Qt::Key_Enter: take(m_list->currentIndex()); return true;
    default: return QFrame::eventFilter(watched, event);
    }
}

void PickPopup::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    parts::menuPanel(painter, rect(), m_palette);
}

} // namespace tarascope
