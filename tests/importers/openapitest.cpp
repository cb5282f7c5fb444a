#include "importers/openapi.h"
#include "importers/openapireader.h"
#include "model/sha256.h"
#include "tests/importers/soundbatch.h"
#include "tests/testmain.h"

#include <stop_token>

using namespace tarascope;

namespace {

std::string car() { return bytesOf(QStringLiteral(TARASCOPE_SOURCE_DIR "/tests/corpus/openapi/car.json")); }

Result<Batch> read(const std::string &bytes) { return readOpenApi(bytes, "car.json", Budget()); }

std::string withPaths(const std::string &paths, const std::string &more = "")
{
    return "{\"openapi\":\"3.0.3\",\"info\":{\"title\":\"T\",\"version\":\"1\"},\n\"paths\":{" + paths + "}" + more +
           "}";
}

std::string textOf(const BatchItem &item, Attr attr)
{
    const auto *text = item.attributes.get<std::string>(attr);
    return text ? *text : "unset";
}

std::string choiceOf(const BatchItem &item, Attr attr)
{
    const auto *choice = item.attributes.get<Choice>(attr);
    return choice ? std::string(kindDef(item.kind).find(attr)->choices.at(choice->index)) : "unset";
}

// "grants scheme:user -> endpoint:doors" for each link of a kind, in their order.
std::string linksOf(const Batch &batch, LinkKind kind)
{
    std::string lines;
    for (const BatchLink &link : batch.links)
        lines += link.kind == kind ? link.from + " -> " + link.to + "\n" : "";
    return lines;
}

std::vector<std::string> places(const std::vector<LossEntry> &lines, std::string_view code)
{
    std::vector<std::string> found;
    for (const LossEntry &line : lines) {
        if (code == line.why.code)
            found.push_back(line.where.text());
    }
    return found;
}

} // namespace

class OpenApiTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsApiAndVersion();
    void readsEndpoints();
    void readsSecurity();
    void readsObjectTypes();
    void namesObjects_data();
    void namesObjects();
    void followsReferences();
    void tellsWhatIsNotTaken();
    void joinsSameKeys();
    void cutsLongDescriptions();
    void sameBytesGiveTheSameBatch();
    void refusesBroken_data();
    void refusesBroken();
    void keepsToLimitsOfReferences();
    void readsPublicFiles_data();
    void readsPublicFiles();
    void jsonAndYamlAgree();
    void readsSwagger();
    void refusesPublicFiles_data();
    void refusesPublicFiles();
    void readsAVulnerableCarApi();
};

void OpenApiTest::readsApiAndVersion()
{
    const Result<Batch> batch = read(car());
    QVERIFY2(batch.ok(), batch.ok() ? "" : batch.error().english().c_str());
    QCOMPARE(batch->format, std::string("openapi"));
    QCOMPARE(batch->system, std::string("openapi:car"));
    const BatchItem *api = itemOf(*batch, "api");
    QVERIFY(api);
    QCOMPARE(api->kind, Kind::api);
    QCOMPARE(api->externalKey, std::string("api"));
    QCOMPARE(api->name, std::string("Remote commands"));
    QCOMPARE(api->description, std::string("Doors and climate."));
    QCOMPARE(api->where.text(), std::string("car.json:3:11"));
    const BatchItem *version = itemOf(*batch, "version");
    QVERIFY(version);
    QCOMPARE(textOf(*version, Attr::version), std::string("2.4"));
    QCOMPARE(textOf(*version, Attr::schemaDigest), hex(Sha256::of(car())));
    QCOMPARE(linksOf(*batch, LinkKind::hasVersion), std::string("api -> version\n"));
    QCOMPARE(countOf(*batch, Kind::endpoint), 7);
    QCOMPARE(fault(*batch), std::string());
}

