using FlowPlan.Aep.Dialect;
using FlowPlan.Aep.Kinds.Sources;

namespace FlowPlan.Aep.Tests.Emulated;

/// <summary>What a change of one field means, on either side.</summary>
/// <param name="Keys">The manifest keys that the row is about, as <c>kind.key</c>, separated by blanks.</param>
/// <param name="Address">The resource whose field it is.</param>
/// <param name="Path">The field.</param>
internal sealed record FieldRow(string Keys, string Address, string Path)
{
    /// <summary>The text of the manifest that is changed.</summary>
    public required string From { get; init; }

    /// <summary>What it is changed to.</summary>
    public required string To { get; init; }

    /// <summary>What the plan does then, such as <c>update flow.f</c>; empty where it is refused.</summary>
    public required string[] Actions { get; init; }

    /// <summary>The calls that carry the change, as verb, end of the path, and for a patch the pointer.</summary>
    public string[] Calls { get; init; } = [];

    /// <summary>An edit of the live object by somebody else, after the change was applied; null where <see cref="NoDrift"/> says why not.</summary>
    public string? Edit { get; init; }

    public string? NoDrift { get; init; }

    /// <summary>Whether three different values are possible, so that both sides can change it apart.</summary>
    public bool Conflict { get; init; } = true;

    /// <summary>Whether the service does not tell who changed an object.</summary>
    public bool NoUser { get; init; }

    /// <summary>Whether the service tells neither who changed an object nor when.</summary>
    public bool Untold { get; init; }

    /// <summary>Whether a removal is refused because the object is in use.</summary>
    public bool InUse { get; init; }

    /// <summary>How the field is taken out of the manifest, and what the plan does then; null where <see cref="Stays"/> says why it cannot be.</summary>
    public (string From, string To, string[] Actions)? Removed { get; init; }

    public string? Stays { get; init; }

    public override string ToString() => $"{Address} {Path}";
}

/// <summary>One row for each field of each kind.</summary>
internal static class FieldTable
{
    public const string Manifest = """
        apiVersion: flowplan/v1
        project: acme
        connections:
          web:
            name: Web
            description: From the web
            dataType: raw
            authenticationRequired: true
            sourceId: web-1
            streamName: stream
          web2: { name: Second, dataType: raw }
          x: { name: X, dataType: xdm, sourceId: x-1 }
          s3:
            name: S3
            type: { id: ecadc60c-7455-4d87-84dc-2a0e293d997b, version: "1.0" }
            auth: { specName: Access Key, params: { s3AccessKey: open, more: extra } }
            params: { region: eu }
          s3b: { name: S3b, type: { id: ecadc60c-7455-4d87-84dc-2a0e293d997b, version: "1.0" }, auth: { specName: Access Key, params: { s3AccessKey: open } } }
          r: { name: R, type: { id: 4e98f16f-87d6-4ef0-bdc6-7a2b0fe76e62, version: "1.0" }, auth: { specName: Basic Authentication, params: { username: me } } }
          s3c: { name: S3c, type: { id: ecadc60c-7455-4d87-84dc-2a0e293d997b, version: "1.0" }, auth: { specName: Access Key, params: { s3AccessKey: open } } }
          sf: { name: Snow, type: { id: b2e08744-4f1a-40ce-af30-7abac3e23cf3, version: "1.0" }, auth: { specName: ConnectionString, params: { server: open } } }
        identityNamespaces:
          member: { code: memberId, name: Member ID, idType: Cross_device, description: The number of a member }
        dataTypes:
          postal: { title: Postal, description: Where it goes, fields: { street: string, city: { type: string, title: City }, zip: string } }
        classes:
          machine: { title: Machine, description: What hums, behavior: record, fields: { serial: { type: string, title: Serial }, hours: number } }
        fieldGroups:
          own:
            title: Own
            description: Of members
            classes: [profile, machine]
            fields:
              memberId: { type: string, title: Member ID, pattern: "^[0-9]+$" }
              level: { type: string, enum: [gold, silver], values: { gold: Gold, silver: Silver }, required: true }
              home: { ref: postal }
              orders[].sku: { type: string, maxLength: 20 }
              scores: { type: map, items: integer }
              since: date
              productId: string
              spare: long
          own2: { title: Second own, classes: [profile], fields: { memberId: string } }
        schemas:
          s:
            definition:
              title: Members
              description: Who they are
              class: https://ns.adobe.com/xdm/context/profile
              fieldGroups: [https://ns.adobe.com/xdm/context/profile-person-details, https://ns.adobe.com/xdm/context/profile-personal-details]
          o: { definition: { title: Other, class: https://ns.adobe.com/xdm/context/profile, fieldGroups: [https://ns.adobe.com/xdm/context/profile-person-details] } }
          idy:
            title: Identified
            description: By number
            class: profile
            fieldGroups: [https://ns.adobe.com/xdm/context/profile-personal-details, own]
            identities: { _tenant.memberId: { namespace: member, primary: true }, mobilePhone.number: Phone, personalEmail.address: { namespace: Email } }
            relationships: { _tenant.productId: { schema: o, property: person.name.firstName, namespace: member, cardinality: "M:1" } }
            friendlyNames: { personalEmail.address: { title: Mail, description: Where mail goes, values: { a: A } }, _tenant.level: Level }
            deprecated: [mobilePhone.number]
          w: { title: Wide, class: profile, fieldGroups: [https://ns.adobe.com/xdm/context/profile-person-details] }
          v: { title: Wave, class: profile, fieldGroups: [https://ns.adobe.com/xdm/context/identitymap] }
          p: { definition: { title: InProfile, class: https://ns.adobe.com/xdm/context/profile, fieldGroups: [https://ns.adobe.com/xdm/context/identitymap], profile: true } }
          z: { definition: { title: Early, class: https://ns.adobe.com/xdm/context/profile, fieldGroups: [https://ns.adobe.com/xdm/context/identitymap], profile: true } }
          q: { definition: { title: Late, class: https://ns.adobe.com/xdm/context/profile, fieldGroups: [https://ns.adobe.com/xdm/context/identitymap] } }
          ev: { title: Events, class: experience-event }
          there: { ref: Elsewhere }
          there2: { ref: Elsewhere 2 }
        descriptors:
          mail: { schema: there, field: personalEmail.address, identity: { primary: true, namespace: Email } }
          lead: { schema: there, field: homeAddress.street1, relationship: { schema: o, property: person.name.middleName, cardinality: "1:0" } }
          lead2: { schema: there, field: homeAddress.street1, referenceIdentity: member }
          friend: { schema: there, field: homeAddress.city, friendlyName: { title: Town, description: Where they live, values: { b: B } } }
          old: { schema: there, field: mobilePhone.number, deprecated: true }
          use: { fieldGroup: own, field: _tenant.memberId, labels: [C1, custom/secret] }
        datasets:
          d: { name: Members, description: All of them, schema: s, tags: { team: [loyalty, crm], extra: [one] }, labels: [C1, C5] }
          e: { name: Else, schema: s }
          p: { name: Profiles, schema: p, profile: { enabled: true, upsert: true }, identity: { enabled: true } }
          lone: { name: Lone, schema: s }
          ends: { name: Ends, schema: s }
          seen: { name: Seen, schema: ev, retention: { lake: P90D, profile: P30D } }
        datasetExpirations:
          end: { name: End of d, description: Not needed, dataset: ends, expiry: 2040-01-01 }
        datasetLabels:
          other: { dataset: e, labels: [C2, custom/own] }
        sourceConnections:
          files:
            name: Files
            description: Of the night
            connection: s3
            data: { format: delimited, columns: [{ name: a, type: int }] }
            params: { path: /in }
          xs: { name: Records, connection: x }
          typed: { name: Typed, connection: s3b, type: { id: ecadc60c-7455-4d87-84dc-2a0e293d997b, version: "1.0" } }
        targetConnections:
          lake: { name: Lake, description: To the lake, dataset: d }
          spare: { name: Spare, dataset: e }
          else: { name: Elsewhere, type: { id: ecadc60c-7455-4d87-84dc-2a0e293d997b, version: "1.0" }, data: { format: json }, params: { path: /out } }
        mappings:
          m: { name: Map, schema: s, fields: { person.name.firstName: first, person.name.lastName: { expression: 'upper(last)' }, person.birthDate: { source: born, identity: true } } }
          n: { name: Map 2, schema: s, inputSchema: o, fields: { person.name.firstName: given } }
          lone: { name: Lone, schema: s, fields: { person.name.firstName: given } }
          deep: { name: Map of the others, schema: s, fields: { person.name.firstName: given } }
        flows:
          f:
            name: Flow
            description: Into the lake
            source: { connection: web, name: In, description: In of Flow }
            target: { dataset: d, name: Out, description: Out of Flow }
            mapping: m
            enabled: true
          nightly:
            name: Nightly
            sourceConnection: files
            targetConnection: lake
            flowSpec: { id: 9753525b-82c7-4dce-8a9b-5ccfce2b9876, version: "1.0" }
            schedule: { startTime: 1700000000, frequency: day, interval: 1 }
          hidden: { name: Hidden, source: { connection: s3c, data: { format: parquet }, params: { path: /h } }, target: { dataset: d }, mapping: deep, flowSpec: { id: 9753525b-82c7-4dce-8a9b-5ccfce2b9876 }, encryption: key-1 }
          rows: { name: Rows, source: { connection: sf, data: { format: tabular }, params: { tableName: t } }, target: { dataset: d }, mapping: deep, flowSpec: { id: 14518937-270c-4525-bdec-c2ba7cce3860 }, copy: { column: changed, format: YYYY, timezone: UTC } }
        """;

