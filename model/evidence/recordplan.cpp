#include "model/evidence/recordplan.h"

namespace tarascope::evidence {

namespace {

/// Gathers the paths of one shape.
class Planner
{
public:
    Planner(const Mapping &mapping, ShapePlan &plan) : m_mapping(mapping), m_plan(plan) {}

    void plan()
    {
        const Shape &shape = *m_plan.shape;
        if (!shape.skip.empty() || !shape.time || !shape.kind)
            return;
        m_plan.time = rule(shape.time->value);
        m_plan.kind = rule(*shape.kind);
        if (shape.kind->constant && shape.kind->paths.empty())
            m_plan.constantKind = eventKindOf(*shape.kind->constant).value_or(EventKind::Unknown);
        for (const auto &[name, value] : shape.fields)
            m_plan.fields.push_back({fieldOf(name).value_or(Field::Extra), name, rule(value)});
        for (const DecisionRule &decision : shape.decision) {
            std::vector<int> slots;
            for (const Condition &condition : decision.all)
                slots.push_back(condition.path ? slot(*condition.path) : -1);
            m_plan.conditions.push_back(std::move(slots));
        }
    }

private:
    RulePlan rule(const ValueRule &value)
    {
        RulePlan plan;
        plan.rule = &value;
        for (const ValuePath &path : value.paths)
            plan.slots.push_back(slot(path));
        for (const ValueRule &other : value.otherwise)
            plan.otherwise.push_back(rule(other));
        plan.plain = value.paths.size() == 1 && !value.constant && value.otherwise.empty() && value.noValue.empty() &&
                     value.split.empty() && value.take == ValueRule::Take::Whole && !value.pattern &&
                     value.words.empty() && value.lookup.empty() && value.type == ValueRule::Type::Text && !value.lower;
        return plan;
    }

    int slot(const ValuePath &path)
    {
        for (std::size_t i = 0; i < m_plan.paths.size(); ++i)
            if (m_plan.paths[i] == path)
                return static_cast<int>(i);
        const int made = static_cast<int>(m_plan.paths.size());
        m_plan.paths.push_back(path);
        m_plan.groups.push_back(groupOf(path));
        if (m_plan.groups.back() == -1)
            addToTree(path, made);
        return made;
    }

    int groupOf(const ValuePath &path) const
    {
        const std::string_view text = path.text;
        if (text.starts_with("@") && m_mapping.prefix == Mapping::Prefix::Docker && (text == "@time" || text == "@stream"))
            return text == "@time" ? -3 : -4;
        if (text.starts_with("@") && m_mapping.prefixPattern && m_mapping.prefixPattern->group(text.substr(1)) >= 0)
            return -2 - m_mapping.prefixPattern->group(text.substr(1));
        return m_plan.shape->pattern ? m_plan.shape->pattern->group(text) : -1;
    }

    void addToTree(const ValuePath &path, int slot)
    {
        std::size_t up = 0;
        while (up < path.steps.size() && path.steps[up].kind == RecordStep::Kind::Parent)
            ++up;
        const auto steps = std::span(path.steps).subspan(up);
        if (up == 0)
            return m_plan.tree.add(steps, slot);
        m_plan.parents.resize(std::max(m_plan.parents.size(), up));
        m_plan.parents[up - 1].add(steps, slot);
    }

    const Mapping &m_mapping;
    ShapePlan &m_plan;
};

} // namespace

void JsonTree::add(std::span<const RecordStep> steps, int slot)
{
    int at = 0;
    const auto child = [this] {
        nodes.emplace_back();
        return static_cast<int>(nodes.size() - 1);
    };
    for (const RecordStep &step : steps) {
        const auto place = static_cast<std::size_t>(at);
        int next = -1;
        switch (step.kind) {
        case RecordStep::Kind::All:
            next = nodes[place].all >= 0 ? nodes[place].all : child();
            nodes[place].all = next;
            break;
        case RecordStep::Kind::Index:
            next = child();
            nodes[place].indexes.emplace_back(step.index, next);
            break;
        case RecordStep::Kind::Where:
            for (const Node::Where &known : nodes[place].where)
                if (known.name == step.name && known.value == step.value)
                    next = known.child;
            if (next < 0) {
                next = child();
                nodes[place].where.push_back({step.name, step.value, next});
            }
            break;
        default:
            for (const auto &[name, known] : nodes[place].members)
                if (name == step.name)
                    next = known;
            if (next < 0) {
                next = child();
                nodes[place].members.emplace_back(step.name, next);
            }
        }
        at = next;
    }
    nodes[static_cast<std::size_t>(at)].slot = slot;
}

RecordPlan makePlan(const Mapping &mapping)
{
    RecordPlan plan;
    plan.mapping = &mapping;
    for (const Shape &shape : mapping.shapes) {
        plan.shapes.emplace_back();
        plan.shapes.back().shape = &shape;
        Planner(mapping, plan.shapes.back()).plan();
    }
    return plan;
}

} // namespace tarascope::evidence
