using System.Text.Json.Nodes;
using FlowPlan.Aep.Dialect;
using FlowPlan.Core.Manifests;
using FlowPlan.Core.Manifests.Variables;
using FlowPlan.EndToEnd.Tests.Crash;
using FlowPlan.EndToEnd.Tests.Laws;

namespace FlowPlan.EndToEnd.Tests.Cases;

/// <summary>No registered kind is left out of the suites that take a kind as it comes: golden cases, crash matrix, random manifests.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class KindCoverageTests
{
    private static readonly AepDialect Dialect = new();

    private static readonly Lazy<ILookup<string, string>> PlannedInCases = new(() => CaseFolder.Names()
        .Select(name => Path.Combine(new CaseFolder(name).Path, "plan.json"))
        .Where(File.Exists)
        .SelectMany(file => JsonNode.Parse(File.ReadAllText(file))!["actions"]?.AsArray() ?? [])
        .ToLookup(action => (string)action!["kind"]!, action => (string)action!["action"]!));

    private static IEnumerable<string> Kinds => Dialect.Kinds.Select(k => k.Name);

    [TestCaseSource(nameof(Kinds))]
    public void A_golden_case_shows_it_created_one_changed_and_one_taken_away(string kind)
    {
        var actions = PlannedInCases.Value[kind].ToHashSet();

        Assert.That(actions, Has.Some.EqualTo("create").And.Some.EqualTo("update"));
        Assert.That(actions, Has.Some.EqualTo("delete").Or.Some.EqualTo("forget"));
    }

    [Test]
    public void The_crash_matrix_has_every_kind() => Assert.That(Scenario.Manifests.SelectMany(DeclaredBy).Distinct(), Is.EquivalentTo(Kinds));

    [Test]
    public void Random_manifests_have_every_kind()
    {
        var found = new HashSet<string>();
        for (var seed = 0; seed < 20; seed++)
        {
            var folder = Directory.CreateTempSubdirectory("flowplan-kinds-");
            try
            {
                new RandomManifest(new Random(seed), 60).Write(folder.FullName, shuffled: true);
                found.UnionWith(DeclaredIn(folder.FullName));
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }

        Assert.That(found, Is.EquivalentTo(Kinds));
    }

    private static List<string> DeclaredBy(string manifest)
    {
        var folder = Directory.CreateTempSubdirectory("flowplan-kinds-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "flowplan.yaml"), manifest);
            return DeclaredIn(folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static List<string> DeclaredIn(string folder)
    {
        var read = ManifestReader.Read(new ManifestRequest { Path = folder, ProcessEnvironment = new Dictionary<string, string>() }, Dialect.Vocabulary);
        return [.. Dialect.Expand(read.Value!).Value!.Items.Select(d => d.Address.Kind).Distinct()];
    }
}