    /// <summary>Keys of the manifest that are no field of their own.</summary>
    public static IReadOnlyDictionary<string, string> NoFields { get; } = new Dictionary<string, string>(
        SourceParameters.All.SelectMany(p => new[] { "sourceConnection.", "flow.source." }.Select(b => KeyValuePair.Create(b + p.Key, $"is {p.Path} of the source connection")))
        .Concat(new AepDialect().Kinds.SelectMany(k => new[] { "forEach", "when" }.Select(w => KeyValuePair.Create($"{k.Name}.{w}", "says how many resources the block stands for")))))
    {
        ["mapping.tests"] = "are run by FlowPlan and not sent",
        ["mapping.fieldsFrom"] = "its lines are the fields",
        ["mapping.strictMapping"] = "MappingPartTests declares, keeps and removes it",
        ["mapping.allowNullValues"] = "MappingPartTests declares, keeps and removes it",
        ["mapping.fields.*.static"] = "MappingPartTests declares, keeps and removes it",
        ["mapping.fields.*.name"] = "MappingPartTests declares, keeps and removes it",
        ["mapping.fields.*.description"] = "MappingPartTests declares, keeps and removes it",
        ["fieldGroup.fields"] = "its parts are the fields",
        ["fieldGroup.definition"] = "its parts are the fields",
        ["dataType.fields"] = "its parts are the fields",
        ["dataType.definition"] = "its parts are the fields",
        ["class.fields"] = "its parts are the fields",
        ["class.definition"] = "its parts are the fields",
        ["schema.ref"] = "refers to a schema that is not managed",
        ["schema.identities"] = "its parts are the fields",
        ["schema.relationships"] = "its parts are the fields",
        ["schema.friendlyNames"] = "its parts are the fields",
        ["descriptor.identity"] = "its parts are the fields",
        ["descriptor.friendlyName"] = "its parts are the fields",
        ["schema.version"] = "is the schema/version of the dataset, mapping or target that refers to it",
        ["schema.definition"] = "its parts are the fields",
        ["connection.type"] = "its parts are the fields",
        ["connection.auth"] = "its parts are the fields",
        ["dataset.profile"] = "its parts are the fields",
        ["dataset.identity"] = "its parts are the fields",
        ["dataset.retention"] = "its parts are the fields",
        ["dataset.tags"] = "its parts are the fields",
        ["sourceConnection.type"] = "its parts are the fields",
        ["targetConnection.type"] = "its parts are the fields",
        ["flow.copy"] = "its parts are the fields",
        ["flow.health"] = "is read by health only",
        ["flow.health.window"] = "is read by health only",
        ["flow.health.maxFailureRate"] = "is read by health only",
        ["flow.health.maxSilence"] = "is read by health only",
        ["flow.verify"] = "is read by verify only",
        ["flow.verify.record"] = "is read by verify only",
        ["flow.verify.marker"] = "is read by verify only",
        ["flow.verify.timeout"] = "is read by verify only",
        ["flow.verify.environments"] = "is read by verify only",
        ["targetConnection.schema"] = "must be the dataset's; for datasets that are only looked up",
        ["mapping.fields"] = "its parts are the fields",
        ["flow.source"] = "its parts are fields of the source connection",
        ["flow.source.data"] = "is the data of the source connection",
        ["flow.source.params"] = "are the params of the source connection",
        ["flow.target"] = "its parts are fields of the target connection",
        ["flow.target.schema"] = "is the schema of the target connection",
        ["flow.flowSpec"] = "its parts are the fields",
    };

    private const string Descriptor = "a descriptor is an object of its own; see DescriptorTests";
    private static readonly string[] Web = ["replace connection.web", "replace sourceConnection.f", "replace targetConnection.f", "replace flow.f"];
    private static readonly string[] S3 = ["replace connection.s3", "replace sourceConnection.files", "replace targetConnection.lake", "replace flow.nightly"];
    private static readonly string[] Files = ["replace sourceConnection.files", "replace targetConnection.lake", "replace flow.nightly"];
    private static readonly string[] Mapping = ["update mapping.m", "update flow.f"];

