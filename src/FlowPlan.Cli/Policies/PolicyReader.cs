using System.Collections.Immutable;
using System.Text.RegularExpressions;
using FlowPlan.Cli.Reporting;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Policies;

/// <summary>Reads the rules of a policy file.</summary>
/// <param name="found">Told of what is wrong.</param>
internal sealed class PolicyReader(DiagnosticBag found)
{
    private const string Deny = "deny";
    private const string Warn = "warn";

    private static readonly string[] Known = [Deny, Warn, "environments", "resources", "actions", "field", "matches", "atMost", "atLeast", "oneOf", "maxCount"];

    private static readonly string[] ActionCodes =
        [.. new[] { ActionKind.Create, ActionKind.Update, ActionKind.Replace, ActionKind.Delete, ActionKind.Adopt, ActionKind.Forget }.Select(k => ActionNames.Of(k).Code)];

    /// <summary>The rules in a file.</summary>
    public IReadOnlyList<PolicyRule> Read(Node.Mapping file)
    {
        foreach (var entry in file.Entries.Where(e => e.Key != "rules"))
            Report(entry.KeySpan, $"a policy cannot hold '{entry.Key}'", "write the rules below 'rules'");
        if (file["rules"] is Node.Sequence list)
            return [.. list.Items.Select(ReadOne).OfType<PolicyRule>()];
        Report(file.Span, "a policy needs 'rules', a list", "see docs/ci.md for the form of a policy");
        return [];
    }

    private PolicyRule? ReadOne(Node node)
    {
        if (node is not Node.Mapping rule)
            return Report(node.Span, "a rule must be a map with 'deny' or 'warn'");
        foreach (var entry in rule.Entries.Where(e => !Known.Contains(e.Key)))
            Report(entry.KeySpan, $"a rule cannot hold '{entry.Key}'", DidYouMean.Help(entry.Key, Known, string.Join(", ", Known)));
        if ((rule.Entry(Deny) ?? rule.Entry(Warn)) is not { Value: Node.Scalar { Value: Value.Text(var text) } } says || (rule.Entry(Deny) is not null && rule.Entry(Warn) is not null))
            return Report(rule.Span, "a rule needs either 'deny' or 'warn', with a string that says what the rule is");
        var field = Text(rule, "field");
        var limits = new[] { "matches", "atMost", "atLeast", "oneOf" };
        if (field is null != !limits.Any(k => rule.Entry(k) is not null))
            return Report(rule.Span, "'field' goes together with 'matches', 'atMost', 'atLeast' or 'oneOf'");
        if (field is not null && rule.Entry("maxCount") is { } count)
            return Report(count.KeySpan, "'maxCount' cannot be combined with 'field'");
        return new PolicyRule(text, says.Key == Deny, rule.Span)
        {
            Environments = Texts(rule, "environments"),
            Resources = [.. Texts(rule, "resources").Select(t => new AddressPattern(t))],
            Actions = Actions(rule),
            Field = field is null ? null : FieldPattern.ParseManifest(field),
            Matches = Expression(rule),
            AtMost = Limit(rule, "atMost"),
            AtLeast = Limit(rule, "atLeast"),
            OneOf = Values(rule, "oneOf"),
            MaxCount = Count(rule),
        };
    }

    private IReadOnlyList<string> Actions(Node.Mapping rule)
    {
        foreach (var (item, action) in ItemsOf(rule, "actions").Select(i => (i, (i.ToValue() as Value.Text)?.Content)))
        {
            if (action is { Length: > 0 } && !ActionCodes.Contains(action))
                Report(item.Span, $"there is no action '{action}'", DidYouMean.Help(action, ActionCodes, string.Join(", ", ActionCodes)));
        }

        return Texts(rule, "actions");
    }

    private Regex? Expression(Node.Mapping rule)
    {
        if (Text(rule, "matches") is not { } text)
            return null;
        try
        {
            return new(text, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            Report(rule["matches"]!.Span, "'matches' is not a regular expression that can be used", "lookarounds and references to groups are not supported");
            return null;
        }
    }

    private string? Text(Node.Mapping rule, string key)
    {
        if (rule.Entry(key) is not { } entry)
            return null;
        if (entry.Value is Node.Scalar { Value: Value.Text(var text) } && text.Length > 0)
            return text;
        Report(entry.Value.Span, $"'{key}' must be a string");
        return null;
    }

    private Value? Limit(Node.Mapping rule, string key)
    {
        if (rule.Entry(key) is not { } entry)
            return null;
        if (entry.Value is Node.Scalar { Value: var limit } && PolicyAmount.Of(limit) is not null)
            return limit;
        Report(entry.Value.Span, $"'{key}' must be a number, or a duration such as P90D");
        return null;
    }

    private int? Count(Node.Mapping rule)
    {
        if (rule.Entry("maxCount") is not { } entry)
            return null;
        if (entry.Value is Node.Scalar { Value: Value.Number(>= 0 and <= int.MaxValue and var number) } && number == decimal.Truncate(number))
            return (int)number;
        Report(entry.Value.Span, "'maxCount' must be a whole number");
        return null;
    }

    /// <summary>Strings to choose from. A value of another form would match nothing, so that the rule would never apply.</summary>
    private IReadOnlyList<string> Texts(Node.Mapping rule, string key)
    {
        foreach (var item in ItemsOf(rule, key).Where(i => i is not Node.Scalar { Value: Value.Text { Content.Length: > 0 } }))
            Report(item.Span, $"'{key}' must be a string or a list of strings");
        return [.. Values(rule, key).OfType<Value.Text>().Select(t => t.Content)];
    }

    private IReadOnlyList<Value> Values(Node.Mapping rule, string key)
    {
        if (rule.Entry(key) is { } entry && ItemsOf(rule, key).IsEmpty)
            Report(entry.KeySpan, $"'{key}' is empty");
        return [.. ItemsOf(rule, key).Select(n => n.ToValue())];
    }

    /// <summary>The items of a list; one value counts as a list of it.</summary>
    private static ImmutableArray<Node> ItemsOf(Node.Mapping rule, string key) => rule[key] switch
    {
        null or Node.Scalar { Value: Value.Null } => [],
        Node.Sequence list => list.Items,
        var one => [one],
    };

    private PolicyRule? Report(SourceSpan span, string message, string help = "see docs/ci.md for the form of a policy")
    {
        found.Add(Diagnostic.Of(CliDescriptors.InvalidPolicy, message, span, help));
        return null;
    }
}
