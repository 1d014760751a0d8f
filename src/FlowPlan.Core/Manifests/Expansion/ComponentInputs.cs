using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Blocks;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Manifests.Templates;
using FlowPlan.Core.Manifests.Variables;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Manifests.Expansion;

/// <summary>Gives the inputs of a component their values.</summary>
internal sealed class ComponentInputs(DiagnosticBag found)
{
    /// <summary>The inputs that a component declares; what is malformed is reported.</summary>
    public IReadOnlyDictionary<string, Variable> Declared(Node.Mapping component)
    {
        var declared = Variable.AllOf(component, found, ReuseSections.Inputs);
        foreach (var input in declared.Values)
            RefuseWritten(input, input.Default);
        return declared;
    }

    /// <summary>The values that an instance gives, and the defaults for the rest, whose expressions see neither variables nor inputs.</summary>
    /// <param name="declared">The inputs.</param>
    /// <param name="given">What the instance gives, evaluated.</param>
    /// <param name="place">Where the instance stands.</param>
    /// <param name="expressions">Evaluates the expressions of the instance.</param>
    public VariableValues Read(IReadOnlyDictionary<string, Variable> declared, Node.Mapping? given, SourceSpan place, TemplateRenderer expressions)
    {
        var ofDefaults = expressions.WithInputs(VariableValues.None);
        foreach (var entry in (given?.Entries ?? []).Where(e => !declared.ContainsKey(e.Key)))
            found.Add(ExpansionDiagnostics.UnknownInput(entry.KeySpan, entry.Key, declared.Keys));
        var values = new Dictionary<string, Value>(StringComparer.Ordinal);
        var sensitive = new HashSet<string>(StringComparer.Ordinal);
        foreach (var input in declared.Values)
        {
            RefuseWritten(input, given?[input.Name]);
            if ((given?[input.Name] ?? (input.Default is null ? null : ofDefaults.Render(input.Default, found))) is not { } node)
            {
                found.Add(ExpansionDiagnostics.InputNotSet(place, input));
                continue;
            }

            if (input.Sensitive || Secrets.In(node.ToValue()))
                sensitive.Add(input.Name);
            if (Read(input, node) is { } value)
                values.Add(input.Name, value);
        }

        return new(values, sensitive) { Unset = declared.Keys.Where(name => !values.ContainsKey(name)).ToHashSet(StringComparer.Ordinal) };
    }

    /// <summary>Conceals what a sensitive input has in the manifest itself, also beside expressions, and reports it where no part of the input comes from an expression.</summary>
    private void RefuseWritten(Variable input, Node? node)
    {
        if (!input.Sensitive || node is null)
            return;
        var scalars = node.Scalars().Where(s => (s.Expression ?? s.Raw).Length > 0).ToList();
        foreach (var scalar in scalars.Where(s => !s.IsOneName))
            scalar.Conceal();
        if (scalars.Count > 0 && !scalars.Exists(s => s.Expression is not null || s.IsTemplate))
            found.Add(ExpansionDiagnostics.SensitiveInManifest(input.Name, node.Span));
    }

    private Value? Read(Variable input, Node node)
    {
        // An expression that could not be evaluated has been reported, and so has a variable without a value where that is an error.
        if (node is Node.Scalar { IsUnset: true } or Node.Scalar { IsTemplate: true })
            return null;
        var plain = Plain(node);
        var value = input.Accept(plain);
        if (value is null)
            found.Add(ExpansionDiagnostics.InputType(node.Span, input, SchemaDiagnostics.Describe(plain)));
        else if (input.Rules is { } rules && new VariableRules(input, rules, found).Broken(value) is { } broken)
            found.Add(ExpansionDiagnostics.InputRule(node.Span, input, broken));
        else
            return value;
        return null;
    }

    /// <summary>The node without marks of secrets, as values are kept.</summary>
    private static Node Plain(Node node) => node switch
    {
        Node.Scalar { Value: Value.Secret(var inner) } scalar => scalar with { Value = inner, Raw = inner.ToString() },
        Node.Sequence list => list with { Items = [.. list.Items.Select(Plain)] },
        Node.Mapping map => map with { Entries = [.. map.Entries.Select(e => e with { Value = Plain(e.Value) })] },
        _ => node,
    };
}
