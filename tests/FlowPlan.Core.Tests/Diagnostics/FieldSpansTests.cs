using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.Diagnostics;

public sealed class FieldSpansTests
{
    [TestCase(0)]
    [TestCase(3)]
    [TestCase(200)]
    public void Every_field_is_found_at_its_place_and_no_other(int count)
    {
        var source = new SourceText("flowplan.yaml", new string(' ', count));
        var places = Enumerable.Range(0, count)
            .Select(i => KeyValuePair.Create(FieldPath.Of("fields", $"f{i}"), source.Span(i, i + 1)))
            .ToArray();
        var spans = new FieldSpans(places);

        Assert.That(spans.All, Is.EqualTo(places));
        foreach (var (path, span) in places)
            Assert.That((spans.ContainsKey(path), spans[path]), Is.EqualTo((true, span)));
        Assert.That(spans.ContainsKey("fields"), Is.False);
        Assert.That(() => spans[FieldPath.Of("fields", "other")], Throws.TypeOf<KeyNotFoundException>());
    }
}
