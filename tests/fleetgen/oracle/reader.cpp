#include "tests/fleetgen/oracle/record.h"
#include "tests/fleetgen/output.h"

#include <QtCore/QDateTime>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QRegularExpression>
#include <QtCore/QTimeZone>

#include <algorithm>
#include <optional>

namespace oracle {
namespace {

QString text(const char *ascii) { return QString::fromLatin1(ascii); }
std::string plain(const QString &value) { return value.toStdString(); }

// Takes one step of a path: `name`, `[0]`, `[-1]`, `[*]`, `["x.y"]`, `[key="name"]`.
QJsonValue step(const QJsonValue &from, QString &path)
{
    if (!path.startsWith(u'[')) {
        const qsizetype end = std::min(path.indexOf(u'.') < 0 ? path.size() : path.indexOf(u'.'), path.indexOf(u'[') < 0 ? path.size() : path.indexOf(u'['));
        const QString name = path.left(end);
        path = path.mid(end < path.size() && path[end] == u'.' ? end + 1 : end);
        return from.toObject().value(name);
    }
    const qsizetype close = path.indexOf(u']');
    QString inside = path.mid(1, close - 1);
    path = path.mid(close + 1);
    if (path.startsWith(u'.'))
        path = path.mid(1);
    if (inside.startsWith(u'"'))
        return from.toObject().value(inside.mid(1, inside.size() - 2));
    if (const qsizetype equal = inside.indexOf(u'='); equal > 0) {
        for (const QJsonValue &each : from.toArray()) {
            if (each.toObject().value(inside.left(equal)).toString() == inside.mid(equal + 2, inside.size() - equal - 3))
                return each;
        }
        return {};
    }
    const QJsonArray array = from.toArray();
    const qsizetype index = inside.toInt() < 0 ? array.size() + inside.toInt() : inside.toInt();
    return array.at(index);
}

QJsonValue at(const QJsonObject &record, QString path)
{
    if (record.contains(path))
        return record.value(path);
    QJsonValue value = record;
    while (!path.isEmpty())
        value = step(value, path);
    if (value.isObject() && value.toObject().size() == 1 && value.toObject().begin().key().endsWith(text("Value")))
        return value.toObject().begin().value(); // a value of OTLP
    return value;
}

QString asText(const QJsonValue &value)
{
    if (value.isDouble())
        return value.toDouble() == static_cast<double>(value.toInteger()) ? QString::number(value.toInteger()) : QString::number(value.toDouble(), 'f', 3);
    const QString string = value.toString();
    return string == text("-") ? QString() : string;
}

QString valueOf(const QJsonObject &record, const QJsonValue &rule)
{
    if (rule.isString())
        return asText(at(record, rule.toString()));
    const QJsonObject how = rule.toObject();
    if (how.contains(text("const")))
        return asText(how.value(text("const")));
    QString found;
    if (how.contains(text("any"))) {
        for (const QJsonValue &each : how.value(text("any")).toArray()) {
            if (found = valueOf(record, each); !found.isEmpty())
                break;
        }
    } else {
        found = asText(at(record, how.value(text("path")).toString()));
    }
    if (how.value(text("take")).toString() == text("client")) { // the right-most address that is not one of ours: 10.42/16
        const QStringList parts = found.split(u',');
        for (auto part = parts.crbegin(); part != parts.crend(); ++part) {
            if (!part->trimmed().startsWith(text("10.42.")))
                return part->trimmed();
        }
    }
    return found;
}

std::optional<std::int64_t> timeOf(const QString &value, const QString &format)
{
    if (value.isEmpty())
        return std::nullopt;
    bool good = true;
    if (format == text("epoch_s"))
        return static_cast<std::int64_t>(std::llround(value.toDouble() * 1000));
    if (format == text("epoch_ms"))
        return value.toLongLong(&good);
    if (format == text("epoch_ns"))
        return value.toLongLong(&good) / 1'000'000;
    QDateTime time;
    if (format == text("clf")) {
        const QDateTime local = QLocale::c().toDateTime(value.left(20), text("dd/MMM/yyyy:hh:mm:ss"));
        const int zone = value.mid(21, 1) == text("-") ? -1 : 1;
        time = QDateTime(local.date(), local.time(), Qt::OffsetFromUTC, zone * (value.mid(22, 2).toInt() * 60 + value.mid(24, 2).toInt()) * 60);
    } else {
        time = QDateTime::fromString(value, Qt::ISODateWithMs);
    }
    if (!time.isValid())
        return std::nullopt;
    return time.toMSecsSinceEpoch();
}

std::int64_t isoTime(const std::string &value) { return value.empty() ? 0 : timeOf(QString::fromStdString(value), text("iso8601")).value_or(0); }

std::vector<std::string> cells(const std::string &line)
{
    std::vector<std::string> all(1);
    bool inside = false;
    for (const char c : line) {
        if (c == '"')
            inside = !inside;
        else if (c == ',' && !inside)
            all.emplace_back();
        else if (c != '\r')
            all.back().push_back(c);
    }
    return all;
}

std::vector<std::string> lines(const std::string &all)
{
    std::vector<std::string> out;
    for (std::size_t from = 0; from < all.size();) {
        std::size_t to = all.find('\n', from);
        if (to == std::string::npos)
            to = all.size();
        out.push_back(all.substr(from, to - from));
        from = to + 1;
    }
    return out;
}

struct Template {
    QString method;
    QRegularExpression path;
    std::string name;
    std::string command;
};

// One mapping, ready to read the records of a file.
class Mapping
{
public:
    explicit Mapping(QJsonObject json) : m_json(std::move(json))
    {
        for (const QJsonValue &each : m_json.value(text("templates")).toArray()) {
            const QString path = each[text("path")].toString();
            QString expression = QRegularExpression::escape(path);
            expression.replace(QRegularExpression(text("\\\\\\{(vin|id)\\\\\\}")), text("(?<vehicle>[^/]+)"));
            expression.replace(QRegularExpression(text("\\\\\\{[a-z]+\\\\\\}")), text("[^/]+"));
            m_templates.push_back({each[text("method")].toString(), QRegularExpression(u'^' + expression + u'$'), plain(each[text("method")].toString() + u' ' + path), plain(each[text("set")][text("command")].toString())});
        }
    }

