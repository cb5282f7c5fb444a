#pragma once
#include "model/project.h" // declares the metatype of Error
#include "model/risk/assessment.h"
#include "views/frame/survey.h"

#include <QtCore/QObject>

#include <condition_variable>
#include <mutex>
#include <thread>

namespace tarascope {

/// The assessment of one revision: the register as the project says, and under the what-if (the same value without one).
struct AssessAnswer {
    std::uint64_t revision = 0;
    std::shared_ptr<const Assessment> base;
    std::shared_ptr<const Assessment> now;
    std::shared_ptr<const RatingMethod> method;
    double milliseconds = 0;
};

/// The answer to a question about attack paths.
struct PathsAnswer {
    std::uint64_t number = 0; ///< of the question
    std::shared_ptr<const RatingMethod> method;
    Result<PathsResult> result;
};

/// What keeps the attacks of an answered question from being easier.
struct HoldingAnswer {
    std::uint64_t number = 0; ///< of the question
    std::vector<Holding> controls;
};

/// Assesses snapshots of a project on a thread of its own. Of each sort at most one question runs and one waits, the
/// newest; a newer one stops the one that runs. Questions about paths go first, they are what somebody looks at.
class AssessJob final : public QObject
{
    Q_OBJECT
public:
    explicit AssessJob(QObject *parent = nullptr);
    ~AssessJob() override;

    void assess(const Graph &graph, std::uint64_t revision, const Scenario &scenario);
    /// The number of the question; answers to older ones may still come.
    std::uint64_t askPaths(const Graph &graph, const PathQuestion &question);
    /// Forgets what waits and stops what runs.
    void stop();
    /// A question waits or runs; the answers to all others have been sent.
    bool isWorking();

Q_SIGNALS:
    void assessed(const tarascope::AssessAnswer &answer);
    void pathsFound(const tarascope::PathsAnswer &answer);
    /// Follows `pathsFound` when no newer question came.
    void holdingFound(const tarascope::HoldingAnswer &answer);
    /// After the assessment of the same revision.
    void surveyed(const tarascope::Surveyed &survey);
    void failed(const tarascope::Error &error);
    void workingChanged();

private:
    struct AssessQuestion {
        Graph graph;
        std::uint64_t revision = 0;
        Scenario scenario;
    };
    struct PathsQuestion {
        Graph graph;
        std::uint64_t number = 0;
        PathQuestion question;
    };
    void work(const std::stop_token &end);
    void answer(const AssessQuestion &question, const Budget &budget);
    void answer(const PathsQuestion &question, const Budget &budget);
    void survey(const Graph &graph, const Budget &budget);
    Result<Assessor *> assessorFor(const Graph &graph);
    /// Calls a function on the thread of this object, if it still lives then.
    void deliver(std::function<void()> call);

    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::optional<AssessQuestion> m_assess;
    std::optional<PathsQuestion> m_paths;
    std::stop_source m_running;
    bool m_runsAssess = false;
    bool m_working = false;
    std::uint64_t m_number = 0;

    // Of the thread alone.
    std::unique_ptr<Assessor> m_assessor;
    std::shared_ptr<const RatingMethod> m_method;
    std::pair<std::string, std::string> m_settings;

    std::jthread m_thread; ///< last: it ends before the rest goes
};

} // namespace tarascope
