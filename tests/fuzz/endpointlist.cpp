#include "importers/endpointlist.h"
#include "tests/importers/soundbatch.h"

#include <cstdint>
#include <cstdlib>

using namespace tarascope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    if (!isSound([&] { return readEndpointList(bytes, "input", Budget()); }))
        std::abort();
    return 0;
}
