using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Blocks;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Manifests.Templates;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Manifests.Expansion;

/// <summary>One of the blocks that <c>forEach</c> and <c>when</c> make of one, not yet evaluated.</summary>
/// <param name="Name">The key, such as <c>loyalty["emea"]</c>.</param>
/// <param name="Expressions">Evaluates its expressions.</param>
internal sealed record Instance(string Name, TemplateRenderer Expressions);

/// <summary>Reads <c>forEach</c> and <c>when</c> of a block.</summary>
internal sealed class Instances(DiagnosticBag found)
{
    public const string ForEach = "forEach";
    public const string When = "when";

    private const int LongestKey = 200;

    /// <summary>The block without the two keys.</summary>
    public static Node.Mapping Without(Node.Mapping block) =>
        block.Entry(ForEach) is null && block.Entry(When) is null ? block : block with { Entries = block.Entries.RemoveAll(e => e.Key is ForEach or When) };

    /// <summary>What the block makes: itself where it has neither key, in the order of the list or map; what is wrong is reported.</summary>
    public IEnumerable<Instance> Of(string name, Node.Mapping block, TemplateRenderer expressions)
    {
        var when = block.Entry(When);
        if (block.Entry(ForEach) is not { } forEach)
        {
            if (IsWanted(when, expressions))
                yield return new(name, expressions);
            yield break;
        }

        var items = Render(forEach.Value, expressions);
        if (items is Node.Scalar { IsTemplate: true })
        {
            // A variable without a value, which was reported where it is an error: others may refer to what it would make.
            yield return new(name, expressions.WithUnknownEach());
            yield break;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, value, span) in ItemsOf(items))
        {
            if (key.Length is 0 or > LongestKey || key.Any(c => char.IsControl(c) || c is '"' or '\\'))
                found.Add(ExpansionDiagnostics.ForEachKey(span, key));
            else if (!seen.Add(key))
                found.Add(ExpansionDiagnostics.ForEachTwice(span, key));
            else if (expressions.WithEach(key, value) is var own && IsWanted(when, own))
                yield return new(ResourceKey.Instance(name, key), own);
        }
    }

    /// <summary>The value. That an expression uses no variable is nothing to warn of here, where the braces cannot be meant literally.</summary>
    private Node Render(Node node, TemplateRenderer expressions)
    {
        var faults = new DiagnosticBag();
        var rendered = expressions.Render(node, faults);
        found.AddRange(faults.ToSorted().Where(d => d.Descriptor != TemplateDescriptors.ConstantExpression));
        return rendered;
    }

    private bool IsWanted(MappingEntry? when, TemplateRenderer expressions)
    {
        if (when is null)
            return true;
        if (Render(when.Value, expressions) is not Node.Scalar result)
            found.Add(ExpansionDiagnostics.ConditionForm(when.Value.Span, SchemaDiagnostics.Describe(when.Value)));
        else if (result.Value is Value.Bool { IsTrue: var wanted })
            return wanted;
        else if (result.IsTemplate)
            return true;
        else
            found.Add(ExpansionDiagnostics.ConditionForm(when.Value.Span, result.Value is Value.Secret ? "a sensitive value" : SchemaDiagnostics.Describe(result)));
        return false;
    }

    private IEnumerable<(string Key, Value Value, SourceSpan Span)> ItemsOf(Node items)
    {
        if (Secrets.In(items.ToValue()))
            found.Add(ExpansionDiagnostics.ForEachSecret(items.Span));
        else if (items is Node.Mapping map)
            return map.Entries.Select(e => (e.Key, e.Value.ToValue(), e.KeySpan));
        else if (items is Node.Sequence list)
            return ItemsOf(list);
        else
            found.Add(ExpansionDiagnostics.ForEachForm(items.Span, SchemaDiagnostics.Describe(items)));
        return [];
    }

    private IEnumerable<(string Key, Value Value, SourceSpan Span)> ItemsOf(Node.Sequence list)
    {
        foreach (var item in list.Items)
        {
            if (item is Node.Scalar { IsTemplate: false, Value: Value.Text or Value.Number or Value.Bool } scalar)
                yield return (scalar.Value.ToString(), scalar.Value, scalar.Span);
            else if (item is not Node.Scalar { IsTemplate: true })
                found.Add(ExpansionDiagnostics.ForEachItem(item.Span, SchemaDiagnostics.Describe(item)));
        }
    }
}
