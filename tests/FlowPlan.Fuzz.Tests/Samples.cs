using System.Collections.Immutable;
using System.Text;
using FlowPlan.Core.State;
using FlowPlan.Core.State.Serialization;
using FlowPlan.Core.Values;

namespace FlowPlan.Fuzz.Tests;

/// <summary>Whole and right ones of everything that is mutated; a test proves that they are.</summary>
internal static class Samples
{
    public static readonly byte[] Manifest = Encoding.UTF8.GetBytes(
        """
        # yaml-language-server: $schema=../schema/flowplan.schema.json
        apiVersion: flowplan/v1
        project: acme
        include: more.yaml
        variables:
          brand: { default: ACME, validation: { pattern: "^[A-Z]+$", message: capitals } }
          count: { type: number, default: 3, validation: { min: 1, max: 9.5 } }
          hosts: { type: list, default: [a, &h b] }
          key: { sensitive: true }
        environments:
          dev:
            sandbox: dev
            variables: { brand: "DEV" }
            overrides: { flows: { orders: { enabled: false } } }
          prod: { sandbox: prod }
        connections:
          web:
            name: "{{ var.brand }} Web \u00e9 {{ if var.count > 2 }}big{{ end }}"
            description: |-
              two {{ environment.name }}
                lines
            dataType: raw
            authenticationRequired: true
          s3:
            name: Bucket
            type: { id: ecadc60c-7455-4d87-84dc-2a0e293d997b, version: "1.0" }
            auth: { specName: 'Access Key', params: { s3AccessKey: "{{ var.key }}", s3SecretKey: "{{ var.key }}" } }
        identityNamespaces:
          member: { code: memberId, name: Member ID, idType: Cross_device }
        dataTypes:
          postal: { title: Postal, fields: { city: string, zip: { type: string, pattern: "^[0-9]+$" } } }
        classes:
          machine: { title: Machine, behavior: record, fields: { serial: string } }
        fieldGroups:
          own:
            title: Own
            classes: [profile, machine]
            fields:
              memberId: { type: string, title: Member, enum: [a, b], values: { a: A } }
              home: { ref: postal }
              orders[].sku: { type: string, maxLength: 20 }
              scores: { type: map, items: integer }
        schemas:
          members: { title: Members, class: profile, fieldGroups: [own], identities: { _tenant.memberId: { namespace: member, primary: true } }, friendlyNames: { _tenant.memberId: Number }, profile: true }
          orders: { definition: orders.json }
          loyalty: { ref: "https://ns.adobe.com/acme/schemas/7f68", version: "1.0" }
        datasets:
          orders: { name: Orders, schema: orders, profile: { enabled: true }, identity: true, tags: { team: [a, b] }, labels: [C1, C5] }
          seen: { name: Seen, schema: loyalty }
        descriptors:
          use: { fieldGroup: own, field: _tenant.memberId, labels: [C1, custom/a] }
        datasetExpirations:
          end: { name: End, dataset: seen, expiry: 2090-01-01 }
        datasetLabels:
          seen: { dataset: seen, labels: [C2] }
        mappings:
          orders:
            name: Orders Mapping
            schema: orders
            fields:
              person.name.firstName: firstName
              person.name.fullName: { expression: 'concat(a, " ", b)' }
        flows:
          orders:
            name: Orders
            source: { connection: web }
            target: { dataset: orders }
            mapping: orders
            lifecycle: { preventDestroy: true, ignoreChanges: [description] }
        outputs:
          inlet: connections.web.inletUrl
          flow: { value: flows.orders.id, description: o }
        moved: [{ from: flow.old, to: flow.orders }]

        """);

    public static readonly byte[] Fragment = Encoding.UTF8.GetBytes("connections:\n  other: { name: Other, dataType: xdm }\n");

    public static readonly byte[] Definition = Encoding.UTF8.GetBytes(
        """
        {
          "title": "Orders", "description": "d", "type": "object",
          "allOf": [{ "$ref": "https://ns.adobe.com/xdm/context/profile" }, { "$ref": "https://ns.adobe.com/xdm/context/profile-person-details" }, { "$ref": "https://ns.adobe.com/xdm/context/identitymap" }],
          "meta:immutableTags": ["union"]
        }
        """);

