// How long a large project takes to import, to open with the check of every row, and to edit.
// Usage: bench_openproject [file] [items] [links]; a file that is there is only opened and edited

#include "model/store/projectfile.h"

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <random>

#include <unistd.h>

using namespace tarascope;

namespace {

/// Time on the wall, of this thread, and of all threads: on a busy machine only the last two say something.
struct Times {
    double wall;
    double thread;
    double all;
};

double clockTime(clockid_t clock)
{
    timespec time{};
    ::clock_gettime(clock, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

Times now()
{
    return {clockTime(CLOCK_MONOTONIC), clockTime(CLOCK_THREAD_CPUTIME_ID), clockTime(CLOCK_PROCESS_CPUTIME_ID)};
}

void print(const char *what, const Times &start)
{
    const Times end = now();
    std::printf("%-8s %9.4f s, this thread %9.4f s, all threads %9.4f s\n", what, end.wall - start.wall,
                end.thread - start.thread, end.all - start.all);
}

std::string keyOf(const char *prefix, int number)
{
    return prefix + std::to_string(number);
}

Rating anyRating(std::mt19937_64 &random)
{
    Rating rating;
    for (Factor factor : {Factor::ET, Factor::SE, Factor::KoIC, Factor::WoO, Factor::Eq})
        rating[factor] = static_cast<std::int8_t>(random() % 4);
    return rating;
}

ChangeSet largeImport(int items, int links)
{
    std::mt19937_64 random(1);
    ChangeSet set;
    set.title = {"Import %1", {"large.json"}, "import"};
    std::vector<Uid> components;
    for (int i = 1; i <= items; ++i) {
        Item item;
        item.uid = Uid{random(), random()};
        item.kind = i % 2 ? Kind::service : Kind::component;
        item.key = keyOf(i % 2 ? "SV-" : "CO-", (i + 1) / 2);
        item.name = "Entry number " + std::to_string(i) + " of the vehicle programme";
        item.description = "What it does, in a sentence of usual length, for people who read the tables.";
        item.external = {{"openapi:large", "/paths/" + std::to_string(i), {{"description", random()}, {"name", random()}}}};
        if (i % 2 == 0)
            item.attributes.set(Attr::supplier, std::string("supplier ") + std::to_string(i % 50));
        else
            item.attributes.set(Attr::technology, std::string("java"));
        components.push_back(item.uid);
        set.changes.push_back({std::nullopt, std::move(item)});
    }
    for (int i = 1; i <= links; ++i) {
        Link link;
        link.uid = Uid{random(), random()};
        link.kind = LinkKind::connectsTo;
        const std::size_t pairs = components.size() / 2;
        link.from = components[2 * (random() % pairs)];
        link.to = components[2 * (random() % pairs) + 1];
        link.key = keyOf("L-", i);
        link.attributes.set(Attr::rating, anyRating(random));
        set.changes.push_back({std::nullopt, std::move(link)});
    }
    return set;
}

int failed(const Error &error)
{
    std::fprintf(stderr, "%s\n", error.english().c_str());
    return 1;
}

int makeLarge(const std::string &path, int items, int links)
{
    if (const Result<void> made = ProjectFile::create(path); !made)
        return failed(made.error());
    Result<std::unique_ptr<ProjectFile>> file = ProjectFile::open(path, {});
    if (!file)
        return failed(file.error());
    Commit commit{largeImport(items, links), {}, {}, JournalKind::Do, 0, "bench"};
    Times start = now();
    if (const Result<void> applied = commit.after.apply(commit.set); !applied)
        return failed(applied.error());
    print("apply", start);
    start = now();
    if (const Result<void> done = (*file)->commit(commit); !done)
        return failed(done.error());
    print("commit", start);
    return 0;
}

int edit(ProjectFile &file, const std::string &name)
{
    Commit commit{{}, file.takeGraph(), {}, JournalKind::Do, 0, "bench"};
    const Item before = *commit.before.item(ItemId{0});
    Item after = before;
    after.name = name;
    commit.set.changes.push_back({before, after});
    commit.after = commit.before;
    Times start = now();
    if (const Result<void> applied = commit.after.apply(commit.set); !applied)
        return failed(applied.error());
    print("edit", start);
    start = now();
    if (const Result<void> done = file.commit(commit); !done)
        return failed(done.error());
    print("on disk", start);
    return 0;
}

} // namespace

int main(int count, char **values)
{
    const std::string path = count > 1 ? values[1] : "large.tarascope";
    const int items = count > 2 ? std::atoi(values[2]) : 100'000;
    const int links = count > 3 ? std::atoi(values[3]) : 400'000;
    if (::access(path.c_str(), F_OK) != 0 && makeLarge(path, items, links) != 0)
        return 1;
    Result<std::unique_ptr<ProjectFile>> file = Error{};
    for (int round = 0; round < 5; ++round) {
        file = Error{};
        const Times start = now();
        file = ProjectFile::open(path, {});
        if (!file)
            return failed(file.error());
        print("open", start);
    }
    return edit(**file, "renamed at " + std::to_string(now().wall));
}
