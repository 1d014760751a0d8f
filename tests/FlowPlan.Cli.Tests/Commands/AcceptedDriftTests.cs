using System.Text;
using System.Text.Json.Nodes;
using FlowPlan.Cli.Accepting;
using FlowPlan.Cli.Output.Markdown;
using FlowPlan.Cli.SavedPlans;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;
using NJsonSchema;

namespace FlowPlan.Cli.Tests.Commands;

/// <summary><c>flowplan drift --accept</c>.</summary>
internal sealed class AcceptedDriftTests
{
    private const string Entry = "accept:\n  - { resource: RESOURCE, FIELD reason: a test, until: DAY }\n";

    [TestCase("base.a", "field: name,", "2999-12-31", 0, "")]
    [TestCase("base.*", "", "2999-12-31", 0, "")]
    [TestCase("base.a", "field: other,", "2999-12-31", 3, "warning FP7014: the accepted change of base.a matches no drift\n")]
    [TestCase("base.b", "", "2999-12-31", 3, "warning FP7014: the accepted change of base.b matches no drift\n")]
    [TestCase("base.a", "", "2026-01-31", 3, "warning FP7013: the change of base.a was accepted until 2026-01-31\n")]
    public async Task An_accepted_change_is_left_out_until_its_last_day(string resource, string field, string day, int exitCode, string told)
    {
        using var cli = await DriftedAsync();
        var run = await RunAsync(cli, Entry.Replace("RESOURCE", $"'{resource}'", StringComparison.Ordinal).Replace("FIELD", field, StringComparison.Ordinal).Replace("DAY", day, StringComparison.Ordinal));

        Assert.That(run.ExitCode, Is.EqualTo(exitCode), run.Error);
        Assert.That(run.Error, Does.StartWith(told));
        Assert.That(run.Output, exitCode == 0
            ? Does.StartWith("No drift.").And.EndsWith("\nNote: accepted until 2999-12-31: base.a name (a test)\n")
            : Does.Contain("base.a").And.Not.Contain("Note:"));
    }

    [Test]
    public async Task A_deletion_is_accepted_only_as_a_whole()
    {
        using var cli = await DriftedAsync();
        cli.Providers.Platform.Fake("base").Objects.Clear();

        var ofField = await RunAsync(cli, "accept: [{ resource: base.a, field: name, reason: r, until: 2999-01-01 }]\n");
        var ofAll = await RunAsync(cli, "accept: [{ resource: base.a, reason: r, until: 2999-01-01 }]\n");

        Assert.That((ofField.ExitCode, ofAll.ExitCode), Is.EqualTo((3, 0)), ofField.Error + ofAll.Error);
        Assert.That(ofField.Error, Does.StartWith("warning FP7014: base.a was deleted on the platform, which the accepted change of 'name' does not cover\n").And.Contain("help: to accept the deletion, leave out 'field'"));
        Assert.That((ofAll.Error, ofAll.Output), Is.EqualTo((string.Empty, ofAll.Output)));
        Assert.That(ofAll.Output, Does.EndWith("\nNote: accepted until 2999-01-01: base.a was deleted (r)\n"));
    }

    [Test]
    public async Task JSON_and_Markdown_have_what_is_accepted()
    {
        using var cli = await DriftedAsync();
        const string Accepted = "accept: [{ resource: base.a, field: name, reason: <r>, until: 2999-01-01 }]\n";
        var json = await RunAsync(cli, Accepted, "--format", "json");

        var schema = await JsonSchema.FromFileAsync(Path.Combine(Repository.Root, "schema", "plan.schema.json"));
        Assert.That(schema.Validate(json.Output), Is.Empty);
        Assert.That(JsonNode.Parse(json.Output)!["remarks"]!.ToJsonString(), Is.EqualTo(
            """[{"code":"accepted-change","address":"base.a","path":"name","until":"2999-01-01","reason":"\u003Cr\u003E","text":"accepted until 2999-01-01: base.a name (\u003Cr\u003E)"}]"""));
        Assert.That(PlanMarkdown.Of(Plans.Of(Plans.Action("base.a", ActionKind.NoOp)) with
        {
            Options = new() { Mode = PlanMode.Drift },
            Remarks = [new PlanRemark.AcceptedChange(ResourceAddress.Parse("base.a"), "name", new DateOnly(2999, 1, 1), "<r>")],
        }), Does.EndWith("No drift: 1 resource checked.\n\n> **Note** accepted until 2999-01-01: base.a name (&lt;r&gt;)\n"));
    }

