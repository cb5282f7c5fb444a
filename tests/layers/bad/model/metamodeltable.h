  #  include "model/project.h" // a comment; with [ marks
#include <boost/container/flat_map.hpp>
