using System.Text;
using FlowPlan.Cli.Output.ConsoleText;
using FlowPlan.Cli.SavedPlans;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Planning.Review;
using FlowPlan.Core.Values;
using NJsonSchema;

namespace FlowPlan.Cli.Tests;

/// <summary>Plans that were saved in format version 1 are read as before.</summary>
public sealed class FormerFormatTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Compatibility", "v1");

    private static IEnumerable<string> Files() => Directory.EnumerateFiles(Folder, "*plan*.json").Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Files))]
    public async Task A_plan_of_version_1_is_read_and_written_in_version_2(string file)
    {
        var plan = Read(File.ReadAllBytes(Path.Combine(Folder, file)));
        var written = PlanJson.Of(plan);

        Assert.That(plan.HasChanges);
        Assert.That((await JsonSchema.FromFileAsync(Path.Combine(Repository.Root, "schema", "plan.schema.json"))).Validate(written), Is.Empty);
        var again = Read(Encoding.UTF8.GetBytes(written));
        Assert.That(StalePlanCheck.Check(plan, again), Is.Empty);
        Assert.That(PlanText.Of(again).ToString(), Is.EqualTo(PlanText.Of(plan).ToString()));
    }

    [Test]
    public void Reasons_and_consequences_of_version_1_are_kept_as_text()
    {
        var plan = Read(File.ReadAllBytes(Path.Combine(Folder, "plan.change.json")));

        var deletion = plan.Actions.Single(a => a.Kind == ActionKind.Delete);

        Assert.That(deletion.Reasons, Is.EqualTo(new ActionReason[] { new ActionReason.Saved("no longer in the manifest") }));
        Assert.That(deletion.Consequences, Is.EqualTo(new Consequence[] { new Consequence.Saved("the data in the dataset is lost") }));
        Assert.That(deletion.Destructive);
    }

    [Test]
    public void Members_of_sets_of_version_1_are_found_by_their_form()
    {
        var plan = Read(File.ReadAllBytes(Path.Combine(Folder, "plan.change.json")));

        var members = plan.Actions.SelectMany(a => a.Differences).Where(d => d.IsSetMember).Select(d => d.Path);

        Assert.That(members, Is.EqualTo(new[] { FieldPath.Of("fieldGroups", "https://ns.adobe.com/xdm/context/profile-work-details") }));
    }

    [Test]
    public void A_saved_plan_of_version_1_is_read_whole()
    {
        var saved = ReadSaved(File.ReadAllBytes(Path.Combine(Folder, "saved-plan.json")));

        var plan = saved.Plan;
        Assert.That(saved.Manifest, Is.EqualTo("."));
        Assert.That(plan.Binding.Serial, Is.EqualTo(2));
        Assert.That(plan.Actions.Where(a => a.Kind == ActionKind.Replace).Select(a => a.Address.ToString()), Is.EqualTo(new[]
        {
            "sourceConnection.nightly", "targetConnection.nightly", "flow.nightly",
        }));
        var source = plan.Actions.Single(a => a.Address.Key == "nightly" && a.Address.Kind == "sourceConnection");
        Assert.That(source.CreateBeforeDestroy, Is.True);
        Assert.That(source.SavedFingerprint, Is.Not.Null);
        Assert.That(source.Differences.Single().Path.ToString(), Is.EqualTo("params"));
        Assert.That(plan.Outputs.Single().Name, Is.EqualTo("flow"));
    }

    private static Plan Read(byte[] json) => ReadSaved(json).Plan;

    private static SavedPlan ReadSaved(byte[] json)
    {
        var outcome = PlanJsonReader.Read("plan.json", json);
        Assert.That(outcome.Diagnostics, Is.Empty);
        return outcome.Value!;
    }
}
