#pragma once
#include <QtTest/QtTest>

#include <memory>
#include <vector>

/// The test classes of one program, in the order of their files.
class TestRegister
{
public:
    using Make = std::unique_ptr<QObject> (*)();
    static std::vector<Make> &all();
    explicit TestRegister(Make make) { all().push_back(make); }
};

/// Puts a class of Qt Test into the program of its room.
#define TARASCOPE_TEST(Class)                                                                                          \
    static const TestRegister registered##Class([]() -> std::unique_ptr<QObject> { return std::make_unique<Class>(); });

/// A folder below the shared inputs, or the reason to skip.
#define TARASCOPE_NEEDS_SHARED(path)                                                                                   \
    if (!QFileInfo::exists(QStringLiteral(TARASCOPE_SHARED_DIR "/" path)))                                             \
        QSKIP("skipped: no shared input " path);