    [Test]
    public void A_remark_is_the_same_after_reading()
    {
        var remarks = new PlanRemark[]
        {
            new PlanRemark.AcceptedChange(ResourceAddress.Parse("base.a"), "fields/a~1b", new DateOnly(2027, 1, 31), "why"),
            new PlanRemark.AcceptedChange(ResourceAddress.Parse("base.a"), null, new DateOnly(2027, 1, 31), "why"),
        };
        var read = PlanJsonReader.Read("plan.json", Encoding.UTF8.GetBytes(PlanJson.Of(Plans.Of() with { Remarks = [.. remarks] })));

        Assert.That(read.ValueOrThrow().Plan.Remarks, Is.EqualTo(remarks));
    }

    [Test]
    public void What_is_left_of_a_resource_keeps_its_reasons_and_consequences()
    {
        var drift = Plans.Of(Plans.Action(
            "base.a",
            ActionKind.Replace,
            Plans.Field("type", Value.Of("b"), Value.Of("a"), Value.Of("a"), DifferenceCause.Drift) with { Effect = FieldChangeEffect.Replace },
            Plans.Field("name", Value.Of("b"), Value.Of("a"), Value.Of("a"), DifferenceCause.Drift),
            Plans.Field("size", Value.Of(2), Value.Of(1), Value.Of(1), DifferenceCause.Drift)) with
        {
            Reasons = [new ActionReason.ForcedBy("type"), new ActionReason.Requested()],
            Consequences = [new Consequence.OfReplacement("all is new"), new Consequence.OfField("name", "people wonder"), new Consequence.OfField("size", "it grows")],
        });

        var ofName = Left(drift, "name");
        var ofType = Left(drift, "type");
        var ofBoth = AcceptedDrift.Of(drift, [Change("type"), Change("name"), Change("size")], new(2026, 1, 1));

        Assert.That(ofName.Kind, Is.EqualTo(ActionKind.Replace));
        Assert.That(ofName.Differences.Select(d => d.DisplayPath), Is.EqualTo(new[] { "type", "size" }));
        Assert.That(ofName.Reasons, Is.EqualTo(drift.Actions[0].Reasons));
        Assert.That(ofName.Consequences.Select(c => c.Text), Is.EqualTo(new[] { "all is new", "it grows" }));
        Assert.That(ofType.Kind, Is.EqualTo(ActionKind.Update), "nothing forces the replacement any more");
        Assert.That(ofType.Reasons, Is.EqualTo(new[] { new ActionReason.Requested() }));
        Assert.That(ofType.Consequences.Select(c => c.Text), Is.EqualTo(new[] { "people wonder", "it grows" }));
        Assert.That(ofBoth.Drift.HasChanges, Is.False);
        Assert.That(ofBoth.Drift.Remarks.Select(PlanSentences.Of), Is.EqualTo(new[]
        {
            "accepted until 2999-01-01: base.a type (r)", "accepted until 2999-01-01: base.a name (r)", "accepted until 2999-01-01: base.a size (r)",
        }));
    }

    private static PlannedAction Left(Plan drift, string accepted) => AcceptedDrift.Of(drift, [Change(accepted)], new(2026, 1, 1)).Drift.Actions.Single();

    private static AcceptedChange Change(string field) =>
        new(new("base.a"), FieldPattern.ParseManifest(field), "r", new(2999, 1, 1), new SourceText("accepted.yaml", "x").Span(0, 1));

    [TestCase("accept: {}\n")]
    [TestCase("bogus: 1\naccept: []\n")]
    [TestCase("accept: [a]\n")]
    [TestCase("accept: [{ reason: r, until: 2999-01-01 }]\n")]
    [TestCase("accept: [{ resource: base.a, until: 2999-01-01 }]\n")]
    [TestCase("accept: [{ resource: base.a, reason: r }]\n")]
    [TestCase("accept: [{ resource: base.a, reason: r, until: soon }]\n")]
    [TestCase("accept: [{ resource: base.a, reason: r, until: 2999-01-01, fields: a }]\n")]
    [TestCase("accept: [{ resource: base.a, reason: r, until: 2999-01-01, field: 3 }]\n")]
    public async Task A_file_of_the_wrong_form_stops_the_command(string file)
    {
        using var cli = await DriftedAsync();

        var run = await RunAsync(cli, file);

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Error, Does.StartWith("error FP7012: ").And.Contain("accepted.yaml:"));
        Assert.That(run.Output, Is.Empty);
    }

    /// <summary>An object whose name was changed on the platform.</summary>
    private static async Task<InProcess> DriftedAsync()
    {
        var cli = new InProcess().Declare("a");
        await cli.RunAsync("apply", cli.Manifest, "--auto-approve");
        var objects = cli.Providers.Platform.Fake("base").Objects;
        objects["id-0001"] = (Value.Map.Of(("name", Value.Of("changed"))), objects["id-0001"].Version + 1);
        return cli;
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(InProcess cli, string file, params string[] options)
    {
        var path = Path.Combine(cli.Manifest, "accepted.yaml");
        await File.WriteAllTextAsync(path, file);
        return await cli.RunAsync(["drift", cli.Manifest, "--accept", path, .. options]);
    }
}
