#include "model/json/yaml.h"

#include "model/json/utf8.h"
#include "tests/testmain.h"

using namespace tarascope;
using json::Node;

namespace {

/// The tree in one line, texts in quotes, to compare with.
std::string shown(const Node &node)
{
    const auto list = [&node](char open, char close) {
        std::string out(1, open);
        for (const Node &child : node.children)
            out += (out.size() > 1 ? "," : "") + (node.isObject() ? child.name + ":" : std::string()) + shown(child);
        return out + close;
    };
    if (node.isObject())
        return list('{', '}');
    if (node.isArray())
        return list('[', ']');
    return node.isNull() ? "null" : "\"" + node.text + "\"";
}

std::string read(std::string_view yaml, const Budget &budget = {})
{
    const Result<json::Document> document = json::readYaml(yaml, "x.yaml", budget);
    return document ? shown(document->root) : document.error().english();
}

std::string code(std::string_view yaml, const Budget &budget = {})
{
    const Result<json::Document> document = json::readYaml(yaml, "x.yaml", budget);
    if (document)
        return shown(document->root);
    const Where &where = document.error().where;
    return std::string(document.error().message.code) + " " + std::to_string(where.line) + ":" +
           std::to_string(where.column);
}

} // namespace

class YamlTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void trees_data()
    {
        QTest::addColumn<std::string>("yaml");
        QTest::addColumn<std::string>("tree");
        const auto row = [](const char *name, const char *yaml, const char *tree) {
            QTest::newRow(name) << std::string(yaml) << std::string(tree);
        };
        row("nothing", "", "null");
        row("blocks", "a: 1\nb:\n  - x\n  - y: z\n", R"({a:"1",b:["x",{y:"z"}]})");
        row("flow", "{a: [1, 2], b: {}}", R"({a:["1","2"],b:{}})");
        row("Norway and friends", "no: no\non: 1e3\noct: 010\nday: 2026-11-21\nhex: 0x1F",
            R"({no:"no",on:"1e3",oct:"010",day:"2026-11-21",hex:"0x1F"})");
        row("booleans stay texts", "a: true\nb: \"true\"", R"({a:"true",b:"true"})");
        row("null", "a: null\nb: ~\nc:\nd: 'null'", R"({a:null,b:null,c:null,d:"null"})");
        row("block texts", "a: |\n  one\n  two\nb: >\n  one\n  two\n", "{a:\"one\ntwo\n\",b:\"one two\n\"}");
        row("alias", "a: &x {k: v}\nb: *x", R"({a:{k:"v"},b:{k:"v"}})");
        row("alias of a text as a name", "a: &x k\n*x : v", R"({a:"k",k:"v"})");
        row("merge", "a: &x {k: 1, l: 2}\nb: {<<: *x, k: 3}", R"({a:{k:"1",l:"2"},b:{k:"3",l:"2"}})");
        row("merge of several", "a: &x {k: 1}\nb: &y {k: 2, m: 3}\nc: {<<: [*x, *y]}",
            R"({a:{k:"1"},b:{k:"2",m:"3"},c:{k:"1",m:"3"}})");
        row("JSON is YAML", R"({"a": [true, null, "x"]})", R"({a:["true",null,"x"]})");
        row("tags of YAML", "a: !!str 1\nb: !!float 2", R"({a:"1",b:"2"})");
        row("escapes of Latin-1", "a: \"\xC3\xA9\\_\\Nx\"", "{a:\"\xC3\xA9\xC2\xA0\xC2\x85x\"}");
        row("NUL", "a: \"x\\0y\"", "{a:\"x\xE2\x90\x80y\"}");
        row("byte order mark", "\xEF\xBB\xBF" "a: 1", R"({a:"1"})");
    }
    void trees()
    {
        QFETCH(std::string, yaml);
        QFETCH(std::string, tree);
        QCOMPARE(read(yaml), tree);
    }

    void refusals_data()
    {
        QTest::addColumn<std::string>("yaml");
        QTest::addColumn<std::string>("expected");
        const auto row = [](const char *name, const std::string &yaml, const char *expected) {
            QTest::newRow(name) << yaml << std::string(expected);
        };
        row("name twice", "a: 1\nb: 2\na: 3", "jsonDuplicateName 3:1");
        row("name twice inside", "o:\n  k: 1\n  k: 2", "jsonDuplicateName 3:3");
        row("syntax", "a: [1, 2\nb: 3", "yamlSyntax 2:2");
        row("tab", "a:\n\tb: 1", "yamlSyntax 2:3");
        row("cycle", "a: &x [1, *x]", "yamlCycle 1:11");
        row("cycle through a mapping", "&x a:\n  b: &y\n    c: *y", "yamlCycle 3:8");
        row("unknown alias", "a: *nobody", "yamlSyntax 1:4");
        row("an object of a language", "a: !!python/object/apply:os.system [ls]", "yamlTag 1:4");
        row("a tag of a program", "a: !Ref b", "yamlTag 1:4");
        row("a list as a name", "? [a, b]\n: 1", "yamlName 1:3");
        row("null as a name", "~: 1", "yamlName 1:1");
        row("two documents", "a: 1\n---\nb: 2", "yamlDocuments 3:1");
        row("escape of no character", "a: \"\\\xC3\xB0\"", "yamlSyntax 1:7");
        row("zero byte", std::string("a: b\nc: d\0_", 11), "yamlZero 2:5");
        row("no UTF-8", "a: \xFF", "jsonUtf8 1:4");
        row("umlaut before the place", "ä: 1\nb: ü\nä: 2", "jsonDuplicateName 3:1");
    }
    void refusals()
    {
        QFETCH(std::string, yaml);
        QFETCH(std::string, expected);
        QVERIFY2(code(yaml) == expected, code(yaml).c_str());
        const Result<json::Document> document = json::readYaml(yaml, "a.yaml", Budget());
        const std::string sentence = document.error().message.english();
        QCOMPARE(validUtf8Prefix(sentence), sentence.size());
    }

    void limits()
    {
        Budget budget;
        budget.limits.nodes = 100'000;
        // Nine levels of nine aliases would be 387 million texts.
        std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
        for (int i = 1; i < 9; ++i) {
            const std::string alias = "*a" + std::to_string(i - 1);
            bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + alias;
            for (int k = 1; k < 9; ++k)
                bomb += ", " + alias;
            bomb += "]\n";
        }
        QVERIFY2(code(bomb, budget).starts_with("limitNodes"), code(bomb, budget).c_str());
        // Each level is nested once more by an alias: a tree deeper than any stack, were it unfolded.
        std::string tower = "a0: &a0 [x]\n";
        for (int i = 1; i < 1000; ++i)
            tower += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [*a" + std::to_string(i - 1) + "]\n";
        QVERIFY2(code(tower).starts_with("limitDepth"), code(tower).c_str());
        std::string lists;
        for (int i = 0; i < 300; ++i)
            lists += std::string(static_cast<std::size_t>(i), ' ') + "-\n";
        QVERIFY2(code(lists).starts_with("limitDepth"), code(lists).c_str());
        QVERIFY(!json::readYaml(std::string(100'000, '['), "x.yaml", {}));
        QVERIFY(!json::readYaml(std::string(100'000, '{'), "x.yaml", {}));
        QVERIFY(!code("? ? ? ? ? ? ? ? ? ? ? ? ? ? ? ? a").empty());
        budget.limits.stringLength = 10;
        QCOMPARE(code("a: 12345678901", budget), std::string("limitStringLength 1:4"));
    }

    /// A small file must not become a large tree, by texts as little as by elements.
    void copiesAreLimited()
    {
        std::string texts = "a: &a \"" + std::string(1 << 20, 'x') + "\"\nb:\n";
        for (int i = 0; i < 100; ++i)
            texts += "- *a\n";
        QVERIFY2(code(texts).starts_with("limitNodes"), code(texts).substr(0, 80).c_str());
        std::string merges = "b0: &b0 {k: v}\n";
        for (int i = 1; i < 3000; ++i) {
            const std::string n = std::to_string(i);
            merges += "b" + n + ": &b" + n + " {<<: *b" + std::to_string(i - 1) + ", k" + n + ": v}\n";
        }
        const std::string refused = code(merges);
        QVERIFY2(refused.starts_with("limitNodes") && refused.find(" 1:1") == std::string::npos, refused.substr(0, 80).c_str());
        QVERIFY(code("openapi: 3.0.0\nx: " + std::string(2'000'000, '[')).starts_with("limitDepth 2:"));
        QVERIFY(!code("x: [[[[[[[[[[a]]]]]]]]]]").starts_with("limit"));
    }

    void aStopIsHeard()
    {
        std::stop_source source;
        source.request_stop();
        Budget budget;
        budget.stop = source.get_token();
        std::string yaml;
        for (int i = 0; i < 10000; ++i)
            yaml += "- x\n";
        QVERIFY(!json::readYaml(yaml, "x.yaml", budget));
    }

    void placesOfElements()
    {
        const Result<json::Document> document = json::readYaml("a:\n  - b\n  - c: d\n", "x.yaml", {});
        QVERIFY(document);
        const Node &list = document->root.children.front();
        const Where where = document->where(list.children[1].children.front());
        QCOMPARE(where.line, 3);
        QCOMPARE(where.column, 8);
    }
};

TARASCOPE_TEST(YamlTest)
#include "yamltest.moc"
