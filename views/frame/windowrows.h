#pragma once
#include "views/controls/pane.h"

#include <optional>

class QMenuBar;
class QPushButton;

namespace tarascope {

class Label;

/// What the frame of the window says about the open project.
struct ProjectState {
    enum class Disk { Written, Writing, ReadOnly };
    QString file;
    Disk disk = Disk::Written;
    QString lastChange;
    QString method;
    QString digest; ///< whole, in hexadecimal
    QString counts;
    QString problems; ///< "3 errors, 14 warnings"; empty: not known yet
    bool errors = false;
    bool clean = false; ///< there is no problem at all
};

/// The uppermost row: the menus, and at its end the file and whether the disk has everything.
class MenuRow final : public Pane
{
    Q_OBJECT
public:
    explicit MenuRow(QWidget *parent = nullptr);
    QMenuBar &menus() { return *m_menus; }
    void setState(const std::optional<ProjectState> &state);

private:
    QMenuBar *m_menus;
    Label *m_file;
    Label *m_disk;
};

/// The lowest row: what is being worked on, the last change, the method, the digest, how much there is.
class StatusRow final : public Pane
{
    Q_OBJECT
public:
    explicit StatusRow(QWidget *parent = nullptr);
    void setState(const std::optional<ProjectState> &state, const QString &version);
    void setJob(const QString &words);

Q_SIGNALS:
    /// The user wants to see the problems.
    void problemsWanted();

private:
    QPushButton *m_problems;
    Label *m_job;
    Label *m_last;
    Label *m_method;
    Label *m_digest;
    Label *m_counts;
};

} // namespace tarascope
