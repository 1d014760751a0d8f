using FlowPlan.Aep.Tests.Emulated;

namespace FlowPlan.Aep.Tests.Kinds;

[TestFixture]
internal sealed class AgreementTests
{
    [Test]
    public async Task The_attributes_that_a_manifest_may_name_are_those_that_live_objects_have()
    {
        await using var bench = await AppliedFieldTable.StartAsync();
        foreach (var kind in bench.Dialect.Kinds)
        {
            var found = new SortedSet<string>(StringComparer.Ordinal);
            await foreach (var live in bench.Provider.Kind(kind.Name).Operations.ListAsync(CancellationToken.None))
                found.UnionWith(live.Attributes.Entries.Select(a => a.Key));

            Assert.That(found, Is.EqualTo(kind.Attributes.Select(a => a.Name).Order(StringComparer.Ordinal)), kind.Name);
        }
    }
}
