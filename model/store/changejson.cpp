#include "model/store/changejson.h"

#include "model/store/recordjson.h"

#include <QtCore/QByteArray>
#include <QtCore/QtEndian>

#include <map>

namespace tarascope {

namespace {

Error damaged(const json::Document &document, const json::Node &node)
{
    return {ErrorKind::Project,
            {QT_TRANSLATE_NOOP("model", "a change in the journal cannot be read"), {}, "journalDamaged"},
            document.where(node)};
}

/// Walks a payload from its last line to its first, so that each change meets the records as they were right after it.
class ChangeReader
{
public:
    explicit ChangeReader(const Graph &after) : m_fields(after), m_after(after) {}

    Result<Change> read(std::string_view line)
    {
        const Result<json::Document> document = json::read(line, {}, {});
        if (!document)
            return document.error();
        const json::Node &root = document->root;
        const json::Node *before = root.find("before");
        const json::Node *after = root.find("after");
        const auto uid = Uid::fromHex(root.string("uid"));
        std::optional<Record> record = uid ? emptyRecord(root.string("type"), *uid) : std::nullopt;
        if (!record || (!before && !after))
            return damaged(*document, root);
        // A setting is found by its name, which either side holds.
        if (auto *setting = std::get_if<Setting>(&*record))
            setting->name = (before ? before : after)->string("name");
        Change change;
        if (after) {
            change.after = current(*record, *uid);
            if (Result<void> same = matches(*document, *after, change.after); !same)
                return same.error();
        } else if (current(*record, *uid)) {
            return changedSince(*record);
        }
        if (before) {
            change.before = after ? *change.after : *record;
            if (Result<void> rewound = rewind(*document, before, after, change); !rewound)
                return rewound.error();
        }
        m_overlay[{change.before ? change.before->index() : change.after->index(), *uid}] = change.before;
        return change;
    }

private:
    std::optional<Record> current(const Record &like, const Uid &uid) const
    {
        const auto found = m_overlay.find({like.index(), uid});
        return found != m_overlay.end() ? found->second : m_after.current(like);
    }

    static Error changedSince(const Record &record)
    {
        Where where;
        where.item = recordUid(record).hex();
        return {ErrorKind::Project,
                {QT_TRANSLATE_NOOP("model", "the journal does not fit the content: a record was changed without an entry"),
                 {}, "journalMismatch"},
                where};
    }

    Result<void> matches(const json::Document &document, const json::Node &node, const std::optional<Record> &present) const
    {
        if (!present)
            return damaged(document, node);
        Record again = *present;
        if (Result<void> read = readDifference(document, node, m_fields, again); !read)
            return read;
        return again == *present ? Result<void>() : changedSince(*present);
    }

    Result<void> rewind(const json::Document &document, const json::Node *before, const json::Node *after, Change &change)
    {
        if (after)
            removeAttributes(*after, m_fields, *change.before);
        if (Result<void> read = readDifference(document, *before, m_fields, *change.before); !read)
            return read;
        if (!std::holds_alternative<FieldDefinition>(*change.before))
            return {};
        // Earlier changes speak of the field as it was, in the place that taking this set back will give it.
        ChangeSet back;
        back.changes.push_back(Change{change.after, change.before});
        return m_fields.apply(back);
    }

    Graph m_fields;
    const Graph &m_after;
    std::map<std::pair<std::size_t, Uid>, std::optional<Record>> m_overlay;
};

} // namespace

std::string writeChanges(const Graph &before, const Graph &after, const ChangeSet &set)
{
    std::string payload;
    for (const Change &change : set.changes) {
        if (!change.before && !change.after)
            continue;
        const Record &subject = change.after ? *change.after : *change.before;
        json::Writer out;
        out.beginObject().member("type", recordTypeName(subject)).member("uid", recordUid(subject).hex());
        if (change.before)
            writeDifference(out.key("before"), before, *change.before, change.after ? &*change.after : nullptr);
        if (change.after)
            writeDifference(out.key("after"), after, *change.after, change.before ? &*change.before : nullptr);
        out.endObject();
        payload += out.text();
        payload += '\n';
    }
    return payload;
}

Result<std::vector<Change>> readChanges(std::string_view payload, const Graph &after)
{
    ChangeReader reader(after);
    std::vector<Change> changes;
    while (!payload.empty()) {
        if (payload.back() == '\n')
            payload.remove_suffix(1);
        const std::size_t end = payload.rfind('\n');
        const std::size_t begin = end == std::string_view::npos ? 0 : end + 1;
        Result<Change> change = reader.read(payload.substr(begin));
        if (!change)
            return change.error();
        changes.push_back(std::move(*change));
        payload = payload.substr(0, begin);
    }
    std::reverse(changes.begin(), changes.end());
    return changes;
}

std::string compressPayload(std::string_view payload)
{
    // Small payloads gain from more effort; a large import should not wait for it.
    const int level = payload.size() > (4u << 20) ? 1 : 6;
    const QByteArray bytes = qCompress(reinterpret_cast<const uchar *>(payload.data()), static_cast<qsizetype>(payload.size()), level);
    return bytes.toStdString();
}

Result<std::string> expandPayload(std::string_view compressed)
{
    const auto *bytes = reinterpret_cast<const uchar *>(compressed.data());
    if (compressed.size() >= 4 && qFromBigEndian<quint32>(bytes) <= largestPayload) {
        const QByteArray expanded = qUncompress(bytes, static_cast<qsizetype>(compressed.size()));
        if (static_cast<std::uint32_t>(expanded.size()) == qFromBigEndian<quint32>(bytes))
            return expanded.toStdString();
    }
    return Error{ErrorKind::Project,
                 {QT_TRANSLATE_NOOP("model", "a change in the journal cannot be unpacked"), {}, "journalDamaged"},
                 {}};
}

} // namespace tarascope
