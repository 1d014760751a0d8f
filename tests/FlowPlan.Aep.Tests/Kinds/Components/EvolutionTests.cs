using FlowPlan.Aep.Tests.Emulated;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Aep.Tests.Kinds.Components;

/// <summary>
/// What may change in the fields of a component once a schema with them has a dataset or is enabled for Profile. Each row is held against the
/// registry as well: what a plan lets through is applied, and what it refuses the registry refuses.
/// </summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class EvolutionTests
{
    private const string Unused = """
        apiVersion: flowplan/v1
        project: acme
        dataTypes:
          inner: { title: Inner, fields: { code: string } }
        fieldGroups:
          g:
            title: G
            classes: [profile]
            fields:
              a: { type: string, title: A, maxLength: 9, minLength: 2, pattern: "^a" }
              e: { type: string, enum: [x, y], values: { x: X } }
              s: { type: string, values: { x: X } }
              n: { type: integer, minimum: 1, maximum: 9 }
              req: { type: string, required: true }
              free: string
              nested.one: string
              nested.two: string
              list: { type: array, items: string }
              ref: { ref: inner }
        schemas:
          one: { title: One, class: profile, fieldGroups: [g, https://ns.adobe.com/xdm/context/identitymap] }

        """;

    private const string WithDataset = Unused + "datasets:\n  d: { name: Orders of One, schema: one }\n";

    private static readonly string WithProfile = Unused.Replace("identitymap] }", "identitymap], profile: true }", StringComparison.Ordinal);

    private static IEnumerable<TestCaseData> Rows =>
    [
        // Allowed.
        Row("add a field", "      free: string\n", "      free: string\n      more: string\n", null),
        Row("add a field to an object", "nested.two: string\n", "nested.two: string\n      nested.three: string\n", null),
        Row("required to optional", "req: { type: string, required: true }", "req: string", null),
        Row("optional to required", "free: string", "free: { type: string, required: true }", "FP2031"),
        Row("new required field", "      free: string\n", "      free: string\n      more: { type: string, required: true }\n", "FP2031"),
        Row("title", "title: A,", "title: B,", null),
        Row("description", "title: A,", "title: A, description: D,", null),
        Row("title of the group", "title: G\n", "title: H\n", null),
        Row("deprecate", "free: string", "free: { type: string, deprecated: true }", null),
        Row("wider length", "maxLength: 9", "maxLength: 10", null),
        Row("wider length, lower", "minLength: 2", "minLength: 1", null),
        Row("wider number", "maximum: 9", "maximum: 10", null),
        Row("no limit", "minimum: 1, ", "", null),
        Row("no pattern", ", pattern: \"^a\"", "", null),
        Row("more enum values", "[x, y]", "[x, y, z]", null),
        Row("no enum", "enum: [x, y], ", "", null),
        Row("suggested values", "s: { type: string, values: { x: X } }", "s: { type: string, values: { y: Y } }", null),

        // Refused.
        Row("remove", "      free: string\n", "", "FP2030"),
        Row("remove one of an object", "      nested.two: string\n", "", "FP2030"),
        Row("rename", "free: string", "other: string", "FP2030"),
        Row("move", "free: string", "nested.free: string", "FP2030"),
        Row("retype", "free: string", "free: integer", "FP2030"),
        Row("another format", "free: string", "free: date", "FP2030"),
        Row("other items", "items: string", "items: integer", "FP2030"),
        Row("a data type in place of a type", "free: string", "free: { ref: inner }", "FP2030"),
        Row("another pattern", "\"^a\"", "\"^ab\"", "FP2030"),
        Row("a pattern", "free: string", "free: { type: string, pattern: x }", "FP2030"),
        Row("narrower length", "maxLength: 9", "maxLength: 8", "FP2030"),
        Row("narrower length, lower", "minLength: 2", "minLength: 3", "FP2030"),
        Row("narrower number", "maximum: 9", "maximum: 8", "FP2030"),
        Row("narrower number, lower", "minimum: 1", "minimum: 2", "FP2030"),
        Row("one enum value less", "[x, y]", "[x]", "FP2030"),
        Row("an enum", "free: string", "free: { type: string, enum: [x] }", "FP2030"),
        Row("suggested values to an enum", "s: { type: string, values: { x: X } }", "s: { type: string, enum: [x], values: { x: X } }", "FP2030"),
        Row("within a data type", "code: string", "code: integer", "FP2030"),
    ];

    [TestCaseSource(nameof(Rows))]
    public Task In_use_it_is_allowed_or_refused_with_the_rule_and_the_blast_radius(string from, string to, string? code) =>
        CheckInUseAsync(WithDataset, "dataset 'Orders of One'", from, to, code);

    [TestCaseSource(nameof(Rows))]
    public Task Profile_locks_the_fields_as_a_dataset_does(string from, string to, string? code) =>
        CheckInUseAsync(WithProfile, "enabled for Profile", from, to, code);

    [Test]
    public async Task What_uses_the_components_is_read_once_for_all_changes_of_a_plan()
    {
        await using var bench = await Bench.StartAsync(WithDataset
            .Replace("    title: G\n", "    title: G\n    classes: [profile]\n    fields: { other: string }\n  h:\n    title: H\n", StringComparison.Ordinal)
            .Replace("fieldGroups: [g, ", "fieldGroups: [g, h, ", StringComparison.Ordinal));
        await bench.ApplyAsync();

        var one = await ReadsAsync(bench, "{ other: string }", "{ other: integer }");
        var both = await ReadsAsync(bench, "      free: string\n", "      free: integer\n");

        Assert.That(both, Is.EqualTo(one));
        Assert.That((await bench.TryPlanAsync()).Diagnostics.Count(d => d.Code == "FP2030"), Is.EqualTo(2));
    }

    [TestCaseSource(nameof(Rows))]
    public async Task While_unused_everything_is_allowed(string from, string to, string? code)
    {
        await using var bench = await Bench.StartAsync(Unused);
        await bench.ApplyAsync();
        Change(bench, from, to);

        await bench.ApplyAsync();

        Assert.That((await bench.PlanAsync()).HasChanges, Is.False, code);
    }

    /// <summary>The registry refuses what the plan refuses: the plan is made while nothing uses the fields, and applied after somebody has added a dataset.</summary>
    [TestCaseSource(nameof(Rows))]
    public async Task The_registry_agrees(string from, string to, string? code)
    {
        await using var bench = await Bench.StartAsync(Unused);
        await bench.ApplyAsync();
        Change(bench, from, to);
        var plan = await bench.PlanAsync();
        await bench.AddObjectAsync("dataSets", $$$"""{"name":"Late","schemaRef":{"id":"{{{bench.Id("schema.one")}}}","contentType":"application/vnd.adobe.xed+json;version=1"}}""");

        var result = await bench.TryApplyAsync(plan);

        Assert.That(result.Failed.Select(f => f.Reason.Message).Any(m => m.Contains("XDM-1304-400", StringComparison.Ordinal)), Is.EqualTo(code == "FP2030"));
        Assert.That(result.Complete, Is.EqualTo(code != "FP2030"));
    }

    /// <summary>As <see cref="The_registry_agrees"/>, after somebody has enabled the schema for Profile.</summary>
    [TestCaseSource(nameof(Rows))]
    public async Task The_registry_agrees_about_Profile_alone(string from, string to, string? code)
    {
        await using var bench = await Bench.StartAsync(Unused);
        await bench.ApplyAsync();
        Change(bench, from, to);
        var plan = await bench.PlanAsync();
        bench.Edit("schema.one", """{"meta:immutableTags":["union"]}""");

        var result = await bench.TryApplyAsync(plan);

        Assert.That(result.Failed.Select(f => f.Reason.Message).Any(m => m.Contains("XDM-1304-400", StringComparison.Ordinal)), Is.EqualTo(code == "FP2030"));
        Assert.That(result.Complete, Is.EqualTo(code != "FP2030"));
    }

    [Test]
    public async Task What_needs_no_look_at_others_makes_no_call()
    {
        await using var bench = await Bench.StartAsync(WithDataset);
        await bench.ApplyAsync();
        Change(bench, "title: A,", "title: B,");
        bench.Forget();

        await bench.PlanAsync();

        Assert.That(bench.Reads.Where(r => r.Contains("limit=", StringComparison.Ordinal)), Is.Empty);
    }

    /// <summary>Changes a component of a schema in use: allowed, and applied, or refused with the rule and what uses it.</summary>
    private static async Task CheckInUseAsync(string manifest, string user, string from, string to, string? code)
    {
        await using var bench = await Bench.StartAsync(manifest);
        await bench.ApplyAsync();
        Change(bench, from, to);

        var planned = await bench.TryPlanAsync();

        var found = planned.Diagnostics.Where(d => d.Severity != Severity.Info).ToList();
        Assert.That(found.Select(d => d.Code), code is null ? Is.Empty : Is.EqualTo(new[] { code }));
        if (code is not null)
        {
            Assert.That(found[0].Details, Is.EqualTo(new[] { $"schema 'One' ({bench.Id("schema.one")}): {user}" }));
            Assert.That(found[0].Span, Is.Not.Null);
        }

        if (code != "FP2030")
        {
            await bench.TryApplyAsync(planned.Value!);
            Assert.That((await bench.PlanAsync()).HasChanges, Is.False);
        }
    }

    private static TestCaseData Row(string name, string from, string to, string? code) => new TestCaseData(from, to, code).SetArgDisplayNames(name);

    private static void Change(Bench bench, string from, string to)
    {
        Assert.That(bench.Manifest, Does.Contain(from));
        bench.Manifest = bench.Manifest.Replace(from, to, StringComparison.Ordinal);
    }

    /// <summary>How many calls a plan makes after a change.</summary>
    private static async Task<int> ReadsAsync(Bench bench, string from, string to)
    {
        Change(bench, from, to);
        bench.Forget();
        await bench.TryPlanAsync();
        return bench.Reads.Count;
    }
}
