#include "model/store/digesttree.h"
#include "tests/testmain.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QRandomGenerator>

#include <map>

using namespace tarascope;

namespace {

using Content = std::map<std::pair<QByteArray, int>, QByteArray>; ///< (uid in hexadecimal, type) -> leaf

QByteArray sha(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

// Written from the description of the format alone: everything anew, with Qt's SHA-256.
QByteArray naiveRoot(const Content &content)
{
    QByteArray groups = "R";
    for (int group = 0; group < 64; ++group) {
        QByteArray buckets = "G";
        for (int bucket = 64 * group; bucket < 64 * (group + 1); ++bucket) {
            const QByteArray digits = QByteArray::number(bucket, 16).rightJustified(3, '0');
            QByteArray leaves = "B";
            for (auto leaf = content.lower_bound({digits, 0}); leaf != content.end() && leaf->first.first.startsWith(digits); ++leaf)
                leaves += leaf->second;
            buckets += sha(leaves);
        }
        groups += sha(buckets);
    }
    return sha(groups).toHex();
}

QByteArray rootOf(const DigestTree &tree)
{
    return QByteArray::fromStdString(hex(tree.root()));
}

} // namespace

class DigestTreeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowBytesAreTypeAndColumnsWithTheirLength()
    {
        RowBytes row;
        row.begin(RowType::Link);
        row.add(Uid{1, 2});
        row.add("abc");
        row.add("");
        row.add(1.5);
        const QByteArray bytes = QByteArray::fromHex("02" "00000010" "00000000000000010000000000000002"
                                                     "00000003" "616263" "00000000" "00000008" "3ff8000000000000");
        QCOMPARE(QByteArray::fromStdString(hex(row.digest())), sha(bytes).toHex());
    }

    void emptyTree()
    {
        QCOMPARE(rootOf(DigestTree()), naiveRoot({}));
        QCOMPARE(DigestTree().bucketHash(17), DigestTree::emptyBucket());
    }

    void incrementalIsFullOverRandomEdits()
    {
        QRandomGenerator random(11);
        DigestTree tree;
        Content content;
        for (int step = 0; step < 3000; ++step) {
            // Few different uids, so that replacing, removing and several types under one uid happen often.
            const Uid uid{random.bounded(40u) * 0x0123456789abcdefULL, random.bounded(8u)};
            const auto type = static_cast<RowType>(1 + random.bounded(rowTypeCount));
            const std::pair key{QByteArray::fromStdString(uid.hex()), static_cast<int>(type)};
            if (random.bounded(3) == 0) {
                QCOMPARE(tree.remove(type, uid), content.erase(key) == 1);
            } else {
                const Digest digest = Sha256::of(std::to_string(step));
                tree.put(Leaf{uid, type, step, digest});
                content[key] = QByteArray::fromHex(QByteArray::fromStdString(hex(digest)));
                QCOMPARE(tree.find(type, uid)->row, step);
            }
            if (step % 50 == 0)
                QCOMPARE(rootOf(tree), naiveRoot(content));
        }
        QVERIFY(content.size() > 100);
        QCOMPARE(rootOf(tree), naiveRoot(content));
        DigestTree loaded;
        for (auto at = content.rbegin(); at != content.rend(); ++at) {
            Leaf leaf{*Uid::fromHex(at->first.first.toStdString()), static_cast<RowType>(at->first.second), 0, {}};
            std::copy(at->second.begin(), at->second.end(), leaf.digest.begin());
            loaded.append(leaf);
        }
        QVERIFY(!loaded.finishLoading());
        QCOMPARE(loaded.root(), tree.root());
        for (const auto &[key, leaf] : Content(content))
            QVERIFY(tree.remove(static_cast<RowType>(key.second), *Uid::fromHex(key.first.toStdString())));
        QCOMPARE(rootOf(tree), naiveRoot({}));
    }

    void loadingFindsARowThatIsThereTwice()
    {
        DigestTree tree;
        tree.append(Leaf{Uid{5, 5}, RowType::Item, 1, {}});
        tree.append(Leaf{Uid{5, 5}, RowType::Link, 2, {}});
        tree.append(Leaf{Uid{5, 5}, RowType::Item, 3, {}});
        const auto twice = tree.finishLoading();
        QVERIFY(twice.has_value());
        QCOMPARE(twice->type, RowType::Item);
    }
};

TARASCOPE_TEST(DigestTreeTest)
#include "digesttreetest.moc"
