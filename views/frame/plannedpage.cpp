#include "views/frame/plannedpage.h"

#include "views/controls/emptypage.h"

#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QVBoxLayout>

namespace tarascope {

namespace {

QString purpose(Workspace workspace)
{
    switch (workspace) {
    case Workspace::Overview:
        return PlannedPage::tr("Risk by level, the worst attack paths in words, and what to do next.");
    case Workspace::Architecture:
        return PlannedPage::tr("The canvas: from the internet through the backend to the vehicle, in lanes.");
    case Workspace::Apis: return PlannedPage::tr("The catalogue of APIs: what each is for, who owns it, what is unknown.");
    case Workspace::Identities:
        return PlannedPage::tr("Who may do what, and which of the eight links of the authorization chain holds.");
    case Workspace::Tests: return PlannedPage::tr("The authorization matrix: every negative case with its outcome.");
    case Workspace::Incidents: return PlannedPage::tr("From a line of a log to the list of vehicles, with proof.");
    case Workspace::Reports: return PlannedPage::tr("Reports, baselines and what changed between them.");
    case Workspace::Tara:
    case Workspace::Paths: break;
    }
    return {};
}

// What of it can be done today, outside of this page.
QString today(Workspace workspace)
{
    switch (workspace) {
    case Workspace::Tests:
        return PlannedPage::tr("Outcomes are imported today with: tarascope matrix FILE import RESULTS.xml");
    case Workspace::Reports:
        return PlannedPage::tr("The report is written today with: tarascope report FILE --format html");
    default: return PlannedPage::tr("Its items and their links are in the table of all items today.");
    }
}

} // namespace

PlannedPage::PlannedPage(const Palette &palette, Workspace workspace, QWidget *parent)
    : WorkspacePage(parent), m_workspace(workspace)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(new EmptyPage(
        palette, std::string(workspaceIcon(workspace)), tr("%1: not in this version").arg(workspaceWords(workspace)),
        purpose(workspace),
        {{tr("Meanwhile"), today(workspace), tr("All items"), [this] {
              Q_EMIT workspaceWanted(Workspace::Architecture, allItemsView);
          }}}));
}

void PlannedPage::focusMain()
{
    if (auto *first = findChild<QAbstractButton *>())
        first->setFocus();
}

} // namespace tarascope
