#include "importers/importer.h"
#include "tests/importers/reimport.h"
#include "tests/importers/soundbatch.h"
#include "tests/testmain.h"

#include <QtCore/QDir>

#include <stop_token>

using namespace tarascope;

namespace {

/// Formats whose corpus has another name than they have.
QString corpusOf(const ImporterInfo &info)
{
    const QString name = QString::fromLatin1(info.name.data(), static_cast<qsizetype>(info.name.size()));
    return name == QStringLiteral("tarascope") ? QStringLiteral("normalform")
           : name == QStringLiteral("endpoints") ? QStringLiteral("endpointlist")
                                                 : name;
}

std::string told(const Result<Batch> &batch) { return batch ? "read" : batch.error().english(); }

/// What is wrong with a refusal; empty: it has its code and names the place in the file.
std::string refusalFault(const Result<Batch> &batch, const std::string &file, std::initializer_list<std::string_view> codes)
{
    if (batch)
        return "it was read";
    const Error &error = batch.error();
    if (error.kind != ErrorKind::Input || error.where.file != file || !isUtf8(error.message.english()) || error.message.english().empty())
        return "no place or no sentence: " + error.english();
    if (codes.size() > 0 && std::find(codes.begin(), codes.end(), error.message.code) == codes.end())
        return std::string("the code is ") + error.message.code;
    return {};
}

} // namespace

/// What holds for every format of the table of importers: the files of its corpus are read the same each time, come in and
/// come in again without a change, and are refused with a place when they pass a limit, are cut off or stopped. A new
/// format is in here by itself; it needs a corpus with a file that can be read.
class EveryFormatTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasACorpusForItsFuzzTarget_data() { formats(); }
    void hasACorpusForItsFuzzTarget()
    {
        const ImporterInfo &info = format();
        const QString root = QStringLiteral(TARASCOPE_SOURCE_DIR "/tests/");
        QVERIFY(QFileInfo::exists(root + QStringLiteral("fuzz/") + corpusOf(info) + QStringLiteral(".cpp")));
        int read = 0;
        int refused = 0;
        int known = 0;
        int tooLong = 0;
        Budget budget;
        budget.limits.stringLength = 1;
        for (const QFileInfo &file : filesOf(info)) {
            const std::string bytes = bytesOf(file.filePath());
            const std::string name = file.fileName().toStdString();
            const Result<Batch> batch = info.read(bytes, name, {});
            ++(batch ? read : refused);
            if (!batch)
                continue;
            const Result<const ImporterInfo *> found = detectImporter(bytes, name);
            QVERIFY2(!found || *found == &info, qPrintable(file.fileName()));
            known += found.ok();
            const Result<Batch> limited = info.read(bytes, name, budget);
            tooLong += !limited && refusalFault(limited, name, {"textTooLong", "limitStringLength"}).empty();
        }
        QVERIFY2(read > 0, "no file of the corpus can be read");
        QVERIFY2(refused > 0, "no file of the corpus is refused");
        QVERIFY2(known > 0, "no file of the corpus is known by its content");
        // A table leaves out a cell that is too long; of outcomes only the beginning of a text is taken.
        QVERIFY2(tooLong > 0 || info.name == "csv" || info.name == "junit", "no text is too long");
    }

    void refusesWithAPlace_data() { files(false); }
    void refusesWithAPlace()
    {
        const ImporterInfo &info = format();
        QVERIFY2(isSound([&] { return info.read(m_bytes, m_file, {}); }), told(info.read(m_bytes, m_file, {})).c_str());
        QCOMPARE(refusalFault(info.read(m_bytes, m_file, {}), m_file, {}), std::string());
    }

    void readsTheSameEachTime_data() { files(true); }
    void readsTheSameEachTime()
    {
        const ImporterInfo &info = format();
        const Result<Batch> batch = info.read(m_bytes, m_file, {});
        QCOMPARE(told(batch), std::string("read"));
        QCOMPARE(fault(*batch), std::string());
        QCOMPARE(printed(*batch), printed(*info.read(m_bytes, m_file, {})));
        QVERIFY(batch->format == info.name);
        QCOMPARE(QString::fromStdString(batch->title), QString::fromStdString(m_file));
        QVERIFY(!batch->system.empty());
    }

    void comesInOnce_data() { files(true); }
    void comesInOnce()
    {
        const Result<Batch> batch = format().read(m_bytes, m_file, {});
        const std::string found = reimportFault(*batch);
        const bool needsProject =
            std::any_of(batch->links.begin(), batch->links.end(), [](const BatchLink &link) { return link.byName; }) &&
            found.find("neither in the file nor in the project") != std::string::npos;
        QVERIFY2(found.empty() || needsProject, found.c_str());
    }

    /// Only the name of the file counts, not where it lies.
    void isTheSameFromAnotherFolder_data() { files(true); }
    void isTheSameFromAnotherFolder()
    {
        const ImporterInfo &info = format();
        const Result<Batch> here = info.read(m_bytes, m_file, {});
        const Result<Batch> there = info.read(m_bytes, "../else where/" + m_file, {});
        QVERIFY(here.ok() && there.ok());
        QCOMPARE(QString::fromStdString(there->system), QString::fromStdString(here->system));
        QCOMPARE(there->items.size(), here->items.size());
        for (std::size_t i = 0; i < here->items.size(); ++i)
            QVERIFY(there->items[i].id == here->items[i].id && there->items[i].name == here->items[i].name &&
                    there->items[i].attributes == here->items[i].attributes);
    }

    void stops_data() { files(true); }
    void stops()
    {
        std::stop_source source;
        source.request_stop();
        Budget budget;
        budget.stop = source.get_token();
        const Result<Batch> stopped = format().read(m_bytes, m_file, budget);
        QVERIFY2(!stopped.ok() && stopped.error().kind == ErrorKind::Cancelled, told(stopped).c_str());
        budget = Budget();
        budget.deadline = std::chrono::steady_clock::time_point::min();
        const Result<Batch> late = format().read(m_bytes, m_file, budget);
        QVERIFY2(!late.ok() && late.error().kind == ErrorKind::Cancelled, told(late).c_str());
    }

    void keepsToLimits_data() { files(true); }
    void keepsToLimits()
    {
        const ImporterInfo &info = format();
        const auto limited = [&](std::int64_t ImportLimits::*limit, std::int64_t value) {
            Budget budget;
            budget.limits.*limit = value;
            return info.read(m_bytes, m_file, budget);
        };
        const auto size = static_cast<std::int64_t>(m_bytes.size());
        QCOMPARE(refusalFault(limited(&ImportLimits::bytes, size - 1), m_file, {"tooLarge", "limitBytes"}), std::string());
        QCOMPARE(told(limited(&ImportLimits::bytes, size)), std::string("read"));
        QCOMPARE(refusalFault(limited(&ImportLimits::nodes, 1), m_file, {"tooManyElements", "limitNodes"}), std::string());
        QVERIFY(limited(&ImportLimits::nodes, 1).error().where.line > 0);
        QCOMPARE(refusalFault(limited(&ImportLimits::memory, 7), m_file, {"limitMemory"}), std::string());
        QVERIFY(limited(&ImportLimits::memory, 7).error().where.line > 0);
    }

    void isReadOrRefusedWhereverItIsCut_data() { files(true); }
    void isReadOrRefusedWhereverItIsCut()
    {
        const ImporterInfo &info = format();
        const std::size_t step = m_bytes.size() / 50 + 1;
        for (std::size_t size = 0; size < m_bytes.size(); size += step)
            QVERIFY2(isSound([&] { return info.read(std::string_view(m_bytes).substr(0, size), m_file, {}); }),
                     (std::to_string(size) + ": " + told(info.read(std::string_view(m_bytes).substr(0, size), m_file, {}))).c_str());
    }

    void foreignTextIsRefused_data() { formats(); }
    void foreignTextIsRefused()
    {
        const ImporterInfo &info = format();
        for (const std::string bytes : {"", "hello", "{}", "[]", "null", "a: b\n", "<a/>", "\n\n1,2\n", "{\"a\":1}", "\xEF\xBB\xBF"})
            QVERIFY2(isSound([&] { return info.read(bytes, "f", {}); }), (bytes + ": " + told(info.read(bytes, "f", {}))).c_str());
    }

