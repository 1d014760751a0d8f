using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.Progress;
using FlowPlan.Core.Applying;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Tests.Support;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Tests.Screens;

/// <summary>Commands at a terminal of 80 and of 120 columns, with and without color, as golden files.</summary>
public sealed class ScreenTests
{
    private static readonly LiveObject Live = new()
    {
        Id = "f2ae0194-8bd8-4a40-a4d9-f07bdc3e6ce2",
        Fields = Value.Map.Empty,
        Attributes = Value.Map.Empty,
        UpdatedBy = "jane@acme.com",
        UpdatedAt = new DateTimeOffset(2026, 11, 20, 10, 2, 0, TimeSpan.Zero),
    };

    private static readonly ApplyEvent.Completed ConnectionDone = new(AddressOf("connection.web"), ActionKind.Create, StepKind.Apply, "5f1c0f6e", TimeSpan.FromSeconds(1.4));
    private static readonly ApplyEvent.Completed DatasetDone = new(AddressOf("dataset.loyalty"), ActionKind.Create, StepKind.Apply, "637eb7fa", TimeSpan.FromSeconds(3));

    private static readonly Dictionary<string, Action<Recording>> Scenes = new()
    {
        ["plan-small"] = recording => recording.Plan(Small, Read(("connection", 1, 1), ("dataset", 2, 1))),
        ["plan-200"] = recording => recording.Plan(Large, Read(("connection", 200, 200), ("dataset", 1200, 400), ("flow", 1200, 12), ("mapping", 1200, 0), ("schema", 90, 1))),
        ["plan-replace"] = recording => recording.Plan(Replacing, Read(("connection", 1, 0))),
        ["plan-destroy"] = recording => recording.Plan(Destroying with { Options = new() { Mode = PlanMode.Destroy } }, Read(("dataset", 1, 0))),
        ["apply"] = Apply,
        ["apply-failure"] = Fail,
        ["apply-interruption"] = Interrupt,
        ["drift"] = ShowDrift,
    };

    private static IEnumerable<TestCaseData> Cases() =>
        from name in Scenes.Keys
        from width in new[] { 80, 120 }
        from color in new[] { false, true }
        select new TestCaseData(name, width, color).SetArgDisplayNames(name, $"{width}", color ? "color" : "plain");

    [TestCaseSource(nameof(Cases))]
    public void A_terminal_shows_what_its_golden_file_says(string name, int width, bool color)
    {
        using var recording = new Recording(width, color);
        Scenes[name](recording);

        Golden.Match(Path.Combine("screens", $"{name}.{width}{(color ? ".color" : string.Empty)}.txt"), recording.Text);
    }

    private static Plan Small => Plans.Of(
        Plans.Action("connection.web", ActionKind.Create, Plans.Field("name", null, Value.Of("ACME web, the connection that all of the streaming sources of the loyalty programme share"))) with { Name = "ACME web" },
        Plans.Action("dataset.loyalty", ActionKind.Create, Plans.Field("name", null, Value.Of("Loyalty"))) with { Name = "Loyalty" },
        Plans.Action("flow.loyalty", ActionKind.Update, Plans.Field("description", Value.Of("old"), Value.Of("new"), Value.Of("old"))) with { Name = "Loyalty", Live = Live });

