using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Variables;
using FlowPlan.Core.Values;
using Scriban;
using Scriban.Runtime;

namespace FlowPlan.Core.Manifests.Templates;

/// <summary>An object that expressions can read and not change. That a secret was read of it is noticed.</summary>
internal sealed class TemplateScope : ScriptObject
{
    private readonly IReadOnlySet<string> sensitive;

    private TemplateScope(string name, IReadOnlyDictionary<string, Value> values, IReadOnlySet<string> sensitive)
    {
        Name = name;
        this.sensitive = sensitive;
        foreach (var (key, value) in values.OrderBy(v => v.Key, StringComparer.Ordinal))
            SetValue(key, ScriptValues.ToScript(value), readOnly: true);
        IsReadOnly = true;
    }

    /// <summary>What expressions see at the top, functions aside.</summary>
    public static IReadOnlyList<string> Globals { get; } = ["environment", "project", "var"];

    /// <summary>What a name in here is called in a message.</summary>
    public string Name { get; }

    /// <summary>Whether any of it is secret.</summary>
    public bool HasSecrets => sensitive.Count > 0;

    /// <summary>Whether a secret was read since this was last set to false.</summary>
    public bool ReadSecret { get; set; }

    public static TemplateScope OfVariables(VariableValues variables) => new("variable", variables.Values, variables.Sensitive);

    public static TemplateScope OfEnvironment(EnvironmentDeclaration environment) => new(
        "part of the environment",
        new Dictionary<string, Value>
        {
            ["name"] = Value.Of(environment.Name),
            ["sandbox"] = environment.Sandbox is { } sandbox ? Value.Of(sandbox) : Value.NullValue,
        },
        new HashSet<string>());

    /// <inheritdoc/>
    public override bool TryGetValue(TemplateContext? context, Scriban.Parsing.SourceSpan span, string member, out object value)
    {
        if (sensitive.Contains(member))
            ReadSecret = true;
        return base.TryGetValue(context, span, member, out value!);
    }
}
