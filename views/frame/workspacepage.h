#pragma once
#include "model/paths/scenario.h"
#include "model/risk/assessment.h"
#include "views/frame/places.h"
#include "views/frame/survey.h"

#include <QtWidgets/QWidget>

namespace tarascope {

/// What the engine last said: the register as the project says, and under the what-if (the same value without one).
struct Assessed {
    std::shared_ptr<const Assessment> base;
    std::shared_ptr<const Assessment> now;
    std::shared_ptr<const RatingMethod> method;
    Scenario scenario;
};

/// A page of a workspace, as the window sees it: it is told of changes, assessments and the reading, and says where the
/// user wants to go. It shows values and computes nothing that takes time.
class WorkspacePage : public QWidget
{
    Q_OBJECT
public:
    using QWidget::QWidget;

    /// The word of its tab and of the breadcrumb.
    virtual QString title() const = 0;
    /// What the breadcrumb says after the title, such as the name of a table.
    virtual QStringList crumbs() const { return {}; }

    /// Something is on disk that was not. Pages that are not shown are told, too.
    virtual void follow(const ChangeSet &) {}
    virtual void showAssessment(const Assessed &) {}
    virtual void showSurvey(const Surveyed &) {}
    virtual void setReading(Reading) {}

    /// To the table or the question of the page.
    virtual void focusMain() = 0;
    /// To the filter of the table; where there is none, to what is asked.
    virtual void focusFilter() { focusMain(); }

    /// The item that the inspector shows when this page is in front.
    virtual ItemId current() const { return {}; }
    /// What "Delete" takes; empty where items are not deleted.
    virtual std::vector<Uid> selected() const { return {}; }
    /// What "New item" makes here.
    virtual Kind newKind() const { return Kind::threatScenario; }
    /// Edits the name of the current item in its place; false where that is not possible.
    virtual bool editName() { return false; }
    /// The kind of the table and the current item, to come back to.
    virtual PagePlace place() const { return {}; }
    virtual void showPlace(const PagePlace &) {}
    /// A switch of the what-if is of use here.
    virtual bool offersWhatIf() const { return true; }
    /// Inspector and what-if stand beside it; false where the page needs the room.
    virtual bool usesSide() const { return true; }

Q_SIGNALS:
    /// Another row or table is shown.
    void currentChanged(tarascope::ItemId item);
    /// To the item's own table.
    void itemWanted(tarascope::ItemId item);
    /// To one field of an item, in the inspector.
    void fieldWanted(tarascope::ItemId item, tarascope::Attr field);
    /// To work on the current item, in the inspector.
    void editWanted(tarascope::ItemId item);
    void linkShown(tarascope::LinkId link);
    void pathsWanted(tarascope::ItemId target);
    void addWanted(tarascope::Kind kind);
    void addLinkWanted();
    void removeWanted();
    void importWanted();
    void workspaceWanted(tarascope::Workspace workspace, int view);
};

} // namespace tarascope