    public static IEnumerable<FieldRow> Rows =>
    [
        new("connection.name", "connection.web", "name") { From = "name: Web", To = "name: Site", Actions = ["update connection.web"], Calls = ["PATCH /connections/{id} /name"], Edit = """{"name":"theirs"}""", Stays = "required" },
        new("connection.description", "connection.web", "description") { From = "From the web", To = "From all over", Actions = ["update connection.web"], Calls = ["PATCH /connections/{id} /description"], Edit = """{"description":"theirs"}""", Removed = ("    description: From the web\n", "", ["update connection.web"]) },
        new("connection.dataType", "connection.x", "dataType") { From = "dataType: xdm", To = "dataType: raw", Actions = ["replace connection.x", "replace sourceConnection.xs"], Calls = ["DELETE /connections/{id}", "POST /connections"], Edit = """{"auth":{"params":{"dataType":"xdm"}}}""", Conflict = false, Stays = "required" },
        new("connection.authenticationRequired", "connection.web", "authenticationRequired") { From = "authenticationRequired: true", To = "authenticationRequired: false", Actions = ["update connection.web"], Calls = ["PATCH /connections/{id} /auth/params/authenticationRequired"], Edit = """{"auth":{"params":{"authenticationRequired":true}}}""", Conflict = false, Removed = ("    authenticationRequired: true\n", "", ["update connection.web"]) },
        new("connection.sourceId", "connection.web", "sourceId") { From = "web-1", To = "web-2", Actions = Web, Calls = ["DELETE /connections/{id}", "POST /connections"], Edit = """{"auth":{"params":{"sourceId":"theirs"}}}""", Removed = ("    sourceId: web-1\n", "", Web) },
        new("connection.streamName", "connection.web", "streamName") { From = "streamName: stream", To = "streamName: river", Actions = ["update connection.web"], Calls = ["PATCH /connections/{id} /auth/params/name"], Edit = """{"auth":{"params":{"name":"theirs"}}}""", Removed = ("    streamName: stream\n", "", ["update connection.web"]) },
        new("connection.type.id", "connection.r", "type/id") { From = "type: { id: 4e98f16f-87d6-4ef0-bdc6-7a2b0fe76e62, version: \"1.0\" }, auth: { specName: Basic Authentication", To = "type: { id: ecadc60c-7455-4d87-84dc-2a0e293d997b, version: \"1.0\" }, auth: { specName: Access Key", Actions = ["replace connection.r"], Calls = ["DELETE /connections/{id}", "POST /connections"], Edit = """{"connectionSpec":{"id":"c604ff05-7f1a-43c0-8e18-33bf874cb11c"}}""", Stays = "another type has other fields" },
        new("connection.type.version", "connection.s3", "type/version") { From = "2a0e293d997b, version: \"1.0\" }\n    auth", To = "2a0e293d997b, version: \"2.0\" }\n    auth", Actions = S3, Calls = ["DELETE /connections/{id}", "POST /connections"], Edit = """{"connectionSpec":{"version":"3.0"}}""", Stays = "it is 1.0 when left out" },
        new("connection.auth.specName", "connection.r", "auth/specName") { From = "specName: Basic Authentication", To = "specName: OAuth2 Client Credential", Actions = ["replace connection.r"], Calls = ["POST /connections"], Edit = """{"auth":{"specName":"theirs"}}""", Stays = "required" },
        new("connection.auth.params", "connection.s3", "auth/params/*") { From = "s3AccessKey: open, more", To = "s3AccessKey: other, more", Actions = ["update connection.s3"], Calls = ["PATCH /connections/{id} /auth/params/s3AccessKey"], NoDrift = "a service need not give credentials back", Removed = (", more: extra", "", ["update connection.s3"]) },
        new("connection.params", "connection.s3", "params") { From = "region: eu", To = "region: us", Actions = S3, Calls = ["POST /connections"], Edit = """{"params":{"region":"theirs"}}""", Removed = ("    params: { region: eu }\n", "", S3) },

        new("dataType.title", "dataType.postal", "title") { From = "title: Postal", To = "title: Post", Actions = ["update dataType.postal"], Calls = ["PATCH /datatypes/{id} /title"], Edit = """{"title":"theirs"}""", Stays = "required" },
        new("dataType.description", "dataType.postal", "description") { From = "Where it goes", To = "Where it went", Actions = ["update dataType.postal"], Calls = ["PATCH /datatypes/{id} /description"], Edit = """{"description":"theirs"}""", Removed = (", description: Where it goes", "", ["update dataType.postal"]) },
        new("dataType.fields.*", "dataType.postal", "fields/*") { From = "title: City", To = "title: Town", Actions = ["update dataType.postal"], Calls = ["PATCH /datatypes/{id} /properties/city"], Edit = """{"properties":{"city":{"title":"theirs"}}}""", Removed = (", zip: string", "", ["update dataType.postal"]) },
        new("class.title", "class.machine", "title") { From = "title: Machine", To = "title: Engine", Actions = ["update class.machine"], Calls = ["PATCH /classes/{id} /title"], Edit = """{"title":"theirs"}""", Stays = "required" },
        new("class.description", "class.machine", "description") { From = "What hums", To = "What hummed", Actions = ["update class.machine"], Calls = ["PATCH /classes/{id} /description"], Edit = """{"description":"theirs"}""", Removed = (", description: What hums", "", ["update class.machine"]) },
        new("class.behavior", "class.machine", "behavior") { From = "behavior: record", To = "behavior: time-series", Actions = [], NoDrift = "a class keeps its behavior for life", Stays = "required" },
        new("class.fields.*", "class.machine", "fields/*") { From = "title: Serial", To = "title: Number", Actions = ["update class.machine"], Calls = ["PATCH /classes/{id} /definitions/customFields/properties/_acme/properties/serial"], Edit = """{"definitions":{"customFields":{"properties":{"_acme":{"properties":{"serial":{"title":"theirs"}}}}}}}""", Removed = (", hours: number", "", ["update class.machine"]) },
        new("fieldGroup.title", "fieldGroup.own", "title") { From = "title: Own", To = "title: Mine", Actions = ["update fieldGroup.own"], Calls = ["PATCH /fieldgroups/{id} /title"], Edit = """{"title":"theirs"}""", Stays = "required" },
        new("fieldGroup.description", "fieldGroup.own", "description") { From = "Of members", To = "Of guests", Actions = ["update fieldGroup.own"], Calls = ["PATCH /fieldgroups/{id} /description"], Edit = """{"description":"theirs"}""", Removed = ("    description: Of members\n", "", ["update fieldGroup.own"]) },
        new("fieldGroup.classes", "fieldGroup.own", "classes/*") { From = "classes: [profile, machine]", To = "classes: [profile, machine, experience-event]", Actions = ["update fieldGroup.own"], Calls = ["PATCH /fieldgroups/{id} /meta:intendedToExtend"], Edit = """{"meta:intendedToExtend":["https://ns.adobe.com/xdm/context/experienceevent"]}""", Conflict = false, Removed = ("[profile, machine]", "[profile]", ["update fieldGroup.own"]) },
        new("fieldGroup.fields.*", "fieldGroup.own", "fields/*") { From = "title: Member ID", To = "title: Number", Actions = ["update fieldGroup.own"], Calls = ["PATCH /fieldgroups/{id} /definitions/customFields/properties/_acme/properties/memberId"], Edit = """{"definitions":{"customFields":{"properties":{"_acme":{"properties":{"memberId":{"title":"theirs"}}}}}}}""", Removed = ("      orders[].sku: { type: string, maxLength: 20 }\n", "", ["update fieldGroup.own"]) },

        new("identityNamespace.code", "identityNamespace.member", "code") { From = "code: memberId", To = "code: otherId", Actions = [], NoDrift = "a namespace keeps its code for life", Stays = "required" },
        new("identityNamespace.name", "identityNamespace.member", "name") { From = "name: Member ID", To = "name: Member number", Actions = ["update identityNamespace.member"], Calls = ["PUT /identities/{id}"], Edit = """{"name":"theirs"}""", NoUser = true, Stays = "required" },
        new("identityNamespace.idType", "identityNamespace.member", "idType") { From = "idType: Cross_device", To = "idType: Email", Actions = [], NoDrift = "a namespace keeps its type for life", Stays = "required" },
        new("identityNamespace.description", "identityNamespace.member", "description") { From = "The number of a member", To = "What a member is called", Actions = ["update identityNamespace.member"], Calls = ["PUT /identities/{id}"], Edit = """{"description":"theirs"}""", NoUser = true, Removed = (", description: The number of a member", "", ["update identityNamespace.member"]) },

        new("schema.definition.title", "schema.s", "title") { From = "title: Members", To = "title: People", Actions = ["update schema.s"], Calls = ["PATCH /schemas/{id} /title"], Edit = """{"title":"theirs"}""", Stays = "required" },
        new("schema.definition.description", "schema.s", "description") { From = "Who they are", To = "Who they were", Actions = ["update schema.s"], Calls = ["PATCH /schemas/{id} /description"], Edit = """{"description":"theirs"}""", Removed = ("      description: Who they are\n", "", ["update schema.s"]) },
        new("schema.definition.class", "schema.s", "class") { From = "class: https://ns.adobe.com/xdm/context/profile\n", To = "class: https://ns.adobe.com/xdm/context/experienceevent\n", Actions = [], NoDrift = "a schema keeps its class for life", Stays = "required" },
        new("schema.definition.fieldGroups", "schema.s", "fieldGroups/*") { From = "profile-personal-details]\n", To = "profile-personal-details, https://ns.adobe.com/xdm/context/profile-work-details]\n", Actions = ["update schema.s"], Calls = ["PATCH /schemas/{id} /allOf/-"], Edit = """{"allOf":[{"$ref":"https://ns.adobe.com/xdm/context/profile"},{"$ref":"https://ns.adobe.com/xdm/context/profile-person-details"},{"$ref":"https://ns.adobe.com/xdm/context/profile-personal-details"}]}""", Conflict = false, InUse = true, Removed = (", https://ns.adobe.com/xdm/context/profile-personal-details]", "]", []) },
        new("schema.definition.profile", "schema.q", "profile") { From = "title: Late", To = "profile: true, title: Late", Actions = ["update schema.q"], Calls = ["PATCH /schemas/{id} /meta:immutableTags"], Edit = """{"meta:immutableTags":[]}""", Conflict = false, Removed = ("title: Early, class: https://ns.adobe.com/xdm/context/profile, fieldGroups: [https://ns.adobe.com/xdm/context/identitymap], profile: true", "title: Early, class: https://ns.adobe.com/xdm/context/profile, fieldGroups: [https://ns.adobe.com/xdm/context/identitymap]", []) },

        new("schema.title", "schema.idy", "title") { From = "title: Identified", To = "title: Named", Actions = ["update schema.idy"], Calls = ["PATCH /schemas/{id} /title"], Edit = """{"title":"theirs"}""", Stays = "required" },
        new("schema.description", "schema.idy", "description") { From = "By number", To = "By code", Actions = ["update schema.idy"], Calls = ["PATCH /schemas/{id} /description"], Edit = """{"description":"theirs"}""", Removed = ("    description: By number\n", "", ["update schema.idy"]) },
        new("schema.class", "schema.w", "class") { From = "title: Wide, class: profile", To = "title: Wide, class: experience-event", Actions = [], NoDrift = "a schema keeps its class for life", Stays = "required" },
        new("schema.fieldGroups", "schema.w", "fieldGroups/*") { From = "fieldGroups: [https://ns.adobe.com/xdm/context/profile-person-details] }\n  v:", To = "fieldGroups: [https://ns.adobe.com/xdm/context/profile-person-details, https://ns.adobe.com/xdm/context/profile-work-details] }\n  v:", Actions = ["update schema.w"], Calls = ["PATCH /schemas/{id} /allOf/-"], Edit = """{"allOf":[{"$ref":"https://ns.adobe.com/xdm/context/profile"},{"$ref":"https://ns.adobe.com/xdm/context/profile-person-details"}]}""", Conflict = false, Removed = ("class: profile, fieldGroups: [https://ns.adobe.com/xdm/context/profile-person-details] }\n  v:", "class: profile }\n  v:", ["update schema.w"]) },
        new("schema.profile", "schema.v", "profile") { From = "title: Wave", To = "profile: true, title: Wave", Actions = ["update schema.v"], Calls = ["PATCH /schemas/{id} /meta:immutableTags"], Edit = """{"meta:immutableTags":[]}""", Conflict = false, Removed = ("title: Early, class: https://ns.adobe.com/xdm/context/profile, fieldGroups: [https://ns.adobe.com/xdm/context/identitymap], profile: true", "title: Early, class: https://ns.adobe.com/xdm/context/profile, fieldGroups: [https://ns.adobe.com/xdm/context/identitymap]", []) },
        new("schema.identities.* schema.identities.*.namespace", "schema.idy", "identities/*/namespace") { From = "personalEmail.address: { namespace: Email }", To = "personalEmail.address: { namespace: Phone }", Actions = ["update schema.idy"], Calls = ["PUT /descriptors/{id}"], NoDrift = Descriptor, Removed = (", personalEmail.address: { namespace: Email }", "", ["update schema.idy"]) },
        new("schema.identities.*.primary", "schema.idy", "identities/*/primary") { From = "namespace: member, primary: true", To = "namespace: member, primary: false", Actions = ["update schema.idy"], Calls = ["PUT /descriptors/{id}"], NoDrift = Descriptor, Removed = (", primary: true", "", ["update schema.idy"]) },
        new("schema.relationships.* schema.relationships.*.schema", "schema.idy", "relationships/*/schema") { From = "productId: { schema: o", To = "productId: { schema: s", Actions = ["update schema.idy"], Calls = ["PUT /descriptors/{id}"], NoDrift = Descriptor, Removed = ("    relationships: { _tenant.productId: { schema: o, property: person.name.firstName, namespace: member, cardinality: \"M:1\" } }\n", "", ["update schema.idy"]) },
        new("schema.relationships.*.property", "schema.idy", "relationships/*/property") { From = "property: person.name.firstName", To = "property: person.name.lastName", Actions = ["update schema.idy"], Calls = ["PUT /descriptors/{id}"], NoDrift = Descriptor, Removed = (" property: person.name.firstName,", "", ["update schema.idy"]) },
        new("schema.relationships.*.namespace", "schema.idy", "relationships/*/namespace") { From = "namespace: member, cardinality", To = "namespace: Email, cardinality", Actions = ["update schema.idy"], Calls = ["PUT /descriptors/{id}"], NoDrift = Descriptor, Removed = (" namespace: member, cardinality", " cardinality", ["update schema.idy"]) },
        new("schema.relationships.*.cardinality", "schema.idy", "relationships/*/cardinality") { From = "cardinality: \"M:1\"", To = "cardinality: \"1:1\"", Actions = ["update schema.idy"], Calls = ["PUT /descriptors/{id}"], NoDrift = Descriptor, Removed = (", cardinality: \"M:1\"", "", ["update schema.idy"]) },
        new("schema.friendlyNames.* schema.friendlyNames.*.title", "schema.idy", "friendlyNames/*/title") { From = "title: Mail", To = "title: Post", Actions = ["update schema.idy"], Calls = ["PUT /descriptors/{id}"], NoDrift = Descriptor, Removed = (", _tenant.level: Level", "", ["update schema.idy"]) },
        new("schema.friendlyNames.*.description", "schema.idy", "friendlyNames/*/description") { From = "Where mail goes", To = "Where mail went", Actions = ["update schema.idy"], Calls = ["PUT /descriptors/{id}"], NoDrift = Descriptor, Removed = (", description: Where mail goes", "", ["update schema.idy"]) },
        new("schema.friendlyNames.*.values schema.friendlyNames.*.values.*", "schema.idy", "friendlyNames/*/values") { From = "values: { a: A }", To = "values: { a: B }", Actions = ["update schema.idy"], Calls = ["PUT /descriptors/{id}"], NoDrift = Descriptor, Removed = (", values: { a: A }", "", ["update schema.idy"]) },
        new("schema.deprecated", "schema.idy", "deprecated/*") { From = "deprecated: [mobilePhone.number]", To = "deprecated: [mobilePhone.number, homeAddress.city]", Actions = ["update schema.idy"], Calls = ["POST /descriptors"], NoDrift = Descriptor, Removed = ("    deprecated: [mobilePhone.number]\n", "", ["update schema.idy"]) },

        new("descriptor.schema", "descriptor.old", "schema") { From = "old: { schema: there, field: mobilePhone.number", To = "old: { schema: there2, field: mobilePhone.number", Actions = ["replace descriptor.old"], Calls = ["POST /descriptors", "DELETE /descriptors/{id}"], Edit = """{"xdm:sourceSchema":"https://ns.adobe.com/acme/schemas/theirs"}""", Untold = true, Stays = "required" },
        new("descriptor.fieldGroup", "descriptor.use", "fieldGroup") { From = "use: { fieldGroup: own, field: _tenant.memberId", To = "use: { fieldGroup: own2, field: _tenant.memberId", Actions = ["replace descriptor.use"], Calls = ["POST /descriptors", "DELETE /descriptors/{id}"], Edit = """{"xdm:sourceSchema":"https://ns.adobe.com/acme/mixins/theirs"}""", Untold = true, Stays = "required" },
        new("descriptor.field", "descriptor.old", "field") { From = "field: mobilePhone.number, deprecated", To = "field: homeAddress.country, deprecated", Actions = ["replace descriptor.old"], Calls = ["POST /descriptors", "DELETE /descriptors/{id}"], Edit = """{"xdm:sourceProperty":"/theirs"}""", Untold = true, Stays = "required" },
        new("descriptor.identity.namespace", "descriptor.mail", "identity/namespace") { From = "identity: { primary: true, namespace: Email }", To = "identity: { primary: true, namespace: Phone }", Actions = ["update descriptor.mail"], Calls = ["PUT /descriptors/{id}"], Edit = """{"xdm:namespace":"ECID"}""", Untold = true, Stays = "required" },
        new("descriptor.identity.primary", "descriptor.mail", "identity/primary") { From = "identity: { primary: true, namespace: Email }", To = "identity: { primary: false, namespace: Email }", Actions = ["update descriptor.mail"], Calls = ["PUT /descriptors/{id}"], Edit = """{"xdm:isPrimary":true}""", Conflict = false, Untold = true, Removed = ("identity: { primary: true, namespace: Email }", "identity: Email", ["update descriptor.mail"]) },
        new("descriptor.relationship.schema", "descriptor.lead", "relationship/schema") { From = "relationship: { schema: o, property: person.name.middleName, cardinality", To = "relationship: { schema: s, property: person.name.middleName, cardinality", Actions = ["update descriptor.lead"], Calls = ["PUT /descriptors/{id}"], Edit = """{"xdm:destinationSchema":"https://ns.adobe.com/acme/schemas/theirs"}""", Untold = true, Stays = "required" },
        new("descriptor.relationship.property", "descriptor.lead", "relationship/property") { From = "relationship: { schema: o, property: person.name.middleName, cardinality", To = "relationship: { schema: o, property: person.name.lastName, cardinality", Actions = ["update descriptor.lead"], Calls = ["PUT /descriptors/{id}"], Edit = """{"xdm:destinationProperty":"/theirs"}""", Untold = true, Removed = ("schema: o, property: person.name.middleName, cardinality: \"1:0\" } }\n  lead2", "schema: o, cardinality: \"1:0\" } }\n  lead2", ["update descriptor.lead"]) },
        new("descriptor.relationship.cardinality", "descriptor.lead", "relationship/cardinality") { From = "cardinality: \"1:0\" } }\n  lead2", To = "cardinality: \"1:1\" } }\n  lead2", Actions = ["update descriptor.lead"], Calls = ["PUT /descriptors/{id}"], Edit = """{"xdm:cardinality":"M:0"}""", Untold = true, Removed = (", cardinality: \"1:0\" } }\n  lead2", " } }\n  lead2", ["replace descriptor.lead"]) },
        new("descriptor.relationship", "descriptor.lead", "type") { From = ", cardinality: \"1:0\" } }\n  lead2", To = " } }\n  lead2", Actions = ["replace descriptor.lead"], Calls = ["POST /descriptors", "DELETE /descriptors/{id}"], NoDrift = "a descriptor keeps its type", Stays = "follows from what is said" },
        new("descriptor.referenceIdentity", "descriptor.lead2", "referenceIdentity") { From = "referenceIdentity: member", To = "referenceIdentity: Email", Actions = ["update descriptor.lead2"], Calls = ["PUT /descriptors/{id}"], Edit = """{"xdm:identityNamespace":"Phone"}""", Untold = true, Stays = "required" },
        new("descriptor.friendlyName.title", "descriptor.friend", "friendlyName/title") { From = "title: Town", To = "title: City", Actions = ["update descriptor.friend"], Calls = ["PUT /descriptors/{id}"], Edit = """{"xdm:title":{"en_us":"theirs"}}""", Untold = true, Removed = ("title: Town, ", "", ["update descriptor.friend"]) },
        new("descriptor.friendlyName.description", "descriptor.friend", "friendlyName/description") { From = "Where they live", To = "Where they lived", Actions = ["update descriptor.friend"], Calls = ["PUT /descriptors/{id}"], Edit = """{"xdm:description":{"en_us":"theirs"}}""", Untold = true, Removed = (", description: Where they live", "", ["update descriptor.friend"]) },
        new("descriptor.friendlyName.values descriptor.friendlyName.values.*", "descriptor.friend", "friendlyName/values") { From = "Where they live, values: { b: B }", To = "Where they live, values: { b: C }", Actions = ["update descriptor.friend"], Calls = ["PUT /descriptors/{id}"], Edit = """{"meta:enum":{"b":"theirs"}}""", Untold = true, Removed = ("Where they live, values: { b: B }", "Where they live", ["update descriptor.friend"]) },
        new("descriptor.deprecated", "descriptor.old", "type") { From = "mobilePhone.number, deprecated: true", To = "mobilePhone.number, friendlyName: Cell", Actions = ["replace descriptor.old"], Calls = ["POST /descriptors", "DELETE /descriptors/{id}"], NoDrift = "a descriptor keeps its type", Stays = "required" },
        new("descriptor.labels", "descriptor.use", "labels/*") { From = "labels: [C1, custom/secret]", To = "labels: [C1, I2]", Actions = ["update descriptor.use"], Calls = ["PUT /descriptors/{id}"], Edit = """{"xdm:labels":["core/C1"]}""", Conflict = false, Untold = true, Removed = ("labels: [C1, custom/secret]", "labels: [C1]", ["update descriptor.use"]) },
        new("dataset.name", "dataset.d", "name") { From = "d: { name: Members", To = "d: { name: People", Actions = ["update dataset.d"], Calls = ["PATCH /dataSets/{id} /name"], Edit = """{"name":"theirs"}""", Stays = "required" },
        new("dataset.description", "dataset.d", "description") { From = "All of them", To = "Some of them", Actions = ["update dataset.d"], Calls = ["PATCH /dataSets/{id} /description"], Edit = """{"description":"theirs"}""", Removed = (" description: All of them,", "", ["update dataset.d"]) },
        new("dataset.schema", "dataset.lone", "schema/*") { From = "name: Lone, schema: s }", To = "name: Lone, schema: o }", Actions = ["replace dataset.lone"], Calls = ["DELETE /dataSets/{id}", "POST /dataSets"], Edit = """{"schemaRef":{"id":"https://ns.adobe.com/acme/schemas/theirs"}}""", Stays = "required" },
        new("dataset.profile.enabled", "dataset.p", "profile/enabled") { From = "enabled: true, upsert: true", To = "enabled: false, upsert: false", Actions = ["update dataset.p"], Calls = ["PATCH /dataSets/{id} /tags/unifiedProfile"], Edit = """{"tags":{"unifiedProfile":["enabled:true"]}}""", Conflict = false, Removed = (" profile: { enabled: true, upsert: true },", "", ["update dataset.p"]) },
        new("dataset.profile.upsert", "dataset.p", "profile/upsert") { From = "upsert: true", To = "upsert: false", Actions = ["update dataset.p"], Calls = ["PATCH /dataSets/{id} /tags/unifiedProfile"], Edit = """{"tags":{"unifiedProfile":["enabled:true","isUpsert:true"]}}""", Conflict = false, Removed = (", upsert: true", "", ["update dataset.p"]) },
        new("dataset.identity.enabled", "dataset.p", "identity/enabled") { From = "identity: { enabled: true }", To = "identity: { enabled: false }", Actions = ["update dataset.p"], Calls = ["PATCH /dataSets/{id} /tags/unifiedIdentity"], Edit = """{"tags":{"unifiedIdentity":["enabled:true"]}}""", Conflict = false, Removed = (", identity: { enabled: true }", "", ["update dataset.p"]) },
        new("dataset.retention.lake", "dataset.seen", "retention/lake") { From = "lake: P90D", To = "lake: P120D", Actions = ["update dataset.seen"], Calls = ["PATCH /dataSets/{id} /extensions"], Edit = """{"extensions":{"adobe_lakeHouse":{"rowExpiration":{"ttlValue":"P60D"}}}}""", Removed = ("lake: P90D, ", "", []) },
        new("dataset.retention.profile", "dataset.seen", "retention/profile") { From = "profile: P30D", To = "profile: P40D", Actions = ["update dataset.seen"], Calls = ["PATCH /dataSets/{id} /extensions"], Edit = """{"extensions":{"adobe_unifiedProfile":{"rowExpiration":{"ttlValue":"P60D"}}}}""", Removed = (", profile: P30D", "", []) },
        new("datasetExpiration.name", "datasetExpiration.end", "name") { From = "name: End of d", To = "name: The end", Actions = ["update datasetExpiration.end"], Calls = ["PUT /ttl/{id}"], Edit = """{"displayName":"theirs"}""", Stays = "required" },
        new("datasetExpiration.description", "datasetExpiration.end", "description") { From = "Not needed", To = "Needless", Actions = ["update datasetExpiration.end"], Calls = ["PUT /ttl/{id}"], Edit = """{"description":"theirs"}""", Removed = (", description: Not needed", "", ["update datasetExpiration.end"]) },
        new("datasetExpiration.dataset", "datasetExpiration.end", "dataset") { From = "dataset: ends, expiry", To = "dataset: e, expiry", Actions = ["replace datasetExpiration.end"], Calls = ["POST /ttl", "DELETE /ttl/{id}"], Edit = """{"datasetId":"theirs"}""", Stays = "required" },
        new("datasetExpiration.expiry", "datasetExpiration.end", "expiry") { From = "expiry: 2040-01-01", To = "expiry: 2041-01-01", Actions = ["update datasetExpiration.end"], Calls = ["PUT /ttl/{id}"], Edit = """{"expiry":"2042-01-01T00:00:00Z"}""", Stays = "required" },
        new("datasetLabels.dataset", "datasetLabels.other", "dataset") { From = "dataset: e, labels", To = "dataset: lone, labels", Actions = ["replace datasetLabels.other"], Calls = ["POST /datasets/{id}/labels", "PUT /datasets/{id}/labels"], NoDrift = "labels belong to their dataset", Stays = "required" },
        new("datasetLabels.labels", "datasetLabels.other", "labels/*") { From = "labels: [C2, custom/own]", To = "labels: [C2, custom/other]", Actions = ["update datasetLabels.other"], Calls = ["PUT /datasets/{id}/labels"], Edit = """{"labels":["core/C2"]}""", Conflict = false, Untold = true, Removed = ("labels: [C2, custom/own]", "labels: [C2]", ["update datasetLabels.other"]) },
        new("dataset.labels", "datasetLabels.d", "labels/*") { From = "labels: [C1, C5]", To = "labels: [C1, C6]", Actions = ["update datasetLabels.d"], Calls = ["PUT /datasets/{id}/labels"], Edit = """{"labels":["C1"]}""", Conflict = false, Untold = true, Removed = (", labels: [C1, C5]", "", ["delete datasetLabels.d"]) },
        new("dataset.tags.*", "dataset.d", "tags/*") { From = "[loyalty, crm]", To = "[loyalty, crm, sales]", Actions = ["update dataset.d"], Calls = ["PATCH /dataSets/{id} /tags/team"], Edit = """{"tags":{"team":["theirs"]}}""", Removed = (", extra: [one]", "", ["update dataset.d"]) },

        new("sourceConnection.name", "sourceConnection.files", "name") { From = "name: Files", To = "name: Papers", Actions = ["update sourceConnection.files"], Calls = ["PATCH /sourceConnections/{id} /name"], Edit = """{"name":"theirs"}""", Stays = "required" },
        new("sourceConnection.description", "sourceConnection.files", "description") { From = "Of the night", To = "Of the day", Actions = ["update sourceConnection.files"], Calls = ["PATCH /sourceConnections/{id} /description"], Edit = """{"description":"theirs"}""", Removed = ("    description: Of the night\n", "", ["update sourceConnection.files"]) },
        new("sourceConnection.connection", "sourceConnection.files", "baseConnectionId") { From = "connection: s3\n", To = "connection: s3b\n", Actions = Files, Calls = ["POST /sourceConnections", "POST /flows", "DELETE /flows/{id}", "DELETE /sourceConnections/{id}"], Edit = """{"baseConnectionId":"11111111-2222-4333-8444-555555555555"}""", Stays = "required" },
        new("sourceConnection.type.id", "sourceConnection.typed", "spec/id") { From = "connection: s3b, type: { id: ecadc60c-7455-4d87-84dc-2a0e293d997b", To = "connection: r, type: { id: 4e98f16f-87d6-4ef0-bdc6-7a2b0fe76e62", Actions = ["replace sourceConnection.typed"], Calls = ["POST /sourceConnections"], Edit = """{"connectionSpec":{"id":"bcadc60c-7455-4d87-84dc-2a0e293d997b"}}""", Stays = "it is the connection's when left out" },
        new("sourceConnection.type.version", "sourceConnection.typed", "spec/version") { From = "connection: s3b, type: { id: ecadc60c-7455-4d87-84dc-2a0e293d997b, version: \"1.0\"", To = "connection: s3b, type: { id: ecadc60c-7455-4d87-84dc-2a0e293d997b, version: \"2.0\"", Actions = ["replace sourceConnection.typed"], Calls = ["POST /sourceConnections"], Edit = """{"connectionSpec":{"version":"3.0"}}""", Stays = "it is the connection's when left out" },
        new("sourceConnection.data", "sourceConnection.files", "data") { From = "type: int", To = "type: long", Actions = Files, Calls = ["POST /sourceConnections"], Edit = """{"data":{"columns":[{"name":"a","type":"theirs"}]}}""", Removed = ("    data: { format: delimited, columns: [{ name: a, type: int }] }\n", "", Files) },
        new("sourceConnection.params", "sourceConnection.files", "params") { From = "path: /in", To = "path: /new", Actions = Files, Calls = ["POST /sourceConnections"], Edit = """{"params":{"path":"theirs"}}""", Removed = ("    params: { path: /in }\n", "", Files) },

        new("targetConnection.name", "targetConnection.lake", "name") { From = "name: Lake", To = "name: Sea", Actions = ["update targetConnection.lake"], Calls = ["PATCH /targetConnections/{id} /name"], Edit = """{"name":"theirs"}""", Stays = "required" },
        new("targetConnection.description", "targetConnection.lake", "description") { From = "To the lake", To = "To the sea", Actions = ["update targetConnection.lake"], Calls = ["PATCH /targetConnections/{id} /description"], Edit = """{"description":"theirs"}""", Removed = (" description: To the lake,", "", ["update targetConnection.lake"]) },
        new("targetConnection.dataset", "targetConnection.lake", "dataSetId") { From = "To the lake, dataset: d", To = "To the lake, dataset: e", Actions = Files, Calls = ["POST /targetConnections", "POST /flows", "DELETE /flows/{id}", "DELETE /targetConnections/{id}"], Edit = """{"params":{"dataSetId":"theirs"}}""", Stays = "required" },
        new("targetConnection.dataset", "targetConnection.lake", "schema/*") { From = "To the lake, dataset: d", To = "To the lake, dataset: p", Actions = Files, Calls = ["POST /targetConnections"], Edit = """{"data":{"schema":{"id":"theirs"}}}""", Stays = "it is the dataset's" },
        new("targetConnection.type.id", "targetConnection.else", "spec/id") { From = "Elsewhere, type: { id: ecadc60c-7455-4d87-84dc-2a0e293d997b", To = "Elsewhere, type: { id: 4e98f16f-87d6-4ef0-bdc6-7a2b0fe76e62", Actions = ["replace targetConnection.else"], Calls = ["POST /targetConnections"], Edit = """{"connectionSpec":{"id":"4c1f2a3b-7455-4d87-84dc-2a0e293d997b"}}""", Stays = "another type has other fields" },
        new("targetConnection.type.version", "targetConnection.else", "spec/version") { From = "version: \"1.0\" }, data", To = "version: \"2.0\" }, data", Actions = ["replace targetConnection.else"], Calls = ["POST /targetConnections"], Edit = """{"connectionSpec":{"version":"3.0"}}""", Stays = "it is 1.0 when left out" },
        new("targetConnection.data", "targetConnection.else", "data") { From = "format: json", To = "format: avro", Actions = ["replace targetConnection.else"], Calls = ["POST /targetConnections"], Edit = """{"data":{"format":"theirs"}}""", Removed = (", data: { format: json }", "", ["replace targetConnection.else"]) },
        new("targetConnection.params", "targetConnection.else", "params") { From = "path: /out", To = "path: /off", Actions = ["replace targetConnection.else"], Calls = ["POST /targetConnections"], Edit = """{"params":{"path":"theirs"}}""", Removed = (", params: { path: /out }", "", ["replace targetConnection.else"]) },

        new("mapping.name", "mapping.m", "name") { From = "m: { name: Map,", To = "m: { name: Chart,", Actions = Mapping, Calls = ["PUT /mappingSets/{id}", "PATCH /flows/{id} /transformations/0"], Edit = """{"name":"theirs"}""", Stays = "it is the key when left out" },
        new("mapping.schema", "mapping.lone", "schema/*") { From = "name: Lone, schema: s, fields", To = "name: Lone, schema: o, fields", Actions = ["replace mapping.lone"], Calls = ["POST /mappingSets", "DELETE /mappingSets/{id}"], Edit = """{"outputSchema":{"schemaRef":{"id":"theirs"}}}""", Stays = "required" },
        new("mapping.inputSchema", "mapping.n", "inputSchema/*") { From = "inputSchema: o", To = "inputSchema: s", Actions = ["update mapping.n"], Calls = ["PUT /mappingSets/{id}"], Edit = """{"inputSchema":{"schemaRef":{"id":"theirs"}}}""", Removed = ("inputSchema: o, ", "", ["update mapping.n"]) },
        new("mapping.fields.* mapping.fields.*.source mapping.fields.*.expression mapping.fields.*.identity", "mapping.m", "fields/*") { From = "firstName: first", To = "firstName: { expression: 'trim(first)' }", Actions = Mapping, Calls = ["PUT /mappingSets/{id}", "PATCH /flows/{id} /transformations/0"], Edit = """{"mappings":[{"sourceType":"text/x.schema-path","source":"theirs","destination":"person.name.firstName"},{"sourceType":"text/x.aep-xl","source":"upper(last)","destination":"person.name.lastName"},{"sourceType":"text/x.schema-path","source":"born","destination":"person.birthDate","identity":true}]}""", Removed = ("person.name.lastName: { expression: 'upper(last)' }, ", "", Mapping) },

        new("flow.name", "flow.f", "name") { From = "name: Flow\n", To = "name: Stream\n", Actions = ["update flow.f"], Calls = ["PATCH /flows/{id} /name"], Edit = """{"name":"theirs"}""", Stays = "required" },
        new("flow.description", "flow.f", "description") { From = "Into the lake", To = "Into the sea", Actions = ["update flow.f"], Calls = ["PATCH /flows/{id} /description"], Edit = """{"description":"theirs"}""", Removed = ("    description: Into the lake\n", "", ["update flow.f"]) },
        new("flow.sourceConnection", "flow.nightly", "sourceConnectionId") { From = "sourceConnection: files", To = "sourceConnection: typed", Actions = ["replace sourceConnection.typed", "replace targetConnection.lake", "replace flow.nightly"], Calls = ["POST /flows", "DELETE /flows/{id}"], Edit = """{"sourceConnectionIds":["theirs"]}""", Stays = "required" },
        new("flow.targetConnection", "flow.nightly", "targetConnectionId") { From = "targetConnection: lake", To = "targetConnection: spare", Actions = ["replace sourceConnection.files", "replace targetConnection.spare", "replace flow.nightly"], Calls = ["POST /flows", "DELETE /flows/{id}"], Edit = """{"targetConnectionIds":["theirs"]}""", Stays = "required" },
        new("flow.source.connection", "sourceConnection.f", "baseConnectionId") { From = "source: { connection: web,", To = "source: { connection: web2,", Actions = ["replace sourceConnection.f", "replace targetConnection.f", "replace flow.f"], Calls = ["POST /sourceConnections", "POST /flows"], Edit = """{"baseConnectionId":"11111111-2222-4333-8444-555555555555"}""", Stays = "required" },
        new("flow.source.name", "sourceConnection.f", "name") { From = "name: In,", To = "name: Inlet,", Actions = ["update sourceConnection.f"], Calls = ["PATCH /sourceConnections/{id} /name"], Edit = """{"name":"theirs"}""", Stays = "it is made of the flow's when left out" },
        new("flow.source.description", "sourceConnection.f", "description") { From = "In of Flow", To = "Its inlet", Actions = ["update sourceConnection.f"], Calls = ["PATCH /sourceConnections/{id} /description"], Edit = """{"description":"theirs"}""", Removed = (", description: In of Flow", "", ["update sourceConnection.f"]) },
        new("flow.target.dataset", "targetConnection.f", "dataSetId") { From = "target: { dataset: d,", To = "target: { dataset: e,", Actions = ["replace sourceConnection.f", "replace targetConnection.f", "replace flow.f"], Calls = ["POST /targetConnections", "POST /flows"], Edit = """{"params":{"dataSetId":"theirs"}}""", Stays = "required" },
        new("flow.target.name", "targetConnection.f", "name") { From = "name: Out,", To = "name: Outlet,", Actions = ["update targetConnection.f"], Calls = ["PATCH /targetConnections/{id} /name"], Edit = """{"name":"theirs"}""", Stays = "it is made of the flow's when left out" },
        new("flow.target.description", "targetConnection.f", "description") { From = "Out of Flow", To = "Its outlet", Actions = ["update targetConnection.f"], Calls = ["PATCH /targetConnections/{id} /description"], Edit = """{"description":"theirs"}""", Removed = (", description: Out of Flow", "", ["update targetConnection.f"]) },
        new("flow.mapping", "flow.f", "mapping/*") { From = "mapping: m", To = "mapping: n", Actions = ["update flow.f"], Calls = ["PATCH /flows/{id} /transformations/0"], Edit = """{"transformations":[{"name":"Mapping","params":{"mappingId":"theirs","mappingVersion":"0"}}]}""", Stays = "raw data needs one" },
        new("flow.flowSpec.id", "flow.nightly", "flowSpec/id") { From = "sourceConnection: files\n    targetConnection: lake\n    flowSpec: { id: 9753525b-82c7-4dce-8a9b-5ccfce2b9876", To = "sourceConnection: xs\n    targetConnection: lake\n    flowSpec: { id: d8a6f005-7eaf-4153-983e-e8574508b877", Actions = ["replace sourceConnection.xs", "replace targetConnection.lake", "replace flow.nightly"], Calls = ["POST /flows", "DELETE /flows/{id}"], Edit = """{"flowSpec":{"id":"theirs"}}""", Stays = "required" },
        new("flow.flowSpec.version", "flow.nightly", "flowSpec/version") { From = "5ccfce2b9876, version: \"1.0\"", To = "5ccfce2b9876, version: \"2.0\"", Actions = ["replace flow.nightly"], Calls = ["POST /flows", "DELETE /flows/{id}"], Edit = """{"flowSpec":{"version":"3.0"}}""", Stays = "it is 1.0 when left out" },
        new("flow.copy.column", "flow.rows", "copy/column") { From = "column: changed", To = "column: updated", Actions = ["update flow.rows"], Calls = ["PATCH /flows/{id} /transformations"], Edit = """{"transformations":[{"name":"Copy","params":{"deltaColumn":{"name":"theirs"}}}]}""", Removed = (", copy: { column: changed, format: YYYY, timezone: UTC }", "", ["update flow.rows"]) },
        new("flow.copy.format", "flow.rows", "copy/format") { From = "format: YYYY", To = "format: YY", Actions = ["update flow.rows"], Calls = ["PATCH /flows/{id} /transformations"], Edit = """{"transformations":[{"name":"Copy","params":{"deltaColumn":{"name":"changed","dateFormat":"theirs"}}}]}""", Removed = (", format: YYYY", "", ["update flow.rows"]) },
        new("flow.copy.timezone", "flow.rows", "copy/timezone") { From = "timezone: UTC", To = "timezone: CET", Actions = ["update flow.rows"], Calls = ["PATCH /flows/{id} /transformations"], Edit = """{"transformations":[{"name":"Copy","params":{"deltaColumn":{"name":"changed","timezone":"theirs"}}}]}""", Removed = (", timezone: UTC }", " }", ["update flow.rows"]) },
        new("flow.encryption", "flow.hidden", "encryption") { From = "encryption: key-1", To = "encryption: key-2", Actions = ["update flow.hidden"], Calls = ["PATCH /flows/{id} /transformations"], Edit = """{"transformations":[{"name":"Encryption","params":{"publicKeyId":"theirs"}}]}""", Removed = (", encryption: key-1", "", ["update flow.hidden"]) },
        new("flow.enabled", "flow.f", "enabled") { From = "enabled: true\n  nightly", To = "enabled: false\n  nightly", Actions = ["update flow.f"], Calls = ["POST /flows/{id}/action?op=disable"], Edit = """{"state":"enabled"}""", Conflict = false, Stays = "true when left out" },
        new("flow.schedule", "flow.nightly", "schedule") { From = "interval: 1", To = "interval: 2", Actions = ["update flow.nightly"], Calls = ["PATCH /flows/{id} /scheduleParams/interval"], Edit = """{"scheduleParams":{"interval":"9"}}""", Removed = ("    schedule: { startTime: 1700000000, frequency: day, interval: 1 }", "", ["update flow.nightly"]) },
    ];
}
