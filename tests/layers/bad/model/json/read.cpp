#include <nlohmann/json.hpp>
#include "model/result.h"
