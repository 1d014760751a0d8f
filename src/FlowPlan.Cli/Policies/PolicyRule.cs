using System.Text.RegularExpressions;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Policies;

/// <summary>A rule over the changes of a plan.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Denies">Whether a plan that breaks it is refused; otherwise it is a warning.</param>
/// <param name="Span">Where it is written.</param>
internal sealed record PolicyRule(string Text, bool Denies, SourceSpan Span)
{
    /// <summary>The environments that it is for; empty for all.</summary>
    public IReadOnlyList<string> Environments { get; init; } = [];

    /// <summary>The resources that it is for; empty for all.</summary>
    public IReadOnlyList<AddressPattern> Resources { get; init; } = [];

    /// <summary>The codes of the actions that it is for; empty for all that change something.</summary>
    public IReadOnlyList<string> Actions { get; init; } = [];

    /// <summary>The field whose planned value it limits; null where it is about the actions themselves.</summary>
    public FieldPattern? Field { get; init; }

    /// <summary>What the value must match.</summary>
    public Regex? Matches { get; init; }

    /// <summary>The greatest value: a number or a duration.</summary>
    public Value? AtMost { get; init; }

    /// <summary>The smallest value: a number or a duration.</summary>
    public Value? AtLeast { get; init; }

    /// <summary>The only values; empty for any.</summary>
    public IReadOnlyList<Value> OneOf { get; init; } = [];

    /// <summary>How many changes there may be; null where one breaks the rule.</summary>
    public int? MaxCount { get; init; }
}
