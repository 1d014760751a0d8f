using System.Globalization;
using System.Text.Json.Nodes;
using FlowPlan.Aep.Tests.Emulated;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;

namespace FlowPlan.Aep.Tests.Kinds.Mappings;

/// <summary>A plan has Data Prep validate the mapping sets that it would write, and only those.</summary>
[TestFixture]
internal sealed class MappingValidationTests
{
    private const string Head = """
        apiVersion: flowplan/v1
        project: acme
        schemas:
          s: { title: S, class: profile, fieldGroups: [https://ns.adobe.com/xdm/context/profile-person-details] }
        mappings:

        """;

    private const string One = Head + "  m: { schema: s, fields: { person.name.firstName: a } }\n";

    private const string Changed = Head + """
          m:
            schema: s
            fields:
              person.name.firstName: b
              person.name.lastName: { expression: 'lower(family)' }
        """;

    [Test]
    public async Task What_the_service_would_reject_is_an_error_where_it_is_declared()
    {
        await using var bench = await StartAsync(One, Changed);
        await AnswerAsync(bench, """
            {"validationResponse":[{"status":"SUCCESS","errors":null},{"status":"FAILED","errors":[{"source":"lower(family)","sourceType":"EXPRESSION","destination":"person.name.lastName","exception":"MAPPER-3700-400:\nlower is gone."}]}]}
            """);

        var planned = await bench.TryPlanAsync();

        Assert.That(Shown(planned), Is.EqualTo((string[])["FP2551 error mapping.m 10:43: Data Prep would reject the mapping to 'person.name.lastName': MAPPER-3700-400: lower is gone"]));
        var sent = JsonNode.Parse(Validations(bench).Single().Body!)!;
        Assert.That(sent["mappings"]!.AsArray().Select(m => $"{m!["sourceType"]} {m["source"]} {m["destination"]}"), Is.EqualTo((string[])["ATTRIBUTE b person.name.firstName", "EXPRESSION lower(family) person.name.lastName"]));
        Assert.That((string?)sent["outputSchema"]!["schemaRef"]!["id"], Is.EqualTo(bench.Id("schema.s")));
    }

    [TestCase("""{"validationResponse":[{"status":"FAILED","errors":null},{"status":"SUCCESS"}]}""", "9:7: Data Prep would reject the mapping to 'person.name.firstName'")]
    [TestCase("""{"validationResponse":[{"status":"SUCCESS"},{"status":"FAILED","errors":[{"exception":"no"}]}]}""", "10:43: Data Prep would reject the mapping to 'person.name.lastName': no")]
    [TestCase("""{"validationResponse":[{"status":"SUCCESS"},{"status":"SUCCESS"},{"status":"FAILED","errors":[{"destination":"x","exception":"no"}]}]}""", "6:3: Data Prep would reject the mapping: no")]
    public async Task An_answer_that_names_no_target_counts_by_its_position(string answer, string expected)
    {
        await using var bench = await StartAsync(One, Changed);
        await AnswerAsync(bench, answer);

        Assert.That(Shown(await bench.TryPlanAsync()), Is.EqualTo((string[])[$"FP2551 error mapping.m {expected}"]));
    }

    [Test]
    public async Task A_set_that_is_invalid_as_a_whole_is_an_error()
    {
        await using var bench = await StartAsync(One, Changed);
        await bench.InjectAsync("""[{"path":"/mappingSets/validate$","status":400,"body":"{\"message\":\"the set is too large\"}"}]""");

        Assert.That(Shown(await bench.TryPlanAsync()).Single(), Does.StartWith("FP2551 error mapping.m 6:3: Data Prep would reject the mapping"));
    }

    [Test]
    public async Task A_set_with_a_field_that_a_schema_of_others_does_not_have_is_not_sent()
    {
        await using var bench = await StartAsync(One, One);
        var id = bench.Id("schema.s");
        bench.Manifest = Head.Replace("schemas:", $"schemas:\n  other: {{ existing: {{ id: {id} }} }}", StringComparison.Ordinal) + "  m: { schema: s, fields: { person.name.firstName: a } }\n  n: { schema: other, fields: { _tenant.size: a } }\n";

        bench.Forget();

        Assert.That(Shown(await bench.TryPlanAsync()), Is.EqualTo((string[])["FP2532 error mapping.n 8:33: schema.other has no field '_tenant'"]));
        Assert.That(Validations(bench), Is.Empty);
    }

