#include "model/json/node.h"
#include "model/method/words.h"
#include "tests/testmain.h"

#include <QtCore/QDir>
#include <QtCore/QFile>

#include <set>

using namespace tarascope;

namespace {

/// Five digits: ET, SE, KoIC, WoO, Eq.
Rating potential(const char *digits)
{
    Rating rating;
    for (std::size_t i = 0; i < 5; ++i)
        rating.levels[i] = static_cast<std::int8_t>(digits[i] - '0');
    return rating;
}

Rating read(const json::Node &node)
{
    Rating rating;
    for (const json::Node &member : node.children)
        for (int f = 0; f < factorCount; ++f)
            if (factorName(static_cast<Factor>(f)) == member.name)
                for (std::size_t i = 0; i < factorLevels(static_cast<Factor>(f)).size(); ++i)
                    if (factorLevels(static_cast<Factor>(f))[i] == member.text)
                        rating[static_cast<Factor>(f)] = static_cast<std::int8_t>(i);
    return rating;
}

} // namespace

class WordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void phrases();
    void frontiers();
    void everyLevelHasItsWords();
    void wordsOfTheWorkedCases();
};

void WordsTest::phrases()
{
    QCOMPARE(effortPhrase(potential("00000")), std::string("anybody, at once"));
    QCOMPARE(effortPhrase(potential("32100")), std::string("an expert, half a year, restricted knowledge"));
    QCOMPARE(effortPhrase(potential("32120")),
             std::string("an expert, half a year, restricted knowledge, a moderate window"));
    QCOMPARE(effortPhrase(potential("11000")), std::string("a proficient person, a week"));
    QCOMPARE(effortPhrase(potential("11010")), std::string("a proficient person, a week, an easy window"));
    QCOMPARE(effortPhrase(potential("00020")), std::string("a moderate window"));
    QCOMPARE(effortPhrase(potential("43333")),
             std::string("several experts, more than half a year, strictly confidential knowledge, a difficult window, "
                         "several kinds of bespoke equipment"));
    QCOMPARE(effortPhrase(Rating{}), std::string("not rated"));
    Rating adjacent;
    adjacent[Factor::AV] = 0;
    QCOMPARE(effortPhrase(adjacent), std::string("anybody, at once"));
    adjacent[Factor::AV] = 3;
    QCOMPARE(effortPhrase(adjacent), std::string("physical access"));
}

void WordsTest::frontiers()
{
    QCOMPARE(frontierPhrase({}), std::string("no path in this model"));
    const std::vector<Rating> two{potential("00020"), potential("11010")};
    QCOMPARE(frontierPhrase(two), std::string("a moderate window; or a proficient person, a week, an easy window"));
}

void WordsTest::everyLevelHasItsWords()
{
    std::set<std::string> phrases, codes;
    int levels = 0;
    for (int f = 0; f < factorCount; ++f) {
        const Factor factor = static_cast<Factor>(f);
        for (std::size_t i = 1; i < factorLevels(factor).size(); ++i, ++levels) {
            Rating rating;
            rating[factor] = static_cast<std::int8_t>(i);
            const std::vector<Message> words = effortWords(rating);
            QCOMPARE(words.size(), std::size_t(1));
            QVERIFY(words[0].english() != "anybody, at once");
            phrases.insert(words[0].english());
            codes.insert(words[0].code);
        }
    }
    QCOMPARE(phrases.size(), std::size_t(levels));
    QCOMPARE(codes.size(), std::size_t(levels));
}

void WordsTest::wordsOfTheWorkedCases()
{
    TARASCOPE_NEEDS_SHARED("cases/attack-paths");
    const QDir folder(QStringLiteral(TARASCOPE_SHARED_DIR "/cases/attack-paths"));
    int compared = 0;
    for (const QString &name : folder.entryList({QStringLiteral("*.expected.json")})) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const json::Document document = json::read(file.readAll().toStdString(), name.toStdString(), Budget{}).value();
        for (const json::Node &path : document.root.find("paths")->children) {
            std::vector<Rating> frontier;
            const json::Node *best = path.find("best");
            if (best && best->isObject())
                for (const json::Node &each : best->find("pareto")->children)
                    frontier.push_back(read(*each.find("rating")));
            QCOMPARE(frontierPhrase(frontier), std::string(path.string("words")));
            ++compared;
        }
    }
    QVERIFY(compared > 10);
}

TARASCOPE_TEST(WordsTest)
#include "wordstest.moc"
