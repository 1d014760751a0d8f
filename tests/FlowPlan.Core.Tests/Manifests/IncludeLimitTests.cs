namespace FlowPlan.Core.Tests.Manifests;

/// <summary>A pattern that matches half a disk is an error, not a long wait.</summary>
public sealed class IncludeLimitTests
{
    [Test]
    public void A_pattern_that_matches_too_many_files_is_refused_at_its_place()
    {
        using var bench = new Workbench().Write("flowplan.yaml", Workbench.Head + "include: many/*.yaml\n");
        Directory.CreateDirectory(bench.Path("many"));
        for (var number = 0; number <= 10_000; number++)
            File.Create(bench.Path($"many/{number}.yaml")).Dispose();

        var outcome = bench.Read();

        Assert.That(Workbench.Places(outcome), Is.EqualTo(new[] { "FP1053 3:10" }));
    }
}
