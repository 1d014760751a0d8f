using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Manifests.Blocks;

/// <summary>
/// Reads the blocks that the engine itself defines, such as variables, and reports the same findings as the schema does for the rest,
/// whatever schema a provider has.
/// </summary>
internal static class BlockReader
{
    /// <summary>The map under an entry; null if it is not a map, which is reported.</summary>
    public static Node.Mapping? Map(MappingEntry? entry, DiagnosticBag found) => Typed<Node.Mapping>(entry, "a map", found);

    /// <summary>The list under an entry; null if it is not a list, which is reported.</summary>
    public static Node.Sequence? List(MappingEntry? entry, DiagnosticBag found) => Typed<Node.Sequence>(entry, "a list", found);

    /// <summary>The string under an entry; null if it is not a string, which is reported.</summary>
    public static string? Text(MappingEntry? entry, DiagnosticBag found) => (Scalar<Value.Text>(entry, "a string", found)?.Value as Value.Text)?.Content;

    /// <summary>The boolean under an entry; null if it is not a boolean, which is reported.</summary>
    public static bool? Bool(MappingEntry? entry, DiagnosticBag found) => (Scalar<Value.Bool>(entry, "true or false", found)?.Value as Value.Bool)?.IsTrue;

    /// <summary>The number under an entry; null if it is not a number, which is reported.</summary>
    public static decimal? Number(MappingEntry? entry, DiagnosticBag found) => (Scalar<Value.Number>(entry, "a number", found)?.Value as Value.Number)?.Amount;

    /// <summary>Reports the unknown keys of a block.</summary>
    public static void RejectUnknownKeys(Node.Mapping block, DiagnosticBag found, params string[] known)
    {
        foreach (var entry in block.Entries.Where(e => !known.Contains(e.Key)))
            found.Add(SchemaDiagnostics.UnknownKey(entry.KeySpan, entry.Key, known.Where(k => block[k] is null)));
    }

    /// <summary>The entry of a required key; if it is missing, that is reported, unless another key is probably a misspelling of it.</summary>
    public static MappingEntry? Required(Node.Mapping block, string key, SourceSpan span, string name, DiagnosticBag found)
    {
        var entry = block.Entry(key);
        if (entry is null && DidYouMean.Closest(key, block.Entries.Select(e => e.Key)) is null)
            found.Add(SchemaDiagnostics.MissingKey(span, key, name));
        return entry;
    }

    private static Node.Scalar? Scalar<T>(MappingEntry? entry, string expected, DiagnosticBag found)
        where T : Value
    {
        if (entry?.Value is Node.Scalar { Value: T } scalar)
            return scalar;
        if (entry is not null)
            found.Add(SchemaDiagnostics.WrongType(entry.Value.Span, entry.Key, expected, entry.Value));
        return null;
    }

    private static T? Typed<T>(MappingEntry? entry, string expected, DiagnosticBag found)
        where T : Node
    {
        if (entry is not null and not { Value: T })
            found.Add(SchemaDiagnostics.WrongType(entry.Value.Span, entry.Key, expected, entry.Value));
        return entry?.Value as T;
    }
}
