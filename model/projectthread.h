#pragma once
#include "model/project.h"
#include "model/store/projectfile.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace tarascope {

/// What the disk said about one commit.
struct CommitResult {
    Commit commit;
    std::optional<Error> error;
    JournalEntry entry;
    Digest digest{};
    Digest head{};
};

/// The thread that owns the project file: commits run there in their order. After a failed one the rest of its
/// generation is refused, because it was checked against what never came to the disk.
class ProjectThread
{
public:
    /// `done` is called on the thread after each result.
    ProjectThread(std::unique_ptr<ProjectFile> file, std::function<void()> done);
    /// Waits for what is under way.
    ~ProjectThread();

    void commit(Commit commit, std::uint64_t generation);
    /// The payload of a journal row; waits for its turn.
    Result<std::string> payload(std::int64_t seq);
    /// Blocks until nothing is under way.
    void wait();
    std::vector<CommitResult> takeResults();

private:
    using Task = std::function<void(ProjectFile &)>;

    void enqueue(Task task);
    void run(const std::stop_token &stop);
    CommitResult write(ProjectFile &file, Commit commit, std::uint64_t generation);

    std::unique_ptr<ProjectFile> m_file;
    std::function<void()> m_done;
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::condition_variable m_idle;
    std::deque<Task> m_tasks;
    std::vector<CommitResult> m_results;
    bool m_busy = false;
    std::optional<std::uint64_t> m_failed; ///< generation of the commit that failed last
    std::jthread m_thread;                 ///< last: it uses all of the above
};

} // namespace tarascope
