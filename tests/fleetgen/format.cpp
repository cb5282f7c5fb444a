#include "tests/fleetgen/format.h"

#include "tests/fleetgen/text.h"

#include <array>

namespace fleetgen {
namespace {

constexpr std::array<const char *, 9> names{"jsonl", "envoy", "nginx", "csv", "aws", "otel", "otel-lines", "cri", "docker"};

// Grows a JSON object in place.
class Object
{
public:
    explicit Object(std::string &out) : m_out(out) { m_out.push_back('{'); }
    void text(const char *name, std::string_view value)
    {
        if (!value.empty()) {
            key(name);
            appendQuoted(m_out, value);
        }
    }
    void number(const char *name, std::int64_t value)
    {
        key(name);
        m_out += std::to_string(value);
    }
    void time(const char *name, std::int64_t ms)
    {
        key(name);
        m_out.push_back('"');
        appendIso(m_out, ms);
        m_out.push_back('"');
    }
    void raw(const std::string &members)
    {
        if (!members.empty()) {
            m_out.push_back(',');
            m_out += members;
        }
    }
    std::string &open(const char *name)
    {
        key(name);
        return m_out;
    }
    void close() { m_out.push_back('}'); }

private:
    void key(const char *name)
    {
        if (!m_first)
            m_out.push_back(',');
        m_first = false;
        m_out.push_back('"');
        m_out += name;
        m_out += "\":";
    }
    std::string &m_out;
    bool m_first = true;
};

// The fields that all formats of JSON have, under the names of each.
struct Names {
    const char *actor;
    const char *token;
    const char *net;
    const char *path;
    const char *status;
    const char *request;
    const char *host;
    const char *agent;
};
constexpr Names plainNames{"jwt_sub", "jwt_jti", "x_forwarded_for", "path", "response_code", "request_id", "host", "user_agent"};
constexpr Names envoyNames{"jwt_sub", "jwt_jti", "x-forwarded-for", "x-envoy-origin-path", "response_code", "x-request-id", "authority", "user-agent"};

void appendJson(std::string &out, const Event &event, const Names &names, bool hops)
{
    Object object(out);
    object.time("start_time", event.ts);
    object.text("method", event.method);
    object.text(names.path, event.path);
    object.number(names.status, event.status);
    object.text(names.actor, event.actor);
    object.text(names.token, event.token);
    object.text("tenant", event.tenant);
    object.text(names.net, hops ? "192.0.2.99, " + event.net + ", 10.42.0.7" : event.net);
    object.text("client_id", event.client);
    object.text(names.host, event.host);
    object.text(names.agent, event.ua);
    object.text(names.request, event.request);
    if (event.authAge >= 0)
        object.number("auth_age", event.authAge);
    if (event.targets > 0)
        object.number("targets", event.targets);
    object.text("campaign", event.campaign);
    object.number("bytes_sent", 200 + event.ts % 1800);
    object.number("duration", 3 + event.ts % 97);
    object.raw(event.secret);
    object.close();
}

void appendAws(std::string &out, const Event &event)
{
    Object object(out);
    object.text("requestId", event.request);
    object.number("requestTimeEpoch", event.ts);
    object.text("httpMethod", event.method);
    object.text("domainName", event.host);
    object.text("path", event.path);
    object.text("status", std::to_string(event.status));
    Object identity(object.open("identity"));
    identity.text("sourceIp", event.net);
    identity.text("userAgent", event.ua);
    identity.close();
    Object authorizer(object.open("authorizer"));
    authorizer.text("principalId", event.actor);
    Object claims(authorizer.open("claims"));
    claims.text("jti", event.token);
    claims.text("tenant", event.tenant);
    claims.text("client_id", event.client);
    if (event.authAge >= 0)
        claims.number("auth_age", event.authAge);
    claims.close();
    authorizer.close();
    if (event.targets > 0)
        object.number("targets", event.targets);
    object.text("campaign", event.campaign);
    object.raw(event.secret);
    object.close();
}

void appendOtel(std::string &out, const Event &event)
{
    out += "{\"timeUnixNano\":\"" + std::to_string(event.ts) + "000000\",\"severityNumber\":9,\"attributes\":[";
    bool first = true;
    const auto add = [&](const char *name, const std::string &text, bool number) {
        if (text.empty())
            return;
        out += first ? "{\"key\":\"" : ",{\"key\":\"";
        first = false;
        out += name;
        out += number ? "\",\"value\":{\"intValue\":\"" + text + "\"}}" : "\",\"value\":{\"stringValue\":" + inQuotes(text) + "}}";
    };
    add("http.request.method", event.method, false);
    add("url.path", event.path, false);
    add("server.address", event.host, false);
    add("http.response.status_code", std::to_string(event.status), true);
    add("enduser.id", event.actor, false);
    add("session.id", event.token, false);
    add("tenant", event.tenant, false);
    add("client.address", event.net, false);
    add("client.id", event.client, false);
    add("user_agent.original", event.ua, false);
    add("http.request.id", event.request, false);
    if (event.authAge >= 0)
        add("auth.age", std::to_string(event.authAge), true);
    if (event.targets > 0)
        add("targets", std::to_string(event.targets), true);
    add("campaign", event.campaign, false);
    out += "]";
    if (!event.secret.empty())
        out += ",\"body\":{" + event.secret + "}";
    out += "}";
}

// Europe has summer time to the last Sunday of October, 01:00 UTC; enough for logs of one autumn.
int zoneOf(std::int64_t ms, bool local)
{
    constexpr std::int64_t end2026 = 1'792'890'000'000;
    return !local ? 0 : ms < end2026 ? 2 : 1;
}

void appendNginx(std::string &out, const Event &event, bool localTime)
{
    const auto orDash = [](const std::string &text) { return text.empty() ? std::string("-") : text; };
    out += event.net + " - " + orDash(event.actor) + " [";
    appendClf(out, event.ts, zoneOf(event.ts, localTime));
    out += std::string("] \"") + event.method + ' ' + event.path + " HTTP/1.1\" " + std::to_string(event.status) + ' ' +
           std::to_string(200 + event.ts % 1800) + " \"-\" " + inQuotes(event.ua) + ' ' + event.host + ' ' +
           orDash(event.request) + ' ' + orDash(event.token) + ' ' + orDash(event.tenant) + ' ' + orDash(event.client) +
           ' ' + (event.authAge >= 0 ? std::to_string(event.authAge) : "-") + ' ' +
           (event.targets > 0 ? std::to_string(event.targets) : "-") + ' ' + orDash(event.campaign);
}

void appendCsv(std::string &out, const Event &event)
{
    appendIso(out, event.ts);
    for (const std::string &text : {std::string(event.method), event.path, std::to_string(event.status), event.actor, event.token, event.tenant, event.net, event.client, std::string(event.host), '"' + event.ua + '"', event.request})
        out += ',' + text;
    out += ',' + (event.authAge >= 0 ? std::to_string(event.authAge) : "") + ',' + (event.targets > 0 ? std::to_string(event.targets) : "") + ',' + event.campaign;
}

// Every ninth record of a container is split in two parts, as the runtime does with long lines.
void appendCri(std::string &out, const Event &event, std::uint64_t number)
{
    std::string json;
    appendJson(json, event, envoyNames, true);
    std::string head = iso(event.ts + 2);
    head.pop_back();
    head += "123456Z stdout ";
    const std::size_t half = number % 9 == 8 ? json.size() / 2 : 0;
    if (half > 0)
        out += head + "P " + json.substr(0, half) + '\n';
    out += head + "F " + json.substr(half);
}

void appendDocker(std::string &out, const Event &event)
{
    std::string json;
    appendJson(json, event, plainNames, false);
    json.push_back('\n');
    out += "{\"log\":" + inQuotes(json) + ",\"stream\":\"stdout\",\"time\":\"" + iso(event.ts + 2) + "\"}";
}

} // namespace

Frame frameOf(Format format)
{
    switch (format) {
    case Format::Nginx: return {"", "\n", "\n", ".log"};
    case Format::Csv:
        return {"time,method,path,status,subject,jti,tenant,client_ip,client,host,agent,request_id,auth_age,targets,campaign\n", "\n", "\n", ".csv"};
    case Format::Aws: return {"{\"Records\":[\n", ",\n", "\n]}\n", ".json"};
    case Format::Otel:
        return {"{\"resourceLogs\":[{\"resource\":{\"attributes\":[{\"key\":\"service.name\",\"value\":{\"stringValue\":\"api-gateway\"}}]},\"scopeLogs\":[{\"scope\":{\"name\":\"access\"},\"logRecords\":[\n", ",\n", "\n]}]}]}\n", ".json"};
    case Format::Cri: case Format::Docker: return {"", "\n", "\n", ".log"};
    default: return {"", "\n", "\n", ".jsonl"};
    }
}

void appendAccess(std::string &out, const Event &event, Format format, bool localTime, std::uint64_t number)
{
    switch (format) {
    case Format::JsonLines: return appendJson(out, event, plainNames, false);
    case Format::Envoy: return appendJson(out, event, envoyNames, true);
    case Format::Nginx: return appendNginx(out, event, localTime);
    case Format::Csv: return appendCsv(out, event);
    case Format::Aws: return appendAws(out, event);
    case Format::Otel: return appendOtel(out, event);
    case Format::OtelLines:
        out += "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[";
        appendOtel(out, event);
        out += "]}]}]}";
        return;
    case Format::Cri: return appendCri(out, event, number);
    case Format::Docker: return appendDocker(out, event);
    }
}

void appendJob(std::string &out, const Event &event, bool csv)
{
    if (csv) {
        appendIso(out, event.ts);
        for (const std::string &text : {event.job, event.request, event.vin, std::string(event.command), std::string(stateName(event.state)), event.reason, event.campaign})
            out += ',' + text;
        return;
    }
    Object object(out);
    object.time("ts", event.ts);
    object.text("job", event.job);
    object.text("request_id", event.request);
    object.text("vin", event.vin);
    object.text("command", event.command);
    object.text("state", stateName(event.state));
    object.text("reason", event.reason);
    object.text("campaign", event.campaign);
    object.close();
}

void appendOther(std::string &out, const Event &event)
{
    Object object(out);
    if (event.kind == Kind::Change) { // seconds with a fraction, as some products write them
        std::string time = std::to_string(event.ts / 1000) + '.';
        appendNumber(time, static_cast<std::uint64_t>(event.ts % 1000), 3);
        object.open("time") += time;
        object.text("action", event.op);
        object.text("by", event.actor);
        object.text("session", event.token);
        object.text("tenant", event.tenant);
        object.text("vehicle", event.vin);
        object.text("subject", event.subject);
        object.text("scopes", event.scopes);
        object.text("case", event.caseId);
        object.text("ip", event.net);
        object.text("result", event.status / 100 == 2 ? "ok" : "denied");
    } else {
        object.time("ts", event.ts);
        object.text("op", event.op);
        object.text("sub", event.actor);
        object.text("jti", event.token);
        object.text("parent", event.parent);
        object.text("client", event.kind == Kind::Auth ? event.client : "");
        object.text("ip", event.net);
        object.text("vin", event.vin);
        object.text("command", event.kind == Kind::Veh ? event.command : "");
        object.text("request_id", event.request);
        object.text("rule", event.reason);
        if (event.kind == Kind::Tele)
            object.number("count", event.targets);
    }
    object.close();
}

bool formatNamed(const std::string &name, Format &format)
{
    for (std::size_t n = 0; n < names.size(); ++n) {
        if (name == names[n]) {
            format = static_cast<Format>(n);
            return true;
        }
    }
    return false;
}

const char *formatName(Format format) { return names[static_cast<std::size_t>(format)]; }

} // namespace fleetgen
