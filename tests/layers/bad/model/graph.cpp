#include <QtWidgets/QWidget>
#include <model/project.h>
#include "views/page.h"
