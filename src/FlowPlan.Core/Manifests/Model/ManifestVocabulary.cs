namespace FlowPlan.Core.Manifests.Model;

/// <summary>The words of the manifest that the provider defines: the JSON Schema and the resource sections.</summary>
/// <param name="composeJsonSchema">Composes the JSON Schema. Called once, when the schema is first used.</param>
/// <param name="sections">Each resource section and the kind of its entries, such as <c>flows</c> and <c>flow</c>.</param>
public sealed class ManifestVocabulary(Func<string> composeJsonSchema, IReadOnlyDictionary<string, string> sections)
{
    private readonly Lazy<string> jsonSchema = new(composeJsonSchema);

    /// <summary>The text of <c>schema/flowplan.schema.json</c>.</summary>
    public string JsonSchema => jsonSchema.Value;

    /// <summary>Each resource section and the kind of its entries.</summary>
    public IReadOnlyDictionary<string, string> Sections => sections;

    /// <summary>The section that a name means, which is the section's own or its kind's; null for another name.</summary>
    public string? SectionOf(string name) =>
        sections.ContainsKey(name) ? name : sections.FirstOrDefault(s => string.Equals(s.Value, name, StringComparison.Ordinal)).Key;

    /// <summary>The kinds that can be declared in the block of another kind, such as the source connection of a flow.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> InlineKinds { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>
    /// Where secrets stand in the manifest, such as <c>connections/*/auth/params</c>: paths of <c>Values.FieldPath</c>, where
    /// <c>*</c> stands for any one key. No line of theirs is ever shown.
    /// </summary>
    public IReadOnlyList<string> SecretPaths { get; init; } = [];
}
