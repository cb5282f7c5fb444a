#pragma once
#include "model/risk/assessment.h"
#include "tests/views/sample.h"

/// Items, and results of analyses put together by hand, so that pages are tested without the engine.
struct HandMade {
    HandMade();

    /// Unlocking: 4, 2 and 4 in the three readings, the last by a failed test. Braking: not rated.
    tarascope::Assessment assessment() const;
    /// Two ways to the lock: one at once by a failed test, one through the control.
    tarascope::PathsResult paths() const;
    const tarascope::Graph &graph() const { return sample.project->graph(); }
    tarascope::ItemId id(const tarascope::Uid &uid) const { return graph().findItem(uid); }

    Sample sample;
    tarascope::Uid profile, endpoint, command, lock, unlocked, braked, theft, control;
};
