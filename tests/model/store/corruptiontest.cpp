#include "model/store/verify.h"
#include "tests/model/store/storetestfiles.h"

using namespace tarascope;

namespace {

constexpr int flips = 2000 / slowness;

std::unique_ptr<ProjectFile> openedReadOnly(const std::string &path)
{
    Result<std::unique_ptr<ProjectFile>> opened = ProjectFile::open(path, {.readOnly = true});
    return opened ? std::move(*opened) : nullptr;
}

} // namespace

/// Damage of single bits and cut-off files (R6, R7): noticed, or proven to change nothing that the file tells.
class CorruptionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        fill(m_project, 51, 80);
        m_project.file.reset();
        m_bytes = bytesOfFile(m_project.path());
        m_told = allThatIsTold(*openedReadOnly(m_project.path()), true);
        m_toldOnOpening = allThatIsTold(*openedReadOnly(m_project.path()), false);
        QVERIFY(m_told.size() > 200);
    }

    void everyCutIsRefused()
    {
        for (std::size_t size = 0; size < m_bytes.size(); size += 512 * slowness)
            refused(m_bytes.substr(0, size));
        refused(m_bytes.substr(0, m_bytes.size() - 1));
        refused(m_bytes + '\0');
        refused(m_bytes + std::string(4096, '\0'));
    }

    void everyFlippedBitIsNoticedOrHarmless()
    {
        const std::uint64_t seed = 52;
        RandomEdit random(seed);
        int opened = 0;
        int unnoticed = 0;
        for (int i = 0; i < flips && !QTest::currentTestFailed(); ++i) {
            const std::size_t place = random.below(m_bytes.size() * 8);
            const std::string note = "seed " + std::to_string(seed) + ", bit " + std::to_string(place);
            flip(place);
            flipped(note, opened, unnoticed);
            if (i % 5 == 0)
                worksOn(note);
        }
        qInfo("seed %llu: of %d flips %d refused on opening, %d noticed by verify, the others change nothing", static_cast<unsigned long long>(seed),
              flips, flips - opened, flips - unnoticed);
    }

    // Where SQLite keeps its books a wrong bit may hurt only when something is written.
    void whereSqliteKeepsItsBooks()
    {
        RandomEdit random(54);
        for (int i = 0; i < flips / 3 && !QTest::currentTestFailed(); ++i) {
            const std::size_t page = random.below(m_bytes.size() / 4096);
            const std::size_t bit = (page * 4096 + (page == 0 ? 100 : 0)) * 8 + random.below(24 * 8);
            flip(bit);
            worksOn("bit " + std::to_string(bit));
        }
    }

private:
    std::string path(const std::string &name = "damaged.tarascope") const { return m_project.path(name); }

    void flip(std::size_t bit) const
    {
        std::string bytes = m_bytes;
        bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << bit % 8));
        writeBytes(path(), bytes);
    }

    void refused(const std::string &bytes)
    {
        writeBytes(path(), bytes);
        const auto opened = ProjectFile::open(path(), {.readOnly = true});
        QVERIFY2(!opened.ok(), std::to_string(bytes.size()).c_str());
        QVERIFY(opened.error().kind == ErrorKind::Project && !opened.error().english().empty());
        QCOMPARE(opened.error().where.file, path());
        QVERIFY(!ProjectFile::open(path(), {}).ok());
        QVERIFY(!verifyProject(path(), {}).ok());
        QVERIFY(bytesOfFile(path()) == bytes);
    }

    // What opens can be worked with: a commit does no harm where a bit is wrong that nobody reads.
    void worksOn(const std::string &note)
    {
        QFile::remove(QString::fromStdString(path("worked.tarascope")));
        QVERIFY(QFile::copy(QString::fromStdString(path()), QString::fromStdString(path("worked.tarascope"))));
        Result<std::unique_ptr<ProjectFile>> file = ProjectFile::open(path("worked.tarascope"), {});
        if (!file)
            return;
        Commit commit;
        commit.before = (*file)->takeGraph();
        commit.after = commit.before;
        commit.set = RandomEdit(53).import(commit.before, 150);
        QVERIFY(commit.after.apply(commit.set).ok());
        const Result<void> done = (*file)->commit(commit);
        file->reset();
        const auto again = openedReadOnly(path("worked.tarascope"));
        QVERIFY2(again, note.c_str());
        QVERIFY2(contentLines(again->takeGraph()) == contentLines(done ? commit.after : commit.before), note.c_str());
    }

    void flipped(const std::string &note, int &opened, int &unnoticed)
    {
        if (const auto file = openedReadOnly(path())) {
            ++opened;
            QVERIFY2(allThatIsTold(*file, false) == m_toldOnOpening, note.c_str());
        }
        const Result<Verification> verified = verifyProject(path(), {});
        if (!verified || !verified->sound())
            return;
        ++unnoticed;
        const auto file = openedReadOnly(path());
        QVERIFY2(file, note.c_str());
        QVERIFY2(allThatIsTold(*file, true) == m_told, note.c_str());
    }

    TestProject m_project;
    std::string m_bytes;
    std::multiset<std::string> m_told;
    std::multiset<std::string> m_toldOnOpening;
};

TARASCOPE_TEST(CorruptionTest)
#include "corruptiontest.moc"
