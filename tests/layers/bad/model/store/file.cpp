#include <sqlite3.h>
#include "model/record.h"
#include "model/json/node.h"
