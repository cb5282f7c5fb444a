#pragma once
#include "views/palette.h"

#include <QtWidgets/QWidget>

#include <functional>

class QPushButton;

namespace tarascope {

class Label;

enum class NoticeLevel { Info, Ok, Warning, Error };

/// A bar with a sentence that stays until it is answered or closed; the newest sentence stands.
class Notice final : public QWidget
{
    Q_OBJECT
public:
    explicit Notice(const Palette &palette, QWidget *parent = nullptr);
    /// An action is optional; it closes the bar.
    void say(NoticeLevel level, const QString &sentence, const QString &action = {}, std::function<void()> act = {});
    void dismiss();
    /// The same for a sentence that the next change makes old: one that is neither warning nor error.
    void dismissPassing();
    QString sentence() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Palette m_palette;
    NoticeLevel m_level = NoticeLevel::Info;
    Label *m_text;
    QPushButton *m_action;
    std::function<void()> m_act;
};

} // namespace tarascope