    std::string role() const { return plain(m_json.value(text("role")).toString()); }

    // The records of a file as JSON objects; none for a line that is no record.
    std::vector<std::optional<QJsonObject>> split(const std::string &all) const
    {
        const QString format = m_json.value(text("format")).toString();
        std::vector<std::optional<QJsonObject>> out;
        if (format == text("json")) {
            splitDocuments(all, out);
        } else if (format == text("csv")) {
            const std::vector<std::string> rows = lines(all);
            const std::vector<std::string> header = rows.empty() ? rows : cells(rows[0]);
            for (std::size_t n = 1; n < rows.size(); ++n) {
                const std::vector<std::string> row = cells(rows[n]);
                QJsonObject object;
                for (std::size_t c = 0; c < std::min(row.size(), header.size()); ++c)
                    object.insert(QString::fromStdString(header[c]), QString::fromStdString(row[c]));
                out.push_back(row.size() == header.size() ? std::optional(object) : std::nullopt);
            }
        } else {
            splitLines(all, out);
        }
        return out;
    }

    bool read(const QJsonObject &json, Record &record) const
    {
        const QJsonObject fields = m_json.value(text("fields")).toObject();
        const auto get = [&](const char *name) { return valueOf(json, fields.value(text(name))); };
        const QJsonObject time = (m_json.contains(text("time")) ? m_json : m_json.value(text("shapes"))[0].toObject()).value(text("time")).toObject();
        const auto ts = timeOf(asText(at(json, time.value(text("path")).toString())), time.value(text("fmt")).toString());
        if (!ts)
            return false;
        record.ts = *ts;
        record.kind = plain(valueOf({}, m_json.value(text("kind"))));
        record.method = plain(get("method"));
        record.status = get("status").toInt();
        for (const auto &[name, field] : {std::pair{"actor", &Record::actor}, {"token", &Record::token}, {"tenant", &Record::tenant}, {"client", &Record::client}, {"net", &Record::net}, {"ua", &Record::ua}, {"vehicle", &Record::vehicle}, {"command", &Record::command}, {"job", &Record::job}, {"req_h", &Record::request}, {"campaign", &Record::campaign}, {"op", &Record::op}, {"subject", &Record::subject}, {"parent", &Record::parent}, {"scopes", &Record::scopes}})
            record.*field = plain(get(name));
        record.authAge = get("auth_age").isEmpty() ? -1 : get("auth_age").toInt();
        record.targets = get("targets").toInt();
        const std::vector<std::string> states{"", "requested", "authorized", "queued", "delivered", "executed", "confirmed", "rejected", "expired"};
        record.state = static_cast<int>(std::find(states.begin(), states.end(), plain(get("jstate"))) - states.begin());
        const QString result = get("result");
        record.decision = record.kind == "change" ? (result.isEmpty() || result == text("ok") ? "allow" : "deny") : record.status / 100 == 2 ? "allow" : record.status == 401 || record.status == 403 ? "deny" : record.status >= 400 ? "error" : "unknown";
        match(get("raw_path"), record);
        return true;
    }

private:
    void match(QString path, Record &record) const
    {
        path = path.left(path.indexOf(u'?') < 0 ? path.size() : path.indexOf(u'?'));
        record.path = plain(path);
        for (const Template &each : m_templates) {
            const QRegularExpressionMatch found = each.path.match(path);
            if (!found.hasMatch() || plain(each.method) != record.method)
                continue;
            record.endpoint = each.name;
            record.command = each.command;
            record.vehicle = plain(found.captured(text("vehicle")));
            return;
        }
    }

