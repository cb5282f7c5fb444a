#include "app/cli/verbs.h"

#include "app/cli/textout.h"

#include <limits>

namespace tarascope::cli {

namespace {

constexpr std::size_t any = std::numeric_limits<std::size_t>::max();
const OptionDef reading{"--reading", "READING", "inherent, claimed or evidenced: which controls count", false};

std::vector<VerbDef> projectVerbs()
{
    return {
        {{"new", "FILE", 1, 1, {{"--demo", "NAME", "begin with a demo project: remote-command", false}}},
         "Makes a project file.",
         "",
         &runNew},
        {{"import",
          "FILE INPUT...",
          2,
          any,
          {{"--as", "FORMAT", "the format of the inputs, where it is not to be recognized", false},
           {"--folder", "FOLDER", "read files that an input refers to where they are in this folder; unless said, in its own", false},
           {"--library", "CATALOGUE", "the inputs are entries of this catalogue (see: tarascope library)", false},
           {"--mapping", "FILE", "how columns are read (not in this version)", false},
           {"--dry-run", "", "say what would change and change nothing", false}}},
         "Takes files into the project: all of them as one undo step, or none.",
         "",
         &runImport},
        {{"export",
          "FILE",
          1,
          1,
          {{"--format", "FORMAT", "json (unless said): the normal form, one record per line; csv, dot, graphml, otm, svg", false},
           {"--out", "PATH", "write to this file instead of standard output", false},
           {"--what", "SELECTION", "a part: kinds and items by comma, ITEM+N with all within N links; not for json", false}}},
         "Writes the project in another form.",
         "Without --out the exported text itself is the output, with --json too.",
         &runExport},
        {{"items", "FILE", 1, 1, {{"--kind", "KIND", "of this kind only (see: tarascope kinds)", false}}},
         "Lists the items.",
         "",
         &runItems},
        {{"links", "FILE", 1, 1, {}}, "Lists the links.", "", &runLinks},
        {{"kinds", "", 0, 0, {{"--markdown", "", "as the page docs/kinds.md", false}}},
         "Lists the kinds of items and links with their attributes.",
         "",
         &runKinds},
        {{"library", "[CATALOGUE]", 0, 1, {}},
         "Lists the catalogues of threats, controls and parts, or the entries of one.",
         "Entries are taken into a project with: tarascope import FILE ENTRY... --library CATALOGUE",
         &runLibrary},
        {{"verify", "FILE", 1, 1, {}},
         "Checks the integrity of a project; prints its digest and the head of its journal.",
         "",
         &runVerify},
    };
}

std::vector<VerbDef> analysisVerbs()
{
    const std::vector<OptionDef> pathOptions{
        {"--to", "ITEM", "a position, or a threat scenario: all its targets at its own scale", false},
        {"--scale", "SCALE", "of a position: vehicle (unless said), tenant or fleet", false},
        {"--from", "ITEM", "attacks that begin here only", false},
        {"--profile", "PROFILE", "attacks of this attacker profile only", false},
        {"-k", "N", "the N easiest attacks; unless said, the easiest one for each minimal effort", false},
        reading,
        {"--method", "METHOD", "another rating method than the project's", false},
        {"--without", "ITEM", "what if this control, profile or vulnerability were off", true},
        {"--with", "ITEM", "what if it were on", true},
        {"--avoid", "ITEM", "not in this version", true},
        {"--via", "ITEM", "not in this version", true},
    };
    return {
        {{"risks", "FILE", 1, 1, {reading}},
         "The risk register: each threat scenario in three readings.",
         "inherent: no control counts. claimed: those said to be implemented. evidenced: those that tests prove.",
         &runRisks},
        {{"paths", "FILE --to ITEM", 1, 1, pathOptions},
         "The easiest attacks on an item.",
         "The reading is evidenced unless said. ITEM is a key, an external key or a name.",
         &runPaths},
        {{"worst",
          "FILE",
          1,
          1,
          {{"--count", "N", "how many; 3 unless said", false},
           {"--out", "PATH", "write the same text to this file", false}}},
         "The worst attack paths in plain words.",
         "",
         &runWorst},
        {{"matrix",
          "FILE import OUTCOMES...",
          2,
          any,
          {{"--dry-run", "", "say what would change and change nothing", false}}},
         "Takes test outcomes (JUnit XML) into the project.",
         "generate and export are not in this version.",
         &runMatrix},
        {{"problems", "FILE", 1, 1, {}},
         "What the validation rules find, with the reason and how it is mended.",
         "",
         &runProblems},
        {{"chain", "FILE [COMMAND]", 1, 2, {}},
         "The authorization chain L1 to L8 of each command and endpoint: proved, untested, gap, failed.",
         "COMMAND is a key, an external key or a name; without it all, and the endpoints that invoke none.",
         &runChain},
        {{"metrics", "FILE", 1, 1, {}},
         "The governance metrics with their bounds.",
         "Those that need logs or incidents say which input is missing.",
         &runMetrics},
        {{"report",
          "FILE",
          1,
          1,
          {{"--format", "FORMAT", "html (pdf and xlsx are not in this version)", false},
           {"--out", "PATH", "write to this file instead of standard output", false},
           {"--lang", "LANGUAGE", "en", false}}},
         "The report as one self-contained file.",
         "Without --out the report itself is the output, with --json too.",
         &runReport},
        {{"check",
          "FILE",
          1,
          1,
          {{"--fail-on", "GATE", "risk>=N in the evidenced reading, problem>=error, warning or note; risk>=4 unless said",
            true},
           {"--sarif", "PATH", "write risks that fail and all problems to this file as SARIF 2.1.0", false}}},
         "The gate for CI: exit code 1 when it finds something.",
         "",
         &runCheck},
        {{"evidence",
          "CASE add|list|verify|require|purge ...",
          2,
          any,
          {{"--mapping", "M", "add: a mapping file, or the id of one that comes with Tarascope", false},
           {"--part", "ATTR=VALUE", "add: the logs speak of this part of the fleet only", false},
           {"--covers", "T/T", "add: the stretch of time that the logs cover, RFC 3339 with zone", false},
           {"--before", "T", "purge: take away events before this time", false}}},
         "Logs and reference data of an incident in one case file, with their chain of custody.",
         "add FILE...      reads logs by a mapping; tables of vehicles, relationships and aliases by their headings;\n"
         "                 makes the case when there is none. The same bytes again change nothing, a file that has grown\n"
         "                 adds its tail.\n"
         "list             sources with hashes and counts\n"
         "verify           the chain of custody, every event, and the original files\n"
         "require ROLE[:ATTR=VALUE]...   sources without which no vehicle counts as not affected\n"
         "purge --before T takes events away and keeps hashes and counts",
         &runEvidence},
    };
}

VerbDef planned(std::string_view name, std::string_view help) { return {{name, "", 0, any, {}}, help, "", nullptr}; }

std::vector<VerbDef> plannedVerbs()
{
    return {
        planned("cut", "The cheapest set of controls that brings a risk down."),
        planned("whatif", "Risks before and after switching controls."),
        planned("fragility", "What rises if a control fails."),
        planned("rerate", "Risks under another method."),
        planned("scope", "Vehicles that an incident touched."),
        planned("detect", "Detections in evidence."),
        planned("discover", "Runtime discovery of endpoints."),
        planned("diff", "Differences of two baselines."),
        planned("baseline", "Names a version."),
        planned("merge", "Three-way merge of projects."),
        planned("workshop", "The window in workshop mode."),
    };
}

std::string optionLines(std::span<const OptionDef> options)
{
    Table table({"", "", ""});
    for (const OptionDef &option : options)
        table.add({"", std::string(option.name) + (option.value.empty() ? "" : " " + std::string(option.value)),
                   std::string(option.help)});
    return table.text(false);
}

} // namespace

std::span<const VerbDef> verbs()
{
    static const std::vector<VerbDef> table = [] {
        std::vector<VerbDef> all = projectVerbs();
        for (auto *more : {&analysisVerbs, &plannedVerbs})
            for (VerbDef &verb : (*more)())
                all.push_back(std::move(verb));
        return all;
    }();
    return table;
}

const VerbDef *findVerb(std::string_view name)
{
    for (const VerbDef &verb : verbs())
        if (verb.grammar.verb == name)
            return &verb;
    return nullptr;
}

std::string overviewText()
{
    Table present({"", "", ""});
    std::string missing;
    for (const VerbDef &verb : verbs()) {
        const Grammar &grammar = verb.grammar;
        if (verb.run)
            present.add(
                {"",
                 std::string(grammar.verb) + (grammar.positional.empty() ? "" : " ") + std::string(grammar.positional),
                 std::string(verb.help)});
        else
            missing += (missing.empty() ? "" : ", ") + std::string(grammar.verb);
    }
    return "Tarascope " TARASCOPE_VERSION "\n\n"
           "  tarascope [FILE]               opens the window, on a project if one is named\n"
           "  tarascope VERB ...             works without a display\n"
           "  tarascope VERB --help          the options of a verb\n\n" +
           present.text(false) + "\nEvery verb takes\n" + optionLines(commonOptions()) +
           "\nExit codes: 0 fine, 1 the gate found something, 2 wrong call, 3 invalid input, 4 the project is damaged "
           "or\n"
           "newer, 5 disk, device or locked by another, 6 cancelled, 70 a fault of the program.\n\n"
           "Not in this version: " +
           missing + ".\n";
}

std::string helpText(const VerbDef &verb)
{
    const Grammar &grammar = verb.grammar;
    std::string out = "tarascope " + std::string(grammar.verb) + (grammar.positional.empty() ? "" : " ") +
                      std::string(grammar.positional) + " [OPTION...]\n\n" + std::string(verb.help) + "\n";
    if (!verb.more.empty())
        out += std::string(verb.more) + "\n";
    out += "\n" + optionLines(grammar.options) + optionLines(commonOptions());
    return out;
}

} // namespace tarascope::cli
