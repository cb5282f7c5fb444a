#pragma once
#include "model/result.h"

#include <chrono>
#include <functional>
#include <stop_token>

namespace tarascope {

/// What one import may use; the limit that was hit is named in the error. Together they keep an import of any file below
/// half a gigabyte of memory.
struct ImportLimits {
    std::int64_t bytes = 128LL << 20;
    std::int64_t memory = 192LL << 20; ///< bytes of the parsed tree: its elements, their texts, the places of lines
    std::int64_t nodes = 1'000'000;    ///< elements of the parsed tree; tokens, cells or half statements of a line format
    int depth = 128;
    std::int64_t stringLength = 16LL << 20; ///< bytes of one text
    std::int64_t references = 1'000'000;    ///< followed $ref and the like
    std::int64_t records = 150'000;         ///< items, links and outcomes that come of a file
    bool operator==(const ImportLimits &) const = default;
};

/// What a job may use. Ask `check` at least every 10 ms of work.
struct Budget {
    ImportLimits limits;
    std::stop_token stop;
    std::chrono::steady_clock::time_point deadline = std::chrono::steady_clock::time_point::max();

    /// An error of kind Cancelled after a stop or past the deadline.
    Result<void> check() const;
};

/// Called with work done and work in all (0: unknown), from the thread that works.
using Progress = std::function<void(std::int64_t done, std::int64_t total)>;

} // namespace tarascope
