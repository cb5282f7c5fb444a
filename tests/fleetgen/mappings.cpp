#include "tests/fleetgen/format.h"
#include "tests/fleetgen/surface.h"
#include "tests/fleetgen/text.h"

#include <cstring>

namespace fleetgen {
namespace {

// All operations as templates of a mapping.
std::string templates()
{
    std::string out = " \"templates\":[\n";
    for (std::size_t n = 0; n < callCount; ++n) {
        const Operation &what = operation(static_cast<Call>(n));
        out += n == 0 ? "  {\"method\":\"" : ",\n  {\"method\":\"";
        out += std::string(what.method) + "\",\"path\":\"" + what.path + '"';
        if (std::strstr(what.path, "{id}") != nullptr)
            out += ",\"capture\":{\"id\":\"vehicle\"}";
        if (*what.command != 0)
            out += std::string(",\"set\":{\"command\":\"") + what.command + "\"}";
        out += '}';
    }
    return out + "],\n";
}

constexpr const char *decision =
    " \"decision\":{\"rules\":[{\"if\":\"status in 200..299\",\"then\":\"allow\"},{\"if\":\"status in [401,403]\",\"then\":\"deny\"},"
    "{\"if\":\"status in 400..599\",\"then\":\"error\"},{\"else\":\"unknown\"}]},\n"
    " \"drop\":[\"authorization\",\"cookie\",\"x-api-key\",\"request_body\"]}\n";

// Fields under the names of the plain and of the Envoy format.
std::string jsonFields(bool envoy)
{
    std::string out = R"( "fields":{"method":"method","raw_path":")";
    out += envoy ? "x-envoy-origin-path" : "path";
    out += R"(","status":"response_code","actor":"jwt_sub","token":"jwt_jti","tenant":"tenant","client":"client_id",
  "host":")";
    out += envoy ? R"(authority","ua":"user-agent","req_h":"x-request-id",)" : R"(host","ua":"user_agent","req_h":"request_id",)";
    out += R"("auth_age":"auth_age","targets":"targets","campaign":"campaign",
  "net":{"path":")";
    out += envoy ? "x-forwarded-for" : "x_forwarded_for";
    return out + R"(","split":",","take":"client","trusted":["10.42.0.0/16"],"type":"ip"}},
)";
}

std::string bodyOf(Format format)
{
    const std::string isoTime = R"( "time":{"path":"start_time","fmt":"iso8601"},
)";
    switch (format) {
    case Format::JsonLines: return R"( "format":"jsonl",
)" + isoTime + jsonFields(false);
    case Format::Envoy: return R"( "format":"jsonl",
)" + isoTime + jsonFields(true);
    case Format::Cri: return R"( "format":"lines","prefix":"cri",
 "shapes":[{"name":"access","parse":"json","time":{"path":"start_time","fmt":"iso8601"}}],
)" + jsonFields(true);
    case Format::Docker: return R"( "format":"lines","prefix":"docker",
 "shapes":[{"name":"access","parse":"json","time":{"path":"start_time","fmt":"iso8601"}}],
)" + jsonFields(false);
    case Format::Nginx: return R"( "format":"lines",
 "regex":"^(?P<ip>\\S+) - (?P<user>\\S+) \\[(?P<at>[^\\]]+)\\] \"(?P<method>\\S+) (?P<path>\\S+) [^\"]*\" (?P<status>\\d+) (?P<bytes>\\d+) \"[^\"]*\" \"(?P<agent>[^\"]*)\" (?P<host>\\S+) (?P<request>\\S+) (?P<jti>\\S+) (?P<tenant>\\S+) (?P<client>\\S+) (?P<age>\\S+) (?P<targets>\\S+) (?P<campaign>\\S+)$",
 "time":{"path":"at","fmt":"clf"},
 "fields":{"method":"method","raw_path":"path","status":"status","actor":"user","token":"jti","tenant":"tenant","client":"client",
  "host":"host","ua":"agent","req_h":"request","auth_age":"age","targets":"targets","campaign":"campaign","net":{"path":"ip","type":"ip"}},
)";
    case Format::Csv: return R"( "format":"csv",
 "time":{"path":"time","fmt":"iso8601"},
 "fields":{"method":"method","raw_path":"path","status":"status","actor":"subject","token":"jti","tenant":"tenant","client":"client",
  "host":"host","ua":"agent","req_h":"request_id","auth_age":"auth_age","targets":"targets","campaign":"campaign","net":{"path":"client_ip","type":"ip"}},
)";
    case Format::Aws: return R"( "format":"json","records":"Records[*]",
 "time":{"path":"requestTimeEpoch","fmt":"epoch_ms"},
 "fields":{"method":"httpMethod","raw_path":"path","status":{"path":"status","type":"int"},"actor":"authorizer.principalId","token":"authorizer.claims.jti",
  "tenant":"authorizer.claims.tenant","client":"authorizer.claims.client_id","host":"domainName","ua":"identity.userAgent","req_h":"requestId",
  "auth_age":"authorizer.claims.auth_age","targets":"targets","campaign":"campaign","net":{"path":"identity.sourceIp","type":"ip"}},
)";
    case Format::Otel: case Format::OtelLines: break;
    }
    std::string out = R"( "format":"json","records":"resourceLogs[*].scopeLogs[*].logRecords[*]",
 "time":{"path":"timeUnixNano","fmt":"epoch_ns"},
 "fields":{)";
    const std::pair<const char *, const char *> fields[] = {
        {"method", "http.request.method"}, {"raw_path", "url.path"}, {"host", "server.address"}, {"status", "http.response.status_code"},
        {"actor", "enduser.id"}, {"token", "session.id"}, {"tenant", "tenant"}, {"client", "client.id"}, {"ua", "user_agent.original"},
        {"req_h", "http.request.id"}, {"auth_age", "auth.age"}, {"targets", "targets"}, {"campaign", "campaign"}};
    for (const auto &[name, key] : fields)
        out += inQuotes(name) + ':' + inQuotes(std::string("attributes[key=\"") + key + "\"].value") + ",\n  ";
    return out + R"("net":{"path":"attributes[key=\"client.address\"].value","type":"ip"}},
)";
}

} // namespace

