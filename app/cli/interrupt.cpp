#include "app/cli/interrupt.h"

#include <pthread.h>

#include <csignal>

#include <unistd.h>

namespace tarascope::cli {

namespace {

// A signal that the caller had ignored (nohup, a job in the background) stays ignored.
sigset_t watchedSignals()
{
    sigset_t set;
    sigemptyset(&set);
    for (int signal : {SIGINT, SIGTERM}) {
        struct sigaction present = {};
        if (sigaction(signal, nullptr, &present) == 0 && present.sa_handler != SIG_IGN)
            sigaddset(&set, signal);
    }
    sigaddset(&set, SIGUSR1); // ends the watcher
    return set;
}

void watch(const sigset_t &set, std::stop_source stop)
{
    for (;;) {
        int signal = 0;
        if (sigwait(&set, &signal) != 0 || signal == SIGUSR1)
            return;
        if (stop.stop_requested())
            _exit(128 + signal);
        stop.request_stop();
    }
}

} // namespace

Interrupt::Interrupt()
{
    const sigset_t set = watchedSignals();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    m_watcher = std::thread([set, source = m_source] { watch(set, source); });
}

Interrupt::~Interrupt()
{
    pthread_kill(m_watcher.native_handle(), SIGUSR1);
    m_watcher.join();
}

} // namespace tarascope::cli
