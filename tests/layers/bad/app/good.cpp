#include "app/session.h"
#include "views/page.h"
#include "importers/junit.h"
#include "model/graph.h"
#include <QtWidgets/QApplication>
#include "good.moc"
