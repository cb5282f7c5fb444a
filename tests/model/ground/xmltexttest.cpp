#include "model/xmltext.h"

#include "tests/testmain.h"

#include <QtCore/QXmlStreamReader>

using namespace tarascope;

class XmlTextTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void escapes_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<std::string>("escaped");
        QTest::newRow("markup") << std::string("\"><img src=x onerror='a&b'>")
                                << std::string("&quot;&gt;&lt;img src=x onerror=&#39;a&amp;b&#39;&gt;");
        QTest::newRow("other scripts stay") << std::string("Türschloss 鍵 🚗") << std::string("Türschloss 鍵 🚗");
        QTest::newRow("controls") << std::string("a\x01\x1B[31mb\x7F\xC2\x80", 10) << std::string("a\xEF\xBF\xBD\xEF\xBF\xBD[31mb\xEF\xBF\xBD\xEF\xBF\xBD");
        QTest::newRow("turned text") << std::string("a\xE2\x80\xAE" "b\xE2\x80\x8B") << std::string("a[U+202E]b[U+200B]");
        QTest::newRow("no UTF-8") << std::string("a\xFF\xC3") << std::string("a\xEF\xBF\xBD\xEF\xBF\xBD");
        QTest::newRow("not a character") << std::string("\xEF\xBF\xBF") << std::string("\xEF\xBF\xBD");
        QTest::newRow("lines") << std::string("a\n\tb") << std::string("a\n\tb");
    }
    void escapes()
    {
        QFETCH(std::string, text);
        QFETCH(std::string, escaped);
        QVERIFY2(xmlText(text) == escaped, xmlText(text).c_str());
    }

    /// Whatever the bytes, an XML reader finds one element with one attribute and no more.
    void anyBytesAreOneText()
    {
        std::uint32_t random = 7;
        for (int i = 0; i < 2000; ++i) {
            std::string bytes;
            for (int k = 0; k < 24; ++k) {
                random = random * 1664525 + 1013904223;
                const char *special = "<>&\"'\0\r\xE2\xC3";
                bytes += random & 0x10000 ? static_cast<char>(random >> 24) : special[random >> 20 & 7];
            }
            const std::string xml = "<a b=\"" + xmlText(bytes) + "\">" + xmlText(bytes) + "</a>";
            QXmlStreamReader reader(QByteArray::fromStdString(xml));
            int elements = 0;
            while (!reader.atEnd())
                if (reader.readNext() == QXmlStreamReader::StartElement) {
                    ++elements;
                    QCOMPARE(reader.attributes().size(), 1);
                }
            QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
            QCOMPARE(elements, 1);
        }
    }
};

TARASCOPE_TEST(XmlTextTest)
#include "xmltexttest.moc"
