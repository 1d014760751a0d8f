using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Manifests.Writing;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Labels;

/// <summary>Data usage labels. Adobe's own are <c>core/C1</c> in the Schema Registry, and <c>C1</c> in Dataset Service and in a manifest.</summary>
internal static class DataUsageLabels
{
    private const string Core = "core/";

    /// <summary>The name with its prefix: a name without a slash is one of Adobe's own labels.</summary>
    public static string Full(string label) => label.Contains('/', StringComparison.Ordinal) ? label : Core + label;

    /// <summary>The name without the prefix of Adobe's own labels.</summary>
    public static string Short(string label) => label.StartsWith(Core, StringComparison.Ordinal) ? label[Core.Length..] : label;

    /// <summary>The labels of a service as a set.</summary>
    public static Value.Map SetOf(IEnumerable<string> labels) => Value.Map.Of(labels.Distinct(StringComparer.Ordinal).Select(l => KeyValuePair.Create(l, Value.Of(true))));

    /// <summary>The names in a set.</summary>
    public static IEnumerable<string> NamesIn(Value? set) => (set as Value.Map)?.Entries.Select(e => e.Key) ?? [];

    /// <summary>A set as a manifest has it.</summary>
    public static Yaml ToYaml(Value? set) => new Yaml.List([.. NamesIn(set).Select(l => Yaml.EscapedText(Short(l)))]);

    /// <summary>Reads a list of labels into a set.</summary>
    /// <param name="list">The list; anything else is left to the schema of the manifest.</param>
    /// <param name="owner">What has the labels, for messages.</param>
    /// <param name="spelling">The form in which they are compared.</param>
    /// <param name="fields">What is read.</param>
    /// <param name="key">The field of the set.</param>
    /// <param name="report">Takes what is wrong, and what to do about it.</param>
    public static void Read(Node? list, string owner, Func<string, string> spelling, FieldBuilder fields, string key, Action<SourceSpan, string, string> report)
    {
        if (list is not Node.Sequence labels)
            return;
        if (labels.Items.IsEmpty)
            report(labels.Span, $"{owner} has no data usage labels", "add a label, or remove the block");
        foreach (var label in labels.Items)
        {
            if (label.ToValue() is Value.Text(var name))
                fields.Set(Value.Of(true), label.Span, key, spelling(name));
            else if (label.ToValue() is Value.Secret)
                report(label.Span, $"a data usage label of {owner} is sensitive", "all users of the platform can see data usage labels: use a variable that is not sensitive");
            else
                report(label.Span, $"a data usage label of {owner} is not a string", "name a label, such as C1");
        }
    }
}
