namespace FlowPlan.Cli.Output.ConsoleText.Plans.Units;

/// <summary>A text with marks in place of keys. Two of them are equal where the texts differ by the keys only.</summary>
/// <param name="Text">The text as it is shown.</param>
/// <param name="Marks">Where which key was and how it was spelled.</param>
internal readonly record struct MaskedText(string Text, string Marks);
