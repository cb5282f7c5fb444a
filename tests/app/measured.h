#pragma once
#include "tests/app/program.h"

/// What one call of the real program gave, and what it took.
struct Measured {
    Run run;
    bool crashed = false; ///< ended by a signal, or had to be
    double seconds = 0;
    std::int64_t peakBytes = 0; ///< the most memory it held at a time, as the kernel tells it of the ended process
};

/// Runs a program with its arguments, whose bytes may be anything; after 60 seconds it is ended.
Measured runMeasured(const std::vector<std::string> &command);
/// Runs `tarascope WORDS...` so.
Measured runTarascopeMeasured(std::vector<std::string> words);
