using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FlowPlan.Aep.Kinds.Sources;
using FlowPlan.Aep.Tests.Dialect;
using FlowPlan.Aep.Tests.Emulated;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Aep.Tests.Kinds.Sources;

/// <summary>Sources by name: each from the manifest to the exact bodies of connection, source connection and flow.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed partial class SourceTests
{
    private const string Files = """ "data":{"format":"delimited","properties":{"columnDelimiter":";","compressionType":"gzip"}},"params":{"path":"/in/*.csv","recursive":true} """;

    private static IEnumerable<TestCaseData> Rows => SourceTable.All.Select(s => s switch
    {
        { Family: SourceFamily.Files } => new TestCaseData(s, "path: /in/*.csv, format: delimited, delimiter: \";\", compression: gzip, recursive: true", Files),
        { Family: SourceFamily.Tables } => new TestCaseData(s, "table: orders, columns: [{ name: a, type: string }]", """ "data":{"format":"tabular"},"params":{"columns":[{"name":"a","type":"string"}],"tableName":"orders"} """),
        { Name: "kinesis" } => new TestCaseData(s, "stream: orders, reset: latest, dataType: raw", """ "data":{"format":"json"},"params":{"dataType":"raw","reset":"latest","stream":"orders"} """),
        { Name: "event-hubs" } => new TestCaseData(s, "eventHub: orders, consumerGroup: us", """ "data":{"format":"json"},"params":{"consumerGroup":"us","eventHubName":"orders"} """),
        _ => new TestCaseData(s, "topic: orders, subscription: us", """ "data":{"format":"json"},"params":{"subscriptionName":"us","topicName":"orders"} """),
    }).Select(c => c.SetArgDisplayNames(((SourceType)c.Arguments[0]!).Name));

    [TestCaseSource(nameof(Rows))]
    public async Task A_manifest_becomes_these_bodies(SourceType source, string keys, string expected)
    {
        var (auth, parameters) = source.Auth.Length > 0 ? (source.Auth[0].Name, source.Auth[0].Required) : ("Any", ["user"]);
        var (more, before, after) = source.Family switch
        {
            SourceFamily.Files => (", encryption: key-1", string.Empty, """,{"name":"Encryption","params":{"publicKeyId":"key-1"}}"""),
            SourceFamily.Tables => (", copy: { column: changed, format: YYYY-MM-DD, timezone: UTC }", """{"name":"Copy","params":{"deltaColumn":{"name":"changed","dateFormat":"YYYY-MM-DD","timezone":"UTC"}}},""", string.Empty),
            _ => (string.Empty, string.Empty, string.Empty),
        };
        await using var bench = await Bench.StartAsync($$"""
            apiVersion: flowplan/v1
            project: acme
            variables: { secret: { sensitive: true } }
            connections:
              c: { name: C, type: {{source.Name}}, auth: { specName: {{auth}}, params: { {{string.Join(", ", parameters.Select(p => $"{p}: \"{{{{ var.secret }}}}\""))}} } } }
            schemas: { s: { title: S, class: profile, fieldGroups: [https://ns.adobe.com/xdm/context/profile-person-details] } }
            datasets: { d: { name: D, schema: s } }
            mappings: { m: { schema: s, fields: { person.name.firstName: a } } }
            flows:
              f: { name: F, source: { connection: c, {{keys}} }, target: { dataset: d }, mapping: m, schedule: { every: 1h, start: "2033-05-18T03:33:20Z", backfill: true }{{more}} }
            """);
        bench.Variables = ["secret=hush"];

        await bench.ApplyAsync();

        Assert.That((await bench.PlanAsync()).HasChanges, Is.False);
        Assert.That(Body(bench, "/connections"), Is.EqualTo(Json($$$"""
            {"name":"C","auth":{"specName":"{{{auth}}}","params":{ {{{string.Join(",", parameters.Order(StringComparer.Ordinal).Select(p => $"\"{p}\":\"hush\""))}}} }},"connectionSpec":{"id":"{{{source.ConnectionSpec}}}","version":"1.0"}}
            """)));
        Assert.That(Body(bench, "/sourceConnections"), Is.EqualTo(Json($$$"""
            {"name":"F Source","baseConnectionId":"{{{bench.Id("connection.c")}}}",{{{expected}}},"connectionSpec":{"id":"{{{source.ConnectionSpec}}}","version":"1.0"}}
            """)));
        Assert.That(Body(bench, "/flows"), Is.EqualTo(Json($$$"""
            {"name":"F","flowSpec":{"id":"{{{source.FlowSpec}}}","version":"1.0"},"sourceConnectionIds":["{{{bench.Id("sourceConnection.f")}}}"],"targetConnectionIds":["{{{bench.Id("targetConnection.f")}}}"],
             "transformations":[{{{before}}}{"name":"Mapping","params":{"mappingId":"{{{bench.Id("mapping.m")}}}","mappingVersion":0}}{{{after}}}],"scheduleParams":{"backfill":true,"frequency":"hour","interval":1,"startTime":2000000000}}
            """)));
    }

    [TestCase("every: 15m", "minute", 15)]
    [TestCase("every: 1d", "day", 1)]
    [TestCase("every: 2w", "week", 2)]
    [TestCase("every: once", "once", null)]
    public void A_schedule_says_how_often(string every, string frequency, int? interval)
    {
        using var folder = new ManifestFolder();

        var schedule = (Core.Values.Value.Map)folder.Resource(Base($"{every}, start: \"2033-05-18T03:33:20Z\""), "flow.f", "s=x").Fields["schedule"]!;

        Assert.That(schedule.TextOf("frequency"), Is.EqualTo(frequency));
        Assert.That(schedule["interval"]?.ToString(), Is.EqualTo(interval?.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        Assert.That(schedule["startTime"], Is.EqualTo(Core.Values.Value.Of(2000000000m)));
    }

    [TestCase("every: 5m, start: 2033-05-18", "15m")]
    [TestCase("every: 1x, start: 2033-05-18", "every")]
    [TestCase("every: 0h, start: 2033-05-18", "every")]
    [TestCase("every: 1h", "start")]
    [TestCase("every: 1h, start: soon", "start")]
    [TestCase("every: 1h, start: \"18:00\"", "start")]
    [TestCase("every: 1h, start: 5/6/2033", "start")]
    [TestCase("every: once, start: 2033-05-18, backfill: true", "backfill")]
    [TestCase("every: 1h, start: 2033-05-18, frequency: hour", "frequency")]
    public void A_schedule_that_is_not_valid_is_told(string schedule, string told)
    {
        using var folder = new ManifestFolder();

        var found = folder.Findings(Base(schedule), "s=x").Single();

        Assert.That((found.Code, found.Severity), Is.EqualTo(("FP2042", Severity.Error)));
        Assert.That(found.Message, Does.Contain(told));
    }

    [TestCase("frequency: minute, interval: 5", "interval")]
    [TestCase("frequency: minute, interval: \"5\"", "interval")]
    [TestCase("frequency: hour, interval: 0", "interval")]
    [TestCase("frequency: once, interval: 1", "interval")]
    [TestCase("frequency: once, backfill: true", "backfill")]
    [TestCase("frequency: once, backfill: false", "backfill")]
    [TestCase("frequency: hour", "interval")]
    [TestCase("frequency: hour, interval: \"{{ var.s }}\"", null)]
    [TestCase("frequency: once", null)]
    [TestCase("frequency: hourly, interval: 1", "frequency")]
    [TestCase("frequency: minute, interval: 15", null)]
    [TestCase("frequency: week, interval: 1, backfill: true", null)]
    public void A_schedule_in_the_words_of_the_service_has_the_same_rules(string schedule, string? at)
    {
        using var folder = new ManifestFolder();

        var found = folder.Findings(Base($"startTime: 2000000000, {schedule}"), "s=x");

        Assert.That(found.Select(d => (d.Code, d.Message.Contains($"'{at}'", StringComparison.Ordinal))), Is.EqualTo(at is null ? [] : new[] { ("FP2042", true) }));
    }

    [TestCase("copy: changed, schedule", "'copy'")]
    [TestCase("encryption: key, schedule", null)]
    public void A_transformation_belongs_to_its_sort_of_source(string keys, string? told)
    {
        using var folder = new ManifestFolder();

        var found = folder.Findings(Base("every: 1h, start: 2033-05-18").Replace("schedule", keys, StringComparison.Ordinal), "s=x");

        Assert.That(found.Select(d => (d.Code, d.Message.Contains(told!, StringComparison.Ordinal))), Is.EqualTo(told is null ? [] : new[] { ("FP2040", true) }));
    }

    [TestCase("path: /a, ", "", "FP2040", "'path'")]
    [TestCase("format: delimited", "stream: x, format: delimited", "FP2040", "'stream'")]
    [TestCase("s3SecretKey: \"{{ var.s }}\"", "s3SecretKey: open", "FP2041", "s3SecretKey")]
    [TestCase("s3SecretKey: \"{{ var.s }}\"", "bucket: x", "FP2040", "bucket")]
    [TestCase("specName: Access Key", "specName: Access", "FP2040", "Access")]
    [TestCase("type: amazon-s3", "type: { id: ecadc60c-7455-4d87-84dc-2a0e293d997b }", "FP2040", "names its source")]
    public void What_a_source_does_not_take_is_told(string from, string to, string code, string told)
    {
        using var folder = new ManifestFolder();
        Assert.That(Base("every: 1h, start: 2033-05-18"), Does.Contain(from));

        var found = folder.Findings(Base("every: 1h, start: 2033-05-18").Replace(from, to, StringComparison.Ordinal), "s=x");

        Assert.That(found.Select(d => d.Code), Has.Member(code), string.Join('\n', found.Select(d => d.Message)));
        Assert.That(found.Any(d => $"{d.Message} {d.Help}".Contains(told, StringComparison.Ordinal)), Is.True);
    }

    [TestCase("pubsub", "topic: t, subscription: one", "topic: t, subscription: two")]
    [TestCase("event-hubs", "eventHub: h, consumerGroup: one", "eventHub: h, consumerGroup: two")]
    public void Two_flows_cannot_read_one_subscription_or_consumer_group(string type, string same, string other)
    {
        using var folder = new ManifestFolder();
        string Manifest(string second) => $"connections: {{ c: {{ name: C, type: {type} }} }}\nsourceConnections:\n  a: {{ name: A, connection: c, {same} }}\n  b: {{ name: B, connection: c, {second} }}\n";

        Assert.That(folder.Findings(Manifest(same)).Select(d => d.Code), Is.EqualTo(new[] { "FP2043" }));
        Assert.That(folder.Findings(Manifest(other)), Is.Empty);
    }

    private static string Base(string schedule) => $$"""
        variables: { s: { sensitive: true } }
        connections: { c: { name: C, type: amazon-s3, auth: { specName: Access Key, params: { s3AccessKey: "VAR", s3SecretKey: "VAR" } } } }
        schemas: { s: { ref: S } }
        datasets: { d: { name: D, schema: s } }
        flows: { f: { name: F, source: { connection: c, path: /a, format: delimited }, target: { dataset: d }, schedule: { {{schedule}} } } }

        """.Replace("VAR", "{{ var.s }}", StringComparison.Ordinal);

    private static string Body(Bench bench, string end) => Json(Redacted().Replace(bench.Writes.Single(w => w.Method == "POST" && w.PathAndQuery.EndsWith(end, StringComparison.Ordinal)).Body, "hush"));

    /// <summary>The emulator does not record secrets.</summary>
    [GeneratedRegex(@"\(redacted: [0-9a-f]+\)")]
    private static partial Regex Redacted();

    private static string Json(string text) => Sorted(JsonNode.Parse(text)!)!.ToJsonString();

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, Sorted(p.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
