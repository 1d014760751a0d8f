using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.Importing;

/// <summary>Importing objects and removing them from the state.</summary>
public static class ImportDescriptors
{
    /// <summary>FP4201: `import`: the manifest does not declare the address.</summary>
    public static readonly DiagnosticDescriptor NotDeclared = new(
        "FP4201", Severity.Error, DiagnosticCategory.Importing, "`import`: the manifest does not declare the address", "the message names the likely one");

    /// <summary>FP4202: `import`: the block only refers to an existing object.</summary>
    public static readonly DiagnosticDescriptor ReadOnlyReference = new(
        "FP4202", Severity.Error, DiagnosticCategory.Importing, "`import`: the block only refers to an existing object", "remove `existing` to manage the object");

    /// <summary>FP4203: `import`: the state has the resource with another ID.</summary>
    public static readonly DiagnosticDescriptor AlreadyManaged = new(
        "FP4203", Severity.Error, DiagnosticCategory.Importing, "`import`: the state has the resource with another ID", "run `state rm` first");

    /// <summary>FP4204: `import`: another resource manages the object.</summary>
    public static readonly DiagnosticDescriptor ManagedByOther = new(
        "FP4204", Severity.Error, DiagnosticCategory.Importing, "`import`: another resource manages the object", "write a `moved` block to rename it");

    /// <summary>FP4205: `import`: the object does not exist.</summary>
    public static readonly DiagnosticDescriptor ObjectNotFound = new(
        "FP4205", Severity.Error, DiagnosticCategory.Importing, "`import`: the object does not exist", "check ID, kind, sandbox and access");

    /// <summary>FP4206: `import --all`: no object has the natural key.</summary>
    public static readonly DiagnosticDescriptor NoMatch = new(
        "FP4206", Severity.Error, DiagnosticCategory.Importing, "`import --all`: no object has the natural key", "nothing, or import the object by its ID");

    /// <summary>FP4207: `import --all`: several objects match.</summary>
    public static readonly DiagnosticDescriptor Ambiguous = new(
        "FP4207", Severity.Error, DiagnosticCategory.Importing, "`import --all`: several objects match", "import the right one by its ID");

    /// <summary>FP4208: `import --all`: the only match would have to be replaced.</summary>
    public static readonly DiagnosticDescriptor NeedsReplacement = new(
        "FP4208", Severity.Error, DiagnosticCategory.Importing, "`import --all`: the only match would have to be replaced", "import it by its ID if it is yours");

    /// <summary>FP4209: `import --all`: a dependency of the resource is not in the state.</summary>
    public static readonly DiagnosticDescriptor NeedsDependency = new(
        "FP4209", Severity.Error, DiagnosticCategory.Importing, "`import --all`: a dependency of the resource is not in the state", "import that first");

    /// <summary>FP4210: `state rm`: the state has no such address.</summary>
    public static readonly DiagnosticDescriptor NotInState = new(
        "FP4210", Severity.Error, DiagnosticCategory.Importing, "`state rm`: the state has no such address", "the message names the likely one");

    /// <summary>FP4211: `import`: the object belongs to another project, or carries the mark of another declared resource.</summary>
    public static readonly DiagnosticDescriptor MarkedByOther = new(
        "FP4211", Severity.Error, DiagnosticCategory.Importing, "`import`: the object belongs to another project, or carries the mark of another declared resource", "refer to it with `existing`, or import it with `--take-over`");

    /// <summary>FP4212: `import`: the next plan would replace the object (warning).</summary>
    public static readonly DiagnosticDescriptor WouldReplace = new(
        "FP4212", Severity.Warning, DiagnosticCategory.Importing, "`import`: the next plan would replace the object (warning)", "run `state rm` if it is the wrong one");

    /// <summary>FP4213: the object has a part that FlowPlan does not support.</summary>
    public static readonly DiagnosticDescriptor HasUnsupportedPart = new(
        "FP4213", Severity.Error, DiagnosticCategory.Importing, "an object to import has a part that FlowPlan does not support", "refer to it with `existing`, or use `--force`");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        NotDeclared,
        ReadOnlyReference,
        AlreadyManaged,
        ManagedByOther,
        ObjectNotFound,
        NoMatch,
        Ambiguous,
        NeedsReplacement,
        NeedsDependency,
        NotInState,
        MarkedByOther,
        WouldReplace,
        HasUnsupportedPart,
    ];
}
