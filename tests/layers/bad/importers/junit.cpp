#include "views/page.h"
#include <QtGui/QColor>
#include <nlohmann/json.hpp>
#include <QString>