std::string accessMapping(Format format, const std::string &id)
{
    return "{\"id\":" + inQuotes(id) + ",\"version\":1,\"role\":\"gateway\",\"kind\":{\"const\":\"api\"},\n" + bodyOf(format) + templates() + decision;
}

std::string jobMapping(bool csv)
{
    return std::string(R"({"id":"jobs","version":1,"role":"job","format":")") + (csv ? "csv" : "jsonl") + R"(","time":{"path":"ts","fmt":"iso8601"},"kind":{"const":"job"},
 "fields":{"job":"job","req_h":"request_id","vehicle":"vin","command":"command","jstate":"state","reason":"reason","campaign":"campaign"}}
)";
}

std::string otherMapping(const std::string &source)
{
    if (source == "identity")
        return R"({"id":"identity","version":1,"role":"identity","format":"jsonl","time":{"path":"time","fmt":"epoch_s"},"kind":{"const":"change"},
 "fields":{"op":"action","actor":"by","token":"session","tenant":"tenant","vehicle":"vehicle","subject":"subject","scopes":"scopes","reason":"case","net":{"path":"ip","type":"ip"},"result":"result"},
 "decision":{"rules":[{"if":"result = ok","then":"allow"},{"else":"deny"}]}}
)";
    if (source == "idp")
        return R"({"id":"idp","version":1,"role":"identity","format":"jsonl","time":{"path":"ts","fmt":"iso8601"},"kind":{"const":"auth"},
 "fields":{"op":"op","actor":"sub","token":"jti","parent":"parent","client":"client","net":{"path":"ip","type":"ip"}}}
)";
    if (source == "telemetry")
        return R"({"id":"telemetry","version":1,"role":"telemetry","format":"jsonl","time":{"path":"ts","fmt":"iso8601"},"kind":{"const":"tele"},
 "fields":{"vehicle":"vin","targets":"count"}}
)";
    if (source == "vehicle")
        return R"({"id":"vehicle","version":1,"role":"vehicle","format":"jsonl","time":{"path":"ts","fmt":"iso8601"},"kind":{"const":"veh"},
 "fields":{"vehicle":"vin","command":"command"}}
)";
    return R"({"id":"waf","version":1,"role":"waf","format":"jsonl","time":{"path":"ts","fmt":"iso8601"},"kind":{"const":"alert"},
 "fields":{"req_h":"request_id","reason":"rule","net":{"path":"ip","type":"ip"}}}
)";
}

} // namespace fleetgen
