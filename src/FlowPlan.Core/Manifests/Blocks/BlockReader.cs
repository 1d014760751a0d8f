using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Manifests.Blocks;

/// <summary>
/// Reads the blocks whose meaning is the engine's own, such as variables, with the same findings as the schema gives for
/// the rest, so that they hold whatever schema a provider brings.
/// </summary>
internal static class BlockReader
{
    /// <summary>The map under an entry; when it is none, that is reported and null returned.</summary>
    public static Node.Mapping? Map(MappingEntry? entry, DiagnosticBag found) => Typed<Node.Mapping>(entry, "a map", found);

    /// <summary>The list under an entry; when it is none, that is reported and null returned.</summary>
    public static Node.Sequence? List(MappingEntry? entry, DiagnosticBag found) => Typed<Node.Sequence>(entry, "a list", found);

    /// <summary>The text under an entry; when it is none, that is reported and null returned.</summary>
    public static string? Text(MappingEntry? entry, DiagnosticBag found) => (Scalar<Value.Text>(entry, "text", found)?.Value as Value.Text)?.Content;

    /// <summary>The truth under an entry; when it is none, that is reported and null returned.</summary>
    public static bool? Truth(MappingEntry? entry, DiagnosticBag found) => (Scalar<Value.Bool>(entry, "true or false", found)?.Value as Value.Bool)?.Truth;

    /// <summary>The number under an entry; when it is none, that is reported and null returned.</summary>
    public static decimal? Number(MappingEntry? entry, DiagnosticBag found) => (Scalar<Value.Number>(entry, "a number", found)?.Value as Value.Number)?.Amount;

    /// <summary>Reports the keys of a block that have no meaning.</summary>
    public static void Only(Node.Mapping block, DiagnosticBag found, params string[] known)
    {
        foreach (var entry in block.Entries.Where(e => !known.Contains(e.Key)))
            found.Add(SchemaDiagnostics.UnknownKey(entry.KeySpan, entry.Key, known.Where(k => block[k] is null)));
    }

    /// <summary>The entry of a key that must be there; when it is not, that is reported, unless a slip in another key is to blame.</summary>
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
