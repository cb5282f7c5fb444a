#pragma once
#include "model/graph.h"

/// What a project allows: how long reviews and secrets hold. Rules and metrics read the same.

namespace tarascope {

/// An endpoint that acts on one vehicle or on something of one person, so that whose it is must be checked.
bool namesAnObject(const Graph &graph, ItemId endpoint);
/// A partner uses this API: its exposure says so, or it names one.
bool isPartnerApi(const Item &api);
/// Days for which a review holds: what the API says, a year otherwise; of a partner's API half a year at most.
std::int64_t reviewDays(const Item &api);

/// Longest lifetime in seconds of a credential of this kind, by the setting "policy.lifetime.KIND" or our proposal;
/// 0: no limit.
std::int64_t longestLifetime(const Graph &graph, std::string_view kind);
/// A secret that people must change: its age counts, not only its end.
bool isRotatedSecret(std::string_view kind);
/// Many vehicles hold the same key or certificate.
bool isFleetWide(const Item &credential);

} // namespace tarascope
