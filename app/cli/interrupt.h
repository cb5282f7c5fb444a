#pragma once
#include <stop_token>
#include <thread>

namespace tarascope::cli {

/// Turns Ctrl+C (SIGINT) and SIGTERM into a stop while it lives; a second signal ends the program at once. Make it before
/// any other thread, so that all of them leave the signals to it.
class Interrupt
{
public:
    Interrupt();
    ~Interrupt();
    Interrupt(const Interrupt &) = delete;
    Interrupt &operator=(const Interrupt &) = delete;

    std::stop_token token() const { return m_source.get_token(); }

private:
    std::stop_source m_source;
    std::thread m_watcher;
};

} // namespace tarascope::cli
