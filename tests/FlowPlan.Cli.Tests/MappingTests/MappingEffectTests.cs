using FlowPlan.Cli.MappingTests;
using FlowPlan.Cli.MappingTests.Effects;
using FlowPlan.Cli.Output.Markdown;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Resources;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;
using FlowPlan.DataPrep.Values;

namespace FlowPlan.Cli.Tests.MappingTests;

/// <summary>What a comment on a pull request says of a mapping that changes.</summary>
public sealed class MappingEffectTests
{
    private const string Long = "iif(title == \"Mrs\" || title == \"Ms\", concat(\"female\", suffix, other, another), iif(title == \"Mr\", \"male\", \"{0}\"))";

    [Test]
    public void Each_field_that_becomes_something_else_is_shown_before_and_after()
    {
        var text = Markdown(
            Fields(("name", "concat(a, b)"), ("same", "a"), ("spaced", "concat(a,b)"), ("gone", "b"), ("failing", "lower(a)")),
            Fields(("name", "concat(a, \" \", b)"), ("same", "a"), ("spaced", "concat(a, b)"), ("new", "b"), ("failing", "c.equals(a)")));

        Assert.That(text, Is.EqualTo("""

            #### `mapping.m`: 1 of 1 sample record changes

            | record | field | before | after |
            |---|---|---|---|
            | 1: both\|names | `failing` | `"ann"` | null: the method 'equals' is called on null |
            | 1: both\|names | `gone` | `"Lee"` | not mapped |
            | 1: both\|names | `name` | `"AnnLee"` | `"Ann Lee"` |
            | 1: both\|names | `new` | not mapped | `"Lee"` |

            """));
    }

    [Test]
    public void A_change_without_an_effect_says_so() =>
        Assert.That(Markdown(Fields(("name", "concat(a, b)")), Fields(("name", "concat(a,b)"))), Is.EqualTo("\n#### `mapping.m`: no sample record changes\n"));

    [Test]
    public void A_mapping_without_tests_has_no_effect_to_show() =>
        Assert.That(MappingEffects.Of(PlanOf(Fields(("name", "a")), Fields(("name", "b"))), () => []), Is.Empty);

    [Test]
    public void Tests_are_not_read_where_no_mapping_changes()
    {
        var plan = PlanOf(Fields(("name", "a")), Fields(("name", "a")));

        var effects = MappingEffects.Of(plan with { Actions = [plan.Actions[0] with { Kind = ActionKind.NoOp }] }, () => throw new InvalidOperationException("The tests were read."));

        Assert.That(effects, Is.Empty);
    }

    [Test]
    public void A_value_that_depends_on_a_secret_is_unknown()
    {
        var planned = Value.Map.Of(("fields", Value.Map.Of(("name", Value.Map.Of(("expression", new Value.Secret(Value.Of("\"canary\""))))))));

        var text = Markdown(Fields(("name", "a")), planned);

        Assert.That(text, Does.Contain("| `name` | unknown: it uses a sensitive variable, which is not evaluated | unknown: it uses a sensitive variable, which is not evaluated |"));
        Assert.That(text, Does.Not.Contain("canary").And.Not.Contain("Ann"));
    }

    [TestCase("https://ns.adobe.com/acme/schemas/1", "_acme.code")]
    [TestCase("https://ns.adobe.com/xdm/context/profile", "code")]
    public void The_live_value_of_a_sensitive_field_is_not_shown_where_another_field_changes(string schema, string target)
    {
        var id = Value.Map.Of(("id", Value.Of(schema)));
        var live = Fields(("name", "a"), (target, "upper(\"canary\")")).With("schema", id);
        var applied = FieldsOf(("name", Map("a")), (target, Value.Map.Of(("expression", new Value.SecretDigest("1"))))).With("schema", id);
        var secret = FieldsOf(("name", Map("b")), (target.Replace("_acme", "_tenant", StringComparison.Ordinal), Value.Map.Of(("expression", new Value.Secret(Value.Of("upper(\"canary\")"))))));

        var resolved = Markdown(live, FieldsOf(("name", Map("b")), (target, Value.Map.Of(("expression", new Value.Secret(Value.Of("upper(\"canary\")")))))).With("schema", id), applied);
        var adopted = Markdown(live, secret);
        var removed = Markdown(live, Fields(("name", "b")), applied);

        Assert.That(resolved, Is.EqualTo("""

            #### `mapping.m`: 1 of 1 sample record changes

            | record | field | before | after |
            |---|---|---|---|
            | 1: both\|names | `name` | `"Ann"` | `"Lee"` |

            """));
        Assert.That(adopted + removed, Does.Contain("code` | unknown: it uses a sensitive variable, which is not evaluated | not mapped |"));
        Assert.That(adopted + removed, Does.Not.Contain("canary").IgnoreCase);
    }

