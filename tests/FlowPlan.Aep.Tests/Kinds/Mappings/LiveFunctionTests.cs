using FlowPlan.Aep.Kinds.Mappings.Checks;
using FlowPlan.Aep.Tests.Dialect;

namespace FlowPlan.Aep.Tests.Kinds.Mappings;

/// <summary>With the list of the service's functions beside the manifest it is certain which functions there are.</summary>
public sealed class LiveFunctionTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 28, 1, 2, 3, TimeSpan.Zero);

    [TestCase("concat(a, b)")]
    [TestCase("brand_new(a, b, c)")]
    [TestCase("lower(brand_new())")]
    [TestCase("concta(a)", "FP2505 3:85 Data Prep has no function 'concta', by the list of 2026-11-28 in flowplan.functions.json (did you mean 'concat'?)")]
    [TestCase("brand_nwe(a)", "FP2505 3:85 Data Prep has no function 'brand_nwe', by the list of 2026-11-28 in flowplan.functions.json (did you mean 'brand_new'?)")]
    [TestCase("a.charAt(0)", "FP2511 3:87 the method 'charAt' is not known to FlowPlan (check the spelling; Data Prep may have functions that FlowPlan does not know)")]
    public void An_unknown_function_is_an_error(string expression, params string[] expected) =>
        Assert.That(Check(expression, LiveFunctions.Write(["concat", "lower", "brand_new"], Now)), Is.EqualTo(expected));

    [Test]
    public void Without_the_list_it_is_a_warning() => Assert.That(
        Check("concta(a) == brand_new(a)", null).Select(f => f.Split(' ')[0]), Is.EqualTo(new[] { "FP2511", "FP2511" }));

    [TestCase("its content does not match its sha256", "2026-11-28", "2026-11-29")]
    [TestCase("it is not JSON", "}", "")]
    public void A_list_that_was_changed_is_not_used(string reason, string what, string by) => Assert.That(
        Check("concta(a)", LiveFunctions.Write(["concat"], Now).Replace(what, by, StringComparison.Ordinal)),
        Is.EqualTo(new[]
        {
            "FP2511 3:85 the function 'concta' is not known (did you mean 'concat'?)",
            $"FP2522 0:0 flowplan.functions.json cannot be used: {reason} (run `flowplan functions --refresh` to replace it)",
        }));

    [Test]
    public void The_list_has_each_name_once_and_sorted() =>
        Assert.That(LiveFunctions.Write(["b", "a", "b"], Now), Does.Match("\"date\": \"2026-11-28\",\n  \"functions\": \\[\n    \"a\",\n    \"b\"\n  \\],\n  \"sha256\": \"[0-9a-f]{64}\"\n}\n$"));

    private static string[] Check(string expression, string? list)
    {
        using var folder = new ManifestFolder();
        if (list is not null)
            folder[LiveFunctions.File] = list;
        var found = folder.Try($"mappings: {{ m: {{ schema: s, fields: {{ person.name.lastName: {{ expression: '         {expression}' }} }} }} }}\nschemas: {{ s: {{ ref: S }} }}\n").Diagnostics;
        return [.. found.Select(d => $"{d.Code} {d.Span?.Line}:{d.Span?.Column} {d.Message} ({d.Help})")];
    }
}
