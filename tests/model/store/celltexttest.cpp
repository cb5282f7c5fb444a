#include "model/store/celltext.h"
#include "model/valuejson.h"
#include "tests/model/randomedit.h"
#include "tests/testmain.h"

using namespace tarascope;

namespace {

// The long way that everybody else goes.
std::optional<Attributes> slowly(Kind kind, const Graph &graph, std::string_view text)
{
    const Result<json::Document> document = json::read(text, {}, {});
    if (!document || !document->root.isObject())
        return std::nullopt;
    Attributes attributes;
    for (const json::Node &node : document->root.children) {
        const AttributeDef *def = kindDef(kind).find(node.name);
        const auto id = def ? std::optional(AttributeId(def->attr)) : graph.findField(kind, node.name);
        const auto shape = id ? attributeShape(graph, kind, *id) : std::nullopt;
        const Result<ReadValue> value = shape ? readValue(*document, node, *shape, ReferenceStyle::Uid) : Result<ReadValue>(Error{});
        if (!value)
            return std::nullopt;
        attributes.set(*id, value->value);
    }
    return attributes;
}

} // namespace

class CellTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void attributesComeBack()
    {
        RandomEdit random(3);
        Graph graph;
        QVERIFY(graph.apply({{}, {{std::nullopt, FieldDefinition{Uid{1, 1}, Kind::endpoint, "x-own", AttributeType::Enum, {"a", "b"}}}}}).ok());
        const AttributeReader reader(graph);
        int quick = 0;
        for (int i = 0; i < 4000; ++i) {
            const auto kind = static_cast<Kind>(random.below(kindCount));
            const Item item = random.item(graph, kind, 1);
            json::Writer out;
            writeAttributes(out, graph, kind, item.attributes, ReferenceStyle::Uid);
            const Result<Attributes> read = reader.read(kind, out.text());
            QVERIFY2(read.ok(), out.text().c_str());
            QVERIFY2(*read == item.attributes, out.text().c_str());
            if (const auto fast = reader.readQuickly(kind, out.text())) {
                ++quick;
                QVERIFY2(*fast == item.attributes, out.text().c_str());
            }
        }
        QVERIFY2(quick > 2800, qPrintable(QString::number(quick)));
    }

    void linkAttributesComeBack()
    {
        RandomEdit random(4);
        const AttributeReader reader{Graph()};
        for (int i = 0; i < 2000; ++i) {
            const Link link = random.link(static_cast<LinkKind>(random.below(linkKindCount)), {}, {}, 1);
            json::Writer out;
            writeLinkAttributes(out, Graph(), link.kind, link.attributes, ReferenceStyle::Uid);
            const Result<Attributes> read = reader.read(link.kind, out.text());
            QVERIFY2(read.ok() && *read == link.attributes, out.text().c_str());
        }
    }

    void whatTheQuickWayTakesTheLongWayReadsTheSame()
    {
        RandomEdit random(5);
        const Graph graph;
        const AttributeReader reader(graph);
        int taken = 0;
        for (int i = 0; i < 60000; ++i) {
            const auto kind = static_cast<Kind>(random.below(kindCount));
            json::Writer out;
            writeAttributes(out, graph, kind, random.item(graph, kind, 1).attributes, ReferenceStyle::Uid);
            std::string text = out.text();
            static constexpr std::string_view pieces[] = {"\"", ",", ":", "{", "}", "[", "]", "\\u0000", "\\", "\xff", " ",
                                                          "0", "-0", "1e3", "null", "true", "\xc3\xa4", "\x01", "\"ET\":\"1d\","};
            for (std::size_t edits = random.below(3); edits > 0; --edits) {
                const std::size_t place = random.below(text.size());
                if (random.chance(50))
                    text.erase(place, 1 + random.below(3));
                else
                    text.insert(place, pieces[random.below(std::size(pieces))]);
            }
            const auto fast = reader.readQuickly(kind, text);
            if (!fast)
                continue;
            ++taken;
            const auto slow = slowly(kind, graph, text);
            QVERIFY2(slow && *slow == *fast, text.c_str());
        }
        QVERIFY(taken > 20000);
    }

    void errorsNameTheAttribute()
    {
        const AttributeReader reader{Graph()};
        const Result<Attributes> unknown = reader.read(Kind::endpoint, "{\"nothing\":1}");
        QVERIFY(!unknown.ok());
        QVERIFY(unknown.error().english().find("nothing") != std::string::npos);
        const Result<Attributes> wrong = reader.read(Kind::endpoint, "{\"protocol\":\"carrier pigeon\"}");
        QVERIFY(!wrong.ok());
        QVERIFY(wrong.error().english().find("protocol") != std::string::npos);
        for (const char *text : {"", "{", "[]", "null", "{}x", "{\"method\":\"GET\"", "{\"method\":\"GET\",\"method\":\"PUT\"}"})
            QVERIFY2(!reader.read(Kind::endpoint, text).ok(), text);
    }

    void listsComeBack()
    {
        RandomEdit random(6);
        for (int i = 0; i < 500; ++i) {
            const Item item = random.item({}, Kind::endpoint, 1);
            json::Writer tags;
            writeTexts(tags, item.tags);
            QCOMPARE(readTexts(tags.text()).value(), item.tags);
            json::Writer external;
            writeExternalKeys(external, item.external);
            QVERIFY(readExternalKeys(external.text()) == item.external);
        }
        for (const char *text : {"", "[", "[\"a\"", "[\"a\",]", "[1]", "[\"a\"]x", "[\"\xff\"]"})
            QVERIFY2(!readTexts(text), text);
        for (const char *text : {"", "[", "[{}]", "[{\"system\":\"a\"}]", "[{\"system\":\"a\",\"key\":\"b\",\"wrote\":[[\"x\"]]}]"})
            QVERIFY2(!readExternalKeys(text), text);
    }
};

TARASCOPE_TEST(CellTextTest)
#include "celltexttest.moc"
