using FlowPlan.Architecture.Tests.Sources;

namespace FlowPlan.Architecture.Tests;

/// <summary>Which project may refer to which. A new reference is a decision: change it here and say why in docs/decisions.</summary>
public sealed class ProjectReferenceTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["FlowPlan.Core"] = [],
        ["FlowPlan.DataPrep"] = [],
        ["FlowPlan.Aep"] = ["FlowPlan.Core", "FlowPlan.DataPrep"],
        ["FlowPlan.Emulator"] = ["FlowPlan.DataPrep"],
        ["FlowPlan.State"] = ["FlowPlan.Core"],
        ["FlowPlan.Cli"] = ["FlowPlan.Core", "FlowPlan.Aep", "FlowPlan.DataPrep", "FlowPlan.Emulator", "FlowPlan.State"],
    };

    [TestCaseSource(nameof(Projects))]
    public void A_project_refers_only_to_those_it_may(string project) => Assert.That(
        SourceProject.All.Single(p => p.Name == project).ProjectReferences, Is.SubsetOf(Allowed[project]));

    [Test]
    public void Every_project_is_covered_by_the_rule() => Assert.That(
        Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src")).Select(Path.GetFileName), Is.EquivalentTo(Allowed.Keys));

    private static Dictionary<string, string[]>.KeyCollection Projects() => Allowed.Keys;
}
