#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace fleetgen {

/// A file that is written from front to back, plain or packed with gzip; the same bytes for the same text.
class Output
{
public:
    Output();
    ~Output();
    Output(Output &&other) noexcept;
    Output &operator=(Output &&other) noexcept;
    bool open(const std::string &path, bool gz);
    void write(std::string_view text);
    /// False when any byte could not be written.
    bool close();
    /// Bytes of the unpacked stream so far.
    std::uint64_t offset() const { return m_offset; }

private:
    void drain();
    struct File;
    std::unique_ptr<File> m_file;
    std::string m_buffer;
    std::uint64_t m_offset = 0;
    bool m_good = true;
};

/// All bytes of a file, unpacked when it is packed with gzip; what a torn file still gives.
std::string wholeFile(const std::string &path);

} // namespace fleetgen
