#include "model/store/file.h"
#include "model/graph.h"
#include <QtCore/QObject>
