#include "model/store/digesttree.h"
#include "tests/model/project/quickproject.h"

using namespace tarascope;

namespace {

/// The content as plain lines by record, with the undo stack of an editor: it knows nothing of graphs, files, journals.
class PlainEditor
{
public:
    using Key = std::pair<std::size_t, Uid>;
    struct Line {
        Key key;
        std::optional<std::string> before;
        std::optional<std::string> after;
    };
    using Step = std::vector<Line>;

    void edit(Step step)
    {
        carryOut(step);
        m_done.push_back(std::move(step));
        m_undone.clear();
    }
    bool canUndo() const { return !m_done.empty(); }
    bool canRedo() const { return !m_undone.empty(); }
    void undo()
    {
        Step step = std::move(m_done.back());
        m_done.pop_back();
        for (auto line = step.rbegin(); line != step.rend(); ++line)
            put(line->key, line->before);
        m_undone.push_back(std::move(step));
    }
    void redo()
    {
        carryOut(m_undone.back());
        m_done.push_back(std::move(m_undone.back()));
        m_undone.pop_back();
    }
    std::multiset<std::string> lines() const
    {
        std::multiset<std::string> all;
        for (const auto &[key, line] : m_lines)
            all.insert(line);
        return all;
    }

private:
    void carryOut(const Step &step)
    {
        for (const Line &line : step)
            put(line.key, line.after);
    }
    void put(const Key &key, const std::optional<std::string> &line)
    {
        if (line)
            m_lines[key] = *line;
        else
            m_lines.erase(key);
    }

    std::map<Key, std::string> m_lines;
    std::vector<Step> m_done;
    std::vector<Step> m_undone;
};

/// What a set does, in lines; the graphs name the own fields on either side.
PlainEditor::Step stepOf(const ChangeSet &set, const Graph &before, const Graph &after)
{
    PlainEditor::Step step;
    for (const Change &change : set.changes) {
        const Record &subject = change.after ? *change.after : *change.before;
        PlainEditor::Line line{{subject.index(), recordUid(subject)}, std::nullopt, std::nullopt};
        if (change.before)
            line.before = std::visit(ContentLine{before}, *change.before);
        if (change.after)
            line.after = std::visit(ContentLine{after}, *change.after);
        step.push_back(std::move(line));
    }
    return step;
}

constexpr int commands = 10'000 / slowness;

} // namespace

class UndoOracleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void randomCommandsUndoAllRedoAll()
    {
        const std::uint64_t seed = 41;
        qInfo("seed %llu, %d commands", static_cast<unsigned long long>(seed), commands);
        RandomEdit random(seed);
        for (int i = 1; i <= commands && !QTest::currentTestFailed(); ++i) {
            command(random);
            if (i % (commands / 20) == 0)
                compare(i % (commands / 5) == 0);
        }
        redoAll();
        QVERIFY(m_undone > commands / 20);
        const Digest end = m_made.project->digest();
        compare(true);
        undoAll();
        QVERIFY(m_editor.lines().empty());
        QCOMPARE(m_made.project->digest(), DigestTree().root());
        compare(true);
        redoAll();
        compare(true);
        QCOMPARE(m_made.project->digest(), end);
    }

private:
    void command(RandomEdit &random)
    {
        const std::size_t dice = random.below(100);
        if (dice < 22 && m_editor.canUndo())
            undo();
        else if (dice < 32 && m_editor.canRedo())
            redo();
        else
            edit(random);
        wait();
    }
    void edit(RandomEdit &random)
    {
        const Graph before = m_made.project->graph();
        const ChangeSet set = random.below(400) == 0 ? random.import(before, 30) : random.next(before);
        Graph after = before;
        QVERIFY(after.apply(set).ok());
        m_editor.edit(stepOf(set, before, after));
        QVERIFY(m_made.project->apply(set).ok());
    }
    void undo()
    {
        ++m_undone;
        m_editor.undo();
        const Result<void> done = m_made.project->undo();
        QVERIFY2(done.ok(), done.ok() ? "" : done.error().english().c_str());
    }
    void redo()
    {
        m_editor.redo();
        const Result<void> done = m_made.project->redo();
        QVERIFY2(done.ok(), done.ok() ? "" : done.error().english().c_str());
    }
    void undoAll()
    {
        while (m_editor.canUndo() && !QTest::currentTestFailed())
            undo();
        wait();
        QVERIFY(!m_made.project->canUndo());
    }
    void redoAll()
    {
        while (m_editor.canRedo() && !QTest::currentTestFailed())
            redo();
        wait();
        QVERIFY(!m_made.project->canRedo());
    }
    void wait()
    {
        const Result<void> written = m_made.project->waitForDisk();
        QVERIFY2(written.ok(), written.ok() ? "" : written.error().english().c_str());
    }
    void compare(bool reopen)
    {
        const Digest digest = m_made.project->digest();
        if (reopen)
            m_made.reopen();
        QVERIFY(m_made.project);
        QCOMPARE(m_made.project->digest(), digest);
        QVERIFY(contentLines(m_made.project->graph()) == m_editor.lines());
        QCOMPARE(m_made.project->canUndo(), m_editor.canUndo());
        QCOMPARE(m_made.project->canRedo(), m_editor.canRedo());
    }

    QuickProject m_made;
    PlainEditor m_editor;
    int m_undone = 0;
};

TARASCOPE_TEST(UndoOracleTest)
#include "undooracletest.moc"