    [Test]
    public async Task A_mapping_that_stays_as_it_is_and_has_a_field_that_its_schema_lost_is_a_warning()
    {
        await using var bench = await StartAsync(One, One);
        var id = bench.Id("schema.s");
        var other = Head.Replace("schemas:", $"schemas:\n  other: {{ existing: {{ id: {id} }} }}", StringComparison.Ordinal) + "  m: { schema: s, fields: { person.name.firstName: a } }\n  n: { schema: other, fields: { FIELD: a } }\n";
        bench.Manifest = other.Replace("FIELD", "person.name.lastName", StringComparison.Ordinal);
        await bench.ApplyAsync();
        bench.Edit("schema.s", """{"allOf":[{"$ref":"https://ns.adobe.com/xdm/context/profile"}]}""");

        var unchanged = await bench.TryPlanAsync();
        bench.Manifest = other.Replace("FIELD", "person.name.middleName", StringComparison.Ordinal);
        var changed = await bench.TryPlanAsync();

        Assert.That(Shown(unchanged), Has.Some.EqualTo("FP4108 warning mapping.n 8:33: mapping.n stays as it is, but schema.other has no field 'person' (FP2532)"));
        Assert.That((unchanged.Succeeded, changed.Succeeded), Is.EqualTo((true, false)));
        Assert.That(Shown(changed), Has.Some.EqualTo("FP2532 error mapping.n 8:33: schema.other has no field 'person'"));
    }

    [TestCase("  m: { schema: s, fields: { person.name.firstName: a } }\n", Description = "no change")]
    [TestCase("  m: { schema: t, fields: { person.name.firstName: a } }\nschemas2", Description = "a schema that is new")]
    [TestCase("schema", Description = "a schema that changes")]
    public async Task What_is_not_written_or_has_a_schema_that_is_not_there_yet_is_not_sent(string change)
    {
        await using var bench = await StartAsync(One, One);
        bench.Manifest = change switch
        {
            "schema" => Changed.Replace("profile-person-details]", "profile-person-details, https://ns.adobe.com/xdm/context/profile-personal-details]", StringComparison.Ordinal),
            _ when change.EndsWith("schemas2", StringComparison.Ordinal) => Head.Replace("mappings:", "  t: { title: T, class: profile, fieldGroups: [https://ns.adobe.com/xdm/context/profile-person-details] }\nmappings:", StringComparison.Ordinal) + change[..^8],
            _ => Head + change,
        };
        bench.Forget();

        var planned = await bench.TryPlanAsync();

        Assert.That(planned.Succeeded, Is.True, string.Join('\n', Shown(planned)));
        Assert.That(Validations(bench), Is.Empty);
    }

    [Test]
    public async Task It_can_be_switched_off_and_a_plan_of_other_resources_sends_nothing()
    {
        await using var bench = await StartAsync(One, Changed);

        var limited = await bench.TryPlanAsync(new() { Only = ["schema.s"] });
        bench.ServiceChecks = false;
        var off = await bench.TryPlanAsync();

        Assert.That((limited.Succeeded, off.Value!.HasChanges), Is.EqualTo((true, true)));
        Assert.That(Validations(bench), Is.Empty);
    }

