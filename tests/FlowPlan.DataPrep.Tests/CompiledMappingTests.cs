using System.Text.Json;
using FlowPlan.DataPrep.Mapping;
using FlowPlan.DataPrep.Runtime;
using FlowPlan.DataPrep.Values;

namespace FlowPlan.DataPrep.Tests;

/// <summary>Mappings of whole records.</summary>
public sealed class CompiledMappingTests
{
    private const string Record = """{"a":"1","o":{"x":1,"y":{"z":2}},"l":[{"n":"p"},{"n":"q"}]}""";

    [TestCase("t=a", """{"t":"1"}""")]
    [TestCase("t.u=a|t.v=o.x", """{"t":{"u":"1","v":1}}""")]
    [TestCase("t=o", """{"t":{"x":1,"y":{"z":2}}}""")]
    [TestCase("t.y.z=a|t=o", """{"t":{"x":1,"y":{"z":"1"}}}""")]
    [TestCase("t[1].u=a", """{"t":[null,{"u":"1"}]}""")]
    [TestCase("t[*].u=l[*].n", """{"t":[{"u":"p"},{"u":"q"}]}""")]
    [TestCase("t=missing", "{}")]
    [TestCase("m.k[0].id=a", """{"m":{"k":[{"id":"1"}]}}""")]
    [TestCase("t[99999].u=a", "{}")]
    public void Sources_are_written_to_their_targets(string fields, string expected)
    {
        var mapping = new CompiledMapping(fields.Split('|').Select(f => new MappedField(f.Split('=')[0], f.Split('=')[1], null)));

        Assert.That(Json(mapping.Map(Context()).Output), Is.EqualTo(expected));
    }

    [Test]
    public void A_field_that_fails_is_null_and_says_why_and_the_others_go_on()
    {
        var result = new CompiledMapping([new("x", null, "missing.equals(a)"), new("y", null, "upper(\"b\")"), new("z", null, "concat(")]).Map(Context());

        Assert.Multiple(() =>
        {
            Assert.That(Json(result.Output), Is.EqualTo("""{"y":"B"}"""));
            Assert.That(result.Fields[0].Problem, Is.EqualTo("the method 'equals' is called on null"));
            Assert.That(result.Fields[2].Problem, Is.EqualTo("the '(' is not closed"));
        });
    }

    [Test]
    public void The_branches_that_were_taken_are_told()
    {
        var result = new CompiledMapping([new("x", null, "a == \"1\" ? iif(o.x == 2, \"p\", \"q\") : \"r\"")]).Map(Context());

        Assert.That(result.Fields[0].Chosen.Select(Formatting.ExpressionFormatter.Format), Is.EqualTo((string[])["iif(o.x == 2, \"p\", \"q\")", "\"q\""]));
    }

    [Test]
    public void A_stub_replaces_a_function() => Assert.That(
        Json(new CompiledMapping([new("x", null, "upper(ua_os_name(a))")]).Map(Context() with { Stubs = new Dictionary<string, DataValue> { ["ua_os_name"] = DataValue.Of("linux") } }).Output),
        Is.EqualTo("""{"x":"LINUX"}"""));

    private static EvaluationContext Context()
    {
        using var document = JsonDocument.Parse(Record);
        return new(JsonValues.Of(document.RootElement), DateTimeOffset.UnixEpoch);
    }

    private static string Json(DataValue value) => JsonValues.ToJson(value)!.ToJsonString().Replace("\\u0022", "\"", StringComparison.Ordinal);
}
