#include <boost/graph/adjacency_list.hpp>
#include "model/method/method.h"
