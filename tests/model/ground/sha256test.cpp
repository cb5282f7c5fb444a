#include "model/sha256.h"
#include "tests/testmain.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QRandomGenerator>

using namespace tarascope;

class Sha256Test : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void vectorsOfTheStandard()
    {
        QCOMPARE(hex(Sha256::of("")), std::string("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
        QCOMPARE(hex(Sha256::of("abc")),
                 std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
        QCOMPARE(hex(Sha256::of(std::string(1'000'000, 'a'))),
                 std::string("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"));
    }

    void everyLengthAndEverySplitIsAsQtSays()
    {
        QRandomGenerator random(7);
        Sha256 hash;
        for (int length = 0; length < 400; ++length) {
            std::string bytes(static_cast<std::size_t>(length), ' ');
            for (char &byte : bytes)
                byte = static_cast<char>(random.generate());
            QCryptographicHash expected(QCryptographicHash::Sha256);
            expected.addData(QByteArrayView(bytes.data(), length));
            const std::size_t first = length == 0 ? 0 : random.bounded(length);
            const std::size_t second = first + (first < bytes.size() ? random.bounded(int(bytes.size() - first)) : 0);
            hash.add(std::string_view(bytes).substr(0, first));
            hash.add(std::string_view(bytes).substr(first, second - first));
            hash.add(std::string_view(bytes).substr(second));
            QCOMPARE(QByteArray::fromStdString(hex(hash.result())), expected.result().toHex());
        }
    }

    void bordersOfFieldsCount()
    {
        Sha256 one, two;
        one.addField("ab"), one.addField("c");
        two.addField("a"), two.addField("bc");
        QVERIFY(one.result() != two.result());
    }
};

TARASCOPE_TEST(Sha256Test)
#include "sha256test.moc"
