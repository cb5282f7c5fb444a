#pragma once
#include "model/project.h" // declares the metatype of Error
#include "views/canvas/places.h"

#include <QtCore/QObject>

#include <memory>
#include <thread>

namespace tarascope {

/// Lays out on a thread of its own; a new question stops the one that runs, and the answer to an old one is dropped.
class LayoutJob final : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    ~LayoutJob() override;
    void start(LayoutQuestion question);
    void cancel();
    bool running() const { return m_running; }

Q_SIGNALS:
    void placed(const tarascope::NodePlaces &places);
    void failed(const tarascope::Error &error);

private:
    void take(std::uint64_t number, const Result<NodePlaces> &answer);

    std::uint64_t m_number = 0;
    bool m_running = false;
    std::vector<std::jthread> m_old; ///< asked to stop, but perhaps within the foreign library still
    std::jthread m_thread;           ///< last: it ends before the rest goes
};

} // namespace tarascope
