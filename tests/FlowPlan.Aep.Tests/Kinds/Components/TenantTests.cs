using FlowPlan.Aep.Tests.Emulated;

namespace FlowPlan.Aep.Tests.Kinds.Components;

/// <summary>The tenant ID, which all collections of Schema Registry share.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class TenantTests
{
    [Test]
    public async Task It_is_asked_for_once_whichever_kinds_need_it()
    {
        await using var bench = await Bench.StartAsync("""
            apiVersion: flowplan/v1
            project: acme
            fieldGroups:
              a: { title: A, classes: [profile], fields: { x: string } }
              b: { title: B, classes: [profile], fields: { y: string } }
            classes:
              c: { title: C, behavior: record, fields: { z: string } }
            """);

        await bench.ApplyAsync();
        await bench.Provider.ReadTenantAsync(CancellationToken.None);

        Assert.That(bench.Reads.Count(r => r.EndsWith("/stats", StringComparison.Ordinal)), Is.EqualTo(1));
    }
}
