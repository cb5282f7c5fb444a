#pragma once
#include "views/palette.h"

#include <QtWidgets/QWidget>

namespace tarascope {

/// A project that was open before.
struct RecentFile {
    QString path;
    QString when; ///< words
    bool there = true;
};

/// What the window shows without a project: open, make one, or drop a file; and what to do first.
class StartPage final : public QWidget
{
    Q_OBJECT
public:
    StartPage(const Palette &palette, const std::vector<RecentFile> &recent, bool offersDemo,
              QWidget *parent = nullptr);

    /// To the primary button.
    void focusFirst();

Q_SIGNALS:
    void demoWanted();
    void newWanted();
    void openWanted();
    void fileWanted(const QString &path);

private:
    QWidget *makeBegin(const Palette &palette, const std::vector<RecentFile> &recent, bool offersDemo);
    QWidget *makeRecent(const Palette &palette, const RecentFile &file);
    static QWidget *makeSteps(const Palette &palette);

    QWidget *m_first = nullptr;
};

} // namespace tarascope
