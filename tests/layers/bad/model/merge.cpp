#include "model/paths/cut.h"
#include "record.h"
#include "../model/graph.h"
