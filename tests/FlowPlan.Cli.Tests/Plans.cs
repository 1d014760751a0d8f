using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Tests.Support;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Tests;

/// <summary>Plans to look at.</summary>
internal static class Plans
{
    private static readonly LiveObject Live = new()
    {
        Id = "f2ae0194-8bd8-4a40-a4d9-f07bdc3e6ce2",
        Etag = "\"dc0459ae-0000-0200-0000-637ebaec0000\"",
        Fields = Value.Map.Empty,
        Attributes = Value.Map.Empty,
        UpdatedBy = "jane@acme.com",
        UpdatedAt = new DateTimeOffset(2026, 11, 20, 10, 2, 0, TimeSpan.Zero),
    };

    public static IEnumerable<(string Name, Plan Plan)> All()
    {
        yield return ("nothing", Of(Action("flow.a", ActionKind.NoOp), Action("schema.b", ActionKind.Read)));
        yield return ("create", Of(
            Action("connection.web", ActionKind.Create, Field("dataType", null, Value.Of("raw")), Field("name", null, Value.Of("Web")), Field("authenticationRequired", null, Value.Of(true))) with { Name = "Web" },
            Action("flow.loyalty", ActionKind.Create, Field("sourceConnectionId", null, Ref("sourceConnection.loyalty", "id")), Field("schedule", null, Value.Map.Of(("interval", Value.Of(15))))) with { Name = "Loyalty" }));
        yield return ("update-by-manifest", Of(Action("flow.loyalty", ActionKind.Update, Field("description", Value.Of("old"), Value.Of("new"), Value.Of("old")))));
        yield return ("update-by-drift", Of(Action("flow.loyalty", ActionKind.Update, Field("enabled", Value.Of(false), Value.Of(true), Value.Of(true), DifferenceCause.Drift)) with { Live = Live }));
        yield return ("update-by-both", Of(Action("flow.loyalty", ActionKind.Update, Field("name", Value.Of("theirs"), Value.Of("ours"), Value.Of("before"), DifferenceCause.Both)) with { Live = Live }));
        yield return ("update-removed-field", Of(Action("flow.loyalty", ActionKind.Update, Field("description", Value.Of("old"), null, Value.Of("old")))));
        yield return ("update-by-reference", Of(Action("flow.loyalty", ActionKind.Update, Field("mapping/version", Value.Of(0), Ref("mapping.loyalty", "version"), Value.Of(0), DifferenceCause.Reference))));
        yield return ("replace", Of(Action("connection.web", ActionKind.Replace, Field("dataType", Value.Of("xdm"), Value.Of("raw"), Value.Of("xdm")) with { Effect = FieldChangeEffect.Replace }) with
        {
            Reasons = [new ActionReason.ForcedBy("dataType")],
            Consequences = [new Consequence.OfReplacement("the inlet URL changes; producers posting to the old one will fail")],
            Live = Live,
        }));
        yield return ("replace-create-first", Of(Action("flow.a", ActionKind.Replace) with { CreateBeforeDestroy = true }));
        yield return ("delete", Of(Action("dataset.old", ActionKind.Delete) with { Name = "Old", Reasons = [new ActionReason.NotDeclared()], Consequences = [new Consequence.OfDeletion("the data in the dataset is lost")], Live = Live }));
        yield return ("adopt", Of(Action("dataset.a", ActionKind.Adopt, Field("description", null, Value.Of("ours"))) with { Reasons = [new ActionReason.Imports("637eb7fadc8a211b6312b65b")], Live = Live }));
        yield return ("forget", Of(Action("flow.gone", ActionKind.Forget) with { Reasons = [new ActionReason.NotDeclaredAndGone()] }));
        yield return ("moved", Of(Action("flow.b", ActionKind.NoOp) with { MovedFrom = ResourceAddress.Parse("flow.a") }));
        yield return ("secret", Of(Action("connection.s3", ActionKind.Update, Field("auth/params/password", new Value.SecretDigest("00ff"), new Value.Secret(Value.Of("canary")), new Value.SecretDigest("00ff")))));
        yield return ("awkward-texts", Of(Action("flow.a", ActionKind.Create, Field("description", null, Value.Of("line one\nline \"two\" [red]ü[/] | <b> ```"))) with { Name = "A [bold] | name" }));
        yield return ("set-members", Of(Action("schema.a", ActionKind.Update, Field("fieldGroups/https:~1~1ns.adobe.com~1xdm~1x", null, Value.Of(true)) with { IsSetMember = true })));
        yield return ("field-tree", Of(
            Action(
                "fieldGroup.a",
                ActionKind.Update,
                Part("fields/level/enum", new Value.List([Value.Of("gold")]), new Value.List([Value.Of("gold"), Value.Of("silver")])),
                Part("fields/home.city/title", Value.Of("City"), null),
                Part("fields/home.address.zip/type", null, Value.Of("string")),
                Part("fields/home.address.zip/title", null, Value.Of("Zip code")),
                Part("fields/orders[].sku/type", Value.Of("string"), null),
                Part("fields/place/ref", null, new Value.Reference(ResourceAddress.Parse("dataType.b"), "id"))),
            Action("dataType.b", ActionKind.Create, Part("fields/city/type", null, Value.Of("string")), Part("fields/city/title", null, Value.Of("City")))));
        yield return ("reasons-and-remarks", Of(
            Action("connection.web", ActionKind.Replace) with { Reasons = [new ActionReason.Requested(), new ActionReason.ReplacedWith(ResourceAddress.Parse("flow.a"))] },
            Action("flow.a", ActionKind.Create) with { Reasons = [new ActionReason.DeletedOnPlatform("f2ae0194")] },
            Action("flow.b", ActionKind.Forget) with { Reasons = [new ActionReason.OnlyReferenced()] },
            Action("flow.c", ActionKind.Delete) with { Reasons = [new ActionReason.Deposed()] },
            Action("flow.d", ActionKind.Adopt) with { Reasons = [new ActionReason.ImportsUnchanged("f2ae0194")] },
            Action("flow.e", ActionKind.Forget) with { Reasons = [new ActionReason.RemovedFromState("f2ae0194"), new ActionReason.Saved("as an older plan says")] },
            Action("flow.f", ActionKind.Update, Field("name", Value.Of("a"), Value.Of("b"), Value.Of("a"))) with
            {
                MovedFrom = ResourceAddress.Parse("flow.old"),
                Consequences = [new Consequence.OfField("name", "people will wonder"), new Consequence.Saved("as an older plan says")],
            },
            Action("flow.g", ActionKind.Deferred)) with
        {
            Options = new() { Only = ["flow.*"], Refresh = false },
            Remarks =
            [
                new PlanRemark.NotRefreshed(1),
                new PlanRemark.IncludedByTarget([ResourceAddress.Parse("connection.web")]),
                new PlanRemark.ExcludedByTarget([.. Enumerable.Range(0, 12).Select(i => ResourceAddress.Parse($"schema.s{i}"))]),
                new PlanRemark.NothingExcluded(),
                new PlanRemark.Saved("as an older plan says"),
            ],
            Diagnostics =
            [
                Finding.Warning("FP4101", "flow.old would be deleted and flow.new created just like it", SourceSpan.OfFile("flowplan.yaml"), "write a 'moved' block") with { Details = ["flow.old", "flow.new"] },
            ],
        });
        yield return ("outputs-only", Of(Action("flow.a", ActionKind.NoOp)) with
        {
            Outputs = [new("gone", Value.Of("x"), null), new("inlet", null, Value.Of("https://x")), new("later", Value.Of("a"), Ref("flow.a", "id"))],
        });
    }

    public static Plan Of(params PlannedAction[] actions) => new()
    {
        Binding = new(new("acme-streaming", "dev", "ACME@AdobeOrg", "dev"), "0f0f", 3, new("abcd")),
        Actions = [.. actions],
    };

    public static PlannedAction Action(string address, ActionKind kind, params FieldDifference[] differences) => new()
    {
        Address = ResourceAddress.Parse(address),
        Kind = kind,
        Differences = [.. differences],
    };

    private static FieldDifference Part(string path, Value? live, Value? planned) => Field(path, live, planned) with { IsTreePart = true };

    public static FieldDifference Field(string path, Value? live, Value? planned, Value? applied = null, DifferenceCause cause = DifferenceCause.Manifest) =>
        new(path, live, planned, applied, cause, FieldChangeEffect.Update);

    private static Value.Reference Ref(string address, string attribute) => new(ResourceAddress.Parse(address), attribute);
}
