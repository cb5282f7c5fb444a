#include "model/method/decimal.h"

#include <string>

namespace tarascope {

std::optional<Decimal> Decimal::fromText(std::string_view text)
{
    const std::size_t point = text.find('.');
    const bool hasPoint = point != std::string_view::npos;
    const std::string_view whole = text.substr(0, point);
    const std::string_view fraction = hasPoint ? text.substr(point + 1) : std::string_view();
    if (whole.empty() || whole.size() > 9 || fraction.size() > 6 || (hasPoint && fraction.empty()))
        return std::nullopt;
    Decimal value;
    const std::string digits = std::string(whole).append(fraction);
    for (const char c : digits) {
        if (c < '0' || c > '9')
            return std::nullopt;
        value.digits = value.digits * 10 + (c - '0');
    }
    value.decimals = static_cast<int>(fraction.size());
    while (value.decimals > 0 && value.digits % 10 == 0) {
        value.digits /= 10;
        --value.decimals;
    }
    return value;
}

double Decimal::real() const
{
    return static_cast<double>(digits) / static_cast<double>(powerOfTen(decimals).value_or(1));
}

std::optional<std::int64_t> powerOfTen(int exponent)
{
    if (exponent < 0 || exponent > 18)
        return std::nullopt;
    std::int64_t power = 1;
    for (int i = 0; i < exponent; ++i)
        power *= 10;
    return power;
}

std::optional<std::int64_t> scaled(const Decimal &value, int decimals)
{
    const std::optional<std::int64_t> factor = powerOfTen(decimals - value.decimals);
    std::int64_t result = 0;
    if (!factor || __builtin_mul_overflow(value.digits, *factor, &result))
        return std::nullopt;
    return result;
}

} // namespace tarascope
