using System.Globalization;
using System.Text.RegularExpressions;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Blocks;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Manifests.Variables;

/// <summary>What the value of a variable must fulfil. A pattern may match anywhere in the text; anchor it with ^ and $.</summary>
internal sealed class VariableRules
{
    private readonly Variable variable;
    private readonly DiagnosticBag found;
    private readonly string? message;
    private readonly Regex? pattern;
    private readonly List<Value>? allowed;
    private readonly decimal? least;
    private readonly decimal? most;

    public VariableRules(Variable variable, Node.Mapping rules, DiagnosticBag found)
    {
        this.variable = variable;
        this.found = found;
        BlockReader.RejectUnknownKeys(rules, found, "pattern", "oneOf", "min", "max", "message");
        message = BlockReader.Text(rules.Entry("message"), found);
        pattern = Applies(rules.Entry("pattern"), "string") is { } text ? PatternOf(text) : null;
        allowed = BlockReader.List(rules.Entry("oneOf"), found) is { } list ? [.. list.Items.Select(Allowed).OfType<Value>()] : null;
        least = BlockReader.Number(Applies(rules.Entry("min"), "number"), found);
        most = BlockReader.Number(Applies(rules.Entry("max"), "number"), found);
    }

    /// <summary>The rule that a value breaks, in words that do not tell the value; null when it breaks none.</summary>
    public string? Broken(Value value)
    {
        var rule = value switch
        {
            Value.Text(var text) when pattern?.IsMatch(text) == false => $"it must match {pattern}",
            Value.Number(var amount) when amount < least => $"it must be at least {Number(least)}",
            Value.Number(var amount) when amount > most => $"it must be at most {Number(most)}",
            _ when allowed?.Contains(value) == false => variable.Sensitive ? "it is not one of those allowed" : $"it must be one of {string.Join(", ", allowed)}",
            _ => null,
        };
        return rule is null ? null : message ?? rule;
    }

    private MappingEntry? Applies(MappingEntry? entry, string type)
    {
        if (entry is null || variable.Type == type)
            return entry;
        if (variable.Type is { } other)
            found.Add(VariableDiagnostics.RuleOfOtherType(entry.KeySpan, entry.Key, type, other));
        return null;
    }

    private Regex? PatternOf(MappingEntry entry)
    {
        if (BlockReader.Text(entry, found) is not { } text)
            return null;
        try
        {
            // Without backtracking no pattern takes longer than its text is long.
            return new(text, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        }
        catch (NotSupportedException)
        {
            found.Add(VariableDiagnostics.BadPattern(entry.Value.Span, "lookarounds and back references are not supported"));
        }
        catch (ArgumentException fault)
        {
            found.Add(VariableDiagnostics.BadPattern(entry.Value.Span, fault.Message));
        }

        return null;
    }

    private Value? Allowed(Node item)
    {
        var value = variable.Accept(item);
        if (value is null)
            found.Add(VariableDiagnostics.VariableType(variable, item.Span, "'oneOf'", SchemaDiagnostics.Describe(item)));
        return value;
    }

    private static string Number(decimal? amount) => Convert.ToString(amount, CultureInfo.InvariantCulture)!;
}
