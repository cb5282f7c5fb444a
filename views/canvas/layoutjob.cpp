#include "views/canvas/layoutjob.h"

namespace tarascope {

namespace {

Result<NodePlaces> answer(const LayoutQuestion &question, const Budget &budget)
{
    const Result<std::vector<Point>> centres = placeInLanes(question.boxes, question.arrows, laneCount, budget);
    if (!centres)
        return centres.error();
    NodePlaces places;
    for (std::size_t i = 0; i < question.items.size(); ++i)
        places[question.items[i]] = {(*centres)[i].x, (*centres)[i].y};
    return places;
}

} // namespace

LayoutJob::~LayoutJob() { cancel(); }

void LayoutJob::cancel()
{
    ++m_number;
    m_running = false;
    m_thread.request_stop();
}

void LayoutJob::start(LayoutQuestion question)
{
    cancel();
    if (m_thread.joinable())
        m_old.push_back(std::move(m_thread));
    m_running = true;
    m_thread = std::jthread([this, number = m_number, question = std::move(question)](const std::stop_token &stop) {
        Budget budget;
        budget.stop = stop;
        auto places = std::make_shared<Result<NodePlaces>>(answer(question, budget));
        QMetaObject::invokeMethod(this, [this, number, places] { take(number, *places); }, Qt::QueuedConnection);
    });
}

void LayoutJob::take(std::uint64_t number, const Result<NodePlaces> &answer)
{
    if (number != m_number)
        return;
    m_running = false;
    m_old.clear();
    if (answer)
        Q_EMIT placed(*answer);
    else
        Q_EMIT failed(answer.error());
}

} // namespace tarascope