    private static Plan Large => Plans.Of(
        [.. from n in Enumerable.Range(0, 50)
            let region = n < 40 ? $"loyalty[\"r{n:00}\"]" : $"shop{n}"
            from kind in new[] { "sourceConnection", "targetConnection", "mapping", "flow" }
            select Plans.Action($"{kind}.{region}", ActionKind.Create, Plans.Field("name", null, Value.Of($"ACME {kind} {region.Replace('"', '-')}"))) with
            {
                DependsOn = kind == "flow" ? [new("sourceConnection", region), new("targetConnection", region), new("mapping", region)] : [],
            }]);

    private static Plan Replacing => Plans.Of(Plans.Action("connection.web", ActionKind.Replace, Plans.Field("dataType", Value.Of("xdm"), Value.Of("raw"), Value.Of("xdm")) with { Effect = FieldChangeEffect.Replace }) with
    {
        Reasons = [new ActionReason.ForcedBy("dataType")],
        Consequences = [new Consequence.OfReplacement("the inlet URL changes; producers posting to the old one will fail")],
        Live = Live,
    });

    private static Plan Destroying => Plans.Of(
        Plans.Action("flow.loyalty", ActionKind.Delete) with { Name = "Loyalty", Reasons = [new ActionReason.Destroyed()], Live = Live },
        Plans.Action("dataset.loyalty", ActionKind.Delete) with { Name = "Loyalty", Reasons = [new ActionReason.Destroyed()], Consequences = [new Consequence.OfDeletion("the data in the dataset is lost")], Live = Live });

    private static void Apply(Recording recording)
    {
        var activity = Begin(recording);
        var flow = new ApplyEvent.Completed(AddressOf("flow.loyalty"), ActionKind.Update, StepKind.Apply, "f2ae0194", TimeSpan.FromSeconds(75));
        recording.Tell(activity, ConnectionDone);
        recording.After(1, activity);
        recording.Tell(activity, DatasetDone, new ApplyEvent.Started(flow.Address, ActionKind.Update));
        recording.After(75, activity);
        recording.Tell(activity, flow);
        recording.Finish(interrupted: false, ConnectionDone, DatasetDone, flow);
    }

    private static void Fail(Recording recording)
    {
        var activity = Begin(recording);
        var failed = new ApplyEvent.Failed(AddressOf("dataset.loyalty"), ActionKind.Create, Finding.Error("FP3026", "the service rejected dataset.loyalty: the schema is not enabled for profiles") with { RequestId = "r-1" }, OutcomeUnknown: false);
        var skipped = new ApplyEvent.Skipped(AddressOf("flow.loyalty"), ActionKind.Update, failed.Address);
        recording.Tell(activity, ConnectionDone, failed, skipped);
        recording.After(1, activity);
        recording.Finish(interrupted: false, ConnectionDone, failed, skipped);
    }

    private static void Interrupt(Recording recording)
    {
        var activity = Begin(recording);
        var skipped = new ApplyEvent.Skipped(AddressOf("flow.loyalty"), ActionKind.Update, null);
        recording.Tell(activity, ConnectionDone);
        recording.Reporter.WriteNotice(Signals.Stopping);
        recording.After(3, activity);
        recording.Tell(activity, DatasetDone, skipped);
        recording.Finish(interrupted: true, ConnectionDone, DatasetDone, skipped);
    }

    private static void ShowDrift(Recording recording)
    {
        recording.After(2, new ReadActivity(Read(("dataset", 12, 3), ("flow", 1, 1))));
        recording.EndProgress();
        recording.Reporter.Drift(Plans.Of(
            Plans.Action("flow.loyalty", ActionKind.Update, Plans.Field("enabled", Value.Of(false), Value.Of(true), Value.Of(true), DifferenceCause.Drift)) with { Name = "Loyalty", Live = Live },
            Plans.Action("dataset.old", ActionKind.Create) with { Name = "Old", Reasons = [new ActionReason.DeletedOnPlatform("637eb7fa")] },
            Plans.Action("connection.web", ActionKind.NoOp)) with
        {
            Options = new() { Mode = PlanMode.Drift },
            Remarks = [new PlanRemark.AcceptedChange(AddressOf("connection.web"), "description", new DateOnly(2027, 1, 31), "edited by hand, to be moved into the manifest")],
        });
        recording.Look();
    }

    /// <summary>An apply of the small plan, of which two changes are in progress.</summary>
    private static ApplyActivity Begin(Recording recording)
    {
        var activity = new ApplyActivity(Small, recording.Time);
        recording.Reporter.ApplyStarted(Small);
        recording.Tell(activity, new ApplyEvent.Started(ConnectionDone.Address, ActionKind.Create));
        recording.After(1, activity);
        recording.Tell(activity, new ApplyEvent.Started(DatasetDone.Address, ActionKind.Create));
        recording.After(1, activity);
        return activity;
    }

    private static ReadProgress Read(params (string Kind, int Wanted, int Found)[] counts)
    {
        var progress = new ReadProgress();
        foreach (var (kind, wanted, found) in counts)
        {
            progress.Want(kind, wanted);
            for (var i = 0; i < found; i++)
                progress.Find(kind);
        }

        return progress;
    }

    private static ResourceAddress AddressOf(string address) => ResourceAddress.Parse(address);
}
