#pragma once
#include <QtCore/QTemporaryDir>

#include <string>

namespace tarascope {

class PrivateFolder
{
public:
    std::string path() const { return m_folder.isValid() ? m_folder.path().toStdString() : std::string(); }

private:
    QTemporaryDir m_folder;
};

} // namespace tarascope
