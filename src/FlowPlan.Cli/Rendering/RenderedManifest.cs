using FlowPlan.Core.Manifests;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Manifests.Writing;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Rendering;

/// <summary>
/// Writes a manifest out for one environment: valid YAML, each value with the place that it comes from. Neither a secret nor the text beside it
/// in an expression is shown, and nothing where the vocabulary says that a secret stands, even if it is written out in the manifest.
/// </summary>
/// <param name="vocabulary">Where secrets stand.</param>
/// <param name="origins">Whether to show where each value comes from.</param>
internal sealed class RenderedManifest(ManifestVocabulary vocabulary, bool origins)
{
    private readonly FieldPattern[] secretPaths = [.. vocabulary.SecretPaths.Select(FieldPattern.Parse)];

    public string Of(Declarations declarations)
    {
        var printer = new YamlPrinter();
        printer.Entry(new("apiVersion", Yaml.Literal(ManifestReader.ApiVersion))).Entry(new("project", Yaml.Literal(declarations.Project)));
        if (declarations.State?.Location is { } state)
            printer.Entry(new("state", Yaml.Literal(state)));
        if (declarations.Environment.Span is not null)
            printer.Entry(new("environments", new Yaml.Map([new(declarations.Environment.Name, Yaml.Map.Of(YamlEntry.Optional("sandbox", declarations.Environment.Sandbox is { } sandbox ? Value.Of(sandbox) : null)))])));
        var root = new RenderedScope();
        foreach (var resource in declarations.Resources)
            root.Within(ResourceKey.ScopeOf(resource.Key)).Add(resource.Section, new(ResourceKey.NameOf(resource.Key), ToYaml(resource.Body, FieldPath.Of(resource.Section, resource.Key), origins)) { TrailingComment = origins ? resource.KeySpan.ToString() : null });
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

    private Yaml ToYaml(Node node, FieldPath path, bool withOrigins) => node switch
    {
        Node.Mapping map => new Yaml.Map([.. map.Entries.Select(e => Entry(e, path.Then(e.Key), withOrigins))]) { Multiline = withOrigins },
        Node.Sequence list => new Yaml.List([.. list.Items.Select((item, i) => ToYaml(item, path.Then(i), withOrigins: false))]),
        Node.Scalar scalar when IsSecret(scalar, path) => Yaml.Literal("(sensitive)"),
        _ => Yaml.Of(node.ToValue()),
    };

    private YamlEntry Entry(MappingEntry entry, FieldPath path, bool withOrigins) => new(entry.Key, ToYaml(entry.Value, path, withOrigins))
    {
        TrailingComment = withOrigins && entry.Value is not Node.Mapping ? OriginOf(entry.Value, path) : null,
    };

    private string OriginOf(Node node, FieldPath path)
    {
        var place = $"{Path.GetFileName(node.Span.Source.Path)}:{node.Span.Line}";
        return node is Node.Scalar { Expression: { } expression } scalar && (!IsSecret(scalar, path) || scalar.IsOneName) ? $"{place} {expression}" : place;
    }

    private bool IsSecret(Node.Scalar scalar, FieldPath path) => scalar.Value is Value.Secret || Array.Exists(secretPaths, p => p.Covers(path));
}
