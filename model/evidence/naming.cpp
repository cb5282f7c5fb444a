#include "model/evidence/naming.h"

#include "model/evidence/address.h"

#include <algorithm>
#include <charconv>

namespace tarascope::evidence {

namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }

std::uint64_t numberOf(std::string_view digits)
{
    std::uint64_t number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

std::uint32_t prefixOf(Dictionary &net, const Address &address, int bits)
{
    return net.add(addressText(masked(address, bits)) + "/" + std::to_string(bits));
}

} // namespace

bool isVin(std::string_view text)
{
    if (text.size() != 17)
        return false;
    bool letter = false;
    for (char c : text) {
        const bool capital = c >= 'A' && c <= 'Z' && c != 'I' && c != 'O' && c != 'Q';
        if (!capital && !isDigit(c))
            return false;
        letter |= capital;
    }
    return letter && std::all_of(text.end() - 4, text.end(), isDigit);
}

std::vector<NetInfo> netInfos(Dictionary &net)
{
    const std::uint32_t count = net.size();
    std::vector<NetInfo> infos(count);
    for (std::uint32_t id = 1; id < count; ++id) {
        NetInfo &info = infos[id];
        info.pivot = id;
        if (net.text(id).find('/') != std::string_view::npos)
            continue;
        const std::optional<Address> address = parseAddress(net.text(id));
        if (!address)
            continue;
        if (!address->isV4())
            info.pivot = prefixOf(net, *address, 64);
        info.prefix = prefixOf(net, *address, address->isV4() ? 16 : 32);
    }
    const std::size_t known = infos.size();
    infos.resize(net.size());
    for (std::size_t id = known; id < infos.size(); ++id)
        infos[id].pivot = static_cast<std::uint32_t>(id);
    return infos;
}

std::vector<VehicleInfo> vehicleInfos(const Dictionary &vehicle)
{
    Dictionary prefixes;
    std::vector<VehicleInfo> infos(vehicle.size());
    for (std::uint32_t id = 1; id < vehicle.size(); ++id) {
        const std::string_view text = vehicle.text(id);
        if (isVin(text)) {
            // Letters at the head of the last six belong to the plant's series, not to its counter.
            std::size_t first = 17;
            while (first > 11 && isDigit(text[first - 1]))
                --first;
            std::string prefix(text.substr(0, 8));
            prefix.append(text.substr(9, first - 9));
            infos[id] = {prefixes.add(prefix), numberOf(text.substr(first))};
        } else if (!text.empty() && text.size() < 19 && std::all_of(text.begin(), text.end(), isDigit)) {
            infos[id] = {prefixes.add("number"), numberOf(text)};
        }
    }
    return infos;
}

} // namespace tarascope::evidence
