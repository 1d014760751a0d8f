using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Dialect;

/// <summary>The findings about references and about rules of the platform that can be checked without it.</summary>
internal static class DialectDiagnostics
{
    public static Diagnostic UnknownReference(SourceSpan span, string section, string key, IEnumerable<string> possible) =>
        Diagnostic.Of(DialectDescriptors.UnknownReference, $"'{section}' has no '{key}'", span, DidYouMean.Help(key, possible, $"declare it under '{section}'"));

    public static Diagnostic Cycle(SourceSpan span, IEnumerable<ResourceAddress> path) =>
        Diagnostic.Of(DialectDescriptors.DependencyCycle, $"resources depend on each other in a circle: {string.Join(" -> ", path)}", span, "take one of the references out");

    public static Diagnostic BadAddress(SourceSpan span, string text) =>
        Diagnostic.Of(DialectDescriptors.InvalidAddress, $"'{text}' names no resource", span, "write kind.key or section.key, such as dataset.orders");

    public static Diagnostic SugarCollision(SourceSpan span, ResourceAddress address, string instead) =>
        Diagnostic.Of(DialectDescriptors.InlineCollision, $"{address} is declared on its own, and this flow would make it too", span, $"refer to it with '{instead}: {address.Key}', or rename it");

    public static Diagnostic UnknownAttribute(SourceSpan span, string kind, string attribute, IEnumerable<string> possible) =>
        Diagnostic.Of(DialectDescriptors.UnknownAttribute, $"a {kind} has no attribute '{attribute}'", span, DidYouMean.Help(attribute, possible, "it has none"));

    public static Diagnostic Missing(SourceSpan span, ResourceAddress address, string key) =>
        Diagnostic.Of(DialectDescriptors.MissingField, $"{address} needs '{key}'", span, $"add '{key}: …'");

    public static Diagnostic NotTogether(SourceSpan span, string key, string other) =>
        Diagnostic.Of(DialectDescriptors.MutuallyExclusive, $"'{key}' cannot stand beside {other}", span, "remove one of the two");

    public static Diagnostic RawNeedsMapping(SourceSpan span, string flow, string connection) =>
        Diagnostic.Of(
            DialectDescriptors.RawNeedsMapping, $"the flow '{flow}' has no mapping, but connections.{connection} sends raw data", span, "add 'mapping: <key>', or make the connection 'dataType: xdm'");

    public static Diagnostic XdmTakesNoMapping(SourceSpan span, string flow, string connection) =>
        Diagnostic.Of(
            DialectDescriptors.XdmWithMapping, $"the flow '{flow}' has a mapping, but connections.{connection} sends records of a schema already", span, "remove 'mapping', or make the connection 'dataType: raw'");

    public static Diagnostic OtherSchema(SourceSpan span, string party, string schema, string dataset, string held) =>
        Diagnostic.Of(
            DialectDescriptors.SchemaMismatch,
            $"{party} is made for schemas.{schema}, but datasets.{dataset} holds schemas.{held}",
            span,
            "a flow's mapping, target and dataset share one schema");

    public static Diagnostic SameName(SourceSpan span, ResourceAddress address, string what, string name, ResourceAddress first, SourceSpan firstSpan) =>
        Diagnostic.Of(DialectDescriptors.DuplicateName, $"{address} has the {what} '{name}', which {first} has too", span, $"the other stands at {firstSpan}; objects are found again by it, so it must be the only one");

    public static Diagnostic BadId(SourceSpan? span, string kind, string id, string form) =>
        Diagnostic.Of(DialectDescriptors.InvalidId, $"'{id}' is not the id of a {kind}", span, $"it has the form {form}");

    public static Diagnostic UpsertWithoutProfile(SourceSpan span) =>
        Diagnostic.Of(DialectDescriptors.UpsertWithoutProfile, "'upsert' needs a dataset that is enabled for Profile", span, "set 'enabled: true', or remove 'upsert'");

    public static Diagnostic ReservedTag(SourceSpan span, string tag) =>
        Diagnostic.Of(DialectDescriptors.ReservedTag, $"the tag '{tag}' is reserved", span, "use 'profile' and 'identity' for those of Profile, and another name for your own");

    public static Diagnostic BadExpression(SourceSpan span, string text) =>
        Diagnostic.Of(DialectDescriptors.InvalidMappingExpression, $"the expression {text}", span, "see the functions of Data Prep");

    public static Diagnostic BadDefinition(SourceSpan span, string text, string help) =>
        Diagnostic.Of(DialectDescriptors.InvalidDefinition, text, span, help);

    public static Diagnostic SecretName(SourceSpan span, string field) =>
        Diagnostic.Of(
            DialectDescriptors.SensitiveName, $"a sensitive variable goes into the {field}, which the platform shows to everybody", span, "use another variable, or drop 'sensitive' if it is none");

    public static Diagnostic SchemaNotProfile(SourceSpan span, string dataset, string schema) =>
        Diagnostic.Of(
            DialectDescriptors.SchemaNotProfileEnabled, $"datasets.{dataset} is enabled for Profile, but schemas.{schema} is not", span, "set 'profile: true' in the schema's definition; it cannot be undone once applied");

    public static Diagnostic OtherVersion(SourceSpan span, string party, string version, string dataset, string held) =>
        Diagnostic.Of(
            DialectDescriptors.SchemaVersionMismatch,
            $"{party} is made for version {version} of the schema, but datasets.{dataset} holds version {held}",
            span,
            "refer to one version of the schema in both");

    public static Diagnostic OtherSourceNeedsFlowSpec(SourceSpan span, string flow, string connection) =>
        Diagnostic.Of(
            DialectDescriptors.FlowSpecRequired,
            $"the flow '{flow}' names no flow specification, and connections.{connection} is no HTTP API, from which it would follow",
            span,
            "add 'flowSpec: { id: … }'; GET /flowSpecs of Flow Service lists them");

    public static Diagnostic OtherFlowSpec(SourceSpan span, string expected) =>
        Diagnostic.Of(DialectDescriptors.FlowSpecMismatch, "the flow specification does not fit a flow of the HTTP API", span, $"remove 'flowSpec'; it follows from the mapping and is {expected} here");
}
