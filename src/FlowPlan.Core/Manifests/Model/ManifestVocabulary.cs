namespace FlowPlan.Core.Manifests.Model;

/// <summary>The words of the manifest that the provider defines: the JSON Schema and the resource sections.</summary>
/// <param name="JsonSchema">The text of <c>schema/flowplan.schema.json</c>.</param>
/// <param name="Sections">Each resource section and the kind of its entries, such as <c>flows</c> and <c>flow</c>.</param>
public sealed record ManifestVocabulary(string JsonSchema, IReadOnlyDictionary<string, string> Sections)
{
    /// <summary>
    /// Where secrets stand in the manifest, such as <c>connections/*/auth/params</c>: paths of <c>Values.FieldPath</c>, where
    /// <c>*</c> stands for any one key. No line of theirs is ever shown.
    /// </summary>
    public IReadOnlyList<string> SecretPaths { get; init; } = [];
}
