#include "importers/junit.h"
#include "app/session.h"