void OpenApiTest::readsEndpoints()
{
    const Result<Batch> batch = read(car());
    QVERIFY(batch.ok());
    const BatchItem *unlock = itemOf(*batch, "endpoint:unlock");
    QVERIFY(unlock);
    QCOMPARE(unlock->externalKey, std::string("unlock"));
    QCOMPARE(unlock->name, std::string("POST /vehicles/{vin}/doors"));
    QCOMPARE(unlock->description, std::string("Unlock\n\nOpens all doors."));
    QCOMPARE(textOf(*unlock, Attr::method), std::string("POST"));
    QCOMPARE(textOf(*unlock, Attr::host), std::string("eu.cars.example:8443"));
    QCOMPARE(textOf(*unlock, Attr::path), std::string("/v2/vehicles/{vin}/doors"));
    QCOMPARE(choiceOf(*unlock, Attr::protocol), std::string("rest"));
    QCOMPARE(*unlock->attributes.get<bool>(Attr::deprecated), true);
    QVERIFY(!unlock->attributes.find(Attr::bulkCapable));
    QCOMPARE(unlock->where.text(), std::string("car.json:13:15"));

    const BatchItem *doors = itemOf(*batch, "endpoint:doors");
    QVERIFY(doors && !doors->attributes.find(Attr::deprecated));
    QCOMPARE(doors->tags, (std::vector<std::string>{"doors", "read"}));

    // Two servers with two base paths: neither is sure.
    const BatchItem *put = itemOf(*batch, "endpoint:PUT /orders/{id}/mode/{mode}/until/{untilTime}");
    QVERIFY(put);
    QCOMPARE(textOf(*put, Attr::host), std::string("unset"));
    QCOMPARE(textOf(*put, Attr::path), std::string("/orders/{id}/mode/{mode}/until/{untilTime}"));

    const BatchItem *hook = itemOf(*batch, "endpoint:POST doorOpened (webhook)");
    QVERIFY(hook);
    QCOMPARE(choiceOf(*hook, Attr::protocol), std::string("webhook"));
    QCOMPARE(textOf(*hook, Attr::path), std::string("unset"));
    QCOMPARE(QString::fromStdString(linksOf(*batch, LinkKind::exposes)).count(u'\n'), 7);
}

void OpenApiTest::readsSecurity()
{
    const Result<Batch> batch = read(car());
    QVERIFY(batch.ok());
    const auto authentication = [&](const char *id) { return textOf(*itemOf(*batch, id), Attr::authentication); };
    QCOMPARE(authentication("endpoint:doors"), std::string("user (OAuth 2.0)"));
    QCOMPARE(authentication("endpoint:unlock"),
             std::string("user (OAuth 2.0) or partnerKey (API key in header X-Key) and mesh (mutual TLS)"));
    QCOMPARE(authentication("endpoint:PUT /orders/{id}/mode/{mode}/until/{untilTime}"), std::string("none"));
    QCOMPARE(authentication("endpoint:DELETE /orders/{id}/mode/{mode}/until/{untilTime}"), std::string("none"));
    QCOMPARE(authentication("endpoint:POST doorOpened (webhook)"), std::string("lost (not declared)"));
    const TextList scopes{"doors:unlock", "read"};
    QCOMPARE(*itemOf(*batch, "endpoint:unlock")->attributes.get<TextList>(Attr::scopes), scopes);

    QCOMPARE(countOf(*batch, Kind::credential), 6);
    const auto kind = [&](const char *id) { return choiceOf(*itemOf(*batch, id), Attr::kind); };
    QCOMPARE(kind("scheme:user"), std::string("userToken"));
    QCOMPARE(kind("scheme:partnerKey"), std::string("apiKey"));
    QCOMPARE(kind("scheme:mesh"), std::string("clientCertificate"));
    QCOMPARE(kind("scheme:machine"), std::string("clientSecret"));
    QCOMPARE(kind("scheme:token"), std::string("userToken"));
    QCOMPARE(kind("scheme:old"), std::string("unset"));
    QCOMPARE(lineOf(batch->kept, "schemeKind")->what, std::string("old"));
    // One key of a pair opens nothing by itself.
    QCOMPARE(linksOf(*batch, LinkKind::grants),
             std::string("scheme:user -> endpoint:doors\nscheme:user -> endpoint:unlock\n"
                         "scheme:user -> endpoint:GET /users/{id}\nscheme:user -> endpoint:GET /outside\n"));
    QCOMPARE(lineOf(batch->skipped, "schemeTogether")->why.args, std::vector<std::string>{"2"});
    QCOMPARE(lineOf(batch->skipped, "schemeUnknown")->what, std::string("lost"));

    const Result<Batch> silent = read(withPaths("\"/a\":{\"get\":{}}"));
    QVERIFY(silent.ok());
    QCOMPARE(textOf(*itemOf(*silent, "endpoint:GET /a"), Attr::authentication), std::string("unset"));
}

