#pragma once
#include "model/budget.h"
#include "model/sha256.h"

#include <memory>
#include <string>
#include <vector>

namespace tarascope::evidence {

/// Bytes of one chunk hash: a cited line is proved by re-reading its chunk, not the whole file.
inline constexpr std::int64_t chunkBytes = 1 << 20;

/// A file read once from its beginning, unpacked when it is gzip (by its magic number), hashed as it goes by. Offsets
/// count in the unpacked stream.
class SourceStream
{
public:
    ~SourceStream();
    SourceStream(const SourceStream &) = delete;
    SourceStream &operator=(const SourceStream &) = delete;

    /// An error of kind Usage for what is no file, Device for what cannot be read.
    static Result<std::unique_ptr<SourceStream>> open(const std::string &path, bool hashing = true);

    /// Fills up to `size` bytes; 0 at the end.
    Result<std::size_t> read(char *out, std::size_t size);

    bool packed() const;
    std::int64_t fileBytes() const;     ///< of the file on the disk
    std::int64_t readBytes() const;     ///< of the file so far
    std::int64_t unpackedBytes() const; ///< so far
    /// Why the packed stream ends before its end; empty: it does not.
    const std::string &broken() const;

    /// After the end: hashes of the file, of the unpacked bytes, and of each chunk of these.
    Digest fileDigest();
    Digest unpackedDigest();
    std::vector<Digest> chunkDigests();

private:
    struct State;
    explicit SourceStream(std::unique_ptr<State> state);
    Result<std::size_t> readFile(char *out, std::size_t size);
    Result<std::size_t> unpack(char *out, std::size_t size);
    void hashUnpacked(std::string_view bytes);

    std::unique_ptr<State> m_state;
};

/// SHA-256 over the chunk hashes.
Digest merkleRoot(const std::vector<Digest> &chunks);

} // namespace tarascope::evidence
