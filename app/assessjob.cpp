#include "app/assessjob.h"

#include "app/survey.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QMetaObject>

namespace tarascope {

AssessJob::AssessJob(QObject *parent) : QObject(parent)
{
    m_thread = std::jthread([this](const std::stop_token &end) { work(end); });
}

AssessJob::~AssessJob()
{
    stop();
    m_thread.request_stop();
    m_thread.join();
}

void AssessJob::assess(const Graph &graph, std::uint64_t revision, const Scenario &scenario)
{
    const std::lock_guard lock(m_mutex);
    m_assess = AssessQuestion{graph, revision, scenario};
    if (m_runsAssess)
        m_running.request_stop();
    m_wake.notify_all();
}

std::uint64_t AssessJob::askPaths(const Graph &graph, const PathQuestion &question)
{
    const std::lock_guard lock(m_mutex);
    m_paths = PathsQuestion{graph, ++m_number, question};
    // An assessment under way waits too: it is asked again after the paths.
    m_running.request_stop();
    m_wake.notify_all();
    return m_number;
}

void AssessJob::stop()
{
    const std::lock_guard lock(m_mutex);
    m_assess.reset();
    m_paths.reset();
    m_running.request_stop();
}

bool AssessJob::isWorking()
{
    const std::lock_guard lock(m_mutex);
    return m_assess || m_paths || m_working;
}

void AssessJob::deliver(std::function<void()> call)
{
    QMetaObject::invokeMethod(this, std::move(call), Qt::QueuedConnection);
}

void AssessJob::work(const std::stop_token &end)
{
    while (!end.stop_requested()) {
        std::optional<AssessQuestion> assess;
        std::optional<PathsQuestion> paths;
        Budget budget;
        {
            std::unique_lock lock(m_mutex);
            if (!m_assess && !m_paths && std::exchange(m_working, false))
                deliver([this] { Q_EMIT workingChanged(); });
            if (!m_wake.wait(lock, end, [this] { return m_assess || m_paths; }))
                return;
            m_running = std::stop_source();
            budget.stop = m_running.get_token();
            paths = std::exchange(m_paths, std::nullopt);
            if (!paths)
                assess = std::exchange(m_assess, std::nullopt);
            m_runsAssess = assess.has_value();
            if (!std::exchange(m_working, true))
                deliver([this] { Q_EMIT workingChanged(); });
        }
        if (paths)
            answer(*paths, budget);
        else
            answer(*assess, budget);
        const std::lock_guard lock(m_mutex);
        // Stopped for a question about paths: nobody asked for a newer assessment, so this one is still wanted.
        if (assess && budget.stop.stop_requested() && m_paths && !m_assess)
            m_assess = std::move(assess);
        m_runsAssess = false;
    }
}

Result<Assessor *> AssessJob::assessorFor(const Graph &graph)
{
    const std::pair<std::string, std::string> settings{graph.setting("method"), graph.setting("matrix")};
    if (!m_assessor || settings != m_settings) {
        auto made = makeAssessor(graph);
        if (!made)
            return made.error();
        m_assessor = std::move(*made);
        m_method = std::make_shared<const RatingMethod>(m_assessor->method());
        m_settings = settings;
    }
    return m_assessor.get();
}

void AssessJob::answer(const AssessQuestion &question, const Budget &budget)
{
    QElapsedTimer clock;
    clock.start();
    const auto assess = [&](const Scenario &scenario) -> Result<std::shared_ptr<const Assessment>> {
        const Result<Assessor *> assessor = assessorFor(question.graph);
        if (!assessor)
            return assessor.error();
        Result<Assessment> made = (*assessor)->assess(question.graph, scenario, budget);
        if (!made)
            return made.error();
        if (Result<void> explained = (*assessor)->explain(question.graph, *made, budget); !explained)
            return explained.error();
        return std::make_shared<const Assessment>(std::move(*made));
    };
    Result<std::shared_ptr<const Assessment>> base = assess({});
    Result<std::shared_ptr<const Assessment>> now =
        !base || question.scenario.empty() ? base : assess(question.scenario);
    if (!now) {
        if (now.error().kind != ErrorKind::Cancelled)
            deliver([this, error = now.error()] { Q_EMIT failed(error); });
        return;
    }
    const AssessAnswer answer{question.revision, *base, *now, m_method,
                              static_cast<double>(clock.nsecsElapsed()) / 1e6};
    deliver([this, answer] { Q_EMIT assessed(answer); });
    survey(question.graph, budget);
}

void AssessJob::survey(const Graph &graph, const Budget &budget)
{
    const Result<Assessor *> assessor = assessorFor(graph);
    Result<Survey> made = assessor ? surveyOf(graph, **assessor, budget) : Result<Survey>(assessor.error());
    if (made)
        deliver([this, survey = std::make_shared<const Survey>(std::move(*made))] { Q_EMIT surveyed(survey); });
    else if (made.error().kind != ErrorKind::Cancelled)
        deliver([this, error = made.error()] { Q_EMIT failed(error); });
}

void AssessJob::answer(const PathsQuestion &question, const Budget &budget)
{
    const auto find = [&]() -> Result<PathsResult> {
        const Result<Assessor *> assessor = assessorFor(question.graph);
        if (!assessor)
            return assessor.error();
        return (*assessor)->paths(question.graph, question.question, budget);
    };
    Result<PathsResult> found = find(); // before the answer is put together: the first question sets the method
    if (!found && found.error().kind == ErrorKind::Cancelled)
        return;
    const bool reached = found && found->best;
    const PathsAnswer answer{question.number, m_method, std::move(found)};
    deliver([this, answer] { Q_EMIT pathsFound(answer); });
    if (!reached)
        return;
    Result<std::vector<Holding>> holding = m_assessor->holding(question.graph, question.question, budget);
    if (holding)
        deliver([this, told = HoldingAnswer{question.number, std::move(*holding)}] { Q_EMIT holdingFound(told); });
}

} // namespace tarascope
