#include "model/json/write.h"

#include "model/json/utf8.h"
#include "tests/testmain.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QRandomGenerator>

#include <cstring>
#include <limits>

using namespace tarascope;

class WriterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void buildsCanonicalText()
    {
        json::Writer out;
        out.beginObject().member("format", "tarascope").member("version", 1).key("items").beginArray();
        out.newline().beginObject().member("id", "EP-1").key("tags").beginArray().endArray().endObject();
        out.newline().beginObject().member("on", true).key("x").real(0.5).key("none").null().endObject();
        out.endArray().key("rest").raw("[1]").endObject();
        QCOMPARE(out.take(), std::string("{\"format\":\"tarascope\",\"version\":1,\"items\":[\n {\"id\":\"EP-1\","
                                         "\"tags\":[]},\n {\"on\":true,\"x\":0.5,\"none\":null}],\"rest\":[1]}"));
    }

    void escapesOnlyWhatJsonDemands()
    {
        std::string out;
        json::appendString(out, std::string_view("a\"b\\c/\b\f\n\r\t\x01\x7F Tür 日\0", 23));
        QCOMPARE(out, std::string("\"a\\\"b\\\\c/\\b\\f\\n\\r\\t\\u0001\x7F Tür 日\\u0000\""));
    }

    void replacesInvalidUtf8()
    {
        std::string out;
        json::appendString(out, "a\xFF\xC3\"");
        QCOMPARE(out, std::string("\"a\xEF\xBF\xBD\xEF\xBF\xBD\\\"\""));
    }

    void textsReadBackEqual()
    {
        QRandomGenerator random(3);
        for (int round = 0; round < 2000; ++round) {
            QString text;
            for (int i = random.bounded(20); i > 0; --i) {
                const char32_t c = random.bounded(3) ? char32_t(random.bounded(1, 0x80)) : char32_t(random.bounded(0x80, 0xD800));
                text += QString::fromUcs4(&c, 1);
            }
            std::string out = "[";
            json::appendString(out, text.toStdString());
            const QJsonDocument read = QJsonDocument::fromJson(QByteArray::fromStdString(out + "]"));
            QCOMPARE(read.array().at(0).toString(), text);
        }
    }

    void numbersReadBackEqual()
    {
        QRandomGenerator64 random(4);
        auto text = [](double value) {
            std::string out;
            json::appendReal(out, value);
            return out;
        };
        for (int round = 0; round < 20000; ++round) {
            const quint64 bits = random.generate64();
            double value = 0;
            std::memcpy(&value, &bits, sizeof value);
            if (!qIsFinite(value))
                continue;
            const double back = QJsonDocument::fromJson(QByteArray::fromStdString("[" + text(value) + "]")).array().at(0).toDouble();
            QVERIFY(back == value);
        }
        QCOMPARE(text(0.1), std::string("0.1"));
        QCOMPARE(text(3), std::string("3"));
        QCOMPARE(text(std::numeric_limits<double>::infinity()), std::string("null"));
    }

    void findsTheFirstInvalidByte_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("valid");
        QTest::newRow("ascii") << QByteArray("hello, vehicle") << 14;
        QTest::newRow("all lengths") << QByteArray("aä日\xF0\x9F\x9A\x97") << 10;
        QTest::newRow("continuation alone") << QByteArray("abcdefghi\x80") << 9;
        QTest::newRow("cut in the middle") << QByteArray("ab\xE6\x97") << 2;
        QTest::newRow("overlong two") << QByteArray("\xC1\xBF") << 0;
        QTest::newRow("overlong three") << QByteArray("\xE0\x9F\xBF") << 0;
        QTest::newRow("overlong four") << QByteArray("\xF0\x8F\xBF\xBF") << 0;
        QTest::newRow("surrogate") << QByteArray("\xED\xBF\xBF") << 0;
        QTest::newRow("largest") << QByteArray("\xF4\x8F\xBF\xBF") << 4;
        QTest::newRow("over the largest") << QByteArray("\xF4\x90\x80\x80") << 0;
        QTest::newRow("five bytes") << QByteArray("\xF8\x88\x80\x80\x80") << 0;
    }

    void findsTheFirstInvalidByte()
    {
        QFETCH(QByteArray, text);
        QTEST(int(validUtf8Prefix(text.toStdString())), "valid");
    }
};

TARASCOPE_TEST(WriterTest)
#include "writertest.moc"
