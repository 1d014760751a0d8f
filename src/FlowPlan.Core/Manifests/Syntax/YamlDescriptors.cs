using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.Manifests.Syntax;

/// <summary>Reading manifest files and their YAML.</summary>
public static class YamlDescriptors
{
    /// <summary>FP1001: the manifest does not exist.</summary>
    public static readonly DiagnosticDescriptor ManifestNotFound = new(
        "FP1001", Severity.Error, DiagnosticCategory.ManifestFiles, "the manifest does not exist", "name a file, or a folder that contains `flowplan.yaml`");

    /// <summary>FP1002: a file cannot be read.</summary>
    public static readonly DiagnosticDescriptor FileUnreadable = new(
        "FP1002", Severity.Error, DiagnosticCategory.ManifestFiles, "a file cannot be read", "check that the file exists and that you have permission to read it");

    /// <summary>FP1003: the manifest, or a definition that it names, is empty.</summary>
    public static readonly DiagnosticDescriptor ManifestEmpty = new(
        "FP1003", Severity.Error, DiagnosticCategory.ManifestFiles, "the manifest, or a definition that it names, is empty", "begin with `apiVersion` and `project`");

    /// <summary>FP1004: the file is not valid YAML.</summary>
    public static readonly DiagnosticDescriptor InvalidYaml = new(
        "FP1004", Severity.Error, DiagnosticCategory.ManifestFiles, "the file is not valid YAML", "the message says what is wrong at that position");

    /// <summary>FP1005: a tab is used for indentation.</summary>
    public static readonly DiagnosticDescriptor TabIndentation = new(
        "FP1005", Severity.Error, DiagnosticCategory.ManifestFiles, "a tab is used for indentation", "indent with spaces");

    /// <summary>FP1006: a key is defined twice in one map, or in two files.</summary>
    public static readonly DiagnosticDescriptor DuplicateKey = new(
        "FP1006", Severity.Error, DiagnosticCategory.ManifestFiles, "a key is defined twice in one map, or in two files", "keep one; the message names the first definition");

    /// <summary>FP1007: a file is larger than 32 MiB.</summary>
    public static readonly DiagnosticDescriptor FileTooLarge = new(
        "FP1007", Severity.Error, DiagnosticCategory.ManifestFiles, "a file is larger than 32 MiB", "split it with `include`");

    /// <summary>FP1008: a YAML feature that manifests do not support: tags, several documents, an unquoted expression.</summary>
    public static readonly DiagnosticDescriptor UnsupportedYaml = new(
        "FP1008", Severity.Error, DiagnosticCategory.ManifestFiles, "a YAML feature that manifests do not support: tags, several documents, an unquoted expression", "follow the message");

    /// <summary>FP1009: values are nested too deep.</summary>
    public static readonly DiagnosticDescriptor NestedTooDeep = new(
        "FP1009", Severity.Error, DiagnosticCategory.ManifestFiles, "values are nested too deep", "flatten the structure");

    /// <summary>FP1010: aliases expand to too many values.</summary>
    public static readonly DiagnosticDescriptor AliasExpansion = new(
        "FP1010", Severity.Error, DiagnosticCategory.ManifestFiles, "aliases expand to too many values", "write the values out");

    /// <summary>FP1011: a file is not UTF-8 text.</summary>
    public static readonly DiagnosticDescriptor NotUtf8 = new(
        "FP1011", Severity.Error, DiagnosticCategory.ManifestFiles, "a file is not UTF-8 text", "save it as UTF-8");

    /// <summary>FP1012: an `include` pattern matches no file.</summary>
    public static readonly DiagnosticDescriptor IncludeMatchesNothing = new(
        "FP1012", Severity.Error, DiagnosticCategory.ManifestFiles, "an `include` pattern matches no file", "patterns are relative to the main manifest's folder");

    /// <summary>FP1013: a manifest is not a map of sections.</summary>
    public static readonly DiagnosticDescriptor NotAMap = new(
        "FP1013", Severity.Error, DiagnosticCategory.ManifestFiles, "a manifest is not a map of sections", "begin with `apiVersion: flowplan/v1`");

