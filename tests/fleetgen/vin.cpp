#include "tests/fleetgen/vin.h"

#include "tests/fleetgen/text.h"

namespace fleetgen {
namespace {

int valueOf(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    static constexpr std::string_view letters = "ABCDEFGHJKLMNPRSTUVWXYZ";
    static constexpr std::string_view values = "12345678123457923456789";
    const std::size_t at = letters.find(c);
    return at == std::string_view::npos ? -1 : values[at] - '0';
}

} // namespace

char checkDigit(std::string_view vin)
{
    static constexpr int weights[17] = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
    int sum = 0;
    for (std::size_t at = 0; at < 17; ++at) {
        const int value = at == 8 ? 0 : valueOf(vin[at]);
        if (value < 0)
            return '?';
        sum += weights[at] * value;
    }
    return "0123456789X"[sum % 11];
}

std::string makeVin(std::string_view first8, std::string_view yearAndPlant, std::uint32_t serial)
{
    std::string vin(first8);
    vin.push_back('0');
    vin += yearAndPlant;
    appendNumber(vin, serial, 6);
    vin[8] = checkDigit(vin);
    return vin;
}

bool validVin(std::string_view vin) { return vin.size() == 17 && checkDigit(vin) == vin[8] && vin[8] != '?'; }

} // namespace fleetgen
