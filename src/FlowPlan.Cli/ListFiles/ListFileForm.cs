using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Cli.ListFiles;

/// <summary>The form of a YAML file with one list of maps, such as the rules of a policy.</summary>
/// <param name="Invalid">The finding for what has another form.</param>
/// <param name="File">What the file is called, with its article.</param>
/// <param name="Key">The key of the list.</param>
/// <param name="Items">What its items are called.</param>
/// <param name="Item">What one of them is called, with its article.</param>
/// <param name="Needs">What an item needs, such as <c>'deny' or 'warn'</c>.</param>
/// <param name="Keys">What an item can hold.</param>
/// <param name="Help">Where the form is described.</param>
internal sealed record ListFileForm(
    DiagnosticDescriptor Invalid, string File, string Key, string Items, string Item, string Needs, IReadOnlyList<string> Keys, string Help);
