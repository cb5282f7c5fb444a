#pragma once
#include "tests/app/program.h"

#include <QtCore/QTemporaryDir>

/// A folder for one test, and projects in it.
class ProjectFolder
{
public:
    std::string path(const std::string &name) const { return m_folder.path().toStdString() + "/" + name; }
    /// Makes an empty project and gives its path.
    std::string project(const std::string &name = "p.tarascope") const;
    /// Makes a project with the example in it.
    std::string example(const std::string &name = "p.tarascope") const;
    /// Writes a file and gives its path.
    std::string file(const std::string &name, const std::string &bytes) const;

private:
    QTemporaryDir m_folder;
};

std::string examplePath();
/// Digest and head of a project, as `verify` prints them; stops the test when it is not sound.
std::string stateOf(const std::string &project);
/// A small model in normal form.
std::string normalForm(const std::string &items, const std::string &links = {});
