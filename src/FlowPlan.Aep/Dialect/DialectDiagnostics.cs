using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Dialect;

/// <summary>The findings about references and about rules of the platform that can be checked without it.</summary>
internal static class DialectDiagnostics
{
    public static Diagnostic UnknownReference(SourceSpan span, string section, string key, IEnumerable<string> possible) =>
        Diagnostic.Error("FP1301", $"'{section}' has no '{key}'", span, DidYouMean.Help(key, possible, $"declare it under '{section}'"));

    public static Diagnostic Cycle(SourceSpan span, IEnumerable<ResourceAddress> path) =>
        Diagnostic.Error("FP1302", $"resources depend on each other in a circle: {string.Join(" -> ", path)}", span, "take one of the references out");

    public static Diagnostic BadAddress(SourceSpan span, string text) =>
        Diagnostic.Error("FP1303", $"'{text}' names no resource", span, "write kind.key or section.key, such as dataset.orders");

    public static Diagnostic SugarCollision(SourceSpan span, ResourceAddress address, string instead) =>
        Diagnostic.Error("FP1304", $"{address} is declared on its own, and this flow would make it too", span, $"refer to it with '{instead}: {address.Key}', or rename it");

    public static Diagnostic UnknownAttribute(SourceSpan span, string kind, string attribute, IEnumerable<string> possible) =>
        Diagnostic.Error("FP1305", $"a {kind} has no attribute '{attribute}'", span, DidYouMean.Help(attribute, possible, "it has none"));

    public static Diagnostic Missing(SourceSpan span, ResourceAddress address, string key) =>
        Diagnostic.Error("FP1306", $"{address} needs '{key}'", span, $"add '{key}: …'");

    public static Diagnostic NotTogether(SourceSpan span, string key, string other) =>
        Diagnostic.Error("FP1307", $"'{key}' cannot stand beside {other}", span, "remove one of the two");

    public static Diagnostic RawNeedsMapping(SourceSpan span, string flow, string connection) =>
        Diagnostic.Error(
            "FP2001", $"the flow '{flow}' has no mapping, but connections.{connection} sends raw data", span, "add 'mapping: <key>', or make the connection 'dataType: xdm'");

    public static Diagnostic XdmTakesNoMapping(SourceSpan span, string flow, string connection) =>
        Diagnostic.Error(
            "FP2002", $"the flow '{flow}' has a mapping, but connections.{connection} sends records of a schema already", span, "remove 'mapping', or make the connection 'dataType: raw'");

    public static Diagnostic OtherSchema(SourceSpan span, string party, string schema, string dataset, string held) =>
        Diagnostic.Error(
            "FP2003",
            $"{party} is made for schemas.{schema}, but datasets.{dataset} holds schemas.{held}",
            span,
            "a flow's mapping, target and dataset share one schema");

    public static Diagnostic SameName(SourceSpan span, ResourceAddress address, string what, string name, ResourceAddress first, SourceSpan firstSpan) =>
        Diagnostic.Error("FP2004", $"{address} has the {what} '{name}', which {first} has too", span, $"the other stands at {firstSpan}; objects are found again by it, so it must be the only one");

    public static Diagnostic BadId(SourceSpan? span, string kind, string id, string form) =>
        Diagnostic.Error("FP2005", $"'{id}' is not the id of a {kind}", span, $"it has the form {form}");

    public static Diagnostic UpsertWithoutProfile(SourceSpan span) =>
        Diagnostic.Error("FP2006", "'upsert' needs a dataset that is enabled for Profile", span, "set 'enabled: true', or remove 'upsert'");

    public static Diagnostic ReservedTag(SourceSpan span, string tag) =>
        Diagnostic.Error("FP2007", $"the tag '{tag}' is reserved", span, "use 'profile' and 'identity' for those of Profile, and another name for your own");

    public static Diagnostic BadExpression(SourceSpan span, string text) =>
        Diagnostic.Error("FP2008", $"the expression {text}", span, "see the functions of Data Prep");

    public static Diagnostic BadDefinition(SourceSpan span, string text, string help) =>
        Diagnostic.Error("FP2009", text, span, help);

    public static Diagnostic SecretName(SourceSpan span, string field) =>
        Diagnostic.Error(
            "FP2051", $"a sensitive variable goes into the {field}, which the platform shows to everybody", span, "use another variable, or drop 'sensitive' if it is none");

    public static Diagnostic SchemaNotProfile(SourceSpan span, string dataset, string schema) =>
        Diagnostic.Error(
            "FP2010", $"datasets.{dataset} is enabled for Profile, but schemas.{schema} is not", span, "set 'profile: true' in the schema's definition; it cannot be undone once applied");

    public static Diagnostic OtherVersion(SourceSpan span, string party, string version, string dataset, string held) =>
        Diagnostic.Error(
            "FP2011",
            $"{party} is made for version {version} of the schema, but datasets.{dataset} holds version {held}",
            span,
            "refer to one version of the schema in both");

    public static Diagnostic OtherSourceNeedsFlowSpec(SourceSpan span, string flow, string connection) =>
        Diagnostic.Error(
            "FP2013",
            $"the flow '{flow}' names no flow specification, and connections.{connection} is no HTTP API, from which it would follow",
            span,
            "add 'flowSpec: { id: … }'; GET /flowSpecs of Flow Service lists them");

    public static Diagnostic OtherFlowSpec(SourceSpan span, string expected) =>
        Diagnostic.Error("FP2012", "the flow specification does not fit a flow of the HTTP API", span, $"remove 'flowSpec'; it follows from the mapping and is {expected} here");
}
