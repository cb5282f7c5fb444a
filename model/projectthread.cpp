#include "model/projectthread.h"

#include <future>

namespace tarascope {

ProjectThread::ProjectThread(std::unique_ptr<ProjectFile> file, std::function<void()> done)
    : m_file(std::move(file)), m_done(std::move(done)), m_thread([this](const std::stop_token &stop) { run(stop); })
{
}

ProjectThread::~ProjectThread()
{
    wait();
    m_thread.request_stop();
    m_wake.notify_all();
}

void ProjectThread::enqueue(Task task)
{
    {
        const std::lock_guard lock(m_mutex);
        m_tasks.push_back(std::move(task));
    }
    m_wake.notify_one();
}

void ProjectThread::run(const std::stop_token &stop)
{
    while (true) {
        Task task;
        {
            std::unique_lock lock(m_mutex);
            if (!m_wake.wait(lock, stop, [this] { return !m_tasks.empty(); }))
                return;
            task = std::move(m_tasks.front());
            m_tasks.pop_front();
            m_busy = true;
        }
        task(*m_file);
        {
            const std::lock_guard lock(m_mutex);
            m_busy = false;
        }
        m_idle.notify_all();
    }
}

void ProjectThread::commit(Commit commit, std::uint64_t generation)
{
    // std::function wants to be copied; the set is handed over through a shared pointer.
    auto shared = std::make_shared<Commit>(std::move(commit));
    enqueue([this, shared, generation](ProjectFile &file) {
        CommitResult result = write(file, std::move(*shared), generation);
        {
            const std::lock_guard lock(m_mutex);
            m_results.push_back(std::move(result));
        }
        m_done();
    });
}

CommitResult ProjectThread::write(ProjectFile &file, Commit commit, std::uint64_t generation)
{
    CommitResult result;
    if (m_failed == generation) {
        result.error = Error{
            ErrorKind::Device,
            {QT_TRANSLATE_NOOP("model", "'%1' was not saved, because what came before it could not be"), {commit.set.title.english()}, "notSavedAfterFailure"},
            {}};
    } else if (Result<void> done = file.commit(commit); !done) {
        result.error = done.error();
        m_failed = generation;
    } else {
        result.entry.seq = file.headSeq();
        result.entry.who = commit.who;
        result.entry.title = commit.set.title;
        result.entry.kind = static_cast<JournalEntry::Kind>(commit.kind);
        result.entry.of = commit.of;
        result.entry.changes = static_cast<std::int64_t>(commit.set.changes.size());
        result.entry.hash = file.head();
        if (const auto rows = file.journal(0, 1); rows && !rows->empty())
            result.entry.utc = rows->front().utc;
    }
    result.digest = file.digest();
    result.head = file.head();
    result.commit = std::move(commit);
    return result;
}

Result<std::string> ProjectThread::payload(std::int64_t seq)
{
    auto answer = std::make_shared<std::promise<Result<std::string>>>();
    enqueue([answer, seq](ProjectFile &file) { answer->set_value(file.payload(seq)); });
    return answer->get_future().get();
}

void ProjectThread::wait()
{
    std::unique_lock lock(m_mutex);
    m_idle.wait(lock, [this] { return m_tasks.empty() && !m_busy; });
}

std::vector<CommitResult> ProjectThread::takeResults()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_results, {});
}

} // namespace tarascope