void OpenApiTest::readsObjectTypes()
{
    const Result<Batch> batch = read(car());
    QVERIFY(batch.ok());
    QCOMPARE(countOf(*batch, Kind::objectType), 3);
    const BatchItem *vin = itemOf(*batch, "parameter:vin");
    QVERIFY(vin);
    QCOMPARE(vin->name, std::string("vehicle (vin)"));
    QCOMPARE(vin->description, std::string("Vehicle"));
    QCOMPARE(*vin->attributes.get<bool>(Attr::guessableIdentifier), true);
    // "id" names another object behind each segment.
    QCOMPARE(itemOf(*batch, "parameter:orders/id")->name, std::string("orders (id)"));
    QVERIFY(itemOf(*batch, "parameter:orders/id")->attributes.find(Attr::guessableIdentifier));
    QVERIFY(!itemOf(*batch, "parameter:users/id")->attributes.find(Attr::guessableIdentifier));
    QCOMPARE(linksOf(*batch, LinkKind::touches),
             std::string("endpoint:doors -> parameter:vin\nendpoint:unlock -> parameter:vin\n"
                         "endpoint:PUT /orders/{id}/mode/{mode}/until/{untilTime} -> parameter:orders/id\n"
                         "endpoint:DELETE /orders/{id}/mode/{mode}/until/{untilTime} -> parameter:orders/id\n"
                         "endpoint:GET /users/{id} -> parameter:users/id\n"));
}

void OpenApiTest::namesObjects_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("format");
    QTest::addColumn<bool>("enumerated");
    QTest::addColumn<bool>("expected");
    const auto row = [](const char *name, const char *type, const char *format, bool enumerated, bool expected) {
        QTest::addRow("%s %s %s", name, type, format) << QString::fromLatin1(name) << QString::fromLatin1(type)
                                                      << QString::fromLatin1(format) << enumerated << expected;
    };
    row("vin", "string", "", false, true);
    row("vehicle_id", "", "", false, true);
    row("orderID", "integer", "int64", false, true);
    row("owner", "string", "", false, true);
    row("id", "number", "", false, true);
    row("package_version_id", "integer", "", false, true);
    row("soc", "number", "", false, false);
    row("minutes", "integer", "", false, false);
    row("mode", "string", "", false, false);
    row("hourMinuteTime", "string", "", false, false);
    row("timezone", "string", "", false, false);
    row("CountryCode", "string", "", false, false);
    row("day", "string", "date", false, false);
    row("created", "string", "date-time", false, false);
    row("enable", "boolean", "", false, false);
    row("kind_id", "string", "", true, false);
    row("", "string", "", false, false);
}

void OpenApiTest::namesObjects()
{
    QFETCH(QString, name);
    QFETCH(QString, type);
    QFETCH(QString, format);
    QFETCH(bool, enumerated);
    QFETCH(bool, expected);
    QCOMPARE(namesObject(name.toStdString(), type.toStdString(), format.toStdString(), enumerated), expected);
}

void OpenApiTest::followsReferences()
{
    const Result<Batch> batch = read(car());
    QVERIFY(batch.ok());
    QCOMPARE(places(batch->skipped, "referenceOutside"),
             (std::vector<std::string>{"car.json:38:56", "car.json:38:102"}));
    QCOMPARE(places(batch->skipped, "referenceNowhere"), std::vector<std::string>{"car.json:49:127"});
    QCOMPARE(places(batch->skipped, "referenceCircle"), std::vector<std::string>{"car.json:50:24"});

    // Circles over path items, parameters and schemas end; names with / and ~ are found.
    const Result<Batch> circles =
        read(withPaths("\"/a\":{\"$ref\":\"#/paths/~1b\"},\"/b\":{\"$ref\":\"#/paths/~1a\",\"get\":{\"parameters\":["
                       "{\"$ref\":\"#/paths/~1b/get/parameters/0\"},"
                       "{\"$ref\":\"#/components/parameters/x%20~0y\"}]}},\"/c/{key}\":{\"$ref\":\"#/paths/~1b\"}",
                       ",\"components\":{\"parameters\":{\"x ~y\":{\"in\":\"path\",\"name\":\"key\",\"schema\":"
                       "{\"allOf\":[{\"$ref\":\"#/components/schemas/A\"}]}}},\"schemas\":{\"A\":{\"allOf\":["
                       "{\"$ref\":\"#/components/schemas/A\"},{\"type\":\"integer\"}]}}}"));
    QVERIFY2(circles.ok(), circles.ok() ? "" : circles.error().english().c_str());
    QCOMPARE(countOf(*circles, Kind::endpoint), 1);
    QVERIFY(lineOf(circles->skipped, "referenceCircle"));
}

