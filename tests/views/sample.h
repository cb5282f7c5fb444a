#pragma once
#include "model/project.h"
#include "views/edits/changes.h"

#include <QtCore/QTemporaryDir>

/// A small project on disk for tests of the views: one dealer, one endpoint, one command, one threat.
class Sample
{
public:
    Sample()
    {
        auto made = tarascope::Project::create(folder.filePath(QStringLiteral("sample.tarascope")).toStdString(), {});
        if (!made)
            qFatal("%s", made.error().english().c_str());
        project = std::move(*made);
    }

    tarascope::Uid add(tarascope::Kind kind, const std::string &name)
    {
        const tarascope::Uid uid = tarascope::Uid::random();
        take(tarascope::addItem(project->graph(), kind, name, uid));
        return uid;
    }
    tarascope::Uid link(tarascope::LinkKind kind, const tarascope::Uid &from, const tarascope::Uid &to)
    {
        auto set = tarascope::addLink(project->graph(), kind, from, to);
        const tarascope::Uid uid = set ? std::get<tarascope::Link>(*set->changes.front().after).uid : tarascope::Uid();
        take(std::move(set));
        return uid;
    }
    void set(const tarascope::Uid &record, tarascope::AttributeId attribute, std::optional<tarascope::Value> value)
    {
        take(tarascope::changeAttribute(project->graph(), record, attribute, std::move(value)));
    }
    void take(tarascope::Result<tarascope::ChangeSet> set)
    {
        if (!set)
            qFatal("%s", set.error().english().c_str());
        if (const auto taken = project->apply(std::move(*set)); !taken)
            qFatal("%s", taken.error().english().c_str());
        if (const auto written = project->waitForDisk(); !written)
            qFatal("%s", written.error().english().c_str());
    }
    const tarascope::Item &item(const tarascope::Uid &uid) const
    {
        return *project->graph().item(project->graph().findItem(uid));
    }
    /// What the file holds, read by a project of its own.
    std::unique_ptr<tarascope::Project> reopened() const
    {
        tarascope::Project::OpenOptions options;
        options.readOnly = true;
        auto opened = tarascope::Project::open(project->path(), options);
        if (!opened)
            qFatal("%s", opened.error().english().c_str());
        return std::move(*opened);
    }

    QTemporaryDir folder;
    std::unique_ptr<tarascope::Project> project;
};