    public const string ManifestAsJson =
        """
        {"apiVersion": "flowplan/v1", "project": "acme",
         "variables": {"brand": {"default": "ACME"}, "key": {"sensitive": true}, "list": {"type": "list", "default": [1, "b", {"k": "v"}]}, "map": {"type": "map", "default": {"k": "v"}}},
         "environments": {"dev": {"sandbox": "dev", "overrides": {"flows": {"orders": {"enabled": false}}}}, "prod": {"sandbox": "prod", "variables": {"brand": "P"}}},
         "connections": {"web": {"name": "{{ var.brand }} Web", "dataType": "raw", "lifecycle": {"preventDestroy": true}},
           "s3": {"name": "Bucket", "type": {"id": "ecadc60c-7455-4d87-84dc-2a0e293d997b", "version": "1.0"}, "auth": {"specName": "Access Key", "params": {"s3SecretKey": "{{ var.key }}"}}},
           "theirs": {"existing": {"name": "Theirs"}}},
         "schemas": {"orders": {"definition": {"title": "Orders", "class": "https://ns.adobe.com/xdm/context/profile", "fieldGroups": ["https://ns.adobe.com/xdm/context/profile-person-details"]}}, "loyalty": {"ref": "Loyalty"}},
         "datasets": {"orders": {"name": "Orders", "schema": "orders", "profile": {"enabled": false}, "tags": {"team": ["a"]}}},
         "mappings": {"orders": {"name": "M", "schema": "orders", "fields": {"_id": "c", "createdByBatchID": {"source": "e"}, "modifiedByBatchID": {"expression": "concat(g, \"h\")"}}}},
         "sourceConnections": {"shared": {"name": "Shared", "connection": "web"}},
         "flows": {"orders": {"name": "Orders", "source": {"connection": "web"}, "target": {"dataset": "orders"}, "mapping": "orders", "dependsOn": ["connection.s3"]},
           "second": {"name": "Second", "sourceConnection": "shared", "target": {"dataset": "orders"}, "mapping": "orders"}},
         "outputs": {"inlet": "connections.web.inletUrl"}, "moved": [{"from": "flow.old", "to": "flow.orders"}]}
        """;

    private static readonly ResourceState Web = new()
    {
        Id = "c-1",
        Etag = "\"0500\"",
        Fields = Value.Map.Of(
            ("name", Value.Of("Web \"é\" 🚀")),
            ("rate", Value.Of(1.50m)),
            ("nothing", Value.NullValue),
            ("steps", new Value.List([Value.Of(1), Value.Of("two"), Value.Of(true)])),
            ("token", new Value.SecretDigest("00ff")),
            ("part", Value.Map.Of(("$ref", Value.Of("https://ns.adobe.com/xdm/x"))))),
        Attributes = Value.Map.Of(("id", Value.Of("c-1")), ("inletUrl", Value.Of("https://dcs.example/collection/c-1"))),
    };

    private static readonly ResourceState Orders = new()
    {
        Id = "f-1",
        Fields = Value.Map.Of(("name", Value.Of("Orders")), ("source", new Value.Reference(new("connection", "web"), "id"))),
        Dependencies = [new("connection", "web")],
        PreventDestroy = true,
    };

    public static readonly byte[] Lockfile = LockfileText.Write(new Lockfile
    {
        Lineage = "3f9d6f0a",
        Serial = 7,
        Scope = new("acme", "dev", "ACME@AdobeOrg", "dev"),
        Resources = ImmutableSortedDictionary<ResourceAddress, ResourceState>.Empty.Add(new("connection", "web"), Web).Add(new("flow", "orders"), Orders),
        Outputs = Value.Map.Of(("inlet", Value.Of("https://dcs.example/collection/c-1"))),
    });

    public static readonly byte[] Journal =
    [
        .. new JournalEntry[]
        {
            new JournalEntry.Opened(0, "3f9d6f0a", new("acme", "dev", "ACME@AdobeOrg", "dev")),
            new JournalEntry.Intended(1, new(new("connection", "web"), OperationKind.Create, "Web", ["old-1"], null)),
            new JournalEntry.Recorded(2, 1, new("connection", "web"), Web),
            new JournalEntry.Intended(3, new(new("flow", "orders"), OperationKind.Update, null, [], "f-1")),
            new JournalEntry.Failed(4, 3, true, "FP3020"),
            new JournalEntry.Recorded(5, null, new("flow", "gone"), null),
            new JournalEntry.Intended(6, new(new("flow", "orders"), OperationKind.Delete, null, [], "f-1")),
        }.SelectMany(JournalText.Write),
    ];
}
