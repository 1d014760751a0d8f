using System.Text;
using FlowPlan.Cli.SavedPlans;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Fuzz.Tests;

/// <summary>A saved plan with every action, cause and form of value that one can hold; a test proves that it has them.</summary>
internal static class SamplePlan
{
    private static readonly LiveObject Live = new()
    {
        Id = "f2ae0194",
        Etag = "\"dc04\"",
        Fields = Value.Map.Empty,
        Attributes = Value.Map.Empty,
        UpdatedBy = "jane@acme.com",
        UpdatedAt = new DateTimeOffset(2026, 11, 20, 10, 2, 0, TimeSpan.Zero),
    };

    private static readonly Value Hidden = new Value.SecretDigest("00ff");

    private static readonly Plan Plan = new()
    {
        Binding = new(new("acme", "dev", "ACME@AdobeOrg", "dev"), "3f9d6f0a", 7, new("abcd")),
        Options = new PlanOptions { Only = ["flow.*"], Replace = [new("connection", "web")], Refresh = false },
        Remarks = [new PlanRemark.NotRefreshed(2), new PlanRemark.ExcludedByTarget([new("dataset", "other")])],
        Actions =
        [
            Action("schema.known", ActionKind.Read) with { Live = Live },
            Action("connection.s3", ActionKind.Create, Field("name", null, Value.Of("S3")), Field("auth/params/s3SecretKey", null, new Value.Secret(Value.Of("canary")))) with { Name = "S3", Calls = ["POST /connections"] },
            Action("connection.web", ActionKind.Replace, Field("dataType", Value.Of("xdm"), Value.Of("raw"), Value.Of("xdm")) with { Effect = FieldChangeEffect.Replace }) with
            {
                Name = "Web \"é\" 🚀",
                Live = Live,
                SavedFingerprint = "f00d",
                CreateBeforeDestroy = true,
                Reasons = [new ActionReason.ForcedBy("dataType"), new ActionReason.ReplacedWith(new("flow", "orders"))],
                Consequences = [new Consequence.OfReplacement("the inlet URL changes")],
                Calls = ["POST /connections", "DELETE /connections/f2ae0194"],
            },
            Action("schema.orders", ActionKind.Update, Field("fieldGroups/https:~1~1ns.adobe.com~1xdm~1x", null, Value.Of(true)) with { IsSetMember = true }) with { Live = Live, SavedFingerprint = "f00d" },
            Action(
                "flow.orders",
                ActionKind.Update,
                Field("name", Value.Of("theirs"), Value.Of("ours"), Value.Of("before"), DifferenceCause.Both),
                Field("enabled", Value.Of(false), Value.Of(true), Value.Of(true), DifferenceCause.Drift),
                Field("description", Value.Of("line one\nline `two`"), null, Value.Of("old")),
                Field("mapping/version", Value.Of(0), Ref("mapping.orders", "version"), Value.Of(0), DifferenceCause.Reference),
                Field("schedule", Value.NullValue, Value.Map.Of(("interval", Value.Of(1.5m)), ("at", new Value.List([Value.Of(1), Value.Of("two"), Value.NullValue])))),
                Field("auth/params/password", Hidden, new Value.Secret(Value.Of("canary")), Hidden)) with
            { Live = Live, SavedFingerprint = "f00d", MovedFrom = new("flow", "old"), DependsOn = [new("connection", "web"), new("mapping", "orders")] },
            Action("dataset.a", ActionKind.Adopt, Field("tags/a.b", null, Value.Of("c"))) with { Live = Live, SavedFingerprint = "f00d", Reasons = [new ActionReason.Imports("f2ae0194")] },
            Action("flow.b", ActionKind.NoOp) with { MovedFrom = new("flow", "a"), Live = Live },
            Action("flow.c", ActionKind.NoOp) with { Live = Live },
            Action("dataset.old", ActionKind.Delete) with { Name = "Old", Live = Live, SavedFingerprint = "f00d", Consequences = [new Consequence.OfDeletion("the data in the dataset is lost"), new Consequence.OfField("name", "it changes")] },
            Action("flow.gone", ActionKind.Forget),
            Action("flow.later", ActionKind.Deferred) with { Live = Live },
        ],
        Outputs = [new("gone", Value.Of("x"), null), new("inlet", null, Value.Of("https://x")), new("later", Value.Of("a"), Ref("flow.orders", "id"))],
    };

    /// <summary>As <c>plan --out</c> writes it.</summary>
    public static readonly byte[] Saved = Encoding.UTF8.GetBytes(PlanJson.Of(Plan, "flows/flowplan.yaml"));

    private static PlannedAction Action(string address, ActionKind kind, params FieldDifference[] differences) =>
        new() { Address = ResourceAddress.Parse(address), Kind = kind, Differences = [.. differences] };

    private static FieldDifference Field(string path, Value? live, Value? planned, Value? applied = null, DifferenceCause cause = DifferenceCause.Manifest) =>
        new(path, live, planned, applied, cause, FieldChangeEffect.Update);

    private static Value.Reference Ref(string address, string attribute) => new(ResourceAddress.Parse(address), attribute);
}
