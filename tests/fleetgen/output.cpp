#include "tests/fleetgen/output.h"

#include <zlib.h>

#include <cstdio>

namespace fleetgen {

struct Output::File {
    std::FILE *plain = nullptr;
    gzFile packed = nullptr;
};

Output::Output() = default;
Output::~Output() { close(); }
Output::Output(Output &&other) noexcept = default;
Output &Output::operator=(Output &&other) noexcept = default;

bool Output::open(const std::string &path, bool gz)
{
    m_file = std::make_unique<File>();
    m_good = true;
    m_offset = 0;
    if (gz)
        m_file->packed = gzopen(path.c_str(), "wb4");
    else
        m_file->plain = std::fopen(path.c_str(), "wb");
    return m_file->packed != nullptr || m_file->plain != nullptr;
}

void Output::write(std::string_view text)
{
    m_offset += text.size();
    m_buffer += text;
    if (m_buffer.size() > 1 << 18)
        drain();
}

void Output::drain()
{
    if (!m_file || m_buffer.empty())
        return;
    const auto size = m_buffer.size();
    if (m_file->packed != nullptr)
        m_good = gzwrite(m_file->packed, m_buffer.data(), static_cast<unsigned>(size)) == static_cast<int>(size) && m_good;
    else if (m_file->plain != nullptr)
        m_good = std::fwrite(m_buffer.data(), 1, size, m_file->plain) == size && m_good;
    m_buffer.clear();
}

bool Output::close()
{
    if (!m_file)
        return m_good;
    drain();
    if (m_file->packed != nullptr)
        m_good = gzclose(m_file->packed) == Z_OK && m_good;
    if (m_file->plain != nullptr)
        m_good = std::fclose(m_file->plain) == 0 && m_good;
    m_file.reset();
    return m_good;
}

std::string wholeFile(const std::string &path)
{
    std::string all;
    const gzFile file = gzopen(path.c_str(), "rb"); // reads plain files as they are
    if (file == nullptr)
        return all;
    std::string part(1 << 16, '\0');
    for (int n = 0; (n = gzread(file, part.data(), static_cast<unsigned>(part.size()))) > 0;)
        all.append(part, 0, static_cast<std::size_t>(n));
    gzclose(file);
    return all;
}

} // namespace fleetgen
