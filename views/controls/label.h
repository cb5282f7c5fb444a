#pragma once
#include "views/fonts.h"

#include <QtWidgets/QLabel>

#include <memory>
#include <string>

class QTextLayout;

namespace tarascope {

/// Text of the product or of the data, always plain: what looks like HTML is shown as it stands. Follows the theme;
/// text that has no room is elided and then stands in the tool tip.
class Label final : public QLabel
{
    Q_OBJECT
public:
    explicit Label(const QString &text = {}, TextSize size = TextSize::Body, std::string color = "text.primary",
                   QWidget *parent = nullptr);
    static Label *title(const QString &text, QWidget *parent = nullptr);   ///< 20, bold
    static Label *section(const QString &text, QWidget *parent = nullptr); ///< 13, bold
    static Label *muted(const QString &text, QWidget *parent = nullptr);   ///< 12, muted

    void setColor(std::string color);
    void setBold(bool bold);
    void setMono();
    void wrap();
    /// Shortens what has no room instead of asking for more.
    void setElided(Qt::TextElideMode mode = Qt::ElideRight);

    QSize minimumSizeHint() const override;
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    QString shown() const;
    std::unique_ptr<QTextLayout> lines(int width) const;

    std::string m_color;
    Qt::TextElideMode m_elide = Qt::ElideNone;
};

} // namespace tarascope
