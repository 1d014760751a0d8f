using FlowPlan.Cli.SavedPlans;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Cli.Tests;

/// <summary>A saved plan leads to the manifest that it was made from, and to no other file.</summary>
public sealed class PlanManifestTests
{
    private string root = null!;

    [SetUp]
    public void SetUp()
    {
        root = Directory.CreateTempSubdirectory("flowplan-plan-").FullName;
        foreach (var file in new[] { "sub/flowplan.yaml", "sub/p.json", "sub/plans/p.json", "flowplan.yaml", "p.json", "secret" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(root, file))!);
            File.WriteAllText(Path.Combine(root, file), "{}");
        }
    }

    [TearDown]
    public void TearDown() => Directory.Delete(root, recursive: true);

    [TestCase("p.json", "sub", ExpectedResult = "sub")]
    [TestCase("p.json", "sub/flowplan.yaml", ExpectedResult = "sub/flowplan.yaml")]
    [TestCase("sub/p.json", ".", ExpectedResult = "sub")]
    [TestCase("sub/p.json", "sub", ExpectedResult = "sub")]
    public string It_is_found_from_another_folder(string plan, string named) =>
        Path.GetRelativePath(root, Path.GetFullPath(PlanManifest.Find(Path.Combine(root, plan), named)));

    [TestCase("/etc/passwd")]
    [TestCase("../../../../../../../../etc/passwd")]
    [TestCase("/")]
    public void A_file_of_another_project_is_refused(string named)
    {
        var fault = Assert.Throws<DiagnosticException>(() => PlanManifest.Find(Path.Combine(root, "sub/p.json"), named));

        Assert.That(fault!.Diagnostic.Code, Is.EqualTo("FP4123"));
    }

    [Test]
    public void A_file_above_the_folder_of_the_plan_is_refused_without_a_mark_of_the_project()
    {
        var named = Path.Combine(root, "secret");
        var plan = Path.Combine(root, "sub", "p.json");
        Assert.That(() => PlanManifest.Find(plan, named), Throws.TypeOf<DiagnosticException>());

        File.WriteAllText(Path.Combine(root, ".flowplan-project"), string.Empty);

        Assert.That(PlanManifest.Find(plan, named), Is.EqualTo(named));
    }
}