void OpenApiTest::tellsWhatIsNotTaken()
{
    const Result<Batch> batch = read(car());
    QVERIFY(batch.ok());
    const auto count = [&](const char *what, const char *code) {
        for (const LossEntry &line : batch->skipped) {
            if (line.what == what && std::string_view(line.why.code) == code)
                return line.why.args.at(0);
        }
        return std::string("none");
    };
    QCOMPARE(count("responses", "openApiResponse"), std::string("5"));
    QCOMPARE(count("requestBody", "openApiBody"), std::string("1"));
    QCOMPARE(count("components/schemas", "openApiComponents"), std::string("4"));
    QCOMPARE(count("parameters", "parameterValue"), std::string("4"));
    QCOMPARE(count("parameters", "parameterOther"), std::string("2"));
    QCOMPARE(count("x-", "openApiExtension"), std::string("1"));
    QCOMPARE(lineOf(batch->skipped, "openApiCallback")->what, std::string("POST /vehicles/{vin}/doors"));
    QCOMPARE(lineOf(batch->skipped, "openApiOperation")->what, std::string("HEAD /users/{id}"));
    QCOMPARE(lineOf(batch->kept, "operationIdTwice")->where.text(), std::string("car.json:35:17"));
    QCOMPARE(lineOf(batch->kept, "basePath")->why.args, std::vector<std::string>{"5"});
}

void OpenApiTest::joinsSameKeys()
{
    const Result<Batch> batch = read(withPaths("\"/a\":{\"get\":{\"operationId\":\"GET /b\"}},\"/b\":{\"get\":{}},"
                                               "\"/c\":{\"get\":{\"operationId\":\"parameter:x\"}}"));
    QVERIFY(batch.ok());
    QCOMPARE(fault(*batch), std::string());
    QVERIFY(itemOf(*batch, "endpoint:GET /b"));
    QVERIFY(itemOf(*batch, "endpoint:GET /b #2"));
    QVERIFY(itemOf(*batch, "endpoint:GET /c"));
}

void OpenApiTest::cutsLongDescriptions()
{
    const std::string text(3999, 'a');
    const Result<Batch> batch = read(withPaths("\"/a\":{\"get\":{\"description\":\"" + text + "\xC3\xBC\"}}"));
    QVERIFY(batch.ok());
    const std::string &description = itemOf(*batch, "endpoint:GET /a")->description;
    QCOMPARE(description.size(), std::size_t(4000));
    QVERIFY(description.ends_with("a\xE2\x80\xA6"));
    QCOMPARE(lineOf(batch->kept, "descriptionCut")->why.args, std::vector<std::string>{"1"});
}

void OpenApiTest::sameBytesGiveTheSameBatch() { QCOMPARE(printed(*read(car())), printed(*read(car()))); }

void OpenApiTest::refusesBroken_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *name, const std::string &bytes, const char *place, const char *code) {
        QTest::newRow(name) << QByteArray::fromStdString(bytes) << QString::fromLatin1(place)
                            << QString::fromLatin1(code);
    };
    row("no version", "{\n \"info\": {}}", "car.json:1:1", "notOpenApi");
    row("list", "[]", "car.json:1:1", "notOpenApi");
    row("number as version", "{\"openapi\": 3}", "car.json:1:13", "notOpenApi");
    row("swagger", "{\n \"swagger\": \"1.2\"}", "car.json:2:13", "openApiVersion");
    row("next version", "{\"openapi\": \"4.0.0\"}", "car.json:1:13", "openApiVersion");
    row("paths as list", "{\"openapi\": \"3.0.0\",\n\"paths\": []}", "car.json:2:10", "openApiShape");
    row("yaml", "# my api\nopenapi: 2.9.0\n", "car.json:2:10", "openApiVersion");
}

void OpenApiTest::refusesBroken()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, place);
    QFETCH(QString, code);
    const Result<Batch> batch = read(bytes.toStdString());
    QVERIFY(!batch.ok());
    QCOMPARE(batch.error().kind, ErrorKind::Input);
    QCOMPARE(QString::fromStdString(batch.error().where.text()), place);
    QCOMPARE(QString::fromLatin1(batch.error().message.code), code);
}

