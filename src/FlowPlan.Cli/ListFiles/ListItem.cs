using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.ListFiles;

/// <summary>A map in the list of a file.</summary>
/// <param name="map">Its keys and values.</param>
/// <param name="form">The form of the file.</param>
/// <param name="found">Told of what is wrong.</param>
internal sealed class ListItem(Node.Mapping map, ListFileForm form, DiagnosticBag found)
{
    /// <summary>Where it is written.</summary>
    public SourceSpan Span => map.Span;

    /// <summary>A value; null where its key is missing.</summary>
    public Node? this[string key] => map[key];

    /// <summary>A key with its value; null where it is missing.</summary>
    public MappingEntry? Entry(string key) => map.Entry(key);

    /// <summary>A string; null where the key is missing, and where the value is not a string, which is reported.</summary>
    public string? Text(string key)
    {
        if (map[key] is not { } value)
            return null;
        if (value is Node.Scalar { Value: Value.Text { Content: { Length: > 0 } text } })
            return text;
        Report(value.Span, $"'{key}' must be a string");
        return null;
    }

    /// <summary>A string that must be there; null where it is not, which is reported.</summary>
    public string? Required(string key)
    {
        if (map[key] is null)
            Report(map.Span, $"{form.Item} needs '{key}', a string");
        return Text(key);
    }

    /// <summary>Reports what is wrong.</summary>
    public void Report(SourceSpan span, string message, string? help = null) =>
        found.Add(Diagnostic.Of(form.Invalid, message, span, help ?? form.Help));
}
