using FlowPlan.Aep.Dialect;
using FlowPlan.Aep.Tests.Support;
using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Tests.Kinds;

[TestFixture]
internal sealed class AgreementTests
{
    [Test]
    public async Task The_attributes_that_a_manifest_may_name_are_those_that_the_kinds_give()
    {
        await using var provider = Providers.Create(Providers.Settings(new("http://localhost:1/")));
        var dialect = new AepDialect();

        Assert.That(dialect.Attributes.Keys.Order(StringComparer.Ordinal), Is.EqualTo(provider.KindNames));
        foreach (var (kind, attributes) in dialect.Attributes)
            Assert.That(attributes, Is.EqualTo(provider.Kind(kind).Attributes), kind);
    }
}