void OpenApiTest::keepsToLimitsOfReferences()
{
    const auto codeWith = [](auto change, const std::string &bytes) {
        Budget budget;
        change(budget.limits);
        const Result<Batch> batch = readOpenApi(bytes, "car.json", budget);
        return std::string(batch.ok() ? "read" : batch.error().message.code);
    };
    QCOMPARE(codeWith([](ImportLimits &limits) { limits.references = 3; }, car()), std::string("tooManyReferences"));
    // A small file that unfolds: 900 paths refer to one path item with 900 parameters.
    std::string paths = "\"/p\":{\"get\":{\"parameters\":[{}";
    for (int i = 1; i < 900; ++i)
        paths += ",{}";
    paths += "]}}";
    for (int i = 0; i < 900; ++i)
        paths += ",\"/" + std::to_string(i) + "\":{\"$ref\":\"#/paths/~1p\"}";
    QCOMPARE(codeWith([](ImportLimits &) {}, withPaths(paths)), std::string("read"));
    QCOMPARE(codeWith([](ImportLimits &limits) { limits.nodes = 100'000; }, withPaths(paths)),
             std::string("tooManyElements"));
}

void OpenApiTest::readsPublicFiles_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("endpoints");
    QTest::addColumn<int>("deprecated");
    QTest::addColumn<int>("credentials");
    QTest::addColumn<bool>("outside");
    const auto row = [](const char *name, int endpoints, int deprecated, int credentials, bool outside = false) {
        QTest::newRow(name) << QString::fromLatin1(name) << endpoints << deprecated << credentials << outside;
    };
    row("akto__restapi_swagger.json", 2, 0, 0);
    row("crAPI__crapi-openapi-spec.json", 44, 0, 1);
    row("evcc__openapi.json", 73, 0, 2);
    row("octokit-openapi__api.github.com.json", 1223, 37, 0);
    row("twilio-oai__twilio_api_v2010.json", 197, 0, 1);
    row("VAmPI__openapi3.yml", 14, 0, 1);
    row("asana__asana_oas.yaml", 247, 0, 2);
    row("evcc__openapi.yaml", 73, 0, 2, true);
    row("kubernetes-1.13-swagger.json", 1014, 0, 1);
    row("mender-server__dist_openapi.yaml", 190, 6, 3);
    row("ocpi/2.2.1/ocpi-2.2.1.yaml", 19, 0, 1, true);
    row("opensovd-cda__common.yaml", 0, 0, 0);
    row("opensovd-cda__ecu_resource_collection.yaml", 3, 0, 0, true);
    row("opensovd-cda__mdd-embedded-files.yaml", 2, 0, 0, true);
    row("opensovd-cda__single-ecu-jobs.yaml", 2, 0, 0, true);
    row("twilio-oai__twilio_api_v2010.yaml", 197, 0, 1);
}

void OpenApiTest::readsPublicFiles()
{
    TARASCOPE_NEEDS_SHARED("data/1-openapi")
    QFETCH(QString, name);
    QFETCH(int, endpoints);
    QFETCH(int, deprecated);
    QFETCH(int, credentials);
    QFETCH(bool, outside);
    const std::string bytes = bytesOf(QStringLiteral(TARASCOPE_SHARED_DIR "/data/1-openapi/") + name);
    const Result<Batch> batch = readOpenApi(bytes, name.toStdString(), Budget());
    QVERIFY2(batch.ok(), batch.ok() ? "" : batch.error().english().c_str());
    QCOMPARE(countOf(*batch, Kind::endpoint), endpoints);
    QCOMPARE(countOf(*batch, Kind::credential), credentials);
    const auto marked = std::count_if(batch->items.begin(), batch->items.end(), [](const BatchItem &item) {
        return item.attributes.find(Attr::deprecated) != nullptr;
    });
    QCOMPARE(int(marked), deprecated);
    QCOMPARE(fault(*batch), std::string());
    QCOMPARE(lineOf(batch->skipped, "referenceOutside") != nullptr, outside);
    QVERIFY(!lineOf(batch->skipped, "referenceNowhere"));
}

void OpenApiTest::jsonAndYamlAgree()
{
    TARASCOPE_NEEDS_SHARED("data/1-openapi")
    const auto read = [](const QString &ending) {
        const std::string bytes = bytesOf(
            QStringLiteral(TARASCOPE_SHARED_DIR "/data/1-openapi/twilio-oai__twilio_api_v2010") + ending);
        Result<Batch> batch = readOpenApi(bytes, "twilio" + ending.toStdString(), Budget());
        if (!batch)
            return batch.error().english();
        for (BatchItem &item : batch->items) {
            item.where = {};
            item.attributes.remove(Attr::schemaDigest); // of the bytes
        }
        batch->kept.clear();
        batch->skipped.clear();
        return printed(*batch);
    };
    const std::string json = read(QStringLiteral(".json"));
    QVERIFY(json.size() > 10'000);
    QVERIFY(json == read(QStringLiteral(".yaml")));
}

void OpenApiTest::readsSwagger()
{
    const Result<Batch> batch = readOpenApi(R"({"swagger":"2.0","info":{"title":"Cars","version":"1"},
 "host":"cars.example.com","basePath":"/v1","schemes":["https"],
 "securityDefinitions":{"basic":{"type":"basic"},
  "app":{"type":"oauth2","flow":"application","tokenUrl":"https://t","scopes":{"unlock":"opens doors"}}},
 "paths":{"/cars/{carId}":{"get":{"security":[{"app":["unlock"]}],
  "parameters":[{"name":"carId","in":"path","required":true,"type":"integer"}],"responses":{}}}},
 "definitions":{"Car":{"type":"object"}}})", "cars.json", Budget());
    QVERIFY2(batch.ok(), batch.ok() ? "" : batch.error().english().c_str());
    const BatchItem *endpoint = itemOf(*batch, "endpoint:GET /cars/{carId}");
    QVERIFY2(endpoint, printed(*batch).c_str());
    QCOMPARE(textOf(*endpoint, Attr::host), std::string("cars.example.com"));
    QCOMPARE(textOf(*endpoint, Attr::path), std::string("/v1/cars/{carId}"));
    QCOMPARE(textOf(*endpoint, Attr::authentication), std::string("app (OAuth 2.0)"));
    QVERIFY(itemOf(*batch, "parameter:carId")->attributes.find(Attr::guessableIdentifier));
    const Choice client = std::get<Choice>(*itemOf(*batch, "scheme:app")->attributes.find(Attr::kind));
    QCOMPARE(kindDef(Kind::credential).find(Attr::kind)->choices[client.index], std::string_view("clientSecret"));
    QVERIFY(itemOf(*batch, "scheme:basic"));
    QVERIFY(lineOf(batch->skipped, "openApiComponents"));
}

void OpenApiTest::refusesPublicFiles_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("place");
    QTest::newRow("comment in JSON") << QStringLiteral("vss-tools__vehicleURI.swagger.json")
                                     << QStringLiteral("x:28:19");
}

