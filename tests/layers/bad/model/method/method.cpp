#include "model/store/file.h"
#include <sqlite3.h>
#include <openssl/evp.h>