    void splitDocuments(const std::string &all, std::vector<std::optional<QJsonObject>> &out) const
    {
        const QString records = m_json.value(text("records")).toString();
        const bool perLine = all.find("}\n{") != std::string::npos;
        for (const std::string &document : perLine ? lines(all) : std::vector<std::string>{all}) {
            std::vector<QJsonValue> found{QJsonDocument::fromJson(QByteArray::fromStdString(document)).object()};
            for (const QString &name : records.split(text("[*]"), Qt::SkipEmptyParts)) {
                std::vector<QJsonValue> next;
                for (const QJsonValue &each : found) {
                    for (const QJsonValue &inner : each[name.startsWith(u'.') ? name.mid(1) : name].toArray())
                        next.push_back(inner);
                }
                found = std::move(next);
            }
            for (const QJsonValue &each : found)
                out.emplace_back(each.toObject());
        }
    }

    void splitLines(const std::string &all, std::vector<std::optional<QJsonObject>> &out) const
    {
        const QString prefix = m_json.value(text("prefix")).toString();
        const QRegularExpression regex(m_json.value(text("regex")).toString());
        std::string part;
        for (std::string line : lines(all)) {
            if (prefix == text("cri")) {
                const std::size_t mark = line.find(" stdout ");
                if (mark != std::string::npos) {
                    part += line.substr(mark + 10);
                    if (line[mark + 8] == 'P')
                        continue;
                    line = std::move(part);
                    part.clear();
                }
            } else if (prefix == text("docker")) {
                line = plain(QJsonDocument::fromJson(QByteArray::fromStdString(line)).object().value(text("log")).toString());
            }
            if (m_json.contains(text("regex"))) {
                const QRegularExpressionMatch found = regex.match(QString::fromStdString(line));
                QJsonObject object;
                for (const QString &name : regex.namedCaptureGroups()) {
                    if (!name.isEmpty())
                        object.insert(name, found.captured(name));
                }
                out.push_back(found.hasMatch() ? std::optional(object) : std::nullopt);
                continue;
            }
            const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromStdString(line));
            out.push_back(document.isObject() ? std::optional(document.object()) : std::nullopt);
        }
    }

