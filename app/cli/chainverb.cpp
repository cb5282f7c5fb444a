#include "app/cli/jsonout.h"
#include "app/cli/textout.h"
#include "app/cli/verbs.h"
#include "app/session.h"
#include "model/assurance/chainstate.h"

namespace tarascope::cli {

namespace {

std::string linkName(int link) { return "L" + std::to_string(link + 1); }

void writeKeys(json::Writer &out, const Graph &graph, std::string_view name, const std::vector<ItemId> &items)
{
    out.key(name).beginArray();
    for (ItemId item : items)
        writeKey(out, graph, item);
    out.endArray();
}

std::string chainJson(const Call &call, const Graph &graph, const std::vector<ChainStrip> &strips)
{
    json::Writer out = beginAnswer("chain", call);
    out.key("commands").beginArray();
    for (const ChainStrip &strip : strips) {
        out.newline().beginObject().key("command");
        writeKey(out, graph, strip.command);
        out.key("endpoint");
        writeKey(out, graph, strip.endpoint);
        out.key("links").beginObject();
        for (int link = 0; link < chainLinkCount; ++link) {
            const ChainCell &cell = strip.links[static_cast<std::size_t>(link)];
            out.key(linkName(link)).beginObject().member("state", chainStateName(cell.state));
            writeKeys(out, graph, "controls", cell.controls);
            writeKeys(out, graph, "tests", cell.tests);
            out.member("reason", cell.reason.english()).endObject();
        }
        out.endObject().endObject();
    }
    out.endArray();
    return endAnswer(out);
}

std::string nameOf(const Graph &graph, ItemId id)
{
    const Item *item = id.valid() ? graph.item(id) : nullptr;
    return item ? item->key + " " + item->name : "none";
}

std::string chainText(const Call &call, const Graph &graph, const std::vector<ChainStrip> &strips)
{
    std::vector<std::string> titles{"COMMAND", "ENDPOINT"};
    for (int link = 0; link < chainLinkCount; ++link)
        titles.push_back(linkName(link));
    Table table(titles);
    for (const ChainStrip &strip : strips) {
        std::vector<std::string> cells{nameOf(graph, strip.command), nameOf(graph, strip.endpoint)};
        for (const ChainCell &cell : strip.links)
            cells.emplace_back(cell.state == ChainState::NotApplicable ? "-" : chainStateName(cell.state));
        table.add(std::move(cells));
    }
    std::string out = table.empty() ? "There is no command and no endpoint.\n" : table.text();
    if (!call.quiet)
        out += "proved: a test passed; untested: implemented only; gap: no implemented control; failed: a test failed; "
               "-: not applicable\nReasons, controls and tests: --json. As of " +
               call.asOf.iso() + "\n";
    return out;
}

} // namespace

Result<Answer> runChain(const Call &call)
{
    const Result<std::unique_ptr<Project>> project = openProject(call.file(), Access::Read);
    if (!project)
        return project.error();
    const Graph &graph = (*project)->graph();
    ItemId command;
    if (call.arguments.positional().size() > 1) {
        const Result<ItemId> named = graph.lookUp(call.arguments.positional()[1]);
        if (!named)
            return named.error();
        if (graph.item(*named)->kind != Kind::command)
            return usageError(QT_TRANSLATE_NOOP("app", "%1 is no command."), {graph.item(*named)->key}, "notACommand");
        command = *named;
    }
    const Evidence evidence(graph, {});
    const std::vector<ChainStrip> strips = chainStrips(graph, evidence, command);
    Answer answer;
    answer.out = call.json ? chainJson(call, graph, strips) : chainText(call, graph, strips);
    return answer;
}

} // namespace tarascope::cli