    /// <summary>FP1014: an included file has a different `apiVersion` or `project`.</summary>
    public static readonly DiagnosticDescriptor IncludeDisagrees = new(
        "FP1014", Severity.Error, DiagnosticCategory.ManifestFiles, "an included file has a different `apiVersion` or `project`", "remove it there");

    /// <summary>FP1015: the file contains a control character.</summary>
    public static readonly DiagnosticDescriptor ControlCharacter = new(
        "FP1015", Severity.Error, DiagnosticCategory.ManifestFiles, "the file contains a control character", "remove it");

    /// <summary>FP1016: a single value is too long.</summary>
    public static readonly DiagnosticDescriptor ValueTooLong = new(
        "FP1016", Severity.Error, DiagnosticCategory.ManifestFiles, "a single value is too long", "shorten it");

    /// <summary>FP1017: an included file includes other files.</summary>
    public static readonly DiagnosticDescriptor NestedInclude = new(
        "FP1017", Severity.Error, DiagnosticCategory.ManifestFiles, "an included file includes other files", "move the pattern to the main manifest");

    /// <summary>FP1018: an `include` is not a valid pattern.</summary>
    public static readonly DiagnosticDescriptor InvalidIncludePattern = new(
        "FP1018", Severity.Error, DiagnosticCategory.ManifestFiles, "an `include` is not a valid pattern", "write a path relative to the manifest's folder");

    /// <summary>FP1019: a JSON file is not valid JSON.</summary>
    public static readonly DiagnosticDescriptor InvalidJson = new(
        "FP1019", Severity.Error, DiagnosticCategory.ManifestFiles, "a JSON file is not valid JSON", "the message says what is wrong at that position");

    /// <summary>FP1020: the file is a lockfile, a journal or a saved plan instead of a manifest.</summary>
    public static readonly DiagnosticDescriptor NotAManifest = new(
        "FP1020", Severity.Error, DiagnosticCategory.ManifestFiles, "the file is a lockfile, a journal or a saved plan instead of a manifest", "name the manifest; the message names the command that takes the file");

    /// <summary>FP1022: the layout of a file cannot be changed without changing what it means (warning).</summary>
    public static readonly DiagnosticDescriptor CannotFormat = new(
        "FP1022", Severity.Warning, DiagnosticCategory.ManifestFiles, "the layout of a file cannot be changed without changing what it means (warning)", "the file is left as it is; write it in a plainer form of YAML, without `? ` keys and tags");

    /// <summary>FP1021: a folder contains two manifests.</summary>
    public static readonly DiagnosticDescriptor SeveralManifests = new(
        "FP1021", Severity.Error, DiagnosticCategory.ManifestFiles, "a folder contains two manifests", "remove one, or name the file");

    /// <summary>FP1051: a file contains more than a million keys and values.</summary>
    public static readonly DiagnosticDescriptor TooManyValues = new(
        "FP1051", Severity.Error, DiagnosticCategory.ManifestFiles, "a file contains more than a million keys and values", "split it with `include`");

    /// <summary>FP1052: an `include` or `definition` is outside the project, or a link leads there.</summary>
    public static readonly DiagnosticDescriptor OutsideProject = new(
        "FP1052", Severity.Error, DiagnosticCategory.ManifestFiles, "an `include` or `definition` is outside the project, or a link leads there", "copy or move the file into the project");

    /// <summary>FP1053: an `include` pattern matches more than 10,000 files.</summary>
    public static readonly DiagnosticDescriptor TooManyFiles = new(
        "FP1053", Severity.Error, DiagnosticCategory.ManifestFiles, "an `include` pattern matches more than 10,000 files", "write a narrower pattern");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        ManifestNotFound,
        FileUnreadable,
        ManifestEmpty,
        InvalidYaml,
        TabIndentation,
        DuplicateKey,
        FileTooLarge,
        UnsupportedYaml,
        NestedTooDeep,
        AliasExpansion,
        NotUtf8,
        IncludeMatchesNothing,
        NotAMap,
        IncludeDisagrees,
        ControlCharacter,
        ValueTooLong,
        NestedInclude,
        InvalidIncludePattern,
        InvalidJson,
        CannotFormat,
        NotAManifest,
        SeveralManifests,
        TooManyValues,
        OutsideProject,
        TooManyFiles,
    ];
}
