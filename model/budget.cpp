#include "model/budget.h"

namespace tarascope {

Result<void> Budget::check() const
{
    if (stop.stop_requested())
        return Error{ErrorKind::Cancelled, {QT_TRANSLATE_NOOP("model", "stopped; nothing was changed"), {}, "cancelled"}, {}};
    if (std::chrono::steady_clock::now() > deadline)
        return Error{ErrorKind::Cancelled,
                     {QT_TRANSLATE_NOOP("model", "the time limit was reached; nothing was changed"), {}, "timeLimit"},
                     {}};
    return {};
}

} // namespace tarascope