    [TestCase("""{"status":403}""", "it denied access to POST /data/foundation/conversion/mappingSets/validate (403)", false)]
    [TestCase("""{"status":404}""", "it does not have POST /data/foundation/conversion/mappingSets/validate (404)", false)]
    [TestCase("""{"status":500}""", "POST /data/foundation/conversion/mappingSets/validate failed (500)", true)]
    [TestCase("""{"cut":"after"}""", "it closed the connection during POST /data/foundation/conversion/mappingSets/validate", true)]
    [TestCase("""{"cut":"before"}""", "it closed the connection during POST /data/foundation/conversion/mappingSets/validate", true)]
    [TestCase("""{"body":"{}"}""", "it returned an unexpected response to POST /data/foundation/conversion/mappingSets/validate: it has no validation", true)]
    [TestCase("""{"malformed":true}""", "it returned an unexpected response to POST /data/foundation/conversion/mappingSets/validate: the JSON is malformed or truncated", true)]
    public async Task Where_the_service_does_not_answer_the_plan_says_so_once_and_goes_on(string fault, string reason, bool asksForEach)
    {
        const int Sets = 30;
        var more = string.Concat(Enumerable.Range(0, Sets).Select(i => string.Create(CultureInfo.InvariantCulture, $"  m{i}: {{ schema: s, fields: {{ person.name.firstName: a }} }}\n")));
        await using var bench = await StartAsync(One, One + more);
        await bench.InjectAsync($$"""[{"path":"/mappingSets/validate$","times":-1,{{fault[1..]}}]""");

        var planned = await bench.TryPlanAsync();

        Assert.That(Shown(planned), Is.EqualTo((string[])[$"FP2552 warning  7:3: Data Prep did not validate 30 mappings: {reason}"]));
        Assert.That(planned.Value!.Actions.Count(a => a.Kind == ActionKind.Create), Is.EqualTo(Sets));
        Assert.That(Validations(bench).Count, asksForEach ? Is.EqualTo(Sets) : Is.LessThan(Sets));
    }

    [Test]
    public async Task Secrets_are_not_sent()
    {
        const string Secret = "variables: { key: { sensitive: true } }\n";
        await using var bench = await StartAsync(Secret + One, Secret + Changed + "\n      person.name.middleName: { expression: 'upper(\"{{ var.key }}\")', description: '{{ var.key }}' }\n");
        bench.Variables = ["key=hush"];

        var planned = await bench.TryPlanAsync();

        Assert.That(planned.Succeeded, Is.True, string.Join('\n', Shown(planned)));
        Assert.That(Validations(bench).Single().Body, Does.Not.Contain("hush").And.Not.Contain("middleName").And.Contain("lastName"));
    }

    [Test]
    public async Task Findings_are_in_the_order_of_the_manifest_each_time()
    {
        var sets = string.Concat(Enumerable.Range(0, 20).Select(i => string.Create(CultureInfo.InvariantCulture, $"  m{i:d2}: {{ schema: other, fields: {{ _tenant.size: a }} }}\n")));
        await using var bench = await StartAsync(One, One);
        bench.Manifest = Head.Replace("schemas:", $"schemas:\n  other: {{ existing: {{ id: {bench.Id("schema.s")} }} }}", StringComparison.Ordinal) + "  m: { schema: s, fields: { person.name.firstName: a } }\n" + sets;

        var (first, second) = (Shown(await bench.TryPlanAsync()), Shown(await bench.TryPlanAsync()));

        Assert.That(second, Is.EqualTo(first).And.Count.EqualTo(20));
        Assert.That(first.Select(f => f.Split(' ')[2]), Is.Ordered);
    }

    private static async Task<Bench> StartAsync(string applied, string then)
    {
        var bench = await Bench.StartAsync(applied);
        bench.Variables = applied.Contains("sensitive", StringComparison.Ordinal) ? ["key=hush"] : [];
        await bench.ApplyAsync();
        (bench.Manifest, bench.ServiceChecks) = (then, true);
        bench.Forget();
        return bench;
    }

    private static Task AnswerAsync(Bench bench, string answer) => bench.InjectAsync(new JsonArray(new JsonObject
    {
        ["path"] = "/mappingSets/validate$",
        ["times"] = -1,
        ["body"] = answer,
    }).ToJsonString());

    private static List<Emulator.Http.RecordedRequest> Validations(Bench bench) =>
        [.. bench.Writes.Where(r => r.PathAndQuery.EndsWith("/mappingSets/validate", StringComparison.Ordinal))];

    private static List<string> Shown(Outcome<Plan> planned) =>
    [
        .. planned.Diagnostics.Where(d => d.Severity != Severity.Info)
            .Select(d => $"{d.Code} {(d.Severity == Severity.Error ? "error" : "warning")} {d.Address} {d.Span!.Value.Line}:{d.Span.Value.Column}: {d.Message}"),
    ];
}
