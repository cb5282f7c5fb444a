#pragma once
#include "model/method/ratingmethod.h"
#include "model/method/vectorspace.h"

#include <string>

namespace methodfixture {

using namespace tarascope;

inline RatingMethod method(const std::string &id)
{
    Result<RatingMethod> loaded = loadMethod(id);
    if (!loaded)
        qFatal("%s", loaded.error().english().c_str());
    return std::move(loaded).value();
}

inline VectorSpace space(const std::string &id)
{
    return VectorSpace(method(id));
}

/// The catalogue's way to write a vector: {"ET1", "SE2", ...} as the five digits.
inline int potential(const VectorSpace &space, const std::string &digits)
{
    Rating rating;
    for (std::size_t i = 0; i < 5; ++i)
        rating.levels[i] = static_cast<std::int8_t>(digits[i] - '0');
    return space.indexOf(rating).value();
}

} // namespace methodfixture
