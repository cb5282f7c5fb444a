#include "tests/app/hostilefiles.h"

#include <fstream>

namespace {

/// A format that reads JSON, YAML or XML, and the beginning of a file that it takes for its own.
struct Head {
    std::string format;
    std::string text;
};

const std::vector<Head> jsonFormats{
    {"csaf", R"({"document":{"csaf_version":"2.0"})"},
    {"cyclonedx", R"({"bomFormat":"CycloneDX","specVersion":"1.4")"},
    {"endpoints", R"({"e":{"TYPE":"GET","URI":"/a"})"},
    {"openapi", R"({"openapi":"3.0.0","info":{"title":"t","version":"1"},"paths":{})"},
    {"openvex", R"({"@context":"https://openvex.dev/ns/v0.2.0","statements":[])"},
    {"otm", R"({"otmVersion":"0.2.0","project":{"name":"a","id":"a"})"},
    {"postman", R"({"info":{"name":"a"},"item":[])"},
    {"pytm", R"({"boundaries":[],"flows":[])"},
    {"spdx", R"({"SPDXID":"SPDXRef-DOCUMENT","spdxVersion":"SPDX-2.3")"},
    {"tarascope", R"({"format":"tarascope","version":1,"items":[],"links":[])"},
    {"threatdragon", R"({"summary":{"title":"a"},"detail":{"diagrams":[]})"},
    {"vss", R"({"A":{"type":"branch","children":{"B":{"datatype":"x","type":"sensor"}}})"},
};

const std::vector<Head> yamlFormats{
    {"openapi", "openapi: 3.0.0\ninfo: {title: t, version: '1'}\npaths: {}\n"},
    {"otm", "otmVersion: 0.2.0\nproject: {name: a, id: a}\n"},
    {"spdx", "SPDXID: SPDXRef-DOCUMENT\nspdxVersion: SPDX-2.3\n"},
    {"threagile", "threagile_version: 1.0.0\ntitle: a\n"},
    {"tosca", "tosca_definitions_version: a\n"},
    {"vss", "A:\n  type: branch\n  children:\n    B: {datatype: x, type: sensor}\n"},
};

/// The name of the first element with its attributes.
const std::vector<Head> xmlFormats{
    {"arxml", "AUTOSAR"},
    {"cyclonedx", "bom xmlns=\"http://cyclonedx.org/schema/bom/1.2\""},
    {"junit", "testsuites"},
    {"kcd", "NetworkDefinition"},
    {"tm7", "ThreatModel xmlns=\"http://schemas.datacontract.org/2004/07/ThreatModeling.Model\""},
};

std::string repeated(const std::string &text, std::size_t times)
{
    std::string out;
    for (std::size_t i = 0; i < times; ++i)
        out += text;
    return out;
}

/// The bytes of a file as they are, or with a part that stands many times.
struct Bytes {
    Bytes(const char *all) : before(all) {}
    Bytes(std::string all) : before(std::move(all)) {}
    Bytes(std::string first, std::string again, std::size_t howOften, std::string last = {})
        : before(std::move(first)), part(std::move(again)), times(howOften), behind(std::move(last))
    {
    }
    std::string before;
    std::string part;
    std::size_t times = 0;
    std::string behind;
};

HostileFile hostile(std::string name, const char *file, std::string format, Bytes bytes, const char *code)
{
    return {std::move(name), file, std::move(format), code, std::move(bytes.before), std::move(bytes.part), bytes.times, std::move(bytes.behind), true};
}

constexpr std::size_t mega = 1'000'000;

/// Ten levels of ten aliases: ten thousand million elements, were they unfolded.
std::string yamlBomb()
{
    std::string text = "x0: &x0 [a, a, a, a, a, a, a, a, a, a]\n";
    for (int level = 1; level < 10; ++level) {
        const std::string alias = "*x" + std::to_string(level - 1);
        text += "x" + std::to_string(level) + ": &x" + std::to_string(level) + " [" + alias + repeated(", " + alias, 9) + "]\n";
    }
    return text;
}

std::string xmlBomb()
{
    std::string text = "<!DOCTYPE a [<!ENTITY e0 \"ha\">";
    for (int level = 1; level < 10; ++level)
        text += "<!ENTITY e" + std::to_string(level) + " \"" + repeated("&e" + std::to_string(level - 1) + ";", 10) + "\">";
    return text + "]>\n";
}

std::string elementName(const std::string &head) { return head.substr(0, head.find(' ')); }

void addJson(std::vector<HostileFile> &files)
{
    for (const auto &[format, head] : jsonFormats) {
        const auto add = [&files, name = format](const char *what, Bytes bytes, const char *code) {
            files.push_back(hostile(name + ": " + what, "a.json", name, std::move(bytes), code));
        };
        add("nested 100,000 times", {head + ",\"x\":", "[", 100'000}, "limitDepth");
        add("nested and closed", head + ",\"x\":" + repeated("{\"a\":", 5'000) + "1" + repeated("}", 5'000) + "}", "limitDepth");
        add("a name twice", head + ",\"x\":1,\n\"x\":2}", "jsonDuplicateName");
        add("invalid UTF-8", head + ",\"x\":\"caf\xE9\"}", "jsonUtf8");
        add("1e400", head + ",\"x\":1e400}", "jsonNumberRange");
        add("cut off", head + ",\"x\":{\"y\":[1,", "jsonCutOff");
        add("two documents", head + "}\n{}", "jsonTrailing");
        add("a zero byte", head + ",\"x\":1}" + std::string(1, '\0') + "{", "jsonTrailing");
    }
}

void addYaml(std::vector<HostileFile> &files)
{
    for (const auto &[format, head] : yamlFormats) {
        const auto add = [&files, name = format](const char *what, Bytes bytes, const char *code) {
            files.push_back(hostile(name + " in YAML: " + what, "a.yaml", name, std::move(bytes), code));
        };
        add("a bomb of aliases", head + yamlBomb(), "limitNodes");
        add("a circle", head + "x: &x\n  - *x\n", "yamlCycle");
        add("nested 100,000 times", {head + "x: ", "[", 100'000}, "limitDepth");
        add("nested by dashes", head + "x:\n  " + repeated("- ", 300) + "a\n", "limitDepth");
        add("an object of Python", head + "x: !!python/object/apply:os.system ['id']\n", "yamlTag");
        add("a name twice", head + "x: 1\nx: 2\n", "jsonDuplicateName");
        add("two documents", head + "---\na: b\n", "yamlDocuments");
        add("invalid UTF-8", head + "x: caf\xE9\n", "jsonUtf8");
        add("a zero byte", head + "x: a" + std::string(1, '\0') + "b\n", "yamlZero");
        add("cut off", head + "x: [a, {b: 'c", "yamlSyntax");
    }
}

void addXml(std::vector<HostileFile> &files)
{
    for (const auto &[format, head] : xmlFormats) {
        const auto add = [&files, name = format](const char *what, Bytes bytes, const char *code) {
            files.push_back(hostile(name + " in XML: " + what, "a.xml", name, std::move(bytes), code));
        };
        const std::string open = "<" + head + ">\n";
        const std::string close = "</" + elementName(head) + ">\n";
        add("entities that grow", xmlBomb() + open + "<a>&e9;</a>" + close, "xmlEntities");
        add("an entity from a file", "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n" + open + "<a>&x;</a>" + close, "xmlEntities");
        add("a document type from the net", "<!DOCTYPE a SYSTEM \"http://192.0.2.1/a.dtd\">\n" + open + close, "xmlEntities");
        add("nested a million times", {open, "<a>", mega}, "tooDeep");
        add("300,000 attributes", {open + "<a ", "a#='1' ", 300'000, "/>" + close}, "tooManyAttributes");
        add("an attribute twice", open + "<a b='1' b='2'/>" + close, "xml");
        add("invalid UTF-8", open + "<a>caf\xE9</a>" + close, "invalidUtf8");
        add("UTF-16", std::string("\xFF\xFE<\0a\0", 6), format == "cyclonedx" ? "jsonUtf8" : "wideEncoding"); // not known for XML
        add("cut off", open + "<a><b", "xml");
        add("a text of 20 MiB", {open + "<a>", std::string(1 << 20, 'x'), 20, "</a>" + close}, "textTooLong");
        add("a comment of 20 MiB", {open + "<!--", std::string(1 << 20, 'x'), 20, "-->" + close}, "textTooLong");
    }
}

void addLines(std::vector<HostileFile> &files)
{
    const auto add = [&files](const char *format, const char *what, const char *file, Bytes bytes, const char *code) {
        files.push_back(hostile(std::string(format) + ": " + what, file, format, std::move(bytes), code));
    };
    add("csv", "a row of 2 MiB", "a.csv", {"name,kind\na,", std::string(1 << 20, 'x'), 2, "\n"}, "csvRowTooLong");
    add("csv", "a quote that is not closed", "a.csv", "name,kind\n\"a,b\n", "csvUnclosedQuote");
    add("csv", "a quote open for 2 MiB", "a.csv", {"name,kind\n\"", "\n", 2 << 20}, "csvRowTooLong");
    add("csv", "100,000 columns", "a.csv", {"name", ",a", 100'000, "\n"}, "csvTooManyColumns");
    add("csv", "UTF-16", "a.csv", std::string("\xFF\xFEn\0a\0", 6), "wideEncoding");
    add("dbc", "a text that is not closed", "a.dbc", {"VERSION \"\"\nBU_: A\nCM_ \"", "x", 100'000}, "dbcUnclosedText");
    add("dbc", "UTF-16", "a.dbc", std::string("\xFF\xFEV\0", 4), "wideEncoding");
    add("dbc", "a number of 400 digits", "a.dbc", "VERSION \"\"\nBU_: A\nBO_ " + std::string(400, '9') + " M: 8 A\n", "dbcNumber");
    add("ldf", "a comment that is not closed", "a.ldf", {"LIN_description_file;\n/* ", "x", 100'000}, "ldfUnclosed");
    add("ldf", "sections in sections", "a.ldf", {"LIN_description_file;\nSchedule_tables ", "{ a ", 100'000}, "ldfSyntax");
    add("ldf", "UTF-16", "a.ldf", std::string("\xFF\xFEL\0", 4), "wideEncoding");
}

void addUnknown(std::vector<HostileFile> &files)
{
    const auto add = [&files](const char *name, std::string bytes, const char *code) {
        files.push_back(hostile(name, "a.json", {}, std::move(bytes), code));
    };
    add("no format knows it", std::string("\x7F" "ELF\0\1\2", 7), "unknownFile");
    add("empty", {}, "unknownFile");
    add("named as JSON, a zip", "PK\x03\x04" + std::string(100, 'x'), "unknownFile");
    add("a project", "SQLite format 3" + std::string(85, '\0'), "unknownFile");
    add("of two formats", R"({"format":"tarascope","openapi":"3.0.1"})", "ambiguousFile");
    files.back().hasLine = false;
}

} // namespace

void writeHostile(const HostileFile &hostile, const std::string &path)
{
    std::ofstream out(path, std::ios::binary);
    out << hostile.before;
    std::string chunk;
    const bool numbered = hostile.part.find('#') != std::string::npos;
    for (std::size_t i = 0; i < hostile.times; ++i) {
        std::string part = hostile.part;
        for (std::size_t at = numbered ? part.find('#') : std::string::npos; at != std::string::npos; at = part.find('#', at))
            part.replace(at, 1, std::to_string(i));
        chunk += part;
        if (chunk.size() > (1 << 20) || i + 1 == hostile.times) {
            out << chunk;
            chunk.clear();
        }
    }
    out << hostile.behind;
}

std::vector<HostileFile> hostileFiles()
{
    std::vector<HostileFile> files;
    addJson(files);
    addYaml(files);
    addXml(files);
    addLines(files);
    addUnknown(files);
    return files;
}

std::vector<HostileFile> hugeFiles()
{
    const std::string bill = "<bom xmlns=\"http://cyclonedx.org/schema/bom/1.2\">";
    return {
        hostile("JSON: 60 million numbers", "a.json", "openapi", {"{\"openapi\":\"3.0.0\",\"x\":[1", ",1", 60 * mega, "]}"}, "limitNodes"),
        hostile("JSON: a million texts", "a.json", "otm",
                {"{\"otmVersion\":\"0.2.0\",\"x\":[1", ",\"" + std::string(100, 'x') + "\"", mega, "]}"}, "limitMemory"),
        hostile("JSON: objects of one member", "a.json", "csaf", {"{\"x\":[1", ",{\"a\":{}}", 2 * mega, "]}"}, "limitNodes"),
        hostile("JSON: lines only", "a.json", "vss", {"", "\n", 120 * mega, "{}"}, "limitMemory"),
        hostile("YAML: 10 million entries", "a.yaml", "threagile", {"threagile_version: 1.0.0\nx:\n", " - a\n", 10 * mega}, "limitMemory"),
        hostile("XML: 10 million elements", "a.xml", "arxml", {"<AUTOSAR>", "<a/>", 10 * mega, "</AUTOSAR>"}, "tooManyElements"),
        hostile("XML: a million texts", "a.xml", "kcd", {"<NetworkDefinition>", "<a>" + std::string(100, 'x') + "</a>", mega, "</NetworkDefinition>"},
                "limitMemory"),
        hostile("XML: a bill of 5 million elements", "a.xml", "cyclonedx", {bill, "<a/>", 5 * mega, "</bom>"}, "limitMemory"),
        hostile("XML: 2 million test cases", "a.xml", "junit", {"<testsuites>", "<testcase/>", 2 * mega, "</testsuites>"}, "tooManyElements"),
        hostile("XML: 200,000 outcomes", "a.xml", "junit", {"<testsuite>", "<testcase name='a#'/>", 200'000, "</testsuite>"}, "tooManyOutcomes"),
        hostile("CSV: 20 million cells", "a.csv", "csv", {"name,kind\n", "a,b\n", 10 * mega}, "tooManyElements"),
        hostile("DBC: 9 million messages", "a.dbc", "dbc", {"VERSION \"\"\nBU_: A\n", "BO_ 1 M: 8 A\n", 9 * mega}, "tooManyElements"),
        hostile("LDF: 3 million frames", "a.ldf", "ldf", {"LIN_description_file;\nFrames {\n", "F:1,A,8{}\n", 3 * mega}, "tooManyElements"),
        hostile("more items than an import may make", "a.json", "endpoints",
                {"{\"e\":{\"TYPE\":\"GET\",\"URI\":\"/\"}", ",\"#\":{\"TYPE\":\"GET\",\"URI\":\"/#\"}", 300'000, "}"}, "limitRecords"),
    };
}
