#include "model/rules/rule.h"
#include "model/assurance/chain.h"
#include "model/attic/box.h"
