#include "importers/vss.h"

#include "importers/batchitem.h"
#include "importers/jsonoryaml.h"
#include "importers/nodereader.h"

#include <algorithm>
#include <array>
#include <set>

namespace tarascope {

namespace {

using json::Node;

/// What a leaf of the tree can be, and the own field where it is kept.
struct Sort {
    std::string_view type;
    const char *field;
    const char *kept;
    const char *code;
};
constexpr std::array<Sort, 3> sorts{{
    {"actuator", "x-vss-actuators", QT_TRANSLATE_NOOP("model", "%1 actuators are kept as text with their branch"),
     "vssActuators"},
    {"sensor", "x-vss-sensors", QT_TRANSLATE_NOOP("model", "%1 sensors are kept as text with their branch"), "vssSensors"},
    {"attribute", "x-vss-attributes", QT_TRANSLATE_NOOP("model", "%1 attributes are kept as text with their branch"),
     "vssAttributes"},
}};

class VssReader
{
public:
    VssReader(const json::Document &document, const Budget &budget)
        : m_document(document), m_reader(document), m_budget(budget)
    {}

    Result<Batch> read()
    {
        const Node &root = m_document.root;
        const bool tree = root.isObject() && std::any_of(root.children.begin(), root.children.end(), [](const Node &node) {
                              return node.isObject() && node.string("type") == "branch";
                          });
        if (!tree)
            return m_reader.refuse(root, {}, QT_TRANSLATE_NOOP("model", "this is no tree of vehicle signals (VSS): no "
                                                                        "member is a branch"),
                                   {}, "notVss");
        m_batch.format = "vss";
        m_batch.system = "vss:" + sourceName(m_document.file);
        m_batch.title = fileName(m_document.file);
        for (std::size_t i = 0; i < sorts.size(); ++i)
            m_fields[i] = addField(m_batch, Kind::dataAsset, sorts[i].field, AttributeType::TextList);
        m_descriptions = addField(m_batch, Kind::dataAsset, "x-vss-descriptions", AttributeType::LongText);
        if (const Result<void> done = readBranches(root, {}, {}); !done)
            return done.error();
        reportHiddenCharacters(m_batch, m_kept);
        m_batch.kept = m_kept.take();
        m_batch.skipped = m_skipped.take();
        return std::move(m_batch);
    }

private:
    static const Sort *sortOf(const Node &node)
    {
        const std::string_view type = node.string("type");
        const auto at = std::find_if(sorts.begin(), sorts.end(), [&](const Sort &each) { return each.type == type; });
        return at == sorts.end() ? nullptr : &*at;
    }

    /// The branches among the children; what is neither branch nor signal is told.
    Result<void> readBranches(const Node &children, const std::string &path, const std::string &pointer)
    {
        for (const Node &child : children.children) {
            const std::string childPath = path.empty() ? child.name : path + "." + child.name;
            const std::string childPointer = pointer + pointerPart(child.name);
            if (!child.isObject())
                return m_reader.wrongType(child, childPointer, "an object");
            if (!path.empty() && sortOf(child))
                continue;
            if (child.string("type") != "branch" || child.name.empty()) {
                m_skipped.list(capped(childPath, 200),
                               {QT_TRANSLATE_NOOP("model", "an entry of type \"%1\" is neither a branch with a name nor a "
                                                           "signal of one"),
                                {capped(std::string(child.string("type")), 60)},
                                "vssType"},
                               m_reader.whereOf(child, childPointer));
            } else if (!m_paths.insert(childPath).second) {
                m_skipped.list(capped(childPath, 200),
                               {QT_TRANSLATE_NOOP("model", "a second branch has this path"), {}, "vssPathTwice"},
                               m_reader.whereOf(child, childPointer));
            } else if (Result<void> done = readBranch(child, childPath, childPointer); !done) {
                return done;
            }
        }
        return {};
    }

    Result<void> readBranch(const Node &branch, const std::string &path, const std::string &pointer)
    {
        if (Result<void> go = m_budget.check(); !go)
            return go;
        countOthers(branch, pointer, {"children", "description", "type"});
        const Node *children = branch.find("children");
        if (!children)
            children = &m_noChildren;
        if (!children->isObject())
            return m_reader.wrongType(*children, pointer + "/children", "an object");
        addItem(branch, *children, path, pointer);
        return readBranches(*children, path, pointer + "/children");
    }

    void addItem(const Node &branch, const Node &children, const std::string &path, const std::string &pointer)
    {
        const Where where = m_reader.whereOf(branch, pointer);
        std::array<TextList, sorts.size()> lists;
        std::string descriptions;
        bool any = false;
        for (const Node &child : children.children) {
            if (const Sort *sort = sortOf(child)) {
                lists[static_cast<std::size_t>(sort - sorts.data())].push_back(line(child));
                if (const std::string_view said = child.string("description"); !said.empty())
                    descriptions += child.name + ": " + std::string(said) + "\n";
                countSignal(child, *sort, pointer + "/children" + pointerPart(child.name));
                any = true;
            }
        }
        if (!any) {
            m_kept.count("branch",
                         QT_TRANSLATE_NOOP("model", "%1 branches have no signals of their own; they stand in the names of "
                                                    "those below them"),
                         "vssGroups", where);
            return;
        }
        m_kept.count("branch", QT_TRANSLATE_NOOP("model", "%1 branches with signals became data assets"), "vssBranches", where);
        BatchItem item;
        item.id = path;
        item.kind = Kind::dataAsset;
        item.name = path;
        item.description = branch.string("description");
        item.where = where;
        for (std::size_t i = 0; i < sorts.size(); ++i)
            if (!lists[i].empty())
                item.attributes.set(m_fields[i], std::move(lists[i]));
        if (!descriptions.empty())
            item.attributes.set(m_descriptions, std::move(descriptions));
        m_batch.items.push_back(std::move(item));
    }

    // "Speed float km/h"
    static std::string line(const Node &signal)
    {
        std::string text = signal.name;
        for (const char *part : {"datatype", "unit"})
            if (const std::string_view said = signal.string(part); !said.empty())
                text += " " + std::string(said);
        return text;
    }

    void countSignal(const Node &signal, const Sort &sort, const std::string &pointer)
    {
        m_kept.count(std::string(sort.type), sort.kept, sort.code, m_reader.whereOf(signal, pointer));
        countOthers(signal, pointer, {"datatype", "description", "type", "unit"});
    }

    void countOthers(const Node &node, const std::string &pointer, std::initializer_list<std::string_view> taken)
    {
        for (const Node &member : node.children)
            if (std::find(taken.begin(), taken.end(), member.name) == taken.end())
                m_skipped.count(capped(member.name, 60), QT_TRANSLATE_NOOP("model", "%1 members of this name are not taken"),
                                "vssMember", m_reader.whereOf(member, pointer + pointerPart(member.name)));
    }

    const json::Document &m_document;
    NodeReader m_reader;
    const Budget &m_budget;
    Batch m_batch;
    Node m_noChildren{json::Type::Object, 0, {}, {}, {}};
    std::set<std::string> m_paths;
    std::array<AttributeId, sorts.size()> m_fields{};
    AttributeId m_descriptions;
    LossReport m_kept;
    LossReport m_skipped;
};

} // namespace

Result<Batch> readVss(std::string_view bytes, const std::string &file, const Budget &budget)
{
    const Result<json::Document> document = readJsonOrYaml(bytes, file, budget);
    if (!document)
        return document.error();
    return VssReader(*document, budget).read();
}

} // namespace tarascope
