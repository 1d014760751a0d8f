using System.Text.Json;
using FlowPlan.Aep.Kinds.Sources;

namespace FlowPlan.Aep.Tests.Kinds.Sources;

/// <summary>The table of sources against the specifications that Flow Service has.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class SourceComparisonTests
{
    [Test]
    public void Two_authentications_of_one_name_are_compared_as_one()
    {
        var source = SourceTable.All.First(s => s.Auth.Length > 0);
        var auth = string.Join(',', source.Auth.Append(source.Auth[0]).Select(a => $$"""{"name":"{{a.Name}}"}"""));
        using var connection = JsonDocument.Parse($$"""{"attributes":{"isSource":true},"authSpec":[{{auth}}]}""");
        using var flow = JsonDocument.Parse("{}");

        Assert.That(SourceComparison.Compare(source, connection.RootElement, flow.RootElement), Is.Empty);
    }
}
