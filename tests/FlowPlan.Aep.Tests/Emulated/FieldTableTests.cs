using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FlowPlan.Aep.Dialect;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Values;
using FlowPlan.Emulator.Http;

namespace FlowPlan.Aep.Tests.Emulated;

/// <summary>Every field of every kind: changed in the manifest, on the platform, in both, and taken out of the manifest.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed partial class FieldTableTests
{
    private static readonly string[] Common = ["existing", "adopt", "dependsOn", "lifecycle"];

    private static IEnumerable<TestCaseData> Rows => CasesOf(FieldTable.Rows);

    private static IEnumerable<TestCaseData> EditedRows => CasesOf(FieldTable.Rows.Where(r => r.Edit is not null));

    private static IEnumerable<TestCaseData> RemovedRows => CasesOf(FieldTable.Rows.Where(r => r.Removed is not null));

    [TestCaseSource(nameof(Rows))]
    public async Task Changed_in_the_manifest_it_is_planned_as_what_it_costs_called_so_and_settles(FieldRow row)
    {
        await using var bench = await AppliedFieldTable.StartAsync();
        Change(bench, row.From, row.To);
        if (row.Actions.Length == 0)
        {
            await AssertRefusedAsync(bench, row);
            return;
        }

        var plan = await bench.PlanAsync();
        bench.Forget();
        var applied = await bench.TryApplyAsync(plan);

        Assert.That(applied.Failed.Select(f => $"{f.Reason.Message} {string.Join("; ", f.Reason.Details)}"), Is.Empty);
        Assert.That(Described(plan), Is.EquivalentTo(row.Actions));
        Assert.That(bench.Writes.SelectMany(Calls), Is.SupersetOf(row.Calls));
        Assert.That(plan.Actions.Single(a => a.Address.ToString() == row.Address).Differences.Select(d => d.Path).Where(FieldPattern.Parse(row.Path).Covers), Is.Not.Empty);
        Assert.That(Described(await bench.PlanAsync()), Is.Empty);
    }

    [TestCaseSource(nameof(EditedRows))]
    public async Task Changed_on_the_platform_it_is_drift_and_in_both_a_conflict_with_all_values(FieldRow row)
    {
        await using var bench = await AppliedFieldTable.StartAsync();
        Change(bench, row.From, row.To);
        await bench.ApplyAsync();
        bench.Edit(row.Address, row.Edit!);

        var drift = FieldOf(await bench.DriftAsync(), row, out var drifted);
        Assert.That(drift.Cause, Is.EqualTo(DifferenceCause.Drift));
        Assert.That(drift.Planned, Is.EqualTo(drift.LastApplied));
        Assert.That(drifted.Live!.UpdatedBy, Is.EqualTo(row.NoUser || row.Untold ? null : "jane@acme.com"));
        Assert.That(drifted.Live.UpdatedAt, row.Untold ? Is.Null : Is.Not.Null);

        if (!row.Conflict)
            return;
        Change(bench, row.To, row.From);
        var planned = await bench.PlanAsync();
        var conflict = FieldOf(planned, row, out _);
        Assert.That(conflict.Cause, Is.EqualTo(conflict.Planned is Value.Reference ? DifferenceCause.Reference : DifferenceCause.Both));
        Assert.That(new[] { conflict.Live, conflict.LastApplied, conflict.Planned }, Is.Unique);
    }

    [TestCaseSource(nameof(RemovedRows))]
    public async Task Taken_out_of_the_manifest_it_is_removed_or_reset(FieldRow row)
    {
        var removed = row.Removed!.Value;
        await using var bench = await AppliedFieldTable.StartAsync();
        Change(bench, removed.From, removed.To);
        if (removed.Actions.Length == 0)
        {
            await AssertRefusedAsync(bench, row);
            return;
        }

        Assert.That(Described(await bench.PlanAsync()), Is.EquivalentTo(removed.Actions));
        await bench.ApplyAsync();
        Assert.That(Described(await bench.PlanAsync()), Is.Empty);
    }

    [Test]
    public void A_row_without_an_edit_or_a_removal_says_why()
    {
        Assert.That(FieldTable.Rows.Where(r => r.Edit is null == r.NoDrift is null), Is.Empty);
        Assert.That(FieldTable.Rows.Where(r => r.Removed is null == r.Stays is null), Is.Empty);
    }

    [Test]
    public void Every_key_of_the_manifest_has_a_row_or_a_reason_and_nothing_else_has()
    {
        var schema = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "schema", "flowplan.schema.json")))!["definitions"]!.AsObject();
        var kinds = FieldTable.Rows.Select(r => r.Keys.Split('.')[0]).Distinct().ToList();

        var declared = kinds.SelectMany(k => KeysOf(schema, schema[k]!, k)).ToHashSet();
        var covered = FieldTable.Rows.SelectMany(r => r.Keys.Split(' ')).Concat(FieldTable.NoFields.Keys).ToHashSet();

        Assert.That(kinds, Is.EquivalentTo(new AepDialect().Kinds.Select(k => k.Name)));
        Assert.That(covered, Is.EquivalentTo(declared));
    }

    [Test]
    public async Task Every_recorded_field_has_a_row()
    {
        await using var bench = await AppliedFieldTable.StartAsync();

        var fields = bench.Lockfile.Resources.SelectMany(r => Leaves(r.Value.Fields, FieldPath.Root).Select(p => (r.Key.Kind, Path: p))).Distinct();

        Assert.That(fields.Where(f => !FieldTable.Rows.Any(r => r.Address.StartsWith(f.Kind + ".", StringComparison.Ordinal) && FieldPattern.Parse(r.Path).Covers(f.Path))), Is.Empty);
    }

    private static IEnumerable<TestCaseData> CasesOf(IEnumerable<FieldRow> rows) => rows.Select(r => new TestCaseData(r).SetArgDisplayNames(r.ToString()));

    private static void Change(Bench bench, string from, string to)
    {
        Assert.That(bench.Manifest, Does.Contain(from));
        bench.Manifest = bench.Manifest.Replace(from, to, StringComparison.Ordinal);
    }

    private static async Task AssertRefusedAsync(Bench bench, FieldRow row)
    {
        var refused = (await bench.TryPlanAsync()).Diagnostics.Single();
        Assert.That(refused.Code, Is.EqualTo(row.InUse ? "FP2030" : "FP4007"));
        Assert.That(refused.Message, Does.Contain(row.Address.Split('.')[0]).And.Contain(row.Path.Split('/')[0]));
    }

    private static FieldDifference FieldOf(Plan plan, FieldRow row, out PlannedAction action)
    {
        action = plan.Actions.Single(a => a.Address.ToString() == row.Address);
        return action.Differences.First(d => FieldPattern.Parse(row.Path).Covers(d.Path));
    }

    private static IEnumerable<string> Described(Plan plan) =>
        plan.Actions.Where(a => a.IsChange).Select(a => $"{a.Kind.ToString().ToLowerInvariant()} {a.Address}");

    /// <summary>A call as verb and end of the path with <c>{id}</c>; a patch once for each of its pointers.</summary>
    private static IEnumerable<string> Calls(RecordedRequest request)
    {
        var path = "/" + string.Join('/', request.PathAndQuery.Split('/')[4..]);
        foreach (var prefix in (string[])["/tenant", "/v2"])
            path = path.StartsWith(prefix + "/", StringComparison.Ordinal) ? path[prefix.Length..] : path;
        var call = $"{request.Method} {Id().Replace(path, "$1/{id}")}";
        return request.Method != "PATCH" ? [call] : JsonNode.Parse(request.Body) switch
        {
            JsonArray operations => operations.Select(o => $"{call} {o!["path"]}"),
            var fields => fields!.AsObject().Select(f => $"{call} /{f.Key}"),
        };
    }

    private static IEnumerable<FieldPath> Leaves(Value.Map map, FieldPath path) => map.Entries.SelectMany(e =>
        e.Value is Value.Map { Entries.Length: > 0 } inner ? Leaves(inner, path.Then(e.Key)) : [path.Then(e.Key)]);

    private static IEnumerable<string> KeysOf(JsonObject definitions, JsonNode node, string path)
    {
        if (node is not JsonObject part)
            yield break;
        if ((string?)part["$ref"] == "#/definitions/specification")
        {
            foreach (var key in KeysOf(definitions, definitions["specification"]!, path))
                yield return key;
        }

        foreach (var choice in ((string[])["oneOf", "anyOf", "allOf"]).SelectMany(c => part[c] as JsonArray ?? []))
        {
            foreach (var key in KeysOf(definitions, choice!, path))
                yield return key;
        }

        foreach (var (key, below) in (part["properties"] as JsonObject ?? []).Where(p => !Common.Contains(p.Key)))
        {
            yield return $"{path}.{key}";
            foreach (var inner in KeysOf(definitions, below!, $"{path}.{key}"))
                yield return inner;
        }

        if (part["additionalProperties"] is { } any && any.GetValueKind() == JsonValueKind.Object)
        {
            yield return $"{path}.*";
            foreach (var inner in KeysOf(definitions, any, $"{path}.*"))
                yield return inner;
        }
    }

    [GeneratedRegex(@"^(/[a-zA-Z]+)/[^/?]+")]
    private static partial Regex Id();
}
