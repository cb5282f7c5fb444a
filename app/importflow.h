#pragma once
#include "model/merge.h"
#include "model/project.h" // declares the metatype of Error

#include <QtCore/QObject>

#include <thread>

namespace tarascope {

/// Reads files and plans their import on a thread of its own; nothing is changed by it.
class ImportFlow final : public QObject
{
    Q_OBJECT
public:
    explicit ImportFlow(QObject *parent = nullptr);
    ~ImportFlow() override;
    /// One import at a time: a new one stops the one that runs.
    void start(const Graph &graph, const std::vector<std::string> &files);
    void cancel();

Q_SIGNALS:
    void planned(const std::vector<std::string> &files, const tarascope::MergePlan &plan);
    void failed(const tarascope::Error &error);
    void cancelled();

private:
    std::uint64_t m_number = 0;
    std::jthread m_thread;
};

/// The plan for several inputs in their order, as one change set with one report; an error in one is the error of all.
Result<MergePlan> planFiles(const Graph &graph, const std::vector<std::string> &files, const Budget &budget);

/// "openapi.json" or "3 files"
QString sourceWords(const std::vector<std::string> &files);

} // namespace tarascope
