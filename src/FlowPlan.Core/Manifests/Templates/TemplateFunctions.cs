using Scriban;
using Scriban.Functions;
using Scriban.Parsing;
using Scriban.Runtime;

namespace FlowPlan.Core.Manifests.Templates;

/// <summary>
/// The functions that expressions can use: those of Scriban that read no file, clock or chance and run no text as a
/// template, so that the same manifest always gives the same values. Nothing can be added or changed.
/// </summary>
internal sealed class TemplateFunctions : ScriptObject
{
    /// <summary>The functions by namespace.</summary>
    public static readonly TemplateFunctions Pure = new();

    // Scriban finds the functions of a namespace by reflection, which takes longer than all else that a small manifest needs.
    private static readonly SortedDictionary<string, Lazy<ScriptObject>> Namespaces = new(StringComparer.Ordinal)
    {
        ["array"] = new(() => ReadOnly(new ArrayFunctions())),
        ["math"] = new(() => ReadOnly(new MathFunctions(), "random", "uuid")),
        ["object"] = new(() => ReadOnly(WithOwnJson(new ObjectFunctions()), "eval", "eval_template")),
        ["regex"] = new(() => ReadOnly(new RegexFunctions())),
        ["string"] = new(() => ReadOnly(new StringFunctions())),
    };

    private TemplateFunctions()
        : base(0, autoImportStaticsFromThisType: false) => IsReadOnly = true;

    /// <summary>The names of the namespaces.</summary>
    public static IEnumerable<string> Names => Namespaces.Keys;

    /// <inheritdoc/>
    public override bool Contains(string member) => Namespaces.ContainsKey(member);

    /// <inheritdoc/>
    public override bool TryGetValue(TemplateContext? context, SourceSpan span, string member, out object? value)
    {
        var known = Namespaces.TryGetValue(member, out var functions);
        value = functions?.Value;
        return known;
    }

    private static ScriptObject ReadOnly(ScriptObject functions, params ReadOnlySpan<string> removed)
    {
        foreach (var function in removed)
            functions.Remove(function);
        functions.IsReadOnly = true;
        return functions;
    }

    /// <summary>Scriban's <c>object.to_json</c> serializes by reflection.</summary>
    private static ObjectFunctions WithOwnJson(ObjectFunctions functions)
    {
        functions.Remove("to_json");
        functions.SetValue("to_json", new ToJsonFunction(), readOnly: true);
        return functions;
    }
}
