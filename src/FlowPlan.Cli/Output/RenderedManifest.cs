using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Manifests.Writing;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Output;

/// <summary>A manifest written out for one environment: valid YAML, each value with the place that it comes from. A secret never shows.</summary>
internal static class RenderedManifest
{
    public static string Of(Declarations declarations, bool origins)
    {
        var printer = new YamlPrinter();
        printer.Entry(new("apiVersion", Yaml.Literal("flowplan/v1"))).Entry(new("project", Yaml.Literal(declarations.Project)));
        if (declarations.Environment.Span is not null)
            printer.Entry(new("environments", new Yaml.Map([new(declarations.Environment.Name, Yaml.Map.Of(YamlEntry.Optional("sandbox", declarations.Environment.Sandbox is { } sandbox ? Value.Of(sandbox) : null)))])));
        var root = new RenderedScope();
        foreach (var resource in declarations.Resources)
            root.Within(ResourceKey.ScopeOf(resource.Key)).Add(resource.Section, new(ResourceKey.NameOf(resource.Key), ToYaml(resource.Body, origins)) { TrailingComment = origins ? resource.KeySpan.ToString() : null });
        foreach (var section in root.ToEntries())
            printer.Gap().Entry(section);
        if (!declarations.Outputs.IsEmpty)
            printer.Gap().Entry(new("outputs", new Yaml.Map([.. declarations.Outputs.Select(Output)])));
        if (!declarations.Moved.IsEmpty)
            printer.Gap().Entry(new("moved", new Yaml.List([.. declarations.Moved.Select(m => new Yaml.Map([new("from", Yaml.Literal(m.From.ToString())), new("to", Yaml.Literal(m.To.ToString()))]))])));
        return printer.Text;
    }

    private static YamlEntry Output(OutputDeclaration output)
    {
        var scope = ResourceKey.ScopeOf(output.Key);
        var value = output.Text is { } text
            ? new YamlEntry("text", Yaml.Of(text))
            : new YamlEntry("value", Yaml.Literal(scope.Length == 0 ? $"{output.Section}.{output.Key}.{output.Attribute}" : $"{new ResourceAddress(output.Section, output.Key)}.{output.Attribute}"));
        return new(output.Name, Yaml.Map.Of(value, YamlEntry.Optional("description", output.Description is { } description ? Value.Of(description) : null)));
    }

    private static Yaml ToYaml(Node node, bool origins) => node switch
    {
        Node.Mapping map => new Yaml.Map([.. map.Entries.Select(e => new YamlEntry(e.Key, ToYaml(e.Value, origins)) { TrailingComment = origins && e.Value is not Node.Mapping ? OriginOf(e.Value) : null })]) { Multiline = origins },
        Node.Sequence list => new Yaml.List([.. list.Items.Select(i => ToYaml(i, origins: false))]),
        Node.Scalar { Value: Value.Secret } => Yaml.Literal("(sensitive)"),
        _ => Yaml.Of(node.ToValue()),
    };

    private static string OriginOf(Node node)
    {
        var place = $"{Path.GetFileName(node.Span.Source.Path)}:{node.Span.Line}";
        return node is Node.Scalar { Expression: { } expression } ? $"{place} {expression}" : place;
    }
}
