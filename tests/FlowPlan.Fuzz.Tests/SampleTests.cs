using System.Text;
using System.Text.Json.Nodes;
using FlowPlan.Aep.Dialect;
using FlowPlan.Cli.SavedPlans;
using FlowPlan.Core.Manifests;
using FlowPlan.Core.Manifests.Variables;
using FlowPlan.Core.Planning;
using FlowPlan.Core.State.Serialization;
using FlowPlan.Fuzz.Tests.Mutating;
using FlowPlan.Fuzz.Tests.Targets;

namespace FlowPlan.Fuzz.Tests;

/// <summary>What is mutated is right to begin with, so that mutations reach beyond the first check; and a bug would be found.</summary>
public sealed class SampleTests
{
    [Test]
    public void The_manifests_are_right([Values] bool asJson)
    {
        var folder = Directory.CreateTempSubdirectory("flowplan-fuzz-").FullName;
        try
        {
            File.WriteAllBytes(Path.Combine(folder, "orders.json"), Samples.Definition);
            File.WriteAllBytes(Path.Combine(folder, "more.yaml"), Samples.Fragment);
            File.WriteAllBytes(Path.Combine(folder, "flowplan.yaml"), asJson ? Encoding.UTF8.GetBytes(Samples.ManifestAsJson) : Samples.Manifest);
            var dialect = new AepDialect();
            var read = ManifestReader.Read(new ManifestRequest { Path = folder, Environment = "dev", Variables = ["key=canary-key"] }, dialect.Vocabulary);
            Assert.That(read.Diagnostics, Is.Empty);
            var desired = dialect.Expand(read.Value!);
            Assert.That(desired.Diagnostics, Is.Empty);
            if (!asJson)
                Assert.That(desired.Value!.Items.Select(d => d.Address.Kind).Distinct(), Is.EquivalentTo(dialect.Kinds.Select(k => k.Name)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public void Lockfile_and_journal_are_right()
    {
        Assert.That(LockfileReader.Read("f", Samples.Lockfile).Succeeded, Is.True);
        Assert.That(JournalText.Read("f", Samples.Journal).Value!.Entries, Has.Length.EqualTo(7));
    }

    [Test]
    public void The_saved_plan_is_right_and_holds_all_that_a_plan_can_hold()
    {
        var read = PlanJsonReader.Read("f", SamplePlan.Saved).Value!;
        Assert.That(read.Manifest, Is.EqualTo("flows/flowplan.yaml"));
        Assert.That(read.Plan.Actions.Select(a => a.Kind).Distinct(), Is.EquivalentTo(Enum.GetValues<ActionKind>()));
        Assert.That(read.Plan.Actions.SelectMany(a => a.Differences).Select(d => d.Cause).Distinct(), Is.EquivalentTo(Enum.GetValues<DifferenceCause>()));
        Assert.That(PlanJson.Of(read.Plan, read.Manifest), Is.EqualTo(Encoding.UTF8.GetString(SamplePlan.Saved)));
    }

    [Test]
    public void Of_the_mutated_plans_many_are_still_read_so_that_showing_them_is_fuzzed_as_well()
    {
        var tree = Tree.Parse(Encoding.UTF8.GetString(SamplePlan.Saved));
        var read = Enumerable.Range(0, 500).Count(seed =>
            PlanJsonReader.Read("f", Encoding.UTF8.GetBytes(LeafMutator.Mutate(tree, new Random(seed)).ToString())).Succeeded);
        TestContext.Progress.WriteLine($"{read} of 500 are read");
        Assert.That(read, Is.InRange(100, 499));
    }

    [TestCase("GET", "data/foundation/flowservice/connections")]
    [TestCase("GET", "data/foundation/flowservice/sourceConnections/x")]
    [TestCase("GET", "data/foundation/flowservice/targetConnections/x")]
    [TestCase("GET", "data/foundation/flowservice/flows/x")]
    [TestCase("GET", "data/foundation/schemaregistry/tenant/schemas")]
    [TestCase("GET", "data/foundation/schemaregistry/tenant/schemas/x")]
    [TestCase("GET", "data/foundation/catalog/dataSets/x")]
    [TestCase("GET", "data/foundation/conversion/mappingSets")]
    [TestCase("POST", "data/foundation/catalog/dataSets")]
    public void The_answers_are_JSON(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri("https://x/" + path));
        Assert.That(() => JsonNode.Parse(Answers.BodyOf(request)), Throws.Nothing);
    }

    [Test]
    public void The_same_seed_gives_the_same_mutation_and_most_seeds_another()
    {
        var tree = Tree.Parse(Samples.ManifestAsJson);
        string Of(int seed) => TreeMutator.Mutate(tree, new Random(seed)).ToString();
        var (first, second) = (Enumerable.Range(0, 200).Select(Of).ToList(), Enumerable.Range(0, 200).Select(Of).ToList());
        Assert.That(second, Is.EqualTo(first));
        Assert.That(first.Distinct().Count(), Is.GreaterThan(190));
    }

    [Test]
    public void A_bug_is_told_with_its_seed() => Assert.That(
        () => new Campaign(new Broken()).Run(100, 50),
        Throws.TypeOf<AssertionException>().With.Message.Contains("FLOWPLAN_FUZZ_REPLAY='broken:113'").And.Message.Contains("DivideByZero"));

    private sealed class Broken() : Target("broken")
    {
        public override void Run(Random random, string folder)
        {
            if (random.Next() == new Random(113).Next())
                throw new DivideByZeroException();
        }
    }
}