    [Test]
    public void Effects_are_cut_where_the_comment_would_become_too_large()
    {
        var (before, after) = (Enumerable.Range(0, 200).Select(i => ($"field{i}", "a")), Enumerable.Range(0, 200).Select(i => ($"field{i}", "b")));

        var text = Markdown(Fields([.. before]), Fields([.. after]));

        Assert.That(text, Does.EndWith("|\n\nOutput truncated; not all effects on sample records are shown.\n"));
        Assert.That(text, Has.Length.LessThan(4100));
    }

    [TestCase(78, "\"`")]
    [TestCase(80, "…`")]
    public void A_long_value_is_cut(int length, string end)
    {
        var text = Markdown(Fields(("name", "a")), Fields(("name", $"\"{new string('x', length)}\"")));

        Assert.That(text, Does.Contain($"| `\"{new string('x', Math.Min(length, 79))}{end} |"));
    }

    [Test]
    public void A_long_expression_is_compared_line_by_line()
    {
        var (before, after) = (Long.Replace("{0}", "none", StringComparison.Ordinal), Long.Replace("{0}", "not `said`", StringComparison.Ordinal));
        var difference = Difference(Map(before), Map(after));

        Assert.That(ExpressionChange.LinesOf(difference), Is.EqualTo((string[])
        [
            "    iif(",
            "      title == \"Mrs\" || title == \"Ms\",",
            "      concat(\"female\", suffix, other, another),",
            "-     iif(title == \"Mr\", \"male\", \"none\")",
            "+     iif(title == \"Mr\", \"male\", \"not `said`\")",
            "    )",
        ]));
    }

    [TestCase("lower(a)", "upper(a)")]
    [TestCase("lower(a)", "lower(")]
    [TestCase("concat(a,b)", "concat(a, b)")]
    public void A_short_expression_is_shown_as_it_is(string before, string after) =>
        Assert.That(ExpressionChange.LinesOf(Difference(Map(before), Map(after))), Is.Null);

    [Test]
    public void A_change_of_more_than_the_expression_is_shown_as_it_is() =>
        Assert.That(ExpressionChange.LinesOf(Difference(Map(Long), Value.Map.Of(("expression", Value.Of(Long + " ")), ("identity", Value.Of(true))))), Is.Null);

    private static string Markdown(Value.Map before, Value.Map after, Value.Map? applied = null)
    {
        var given = new DataValue.Map([new("a", DataValue.Of("Ann")), new("b", DataValue.Of("Lee"))]);
        var test = new MappingTest("m", "both|names", Core.Diagnostics.SourceSpan.OfFile("f"), [given], null, false, [], DateTimeOffset.UnixEpoch, new Dictionary<string, DataValue>());
        return EffectMarkdown.Of(MappingEffects.Of(PlanOf(before, after, applied), () => [test]));
    }

    private static Plan PlanOf(Value.Map before, Value.Map after, Value.Map? applied = null) => Plans.All().First().Plan with
    {
        Actions =
        [
            new()
            {
                Address = new("mapping", "m"),
                Kind = ActionKind.Update,
                Fields = after,
                Live = new LiveObject { Id = "1", Fields = before, Attributes = Value.Map.Empty },
                Prior = applied is null ? null : new ResourceState { Id = "1", Fields = applied },
                Differences = [.. Targets(before).Union(Targets(after)).Where(t => !Equals(At(applied ?? before, t), Digested(At(after, t)))).Select(t => Difference(At(before, t), At(after, t), t))],
            },
        ],
    };

    private static FieldDifference Difference(Value? before, Value? after, string target = "x") =>
        new(FieldPath.Of("fields", target), before, after, null, DifferenceCause.Manifest, FieldChangeEffect.Update);

    private static IEnumerable<string> Targets(Value.Map mapping) => ((Value.Map)mapping["fields"]!).Entries.Select(e => e.Key);

    private static Value? At(Value.Map mapping, string target) => FieldPath.Find(mapping, FieldPath.Of("fields", target));

    /// <summary>A secret as the lockfile has it, which is the same for all secrets here.</summary>
    private static Value? Digested(Value? field) => field is Value.Map map && map["expression"] is Value.Secret ? map.With("expression", new Value.SecretDigest("1")) : field;

    private static Value.Map Map(string expression) => Value.Map.Of(("expression", Value.Of(expression)));

    private static Value.Map Fields(params (string Target, string Expression)[] fields) =>
        FieldsOf([.. fields.Select(f => (f.Target, Map(f.Expression)))]);

    private static Value.Map FieldsOf(params (string Target, Value.Map Field)[] fields) =>
        Value.Map.Of(("fields", Value.Map.Of(fields.Select(f => KeyValuePair.Create<string, Value>(f.Target, f.Field)))));
}
