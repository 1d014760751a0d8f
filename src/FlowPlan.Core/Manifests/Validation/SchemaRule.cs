namespace FlowPlan.Core.Manifests.Validation;

/// <summary>
/// One schema of a JSON Schema document, with references resolved. It has the keywords that manifests need; reading a schema
/// with another keyword fails.
/// </summary>
internal sealed class SchemaRule
{
    public IReadOnlyList<string> Types { get; set; } = [];

    public IReadOnlyList<string> Enumeration { get; set; } = [];

    public SchemaPattern? Pattern { get; set; }

    public int MinLength { get; set; }

    public int MaxLength { get; set; } = int.MaxValue;

    public decimal? Minimum { get; set; }

    public decimal? Maximum { get; set; }

    public int MinItems { get; set; }

    public int MaxItems { get; set; } = int.MaxValue;

    public bool UniqueItems { get; set; }

    public SchemaRule? Items { get; set; }

    public int MinProperties { get; set; }

    public int MaxProperties { get; set; } = int.MaxValue;

    public IReadOnlyList<string> Required { get; set; } = [];

    public IReadOnlyDictionary<string, SchemaRule> Properties { get; set; } = new Dictionary<string, SchemaRule>();

    public IReadOnlyList<(SchemaPattern Pattern, SchemaRule Rule)> PatternProperties { get; set; } = [];

    /// <summary>The rule for keys that are neither named nor match a pattern; null where such keys have none.</summary>
    public SchemaRule? AdditionalProperties { get; set; }

    /// <summary>Whether keys that are neither named nor match a pattern are allowed.</summary>
    public bool AllowsAdditionalProperties { get; set; } = true;

    /// <summary>What to do instead, for keys that are not allowed and that one may well look for here.</summary>
    public IReadOnlyDictionary<string, string> Elsewhere { get; set; } = new Dictionary<string, string>();

    public IReadOnlyList<SchemaRule> OneOf { get; set; } = [];

    public IReadOnlyList<SchemaRule> AnyOf { get; set; } = [];

    /// <summary>The rule in words: the schema's own message, else its description.</summary>
    public string Message { get; set; } = "see the manifest reference";
}
