using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Blocks;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Manifests.Variables;

/// <summary>A variable as the manifest declares it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Span">Where its name stands.</param>
/// <param name="Type">One of <see cref="Types"/>, or null when the manifest gives another type.</param>
/// <param name="Default">The value where nothing else gives one.</param>
/// <param name="Sensitive">Whether its value is a secret.</param>
/// <param name="Rules">What its value must fulfil.</param>
internal sealed record Variable(string Name, SourceSpan Span, string? Type, Node? Default, bool Sensitive, Node.Mapping? Rules)
{
    public const string Section = "variables";

    public static IReadOnlyList<string> Types { get; } = ["string", "number", "boolean", "list", "map"];

    /// <summary>The declared variables; what is malformed is reported.</summary>
    public static IReadOnlyDictionary<string, Variable> AllOf(Node.Mapping manifest, DiagnosticBag found, string section = Section) =>
        (BlockReader.Map(manifest.Entry(section), found)?.Entries ?? [])
            .Select(e => Read(e, found))
            .ToDictionary(v => v.Name, StringComparer.Ordinal);

    /// <summary>A node as a value of the variable's type; null when it does not have the type.</summary>
    public Value? Accept(Node node) => (Type, node) switch
    {
        (null, _) => node.ToValue(),
        ("string", Node.Scalar { Value: not Value.Null } scalar) => Value.Of(scalar.Raw),
        ("number", Node.Scalar { Value: Value.Number number }) => number,
        ("boolean", Node.Scalar { Value: Value.Bool flag }) => flag,
        ("list", Node.Sequence list) => list.ToValue(),
        ("map", Node.Mapping map) => map.ToValue(),
        _ => null,
    };

    /// <summary>A text from outside, such as the command line, as a value of the variable's type; null when it does not have the type.</summary>
    public Value? Accept(string text)
    {
        if (Type == "string")
            return Value.Of(text);

        // What is wrong with the text may not be said, for it may be a secret; the message only says that the value does not have the type.
        var node = YamlReader.Read(new SourceText(Name, text), new DiagnosticBag());
        return node is null ? null : Accept(node);
    }

    private static Variable Read(MappingEntry entry, DiagnosticBag found)
    {
        if (!KeyRules.IsVariable(entry.Key))
            found.Add(SchemaDiagnostics.BadKey(entry.KeySpan, entry.Key, KeyRules.Variable));
        if (BlockReader.Map(entry, found) is not { } body)
            return new(entry.Key, entry.KeySpan, null, entry.Value, false, null);
        BlockReader.RejectUnknownKeys(body, found, "type", "default", "description", "sensitive", "validation");
        BlockReader.Text(body.Entry("description"), found);
        return new(
            entry.Key,
            entry.KeySpan,
            TypeOf(body.Entry("type"), found),
            body["default"],
            BlockReader.Bool(body.Entry("sensitive"), found) ?? body.Entry("sensitive") is not null,
            BlockReader.Map(body.Entry("validation"), found));
    }

    private static string? TypeOf(MappingEntry? entry, DiagnosticBag found)
    {
        if (entry is null)
            return "string";
        if (BlockReader.Text(entry, found) is not { } type)
            return null;
        if (Types.Contains(type))
            return type;
        found.Add(SchemaDiagnostics.NotAllowed(entry.Value.Span, entry.Key, type, Types));
        return null;
    }
}