private:
    static QFileInfoList filesOf(const ImporterInfo &info)
    {
        return QDir(QStringLiteral(TARASCOPE_SOURCE_DIR "/tests/corpus/") + corpusOf(info)).entryInfoList(QDir::Files, QDir::Name);
    }
    static void formats()
    {
        QTest::addColumn<int>("number");
        QTest::addColumn<QString>("path");
        for (std::size_t i = 0; i < importers().size(); ++i)
            QTest::newRow(importers()[i].name.data()) << static_cast<int>(i) << QString();
    }
    /// The files of all corpora that can be read, or those that cannot.
    static void files(bool readable)
    {
        QTest::addColumn<int>("number");
        QTest::addColumn<QString>("path");
        for (std::size_t i = 0; i < importers().size(); ++i)
            for (const QFileInfo &file : filesOf(importers()[i]))
                if (importers()[i].read(bytesOf(file.filePath()), file.fileName().toStdString(), {}).ok() == readable)
                    QTest::newRow(qPrintable(corpusOf(importers()[i]) + u'/' + file.fileName())) << static_cast<int>(i) << file.filePath();
    }
    /// The format of the row; the row's file, if it has one, is then in m_bytes and m_file.
    const ImporterInfo &format()
    {
        QFETCH(int, number);
        QFETCH(QString, path);
        m_bytes = path.isEmpty() ? std::string() : bytesOf(path);
        m_file = QFileInfo(path).fileName().toStdString();
        return importers()[static_cast<std::size_t>(number)];
    }

    std::string m_bytes;
    std::string m_file;
};

TARASCOPE_TEST(EveryFormatTest)
#include "everyformattest.moc"