void OpenApiTest::refusesPublicFiles()
{
    TARASCOPE_NEEDS_SHARED("data/1-openapi")
    QFETCH(QString, name);
    QFETCH(QString, place);
    const std::string bytes = bytesOf(QStringLiteral(TARASCOPE_SHARED_DIR "/data/1-openapi/") + name);
    const Result<Batch> batch = readOpenApi(bytes, "x", Budget());
    QVERIFY(!batch.ok());
    QCOMPARE(QString::fromStdString(batch.error().where.text()), place);
}

void OpenApiTest::readsAVulnerableCarApi()
{
    TARASCOPE_NEEDS_SHARED("data/1-openapi")
    const Result<Batch> batch =
        readOpenApi(bytesOf(QStringLiteral(TARASCOPE_SHARED_DIR "/data/1-openapi/crAPI__crapi-openapi-spec.json")),
                    "crapi.json", Budget());
    QVERIFY(batch.ok());
    // 34 operations ask for the bearer token, ten say that they ask for nothing.
    const auto open = std::count_if(batch->items.begin(), batch->items.end(), [](const BatchItem &item) {
        return item.kind == Kind::endpoint && textOf(item, Attr::authentication) == "none";
    });
    QCOMPARE(int(open), 10);
    QCOMPARE(QString::fromStdString(linksOf(*batch, LinkKind::grants)).count(u'\n'), 34);
    // The location of any vehicle by its identifier: the known broken object level authorization.
    QVERIFY(linksOf(*batch, LinkKind::touches).find("endpoint:get_location -> parameter:vehicleId\n") !=
            std::string::npos);
}

TARASCOPE_TEST(OpenApiTest)
#include "openapitest.moc"