    QJsonObject m_json;
    std::vector<Template> m_templates;
};

QJsonObject jsonFile(const std::string &path) { return QJsonDocument::fromJson(QByteArray::fromStdString(fleetgen::wholeFile(path))).object(); }

void readReference(const std::string &folder, const QJsonObject &json, Case &out)
{
    const std::vector<std::string> rows = lines(fleetgen::wholeFile(folder + '/' + plain(json.value(text("registry")).toString())));
    for (std::size_t n = 1; n < rows.size(); ++n) {
        const std::vector<std::string> row = cells(rows[n]);
        out.registry[row[0]].push_back({row[1], row[2], row[3], row[4], row[5], row[6], isoTime(row[7]), isoTime(row[8])});
    }
    for (auto &[vin, of] : out.registry)
        std::sort(of.begin(), of.end(), [](const RegistryRow &a, const RegistryRow &b) { return a.from < b.from; });
    const std::vector<std::string> relations = lines(fleetgen::wholeFile(folder + '/' + plain(json.value(text("relationships")).toString())));
    for (std::size_t n = 1; n < relations.size(); ++n) {
        const std::vector<std::string> row = cells(relations[n]);
        out.relations[row[0]].push_back({row[1], row[2], isoTime(row[3]), isoTime(row[4])});
    }
}

void readContext(const std::string &folder, Context &out)
{
    const QJsonObject json = jsonFile(folder + "/context.json");
    const auto list = [&](const char *name) {
        std::vector<std::string> all;
        for (const QJsonValue &each : json.value(text(name)).toArray())
            all.push_back(plain(each.toString()));
        return all;
    };
    out.approvers = list("approvers");
    out.sensitive = list("sensitiveScopes");
    for (const QJsonValue &each : json.value(text("lifecycle")).toArray())
        out.versions.push_back({plain(each[text("version")].toString()), isoTime(plain(each[text("deprecated")].toString()))});
    for (const QJsonValue &each : json.value(text("campaigns")).toArray()) {
        out.campaigns.push_back(plain(each[text("id")].toString()));
        if (each.toObject().contains(text("from")))
            out.planned.emplace_back(isoTime(plain(each[text("from")].toString())), isoTime(plain(each[text("to")].toString())));
    }
    const QJsonObject ttl = json.value(text("ttl")).toObject();
    for (auto each = ttl.begin(); each != ttl.end(); ++each)
        out.ttl[plain(each.key())] = each.value().toInteger();
}

void readLog(const std::string &folder, const QJsonValue &log, const std::map<std::string, std::string> &internals, Case &out)
{
    const std::string name = plain(log[text("file")].toString());
    const Mapping mapping(jsonFile(folder + '/' + plain(log[text("mapping")].toString())));
    Source source{mapping.role(), plain(log[text("scope")].toString()), {}};
    for (const auto &json : mapping.split(fleetgen::wholeFile(folder + '/' + name))) {
        Record record;
        if (!json || !mapping.read(*json, record)) {
            ++out.counts[name].bad;
            continue;
        }
        ++out.counts[name].ok;
        if (const auto vin = internals.find(record.vehicle); vin != internals.end())
            record.vehicle = vin->second;
        source.times.push_back(record.ts);
        out.records.push_back(std::move(record));
    }
    out.sources.push_back(std::move(source));
}

} // namespace

std::string readCase(const std::string &folder, const std::string &name, const std::vector<std::string> &without, Case &out)
{
    const QJsonObject json = jsonFile(folder + '/' + name);
    if (json.isEmpty())
        return "no case in " + folder + '/' + name;
    readReference(folder, json, out);
    readContext(folder, out.context);
    std::map<std::string, std::string> internals;
    for (const auto &[vin, rows] : out.registry)
        internals[rows.front().internal] = vin;
    for (const QJsonValue &log : json.value(text("logs")).toArray()) {
        if (std::find(without.begin(), without.end(), plain(log[text("file")].toString())) == without.end())
            readLog(folder, log, internals, out);
    }
    std::stable_sort(out.records.begin(), out.records.end(), [](const Record &a, const Record &b) { return a.ts < b.ts; });
    for (const QJsonValue &each : json.value(text("required")).toArray())
        out.required.push_back(plain(each.toString()));
    const QJsonObject scope = json.value(text("scope")).toObject();
    for (const QJsonValue &each : scope.value(text("seeds")).toArray())
        out.seeds.emplace_back(plain(each[0].toString()), plain(each[1].toString()));
    if (scope.contains(text("from")))
        out.from = isoTime(plain(scope.value(text("from")).toString()));
    if (scope.contains(text("to")))
        out.to = isoTime(plain(scope.value(text("to")).toString()));
    return {};
}

} // namespace oracle
