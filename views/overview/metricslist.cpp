#include "views/overview/metricslist.h"

#include "views/controls/buttons.h"
#include "views/controls/label.h"
#include "views/controls/pane.h"
#include "views/controls/scroll.h"
#include "views/overview/metricwords.h"
#include "views/paint/bounds.h"
#include "views/sizes.h"
#include "views/words.h"

#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QVBoxLayout>

namespace tarascope {

namespace {

constexpr int idWidth = 32;
constexpr int barWidth = 120;

class BoundsBar final : public QWidget
{
public:
    BoundsBar(Palette palette, const Metric &metric) : m_palette(std::move(palette))
    {
        setFixedSize(barWidth, 20);
        const bool shown = metric.value && metric.denominator > 0;
        const auto share = [&](std::int64_t count) {
            return static_cast<double>(count) / static_cast<double>(metric.denominator);
        };
        if (shown)
            m_bounds = {share(metric.numerator), share(metric.numerator + metric.unknown)};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        if (!m_bounds)
            return;
        QPainter painter(this);
        paintBounds(painter, rect(), m_bounds->first, m_bounds->second, m_palette);
    }

private:
    Palette m_palette;
    std::optional<std::pair<double, double>> m_bounds;
};

} // namespace

MetricsList::MetricsList(const Palette &palette, QWidget *parent)
    : QWidget(parent), m_palette(palette), m_rows(new QVBoxLayout(this))
{
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(0);
}

void MetricsList::setMetrics(const std::vector<Metric> &metrics)
{
    QStringList said;
    for (const Metric &metric : metrics)
        said << metricWords(metric) << QString::number(metric.denominator);
    if (std::exchange(m_said, said) == said)
        return; // whoever stands on a number stays there
    emptyLayout(*m_rows);
    for (std::size_t i = 0; i < metrics.size(); ++i)
        m_rows->addWidget(makeRow(metrics[i], static_cast<int>(i)));
}

QWidget *MetricsList::makeRow(const Metric &metric, int place)
{
    auto *row = new Pane("surface.base", Qt::BottomEdge);
    row->setFixedHeight(sizes::row);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(sizes::pageMargin, 0, sizes::pageMargin, 0);
    layout->setSpacing(12);
    auto *id = new Label(toText(metric.id), TextSize::Body, "text.muted");
    id->setFixedWidth(idWidth);
    auto *title = new Label(translated(Message{metric.title, {}, {}}));
    title->setElided();
    layout->addWidget(id);
    layout->addWidget(title, 1);
    if (metric.computed) {
        const QString of = metric.unit == MetricUnit::Count && metric.denominator > 0
                               ? tr("%1 of %2").arg(metricWords(metric), number(metric.denominator))
                               : metricWords(metric);
        auto *value = makeButton(m_palette, of, {}, Look::Link);
        setSmall(value);
        value->setAccessibleName(tr("%1: %2. Show the reasons").arg(title->text(), of));
        layout->addWidget(value);
        layout->addWidget(new BoundsBar(m_palette, metric));
        connect(value, &QPushButton::clicked, this, [this, place] { Q_EMIT explainWanted(place); });
    } else {
        auto *needs = Label::muted(translated(metric.note));
        needs->setElided();
        needs->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        layout->addWidget(needs, 1);
    }
    return row;
}

} // namespace tarascope
