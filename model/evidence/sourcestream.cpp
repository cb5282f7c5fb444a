#include "model/evidence/sourcestream.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <zlib.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tarascope::evidence {

namespace {

constexpr std::size_t packedBuffer = 1 << 20;

Error failure(ErrorKind kind, const std::string &path, const char *text, int cause)
{
    return {kind, {text, {std::strerror(cause)}, "sourceNotRead"}, {path, 0, 0, -1, {}, {}}};
}

} // namespace

struct SourceStream::State {
    std::string path;
    int file = -1;
    bool hashing = true;
    bool packed = false;
    std::int64_t fileBytes = 0;
    std::int64_t readBytes = 0;
    std::int64_t unpackedBytes = 0;
    std::string broken;
    Sha256 fileHash;
    Sha256 unpackedHash;
    Sha256 chunkHash;
    std::int64_t inChunk = 0;
    std::vector<Digest> chunks;
    std::string head; ///< read to look for the magic number, not yet given
    z_stream z{};
    bool inflating = false;
    bool memberEnded = true;
    std::string input;

    ~State()
    {
        if (inflating)
            inflateEnd(&z);
        if (file >= 0)
            ::close(file);
    }
};

SourceStream::SourceStream(std::unique_ptr<State> state) : m_state(std::move(state)) {}
SourceStream::~SourceStream() = default;

Result<std::unique_ptr<SourceStream>> SourceStream::open(const std::string &path, bool hashing)
{
    auto state = std::make_unique<State>();
    state->path = path;
    state->hashing = hashing;
    state->file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (state->file < 0)
        return failure(errno == ENOENT ? ErrorKind::Usage : ErrorKind::Device, path,
                       QT_TRANSLATE_NOOP("model", "the file cannot be opened: %1"), errno);
    struct stat present{};
    if (::fstat(state->file, &present) != 0 || !S_ISREG(present.st_mode))
        return Error{ErrorKind::Usage, {QT_TRANSLATE_NOOP("model", "this is no file"), {}, "noFile"}, {path, 0, 0, -1, {}, {}}};
    state->fileBytes = present.st_size;
    ::posix_fadvise(state->file, 0, 0, POSIX_FADV_SEQUENTIAL);
    std::unique_ptr<SourceStream> stream(new SourceStream(std::move(state)));
    State &s = *stream->m_state;
    s.head.resize(2);
    Result<std::size_t> count = stream->readFile(s.head.data(), 2);
    if (!count)
        return count.error();
    s.head.resize(*count);
    s.packed = s.head == "\x1f\x8b";
    if (s.packed) {
        if (inflateInit2(&s.z, 15 + 16) != Z_OK)
            return failure(ErrorKind::Device, path, QT_TRANSLATE_NOOP("model", "the file cannot be unpacked: %1"), ENOMEM);
        s.inflating = true;
        s.memberEnded = false;
        s.input = s.head;
        s.input.resize(packedBuffer);
        s.z.next_in = reinterpret_cast<Bytef *>(s.input.data());
        s.z.avail_in = 2;
    }
    return stream;
}

Result<std::size_t> SourceStream::readFile(char *out, std::size_t size)
{
    State &s = *m_state;
    std::size_t total = 0;
    while (total < size) {
        const ssize_t count = ::read(s.file, out + total, size - total);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return failure(ErrorKind::Device, s.path, QT_TRANSLATE_NOOP("model", "the file cannot be read: %1"), errno);
        if (count == 0)
            break;
        total += static_cast<std::size_t>(count);
    }
    s.readBytes += static_cast<std::int64_t>(total);
    if (s.hashing)
        s.fileHash.add(std::string_view(out, total));
    return total;
}

Result<std::size_t> SourceStream::read(char *out, std::size_t size)
{
    State &s = *m_state;
    if (s.packed) {
        Result<std::size_t> count = unpack(out, size);
        if (count)
            hashUnpacked(std::string_view(out, *count));
        return count;
    }
    const std::size_t first = std::min(s.head.size(), size);
    std::memcpy(out, s.head.data(), first);
    s.head.erase(0, first);
    Result<std::size_t> count = readFile(out + first, size - first);
    if (!count)
        return count;
    hashUnpacked(std::string_view(out, first + *count));
    return first + *count;
}

Result<std::size_t> SourceStream::unpack(char *out, std::size_t size)
{
    State &s = *m_state;
    s.z.next_out = reinterpret_cast<Bytef *>(out);
    s.z.avail_out = static_cast<uInt>(std::min<std::size_t>(size, 1u << 30));
    const uInt wanted = s.z.avail_out;
    while (s.z.avail_out > 0 && s.broken.empty()) {
        if (s.z.avail_in == 0) {
            const Result<std::size_t> count = readFile(s.input.data(), s.input.size());
            if (!count)
                return count.error();
            s.z.next_in = reinterpret_cast<Bytef *>(s.input.data());
            s.z.avail_in = static_cast<uInt>(*count);
            if (*count == 0) {
                if (!s.memberEnded)
                    s.broken = "the packed file breaks off";
                break;
            }
        }
        if (s.memberEnded) { // gzip files may be joined
            if (inflateReset(&s.z) != Z_OK)
                s.broken = "the packed file is damaged";
            s.memberEnded = false;
        }
        const int done = inflate(&s.z, Z_NO_FLUSH);
        if (done == Z_STREAM_END)
            s.memberEnded = true;
        else if (done != Z_OK && done != Z_BUF_ERROR)
            s.broken = "the packed file is damaged";
    }
    const std::size_t made = wanted - s.z.avail_out;
    if (!s.broken.empty()) // the rest counts for the hash of the file only
        for (Result<std::size_t> rest = readFile(s.input.data(), s.input.size()); rest && *rest > 0;
             rest = readFile(s.input.data(), s.input.size())) {
        }
    return made;
}

void SourceStream::hashUnpacked(std::string_view bytes)
{
    State &s = *m_state;
    s.unpackedBytes += static_cast<std::int64_t>(bytes.size());
    if (!s.hashing)
        return;
    if (s.packed)
        s.unpackedHash.add(bytes);
    while (!bytes.empty()) {
        const auto count = static_cast<std::size_t>(std::min<std::int64_t>(chunkBytes - s.inChunk, static_cast<std::int64_t>(bytes.size())));
        s.chunkHash.add(bytes.substr(0, count));
        s.inChunk += static_cast<std::int64_t>(count);
        bytes.remove_prefix(count);
        if (s.inChunk == chunkBytes) {
            s.chunks.push_back(s.chunkHash.result());
            s.inChunk = 0;
        }
    }
}

bool SourceStream::packed() const { return m_state->packed; }
std::int64_t SourceStream::fileBytes() const { return m_state->fileBytes; }
std::int64_t SourceStream::readBytes() const { return m_state->readBytes; }
std::int64_t SourceStream::unpackedBytes() const { return m_state->unpackedBytes; }
const std::string &SourceStream::broken() const { return m_state->broken; }

Digest SourceStream::fileDigest() { return m_state->fileHash.result(); }

Digest SourceStream::unpackedDigest() { return m_state->unpackedHash.result(); }

std::vector<Digest> SourceStream::chunkDigests()
{
    State &s = *m_state;
    if (s.inChunk > 0)
        s.chunks.push_back(s.chunkHash.result());
    s.inChunk = 0;
    return s.chunks;
}

Digest merkleRoot(const std::vector<Digest> &chunks)
{
    Sha256 hash;
    for (const Digest &chunk : chunks)
        hash.add(chunk);
    return hash.result();
}

} // namespace tarascope::evidence
