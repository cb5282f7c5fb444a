#include "model/evidence/recordplan.h"

#include <algorithm>
#include <charconv>

namespace tarascope::evidence {

namespace {

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
        text.remove_suffix(1);
    return text;
}

bool isNone(std::string_view text) { return text.empty() || text == "-"; }

std::optional<std::int64_t> numberOf(std::string_view text)
{
    std::int64_t number = 0;
    const auto [at, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && at == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

/// True when the text already is a plain IPv4 address as we write it.
bool isPlainV4(std::string_view text)
{
    int dots = 0, digits = 0, value = 0;
    for (const char c : text) {
        if (c == '.') {
            if (digits == 0 || ++dots > 3)
                return false;
            digits = value = 0;
        } else if (c >= '0' && c <= '9') {
            if (digits > 0 && value == 0)
                return false;
            value = value * 10 + (c - '0');
            if (++digits > 3 || value > 255)
                return false;
        } else {
            return false;
        }
    }
    return dots == 3 && digits > 0;
}

std::string_view part(const ValueRule &rule, std::string_view text)
{
    const std::string_view split = rule.split;
    if (split.empty())
        return text;
    if (rule.take == ValueRule::Take::Last) {
        const std::size_t at = text.rfind(split);
        return trimmed(at == std::string_view::npos ? text : text.substr(at + split.size()));
    }
    for (int n = rule.take == ValueRule::Take::Nth ? rule.nth : 0;; --n) {
        const std::size_t at = text.find(split);
        if (n == 0)
            return trimmed(text.substr(0, at));
        if (at == std::string_view::npos)
            return {};
        text = text.substr(at + split.size());
    }
}

} // namespace

std::string shownValue(std::string_view value)
{
    const bool harmless = value.size() <= 40 && value.find_first_not_of("0123456789TZ:+-./, ") == std::string_view::npos;
    return harmless ? "'" + std::string(value) + "'" : "of " + std::to_string(value.size()) + " bytes";
}

std::string_view clientOf(std::string_view list, std::string_view split, const std::vector<AddressBlock> &trusted)
{
    if (split.empty())
        split = ",";
    std::string_view left = list;
    std::string_view first;
    for (;;) {
        const std::size_t at = left.rfind(split);
        const std::string_view one = trimmed(at == std::string_view::npos ? left : left.substr(at + split.size()));
        const std::optional<Address> address = parseAddress(one);
        const bool known = address && std::any_of(trusted.begin(), trusted.end(), [&](const AddressBlock &block) {
                               return block.holds(*address);
                           });
        if (!known && !isNone(one))
            return one;
        first = isNone(one) ? first : one;
        if (at == std::string_view::npos)
            return first; // all are our own: the caller sits inside
        left = left.substr(0, at);
    }
}

Refusal RecordEvaluator::evaluate(const RecordPlan &plan, const ShapePlan &shape, const Slots &slots, RecordValues &out)
{
    out.fields.fill({});
    out.secret.reset();
    out.vehicles.clear();
    out.extra.clear();
    if (Refusal refusal = readTime(shape, slots, out.ts))
        return refusal;
    out.kind = shape.constantKind;
    if (out.kind == EventKind::Unknown) {
        Refusal refusal;
        const std::string_view kind = value(shape.kind, slots, refusal);
        out.kind = eventKindOf(kind).value_or(EventKind::Unknown);
        if (out.kind == EventKind::Unknown)
            return "the record says no kind of event";
    }
    if (Refusal refusal = readFields(shape, slots, out))
        return refusal;
    if (Refusal refusal = decide(shape, slots, out))
        return refusal;
    for (const std::string &name : plan.mapping->require)
        if (const Field field = *fieldOf(name);
            out.at(field).empty() && !(field == Field::Endpoint && !out.at(Field::RawPath).empty()) &&
            !(field == Field::Vehicle && !out.vehicles.empty()))
            return "the record has no " + name;
    return std::nullopt;
}

Refusal RecordEvaluator::readTime(const ShapePlan &shape, const Slots &slots, std::int64_t &ts)
{
    const std::string_view text = raw(shape.time, slots);
    if (text.empty())
        return "the record has no time";
    const TimeFormat &format = shape.shape->time->format;
    const TimeReader::Read read = m_times.read(format, text);
    ts = read.ms;
    if (read.fault == TimeReader::Fault::None)
        return std::nullopt;
    Message fault = timeFault(read.fault, format, text);
    if (!fault.args.empty() && shownValue(text).front() != '\'')
        return "time " + shownValue(text) + " is not " + fault.args[1];
    return fault.english();
}

Refusal RecordEvaluator::readFields(const ShapePlan &shape, const Slots &slots, RecordValues &out)
{
    for (const ShapePlan::FieldRule &field : shape.fields) {
        Refusal refusal;
        const std::string_view text = value(field.rule, slots, refusal);
        if (refusal)
            return field.name + ": " + *refusal;
        if (field.field == Field::Extra) {
            out.extra.emplace_back(field.name, text);
            continue;
        }
        out.at(field.field) = text;
        // What comes from the other path of a value may be the secret one.
        const bool fromFirst = std::any_of(field.rule.slots.begin(), field.rule.slots.end(),
                                           [&](int slot) { return slots.isSet(slot) && !isNone(slots.first(slot)); });
        const bool secret = field.rule.rule->hmac || (!fromFirst && !field.rule.otherwise.empty() &&
                                                      field.rule.otherwise.front().rule->hmac);
        out.secret.set(static_cast<std::size_t>(field.field), secret);
        if (field.field == Field::Vehicle)
            collectVehicles(field.rule, slots, out);
    }
    return std::nullopt;
}

void RecordEvaluator::collectVehicles(const RulePlan &plan, const Slots &slots, RecordValues &out)
{
    const std::string_view whole = out.at(Field::Vehicle);
    if (whole.empty())
        return;
    // A list in the record, or several in one text with a separator that the mapping names.
    const bool splits = !plan.rule->split.empty() && plan.rule->take == ValueRule::Take::Whole;
    if (!plan.slots.empty() && plan.plain && !slots.more().empty()) {
        for (const int slot : plan.slots) {
            if (slots.isSet(slot) && !isNone(slots.first(slot)))
                out.vehicles.push_back(slots.first(slot));
            for (const auto &[other, text] : slots.more())
                if (other == slot && !isNone(text))
                    out.vehicles.push_back(text);
        }
    } else if (splits) {
        std::string_view left = whole;
        while (!left.empty()) {
            const std::size_t at = left.find(plan.rule->split);
            if (const std::string_view one = trimmed(left.substr(0, at)); !isNone(one))
                out.vehicles.push_back(one);
            left = at == std::string_view::npos ? std::string_view() : left.substr(at + plan.rule->split.size());
        }
    }
    if (out.vehicles.empty())
        out.vehicles.push_back(whole);
}

std::string_view RecordEvaluator::joined(int slot, const Slots &slots)
{
    std::string_view first = slots.first(slot);
    if (slots.more().empty())
        return first;
    std::string all(first);
    bool several = false;
    for (const auto &[other, text] : slots.more())
        if (other == slot) {
            all.append(",").append(text);
            several = true;
        }
    return several ? m_scratch.keep(std::move(all)) : first;
}

std::string_view RecordEvaluator::raw(const RulePlan &plan, const Slots &slots)
{
    for (const int slot : plan.slots) {
        const std::string_view text = joined(slot, slots);
        const auto &none = plan.rule->noValue;
        if (!isNone(text) && (none.empty() || std::find(none.begin(), none.end(), text) == none.end()))
            return text;
    }
    return {};
}

std::string_view RecordEvaluator::value(const RulePlan &plan, const Slots &slots, Refusal &refusal)
{
    if (plan.plain) {
        const std::string_view text = joined(plan.slots.front(), slots);
        return isNone(text) ? std::string_view() : text;
    }
    const ValueRule &rule = *plan.rule;
    std::string_view text = raw(plan, slots);
    if (!text.empty())
        text = taken(rule, text, refusal);
    if (text.empty() && !refusal && !plan.otherwise.empty())
        return value(plan.otherwise.front(), slots, refusal);
    if (text.empty() && rule.constant)
        text = *rule.constant;
    return text;
}

std::string_view RecordEvaluator::taken(const ValueRule &rule, std::string_view text, Refusal &refusal)
{
    if (rule.take == ValueRule::Take::Client)
        text = clientOf(text, rule.split, rule.trusted);
    else if (rule.take != ValueRule::Take::Whole)
        text = part(rule, text);
    if (rule.pattern) {
        const Pattern::Found found = rule.pattern->match(text, m_groups);
        if (found == Pattern::Found::GaveUp)
            refusal = "the pattern of the mapping gave up on it";
        text = found == Pattern::Found::Yes ? m_groups[1] : std::string_view();
    }
    if (isNone(text))
        return {};
    if (rule.lower) {
        std::string lower(text);
        std::transform(lower.begin(), lower.end(), lower.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
        text = m_scratch.keep(std::move(lower));
    }
    if (!rule.words.empty()) {
        auto found = rule.words.find(text);
        if (found == rule.words.end() && (text == "true" || text == "false")) // of JSON; some write them with a capital
            found = rule.words.find(text == "true" ? "True" : "False");
        if (found == rule.words.end())
            found = rule.words.find("*");
        text = found == rule.words.end() ? std::string_view() : std::string_view(found->second);
    }
    if (!rule.lookup.empty())
        if (const auto found = rule.lookup.find(text); found != rule.lookup.end())
            text = found->second;
    return text.empty() ? text : typed(rule, text, refusal);
}

std::string_view RecordEvaluator::typed(const ValueRule &rule, std::string_view text, Refusal &refusal)
{
    if (rule.type == ValueRule::Type::Address && !isPlainV4(text)) {
        const std::optional<Address> address = parseAddress(text);
        if (address)
            return m_scratch.keep(addressText(*address));
        if (!rule.badIsNone)
            refusal = "a value " + shownValue(text) + " is no address";
        return {};
    }
    if (rule.type == ValueRule::Type::Integer && !numberOf(text)) {
        if (!rule.badIsNone)
            refusal = "a value " + shownValue(text) + " is no whole number";
        return {};
    }
    return text;
}

Refusal RecordEvaluator::decide(const ShapePlan &shape, const Slots &slots, RecordValues &out)
{
    out.decision = Decision::Unknown;
    const auto textOf = [&](const Condition &condition, int slot) {
        if (slot >= 0)
            return isNone(slots.first(slot)) ? std::string_view() : slots.first(slot);
        if (const std::optional<Field> field = fieldOf(condition.name))
            return out.at(*field);
        for (const auto &[name, text] : out.extra)
            if (name == condition.name)
                return text;
        return std::string_view();
    };
    const auto &rules = shape.shape->decision;
    for (std::size_t i = 0; i < rules.size(); ++i) {
        bool holds = true;
        for (std::size_t k = 0; k < rules[i].all.size() && holds; ++k) {
            const Condition &condition = rules[i].all[k];
            const std::string_view text = textOf(condition, shape.conditions[i][k]);
            using Test = Condition::Test;
            switch (condition.test) {
            case Test::Exists: holds = !text.empty(); break;
            case Test::Missing: holds = text.empty(); break;
            case Test::Equal: holds = text == condition.words.front(); break;
            case Test::NotEqual: holds = text != condition.words.front(); break;
            case Test::OneOf:
                holds = std::find(condition.words.begin(), condition.words.end(), text) != condition.words.end();
                break;
            case Test::Between: {
                const std::optional<std::int64_t> number = numberOf(text);
                holds = number && *number >= condition.low && *number <= condition.high;
                break;
            }
            case Test::Match: {
                const Pattern::Found found = condition.pattern->match(text, m_groups);
                if (found == Pattern::Found::GaveUp)
                    return "the pattern of a rule gave up on it";
                holds = !text.empty() && found == Pattern::Found::Yes;
                break;
            }
            }
        }
        if (holds) {
            out.decision = rules[i].then;
            return std::nullopt;
        }
    }
    return std::nullopt;
}

} // namespace tarascope::evidence
