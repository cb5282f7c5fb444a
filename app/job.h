#pragma once
#include <QtCore/QObject>

#include <map>
#include <memory>
#include <thread>
#include <type_traits>

namespace tarascope {

/// Runs a piece of work on a thread of its own and hands its answer over on the thread of this object. A new piece of
/// work stops the one that runs; an answer that nobody waits for any more is dropped.
class Job final : public QObject
{
public:
    using QObject::QObject;

    /// `work` gets a stop token and gives the answer; `done` takes it.
    template <class Work, class Done> void start(Work work, Done done)
    {
        using Answer = std::invoke_result_t<Work &, const std::stop_token &>;
        cancel();
        m_current = ++m_last;
        m_threads[m_current] = std::jthread([this, number = m_current, work = std::move(work),
                                             done = std::move(done)](const std::stop_token &stop) mutable {
            auto answer = std::make_shared<Answer>(work(stop));
            QMetaObject::invokeMethod(
                this,
                [this, number, answer, done = std::move(done)] {
                    m_threads.erase(number);
                    if (std::exchange(m_current, number == m_current ? 0 : m_current) == number)
                        done(std::move(*answer));
                },
                Qt::QueuedConnection);
        });
    }
    /// Asks what runs to stop; does not wait for it.
    void cancel()
    {
        if (running())
            m_threads[m_current].request_stop();
        m_current = 0;
    }
    bool running() const { return m_current != 0; }

private:
    std::uint64_t m_last = 0;
    std::uint64_t m_current = 0;
    std::map<std::uint64_t, std::jthread> m_threads; ///< last: they end before the rest goes
};

} // namespace tarascope
