#pragma once
#include "model/inventory/metrics.h"
#include "views/palette.h"

#include <QtWidgets/QWidget>

class QVBoxLayout;

namespace tarascope {

/// The governance metrics, a row each: the number is a link to its reasons, the bar shows its bounds.
class MetricsList final : public QWidget
{
    Q_OBJECT
public:
    explicit MetricsList(const Palette &palette, QWidget *parent = nullptr);
    void setMetrics(const std::vector<Metric> &metrics);

Q_SIGNALS:
    void explainWanted(int place);

private:
    QWidget *makeRow(const Metric &metric, int place);

    Palette m_palette;
    QVBoxLayout *m_rows;
    QStringList m_said; ///< what stands there
};

} // namespace tarascope
