#include "app/cli/textout.h"

#include "tests/testmain.h"

using namespace tarascope::cli;

class TextOutTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void controlsAreTakenOut()
    {
        QCOMPARE(withoutControls("a\x1b[31mred\x07\x7f\r\n\tb"), std::string("a[31mred\nb"));
        QCOMPARE(withoutControls("\xC2\x9B"
                                 "31m\xC2\xA0\xC3\x9B"),
                 std::string("31m\xC2\xA0\xC3\x9B")); // CSI as one character; no-break space and Û stay
    }

    void oneLineHasNoBreaks() { QCOMPARE(oneLine("a\r\n\tb\x1b[2Jc\n"), std::string("a b [2Jc")); }

    void widthCountsColumns()
    {
        QCOMPARE(displayWidth("abc"), std::size_t{3});
        QCOMPARE(displayWidth("Türe"), std::size_t{4});
        QCOMPARE(displayWidth("車両"), std::size_t{4});
        QCOMPARE(displayWidth("e\xCC\x81"), std::size_t{1});
        QCOMPARE(displayWidth("\xE2\x82"), std::size_t{1}); // cut short, but no read beyond the end
    }

    void columnsAreAligned()
    {
        Table table({"ID", "NAME", ">RISK"});
        table.add({"TS-1", "Tür\ngeöffnet", "5"});
        table.add({"TS-10", "車", "12"});
        table.add({"TS-2"});
        QCOMPARE(table.text(), std::string("ID     NAME          RISK\n"
                                           "TS-1   Tür geöffnet     5\n"
                                           "TS-10  車              12\n"
                                           "TS-2\n"));
    }

    void numbersAgree()
    {
        QCOMPARE(counted(1, "item", "items"), std::string("1 item"));
        QCOMPARE(counted(0, "item", "items"), std::string("0 items"));
    }
};

TARASCOPE_TEST(TextOutTest)
#include "textouttest.moc"
