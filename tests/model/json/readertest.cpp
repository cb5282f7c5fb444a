#include "model/json/node.h"

#include "tests/testmain.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QRandomGenerator>

#include <cstring>

using namespace tarascope;
using json::Node;

namespace {

QString qt(const std::string &text) { return QString::fromUtf8(text.data(), qsizetype(text.size())); }

/// The same value as Qt's own reader builds it.
QJsonValue toQt(const Node &node)
{
    switch (node.type) {
    case json::Type::Null:
        return QJsonValue();
    case json::Type::Bool:
        return node.text == "true";
    case json::Type::Integer:
    case json::Type::Real:
        return qt(node.text).toDouble();
    case json::Type::String:
        return qt(node.text);
    case json::Type::Array: {
        QJsonArray array;
        for (const Node &child : node.children)
            array.append(toQt(child));
        return array;
    }
    case json::Type::Object: {
        QJsonObject object;
        for (const Node &child : node.children)
            object.insert(qt(child.name), toQt(child));
        return object;
    }
    }
    return QJsonValue();
}

/// Random JSON text, with the white space, escapes and number forms that files have.
class RandomJson
{
public:
    explicit RandomJson(quint32 seed) : m_random(seed) {}

    std::string document() { return space() + value(0) + space(); }

private:
    int below(int limit) { return int(m_random.bounded(limit)); }
    std::string space()
    {
        static const char *forms[] = {"", "", " ", "\n", "\r\n\t", "  "};
        return forms[below(6)];
    }
    std::string text()
    {
        static const char *parts[] = {"a",      "Tür",          "\\n",  "\\\"", "\\\\", "\\u00e4", "\\ud83d\\ude97",
                                      "日本", "\xF0\x9F\x9A\x97", " ",    "{",    "]",    ",",       ":",
                                      "\\/",    "\\t",          "\x7F", "0"};
        std::string out = "\"";
        for (int i = below(6); i > 0; --i)
            out += parts[below(int(std::size(parts)))];
        return out + '"';
    }
    std::string number()
    {
        static const char *forms[] = {"0", "-0", "1", "-17", "3.25", "1e3", "1E-2", "-2.5e+10", "123456789012", "0.1"};
        return forms[below(int(std::size(forms)))];
    }
    std::string value(int depth)
    {
        switch (below(depth > 5 ? 5 : 8)) {
        case 0:
            return "null";
        case 1:
            return "true";
        case 2:
            return "false";
        case 3:
            return number();
        case 4:
            return text();
        case 5:
        case 6: {
            std::string out = "[";
            for (int i = 0, n = below(5); i < n; ++i)
                out += (i ? "," : "") + space() + value(depth + 1) + space();
            return out + space() + "]";
        }
        default: {
            std::string out = "{";
            for (int i = 0, n = below(5); i < n; ++i)
                out += std::string(i ? "," : "") + space() + "\"" + std::to_string(i) + text().substr(1) + space() + ":" +
                    space() + value(depth + 1) + space();
            return out + "}";
        }
        }
    }

    QRandomGenerator m_random;
};

void checkPlaces(const std::string &bytes, const Node &node)
{
    static const char *begins[] = {"n", "tf", "-0123456789", "-0123456789", "\"", "[", "{"};
    QVERIFY2(std::strchr(begins[int(node.type)], bytes.at(std::size_t(node.offset))), bytes.c_str());
    for (const Node &child : node.children) {
        QVERIFY(child.offset > node.offset);
        checkPlaces(bytes, child);
    }
}

} // namespace

class ReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreesWithQt()
    {
        for (quint32 seed = 1; seed <= 3000; ++seed) {
            const std::string bytes = RandomJson(seed).document();
            const auto read = json::read(bytes, "f.json", {});
            QVERIFY2(read.ok(), (bytes + (read.ok() ? "" : read.error().english())).c_str());
            const QByteArray wrapped = "[" + QByteArray::fromStdString(bytes) + "]";
            QJsonParseError error;
            const QJsonDocument expected = QJsonDocument::fromJson(wrapped, &error);
            QVERIFY2(error.error == QJsonParseError::NoError, wrapped.constData());
            QVERIFY2(expected.array().at(0) == toQt(read->root), bytes.c_str());
            checkPlaces(bytes, read->root);
        }
    }

    /// What Qt refuses, and our stricter reader too, after one random byte of a valid text was changed.
    void refusesWhatQtRefuses()
    {
        QRandomGenerator random(7);
        int refused = 0;
        for (quint32 seed = 1; seed <= 3000; ++seed) {
            std::string bytes = "[" + RandomJson(seed).document() + "]";
            const auto at = std::size_t(random.bounded(int(bytes.size())));
            bytes[at] = "{}[],:\"\\x0-1.e \n\xC3"[random.bounded(17)];
            const auto read = json::read(bytes, "f.json", {});
            QJsonParseError error;
            QJsonDocument::fromJson(QByteArray::fromStdString(bytes), &error);
            if (error.error != QJsonParseError::NoError)
                QVERIFY2(!read.ok(), bytes.c_str());
            if (!read.ok()) {
                ++refused;
                QVERIFY(read.error().where.offset >= 0 && read.error().where.offset <= std::int64_t(bytes.size()));
                QVERIFY(read.error().kind == ErrorKind::Input);
            }
        }
        QVERIFY(refused > 500);
    }

    void saysWhereAndWhat_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("line");
        QTest::addColumn<int>("column");
        QTest::addColumn<QByteArray>("code");
        auto row = [](const char *name, QByteArray bytes, int line, int column, const char *code) {
            QTest::newRow(name) << bytes << line << column << QByteArray(code);
        };
        row("empty", "", 1, 1, "jsonEmpty");
        row("only space", " \n ", 2, 2, "jsonEmpty");
        row("cut off", "{\"a\":[1,\n2", 2, 2, "jsonCutOff");
        row("cut off after comma", "[1,", 1, 4, "jsonCutOff");
        row("cut off after colon", "{\"a\":", 1, 6, "jsonCutOff");
        row("trailing comma in array", "[1,\n 2,\n]", 2, 3, "jsonTrailingComma");
        row("trailing comma in object", "{\"a\":1,}", 1, 7, "jsonTrailingComma");
        row("comment", "{\n // no\n\"a\":1}", 2, 2, "jsonComment");
        row("comment after value", "{\"a\":1 /* x */}", 1, 8, "jsonComment");
        row("hash comment", "# x\n{}", 1, 1, "jsonComment");
        row("trailing garbage", "{}\n x", 2, 2, "jsonTrailing");
        row("two documents", "{} {}", 1, 4, "jsonTrailing");
        row("zero byte at the end", QByteArray("{}\0", 3), 1, 3, "jsonTrailing");
        row("zero byte inside", QByteArray("[1\0]", 4), 1, 3, "jsonMissingComma");
        row("missing comma", "[1 2]", 1, 4, "jsonMissingComma");
        row("missing comma in object", "{\"a\":1\n\"b\":2}", 2, 1, "jsonMissingComma");
        row("wrong bracket", "{\"a\":[1}]", 1, 8, "jsonMissingComma");
        row("missing colon", "{\"a\" 1}", 1, 6, "jsonMissingColon");
        row("missing value", "{\"a\":}", 1, 6, "jsonMissingValue");
        row("double comma", "[1,,2]", 1, 4, "jsonMissingValue");
        row("name without quotes", "{a:1}", 1, 2, "jsonMissingName");
        row("single quotes", "['a']", 1, 2, "jsonSingleQuote");
        row("python word", "[True]", 1, 2, "jsonWord");
        row("not a number", "[NaN]", 1, 2, "jsonWord");
        row("leading zero", "[01]", 1, 3, "jsonMissingComma");
        row("leading plus", "[+1]", 1, 2, "jsonNumber");
        row("no digit after point", "[1.]", 1, 2, "jsonNumber");
        row("line break in text", "[\"a\nb\"]", 1, 2, "jsonOpenText");
        row("text not closed", "[\"abc", 1, 2, "jsonOpenText");
        row("tab in text", "[\"a\tb\"]", 1, 4, "jsonControl");
        row("bad escape", "[\"a\\x41\"]", 1, 4, "jsonEscape");
        row("short unicode escape", "[\"\\u12\"]", 1, 3, "jsonEscape");
        row("lone high surrogate", "[\"\\ud83d\"]", 1, 3, "jsonEscape");
        row("lone low surrogate", "[\"ab\\ude97\"]", 1, 5, "jsonEscape");
        row("duplicate name", "{\"a\":1,\n \"b\":2,\n \"a\":3}", 3, 2, "jsonDuplicateName");
        row("duplicate name by escape", "{\"a\":1,\"\\u0061\":3}", 1, 8, "jsonDuplicateName");
        row("number too large", "[1,\n1e400]", 2, 1, "jsonNumberRange");
        row("400 digits", "[" + QByteArray(400, '9') + "]", 1, 2, "jsonNumberRange");
        row("invalid UTF-8", "[\"a\",\n\"\xC3(\"]", 2, 2, "jsonUtf8");
        row("overlong", "[\"\xC0\x80\"]", 1, 3, "jsonUtf8");
        row("surrogate in UTF-8", "[\"\xED\xA0\x80\"]", 1, 3, "jsonUtf8");
        row("UTF-16", QByteArray("\xFF\xFE[\0]\0", 6), 1, 1, "jsonUtf8");
        row("two byte order marks", "\xEF\xBB\xBF\xEF\xBB\xBF[]", 1, 4, "jsonMissingValue");
        row("depth", QByteArray(129, '['), 1, 129, "limitDepth");
        row("a million deep", QByteArray(1000000, '['), 1, 129, "limitDepth");
    }

    void saysWhereAndWhat()
    {
        QFETCH(QByteArray, bytes);
        const auto read = json::read(bytes.toStdString(), "broken.json", {});
        QVERIFY(!read.ok());
        QTEST(QByteArray(read.error().message.code), "code");
        QCOMPARE(read.error().where.file, std::string("broken.json"));
        QTEST(int(read.error().where.line), "line");
        QTEST(int(read.error().where.column), "column");
        QVERIFY(read.error().english().find('%') == std::string::npos);
    }

    void namesBothPlacesOfADuplicate()
    {
        const auto read = json::read("{\"x\":{},\n  \"items\":[],\n \"items\":[]}", "f.json", {});
        QVERIFY(!read.ok());
        QCOMPARE(read.error().english(),
                 std::string("f.json:3:2: the member \"items\" stands here a second time; the first is in line 2, "
                             "column 3"));
    }

    void invalidUtf8BehindOneMegabyte()
    {
        // The check runs in parts of 1 MiB; a character across the border is fine, a bad byte behind it is found.
        for (std::size_t before = (1 << 20) - 5; before <= (1 << 20) + 1; ++before) {
            std::string bytes = "\"" + std::string(before - 1, 'a') + "\xF0\x9F\x9A\x97\"";
            QVERIFY(json::read(bytes, {}, {}).ok());
            bytes[before + 3] = 'x';
            const auto read = json::read(bytes, {}, {});
            QVERIFY(!read.ok());
            QCOMPARE(read.error().where.offset, std::int64_t(before));
        }
    }

    void keepsNumbersAsText()
    {
        const auto read = json::read("[123456789012345678901234567890, 9007199254740993, -0, 1.10, 1E5]", {}, {});
        QVERIFY(read.ok());
        std::vector<std::string> texts;
        for (const Node &child : read->root.children)
            texts.push_back(child.text);
        QCOMPARE(texts, (std::vector<std::string>{"123456789012345678901234567890", "9007199254740993", "-0", "1.10",
                                                  "1E5"}));
        QVERIFY(read->root.children[0].type == json::Type::Integer);
        QVERIFY(read->root.children[4].type == json::Type::Real);
    }

    void showsZeroCharacters()
    {
        const auto read = json::read("[\"a\\u0000b\\u0000\"]", {}, {});
        QVERIFY(read.ok());
        QCOMPARE(qt(read->root.children[0].text), QStringLiteral("a\u2400b\u2400"));
    }

    void skipsTheByteOrderMark()
    {
        const auto read = json::read("\xEF\xBB\xBF{\"a\":[7]}", {}, {});
        QVERIFY(read.ok());
        QCOMPARE(read->root.offset, std::int64_t(3));
        QCOMPARE(read->root.find("a")->children[0].offset, std::int64_t(9));
    }

    void knowsWhereElementsStand()
    {
        const auto read = json::read("{\"a\": 1,\r\n  \"b\" : [ true,\n\"x\" ]}", "f.json", {});
        QVERIFY(read.ok());
        const Node *list = read->root.find("b");
        QVERIFY(list && list->isArray());
        const Where where = read->where(list->children[1]);
        QCOMPARE(where.text(), std::string("f.json:3:1"));
        QCOMPARE(read->where(*list).column, std::int64_t(9));
        QVERIFY(read->root.find("c") == nullptr);
        QCOMPARE(read->root.string("a"), std::string_view());
    }

    void limitsAreNamed()
    {
        Budget budget;
        budget.limits.bytes = 20;
        budget.limits.nodes = 5;
        budget.limits.depth = 3;
        budget.limits.stringLength = 4;
        auto code = [&budget](const char *bytes) {
            const auto read = json::read(bytes, {}, budget);
            return read.ok() ? std::string() : std::string(read.error().message.code);
        };
        QCOMPARE(code("[1,2,3,4]"), std::string());
        QCOMPARE(code("[1,2,3,4,5]"), std::string("limitNodes"));
        QCOMPARE(code("[[[]]]"), std::string());
        QCOMPARE(code("[[[[]]]]"), std::string("limitDepth"));
        QCOMPARE(code("\"abcd\""), std::string());
        QCOMPARE(code("\"abcde\""), std::string("limitStringLength"));
        QCOMPARE(code("                     1"), std::string("limitBytes"));
        budget.limits = {};
        budget.limits.memory = 500; // four elements in their vector, and the place of one line
        QCOMPARE(code("[1,2,3]"), std::string("limitMemory")); // from two to four both are there
        QCOMPARE(code("[1,2]"), std::string());
        QCOMPARE(code(("[\"" + std::string(400, 'a') + "\"]").c_str()), std::string("limitMemory"));
        QCOMPARE(code(std::string(70, '\n').append("1").c_str()), std::string("limitMemory"));
    }

    void hearsAStop()
    {
        std::stop_source source;
        Budget budget;
        budget.stop = source.get_token();
        source.request_stop();
        const auto read = json::read("[1]", {}, budget);
        QVERIFY(!read.ok());
        QVERIFY(read.error().kind == ErrorKind::Cancelled);
    }

    void readsALargeFile()
    {
        std::string bytes = "{\"paths\":{";
        for (int i = 0; i < 100000; ++i)
            bytes += (i ? ",\n" : "") + ("\"/v1/vehicles/" + std::to_string(i)) + "\":{\"get\":{\"deprecated\":false}}";
        bytes += "}}";
        const auto read = json::read(bytes, {}, {});
        QVERIFY(read.ok());
        QCOMPARE(read->root.find("paths")->children.size(), std::size_t(100000));
        QCOMPARE(read->lineStarts.size(), std::size_t(100000));
    }
};

TARASCOPE_TEST(ReaderTest)
#include "readertest.moc"
