#pragma once
#include "model/evidence/custody.h"
#include "model/evidence/ingest.h"
#include "model/evidence/segment.h"
#include "model/store/projectlock.h"

#include <memory>

/// The case file: evidence of one incident in one SQLite file, beside the project (evidence.md 0.1).

namespace tarascope::evidence {

/// A log or a table of reference data in a case.
struct StoredSource {
    std::int64_t id = 0;
    std::string name; ///< of the file, without its folder
    std::string path; ///< where it was when it was added
    std::string role; ///< of reference data: registry, relationships, aliases
    std::string part; ///< "region=US", or empty
    std::int64_t bytes = 0;    ///< of the file
    std::int64_t unpacked = 0; ///< of the stream; offsets count in it
    bool packed = false;
    Digest fileSha256{};
    Digest sha256{};  ///< of the unpacked bytes
    Digest root{};    ///< over the hashes of its chunks
    Digest content{}; ///< over the digests of its segments, as stored
    std::int64_t first = 0;
    std::int64_t last = 0;
    std::int64_t wholeEnd = 0;
    std::string broken; ///< why its end is missing
    std::optional<Interval> covers;
    std::int64_t clockOffset = 0;
    std::string mappingId;
    Digest mappingSha256{};
    std::string importedBy;
    std::string importedAt;
    RecordCounts counts;
    std::int64_t events = 0;
    std::int64_t outOfOrder = 0;
    std::int64_t maxLate = 0;
    std::int64_t withoutActor = 0;
    std::map<std::string, std::int64_t> redactions;
    std::vector<std::string> warnings; ///< what the mapping asserts and the log does not keep

    bool isReference() const { return role == "registry" || role == "relationships" || role == "aliases"; }
};

/// What one call of `add` did.
struct Added {
    enum class State { Added, Same, Tail };
    State state = State::Added;
    StoredSource source;
    std::vector<Reject> rejects; ///< the first ones
    std::string mappingChosen;   ///< id of the shipped mapping that was recognised
};

/// How a file is added.
struct AddRequest {
    std::string path;
    std::optional<Mapping> mapping; ///< nothing: reference data by its headings, else a shipped mapping that fits
    std::string part;
    std::optional<Interval> covers;
    IngestOptions options;
};

/// What `verify` found; sound when there are no problems.
struct CaseVerification {
    std::vector<Message> problems;
    std::vector<std::string> missing; ///< originals that are not where they were: nothing was compared
    Digest head{};
    std::int64_t custodyRows = 0;
    std::int64_t segments = 0;
};

/// What `purge` took away.
struct Purged {
    std::int64_t events = 0;
    std::int64_t names = 0; ///< texts that no event uses any more
};

/// Who works on a case, for the custody log.
struct CaseUser {
    std::string user;
    std::string host;
};

/// One case. Writing takes a lock beside the file; each change is one transaction with one row of custody.
class CaseFile
{
public:
    /// An error of kind Usage when there is a file of this name.
    static Result<void> create(const std::string &path, const CaseUser &user);
    /// Errors: no case, newer, damaged or foreign tables (kind Project), locked (Device).
    static Result<std::unique_ptr<CaseFile>> open(const std::string &path, const CaseUser &user, bool readOnly);

    /// Adds one file as one transaction: after an error or a stop the case is as before.
    Result<Added> add(const AddRequest &request, const Budget &budget, const Progress &progress = {});
    Result<std::vector<StoredSource>> sources();
    /// The first rejected records of a source.
    Result<std::vector<Reject>> rejects(std::int64_t source, int most);
    Result<std::vector<Required>> required();
    Result<void> require(const std::vector<Required> &required);
    /// All events, joined with the reference data.
    Result<EventTable> load(const Budget &budget, const Progress &progress = {});
    /// The custody chain, every segment, every dictionary, and the original files where they still are.
    Result<CaseVerification> verify(const Budget &budget, const Progress &progress = {});
    /// Takes away events before a time and the names that only they had; hashes and counts of the sources stay.
    Result<Purged> purge(std::int64_t before, const Budget &budget);
    /// A row of custody for what happened outside the file, such as an export of full VINs.
    Result<void> record(const std::string &action, const std::string &object, const Digest &sha256, const std::string &note);
    Result<std::vector<CustodyRow>> custody();
    /// Keeps the result of a run (scope, detections) with its parameters; gives its number.
    Result<std::int64_t> storeRun(const std::string &kind, const std::string &parameters, const std::string &result,
                                  std::int64_t tookMs);

    const std::string &path() const { return m_path; }
    Digest head() const { return m_head; }

private:
    CaseFile() = default;

    Result<void> change(const std::function<Result<void>()> &work);
    Result<void> appendCustody(const std::string &action, const std::string &object, const Digest &sha256,
                               const std::string &note);
    Result<void> readHead();
    Result<void> needNames();
    Result<Dictionaries> readNames();
    Result<void> storeNames();
    Result<ReferenceRows> readReference(const std::vector<StoredSource> &sources);
    Result<void> insertSource(const StoredSource &source);
    Result<Added> addLog(const AddRequest &request, const Mapping &mapping, const Budget &budget, const Progress &progress);
    Result<Added> addReference(const AddRequest &request, const std::string &role, const Budget &budget);
    Result<void> writeLog(const AddRequest &request, const Mapping &mapping, Added &added, const Budget &budget,
                          const Progress &progress);
    Result<void> dropEvents(std::int64_t source);
    Result<Digest> contentOf(std::int64_t source);
    Result<void> verifyOriginals(CaseVerification &found, const std::vector<StoredSource> &sources, const Budget &budget,
                                 const Progress &progress);

    std::string m_path;
    CaseUser m_user;
    std::optional<ProjectLock> m_lock;
    Database m_database;
    std::string m_id;
    CaseKey m_key{};
    Digest m_head{};
    std::int64_t m_headSeq = 0;
    Dictionaries m_names;     ///< as stored, when `m_namesKnown`
    bool m_namesKnown = false;
    std::vector<std::uint32_t> m_stored; ///< by dictionary: size that is in the file
};

} // namespace tarascope::evidence
