using System.Collections.Immutable;
using System.Text.RegularExpressions;
using FlowPlan.Cli.ListFiles;
using FlowPlan.Cli.Reporting;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Policies;

/// <summary>Reads a rule of a policy file.</summary>
/// <param name="rule">The rule as it is written.</param>
internal sealed class PolicyReader(ListItem rule)
{
    private const string Deny = "deny";
    private const string Warn = "warn";

    private static readonly string[] Limits = ["matches", "atMost", "atLeast", "oneOf"];

    private static readonly ListFileForm Form = new(
        CliDescriptors.InvalidPolicy,
        "a policy",
        "rules",
        "rules",
        "a rule",
        "'deny' or 'warn'",
        [Deny, Warn, "environments", "resources", "actions", "field", .. Limits, "maxCount"],
        "see docs/ci.md for the form of a policy");

    private static readonly string[] ActionCodes =
        [.. new[] { ActionKind.Create, ActionKind.Update, ActionKind.Replace, ActionKind.Delete, ActionKind.Adopt, ActionKind.Forget }.Select(k => ActionNames.Of(k).Code)];

    /// <summary>The rules of a file, or what is wrong with it.</summary>
    public static Outcome<IReadOnlyList<PolicyRule>> Read(string path) => ListFile.Read(path, Form, item => new PolicyReader(item).Read());

    private PolicyRule? Read()
    {
        if ((rule.Entry(Deny) ?? rule.Entry(Warn)) is not { Value: Node.Scalar { Value: Value.Text(var text) } } says || (rule.Entry(Deny) is not null && rule.Entry(Warn) is not null))
            return Refuse(rule.Span, "a rule needs either 'deny' or 'warn', with a string that says what the rule is");
        var field = rule.Text("field");
        if (field is null != !Limits.Any(k => rule.Entry(k) is not null))
            return Refuse(rule.Span, "'field' goes together with 'matches', 'atMost', 'atLeast' or 'oneOf'");
        if (field is not null && rule.Entry("maxCount") is { } count)
            return Refuse(count.KeySpan, "'maxCount' cannot be combined with 'field'");
        return new PolicyRule(text, says.Key == Deny, rule.Span)
        {
            Environments = Texts("environments"),
            Resources = [.. Texts("resources").Select(t => new AddressPattern(t))],
            Actions = Actions(),
            Field = field is null ? null : FieldPattern.ParseManifest(field),
            Matches = Expression(),
            AtMost = Limit("atMost"),
            AtLeast = Limit("atLeast"),
            OneOf = Values("oneOf"),
            MaxCount = Count(),
        };
    }

    private IReadOnlyList<string> Actions()
    {
        foreach (var (item, action) in ItemsOf("actions").Select(i => (i, (i.ToValue() as Value.Text)?.Content)))
        {
            if (action is { Length: > 0 } && !ActionCodes.Contains(action))
                rule.Report(item.Span, $"there is no action '{action}'", DidYouMean.Help(action, ActionCodes, string.Join(", ", ActionCodes)));
        }

        return Texts("actions");
    }

    private Regex? Expression()
    {
        if (rule.Text("matches") is not { } text)
            return null;
        try
        {
            return new(text, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            rule.Report(rule["matches"]!.Span, "'matches' is not a regular expression that can be used", "lookarounds and references to groups are not supported");
            return null;
        }
    }

    private Value? Limit(string key)
    {
        if (rule[key] is not { } value)
            return null;
        if (value is Node.Scalar { Value: var limit } && PolicyAmount.Of(limit) is not null)
            return limit;
        rule.Report(value.Span, $"'{key}' must be a number, or a duration such as P90D");
        return null;
    }

    private int? Count()
    {
        if (rule["maxCount"] is not { } value)
            return null;
        if (value is Node.Scalar { Value: Value.Number(>= 0 and <= int.MaxValue and var number) } && number == decimal.Truncate(number))
            return (int)number;
        rule.Report(value.Span, "'maxCount' must be a whole number");
        return null;
    }

    /// <summary>Strings to choose from. A value of another form would match nothing, so that the rule would never apply.</summary>
    private IReadOnlyList<string> Texts(string key)
    {
        foreach (var item in ItemsOf(key).Where(i => i is not Node.Scalar { Value: Value.Text { Content.Length: > 0 } }))
            rule.Report(item.Span, $"'{key}' must be a string or a list of strings");
        return [.. Values(key).OfType<Value.Text>().Select(t => t.Content)];
    }

    private IReadOnlyList<Value> Values(string key)
    {
        if (rule.Entry(key) is { } entry && ItemsOf(key).IsEmpty)
            rule.Report(entry.KeySpan, $"'{key}' is empty");
        return [.. ItemsOf(key).Select(n => n.ToValue())];
    }

    /// <summary>The items of a list; one value counts as a list of it.</summary>
    private ImmutableArray<Node> ItemsOf(string key) => rule[key] switch
    {
        null or Node.Scalar { Value: Value.Null } => [],
        Node.Sequence list => list.Items,
        var one => [one],
    };

    private PolicyRule? Refuse(SourceSpan span, string message)
    {
        rule.Report(span, message);
        return null;
    }
}
