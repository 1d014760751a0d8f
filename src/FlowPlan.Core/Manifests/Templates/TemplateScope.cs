using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Variables;
using FlowPlan.Core.Values;
using Scriban;
using Scriban.Runtime;

namespace FlowPlan.Core.Manifests.Templates;

/// <summary>An object that expressions can read and not change. That a secret was read of it is noticed.</summary>
internal sealed class TemplateScope : ScriptObject
{
    private readonly IReadOnlyDictionary<string, Value> values;
    private readonly IReadOnlySet<string> sensitive;
    private readonly IReadOnlySet<string> unset;

    // Scriban lets a template change the contents of a list, so each scope makes its own copy of what is read of it.
    private readonly Dictionary<string, object?> read = new(StringComparer.Ordinal);

    private TemplateScope(string name, IReadOnlyDictionary<string, Value> values, IReadOnlySet<string> sensitive, IReadOnlySet<string> unset, bool asWhole = true)
    {
        Name = name;
        this.sensitive = sensitive;
        this.values = values;
        this.unset = unset;
        foreach (var (key, value) in values.Where(_ => asWhole).OrderBy(v => v.Key, StringComparer.Ordinal))
            SetValue(key, ScriptValues.ToScript(value), readOnly: true);
        IsReadOnly = true;
    }

    /// <summary>What all expressions see at the top, functions aside.</summary>
    public static IReadOnlyList<string> Globals { get; } = ["environment", "project", "tenant"];

    /// <summary>What a name in here is called in a message.</summary>
    public string Name { get; }

    /// <summary>What to do about a name that does not exist and is like no other; null for the usual.</summary>
    public string? Advice { get; private init; }

    /// <summary>Whether a secret was read since this was last set to false.</summary>
    public bool ReadSecret { get; set; }

    /// <summary>What the names in here are.</summary>
    public IEnumerable<string> Names => values.Keys.Concat(unset);

    /// <summary>Values by name.</summary>
    /// <param name="noun">What a name in it is called in a message.</param>
    /// <param name="values">The values.</param>
    /// <param name="asWhole">Whether the expression uses all of them at once, and not only some by name.</param>
    public static TemplateScope Of(string noun, VariableValues values, bool asWhole) =>
        new(noun, values.Values, values.Sensitive, values.Unset, asWhole) { ReadSecret = asWhole && values.Sensitive.Count > 0 };

    /// <summary>Imports by name, each with its outputs.</summary>
    public static TemplateScope OfImports(VariableValues imports)
    {
        var scope = new TemplateScope("import", imports.Values, imports.Sensitive, imports.Unset, asWhole: false) { Advice = "declare it under 'imports'", IsReadOnly = false };
        foreach (var (name, outputs) in imports.Values)
        {
            var values = ((Value.Map)outputs).Entries.ToDictionary(e => e.Key, e => e.Value, StringComparer.Ordinal);
            scope.SetValue(name, new TemplateScope($"output of the import '{name}'", values, imports.Sensitive, imports.Sensitive) { Advice = "declare it under 'outputs' in that project, and apply it" }, readOnly: true);
        }

        scope.IsReadOnly = true;
        return scope;
    }

    public static TemplateScope OfEnvironment(EnvironmentDeclaration environment) => new(
        "part of the environment",
        new Dictionary<string, Value>
        {
            ["name"] = Value.Of(environment.Name),
            ["sandbox"] = environment.Sandbox is { } sandbox ? Value.Of(sandbox) : Value.NullValue,
        },
        new HashSet<string>(),
        new HashSet<string>());

    /// <inheritdoc/>
    public override bool TryGetValue(TemplateContext? context, Scriban.Parsing.SourceSpan span, string member, out object value)
    {
        if (sensitive.Contains(member))
            ReadSecret = true;
        if (base.TryGetValue(context, span, member, out value!))
            return true;
        if (unset.Contains(member))
            throw new UnsetVariableException(span, member, sensitive.Contains(member));
        if (!values.TryGetValue(member, out var found))
            return false;
        if (!read.TryGetValue(member, out var script))
            read[member] = script = ScriptValues.ToScript(found);
        value = script!;
        return true;
    }
}
