using FlowPlan.Core.Manifests.Variables;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Manifests.Templates;

/// <summary>The objects with values that expressions can read: the variables and imports of a manifest, the inputs of a component, the item of <c>forEach</c>.</summary>
internal sealed class TemplateNames
{
    private const string ImportsName = "imports";

    private static readonly HashSet<string> NothingSecret = [];

    private readonly SortedDictionary<string, VariableValues> values;

    private TemplateNames(SortedDictionary<string, VariableValues> values) => this.values = values;

    /// <summary>The names of the objects.</summary>
    public IEnumerable<string> All => values.Keys;

    /// <summary>The variables of a manifest.</summary>
    public static TemplateNames OfVariables(VariableValues variables) => new(new(StringComparer.Ordinal) { ["var"] = variables });

    /// <summary>The same names, and the outputs of other projects.</summary>
    public TemplateNames WithImports(VariableValues imports) => new(new(values, StringComparer.Ordinal) { [ImportsName] = imports });

    /// <summary>The inputs of a component, in which the variables and imports of the manifest are not in scope.</summary>
    public static TemplateNames OfInputs(VariableValues inputs) => new(new(StringComparer.Ordinal) { ["input"] = inputs });

    /// <summary>The same names, and the item of <c>forEach</c>.</summary>
    public TemplateNames WithEach(string key, Value value) => new(new(values, StringComparer.Ordinal)
    {
        ["each"] = new(new Dictionary<string, Value>(StringComparer.Ordinal) { ["key"] = Value.Of(key), ["value"] = value }, NothingSecret),
    });

    /// <summary>The same names, and an item of <c>forEach</c> that is not known.</summary>
    public TemplateNames WithUnknownEach() => new(new(values, StringComparer.Ordinal)
    {
        ["each"] = new(new Dictionary<string, Value>(), NothingSecret) { Unset = new HashSet<string>(StringComparer.Ordinal) { "key", "value" } },
    });

    /// <summary>The objects for one evaluation.</summary>
    /// <param name="asWhole">The names of those that the expression reads as a whole, and not only by member.</param>
    public Dictionary<string, TemplateScope> Open(IReadOnlySet<string> asWhole) => values.ToDictionary(
        v => v.Key,
        v => v.Key == ImportsName ? TemplateScope.OfImports(v.Value) : TemplateScope.Of(NounOf(v.Key), v.Value, asWhole.Contains(v.Key)),
        StringComparer.Ordinal);

    private static string NounOf(string name) => name switch
    {
        "var" => "variable",
        "input" => "input",
        _ => "part of 'each'",
    };
}
