#pragma once
#include "model/project.h"
#include "tests/model/quickfolder.h"
#include "tests/model/randomedit.h"
#include "tests/testmain.h"

namespace tarascope {

/// A project in a folder of its own that goes with it.
class QuickProject
{
public:
    QuickProject()
    {
        if (Project::create(path(), {false, 1000, "tester"}))
            reopen();
    }

    std::string path(const std::string &name = "test.tarascope") const { return folder.path().toStdString() + "/" + name; }
    /// Leaves no project when the file does not open.
    void reopen(const std::string &who = "tester")
    {
        project.reset();
        Result<std::unique_ptr<Project>> opened = Project::open(path(), {false, 1000, who});
        if (!opened) {
            qWarning("%s", opened.error().english().c_str());
            return;
        }
        project = std::move(*opened);
        head = project->head();
    }

    QTemporaryDir folder{quickFolder()};
    std::unique_ptr<Project> project;
    Digest head{}; ///< when it was opened
};

} // namespace tarascope
