#include "testmain.h"

#include <QtCore/QCoreApplication>
#ifdef QT_WIDGETS_LIB
#include <QtWidgets/QApplication>
using TestApplication = QApplication;
#else
using TestApplication = QCoreApplication;
#endif

std::vector<TestRegister::Make> &TestRegister::all()
{
    static std::vector<Make> made;
    return made;
}

// With "-class Name" only that class runs; all other arguments go to Qt Test.
int main(int argc, char **argv)
{
    TestApplication application(argc, argv);
    QStringList arguments = application.arguments();
    QString only;
    if (const qsizetype at = arguments.indexOf(QStringLiteral("-class")); at > 0 && at + 1 < arguments.size()) {
        only = arguments.at(at + 1);
        arguments.remove(at, 2);
    }
    int failures = 0;
    int run = 0;
    for (TestRegister::Make make : TestRegister::all()) {
        const std::unique_ptr<QObject> test = make();
        if (!only.isEmpty() && only != QLatin1String(test->metaObject()->className()))
            continue;
        ++run;
        failures += QTest::qExec(test.get(), arguments);
    }
    return run == 0 ? 1 : failures;
}
