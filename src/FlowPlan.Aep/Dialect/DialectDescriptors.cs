using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Aep.Dialect;

/// <summary>References between resources, and the rules of the platform that are checked before any call.</summary>
public static class DialectDescriptors
{
    /// <summary>FP1301: a reference to a resource that is not declared.</summary>
    public static readonly DiagnosticDescriptor UnknownReference = new(
        "FP1301", Severity.Error, DiagnosticCategory.References, "a reference to a resource that is not declared", "see \"did you mean\"");

    /// <summary>FP1302: resources depend on each other in a cycle.</summary>
    public static readonly DiagnosticDescriptor DependencyCycle = new(
        "FP1302", Severity.Error, DiagnosticCategory.References, "resources depend on each other in a cycle", "the message shows the cycle; remove one reference");

    /// <summary>FP1303: `dependsOn` contains text that is not a resource address.</summary>
    public static readonly DiagnosticDescriptor InvalidAddress = new(
        "FP1303", Severity.Error, DiagnosticCategory.References, "`dependsOn` contains text that is not a resource address", "write `kind.key` or `section.key`");

    /// <summary>FP1304: an inline block would create a resource that is already declared.</summary>
    public static readonly DiagnosticDescriptor InlineCollision = new(
        "FP1304", Severity.Error, DiagnosticCategory.References, "an inline block would create a resource that is already declared", "refer to that resource, or rename it");

    /// <summary>FP1305: an output names an attribute that the kind does not have.</summary>
    public static readonly DiagnosticDescriptor UnknownAttribute = new(
        "FP1305", Severity.Error, DiagnosticCategory.References, "an output names an attribute that the kind does not have", "see \"did you mean\"");

    /// <summary>FP1306: a resource lacks a required key.</summary>
    public static readonly DiagnosticDescriptor MissingField = new(
        "FP1306", Severity.Error, DiagnosticCategory.References, "a resource lacks a required key", "add it");

    /// <summary>FP1307: two keys cannot be combined.</summary>
    public static readonly DiagnosticDescriptor MutuallyExclusive = new(
        "FP1307", Severity.Error, DiagnosticCategory.References, "two keys cannot be combined", "remove one");

    /// <summary>FP2001: a flow of raw data has no mapping.</summary>
    public static readonly DiagnosticDescriptor RawNeedsMapping = new(
        "FP2001", Severity.Error, DiagnosticCategory.References, "a flow of raw data has no mapping", "add a mapping, or send `xdm`");

    /// <summary>FP2002: a flow of XDM data has a mapping.</summary>
    public static readonly DiagnosticDescriptor XdmWithMapping = new(
        "FP2002", Severity.Error, DiagnosticCategory.References, "a flow of XDM data has a mapping", "remove the mapping, or send `raw`");

    /// <summary>FP2003: the mapping and the dataset of a flow have different schemas.</summary>
    public static readonly DiagnosticDescriptor SchemaMismatch = new(
        "FP2003", Severity.Error, DiagnosticCategory.References, "the mapping and the dataset of a flow have different schemas", "use one schema for both");

    /// <summary>FP2004: two resources of a kind have the same name.</summary>
    public static readonly DiagnosticDescriptor DuplicateName = new(
        "FP2004", Severity.Error, DiagnosticCategory.References, "two resources of a kind have the same name", "rename one; objects are found again by name");

    /// <summary>FP2005: an ID has the wrong format.</summary>
    public static readonly DiagnosticDescriptor InvalidId = new(
        "FP2005", Severity.Error, DiagnosticCategory.References, "an ID has the wrong format", "the message describes the format");

    /// <summary>FP2006: `upsert` is set without Profile.</summary>
    public static readonly DiagnosticDescriptor UpsertWithoutProfile = new(
        "FP2006", Severity.Error, DiagnosticCategory.References, "`upsert` is set without Profile", "enable Profile, or remove `upsert`");

    /// <summary>FP2007: a tag is reserved.</summary>
    public static readonly DiagnosticDescriptor ReservedTag = new(
        "FP2007", Severity.Error, DiagnosticCategory.References, "a tag is reserved", "use `profile`, `identity`, or another name");

    /// <summary>FP2008: an expression of a mapping is too long or not closed.</summary>
    public static readonly DiagnosticDescriptor InvalidMappingExpression = new(
        "FP2008", Severity.Error, DiagnosticCategory.References, "an expression of a mapping is too long or not closed", "the message names the error");

    /// <summary>FP2009: the definition of a schema cannot be used.</summary>
    public static readonly DiagnosticDescriptor InvalidDefinition = new(
        "FP2009", Severity.Error, DiagnosticCategory.References, "the definition of a schema cannot be used", "the message says what is wrong, with its position in the file");

    /// <summary>FP2010: a dataset is enabled for Profile, but its schema is not.</summary>
    public static readonly DiagnosticDescriptor SchemaNotProfileEnabled = new(
        "FP2010", Severity.Error, DiagnosticCategory.References, "a dataset is enabled for Profile, but its schema is not", "set `profile: true` in the definition");

    /// <summary>FP2011: the mapping or target of a flow refers to a different version of the schema than its dataset.</summary>
    public static readonly DiagnosticDescriptor SchemaVersionMismatch = new(
        "FP2011", Severity.Error, DiagnosticCategory.References, "the mapping or target of a flow refers to a different version of the schema than its dataset", "refer to one version");

    /// <summary>FP2012: the flow specification of a flow does not fit its source.</summary>
    public static readonly DiagnosticDescriptor FlowSpecMismatch = new(
        "FP2012", Severity.Error, DiagnosticCategory.References, "the flow specification of a flow does not fit its source", "remove `flowSpec`");

    /// <summary>FP2013: a flow of another source has no flow specification.</summary>
    public static readonly DiagnosticDescriptor FlowSpecRequired = new(
        "FP2013", Severity.Error, DiagnosticCategory.References, "a flow of another source has no flow specification", "add `flowSpec: { id }`");

    /// <summary>FP2051: a sensitive variable is used in a name, title or description.</summary>
    public static readonly DiagnosticDescriptor SensitiveName = new(
        "FP2051", Severity.Error, DiagnosticCategory.References, "a sensitive variable is used in a name, title or description", "use another variable; all platform users can see these fields");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        UnknownReference,
        DependencyCycle,
        InvalidAddress,
        InlineCollision,
        UnknownAttribute,
        MissingField,
        MutuallyExclusive,
        RawNeedsMapping,
        XdmWithMapping,
        SchemaMismatch,
        DuplicateName,
        InvalidId,
        UpsertWithoutProfile,
        ReservedTag,
        InvalidMappingExpression,
        InvalidDefinition,
        SchemaNotProfileEnabled,
        SchemaVersionMismatch,
        FlowSpecMismatch,
        FlowSpecRequired,
        SensitiveName,
    ];
}
