#include "tests/app/projectfixture.h"

namespace {

void mustRun(const std::vector<std::string> &words)
{
    const Run made = run(words);
    if (made.exitCode != 0)
        qFatal("%s: %s", words.front().c_str(), made.told().c_str());
}

} // namespace

std::string ProjectFolder::project(const std::string &name) const
{
    mustRun({"new", path(name), "--quiet"});
    return path(name);
}

std::string ProjectFolder::example(const std::string &name) const
{
    const std::string made = project(name);
    mustRun({"import", made, examplePath(), "--quiet"});
    return made;
}

std::string ProjectFolder::file(const std::string &name, const std::string &bytes) const
{
    writeFile(path(name), bytes);
    return path(name);
}

std::string examplePath() { return TARASCOPE_SOURCE_DIR "/resources/examples/unlock.json"; }

std::string stateOf(const std::string &project)
{
    const Run verified = run({"verify", project, "--json"});
    const QJsonObject json = verified.json();
    if (verified.exitCode != 0 || json[u"ok"] != QJsonValue(true))
        qFatal("verify: %s", verified.told().c_str());
    return text(json[u"digest"]) + " " + text(json[u"head"]);
}

std::string normalForm(const std::string &items, const std::string &links)
{
    return "{\"format\":\"tarascope\",\"version\":1,\n \"items\":[\n " + items + "],\n \"links\":[\n " + links + "]}\n";
}
