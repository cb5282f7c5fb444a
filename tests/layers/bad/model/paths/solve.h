#include <boost/graph/graph_traits.hpp>
#include <cgraph.h>
