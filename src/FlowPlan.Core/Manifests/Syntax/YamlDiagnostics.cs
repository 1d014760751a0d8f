using System.Globalization;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.Manifests.Syntax;

/// <summary>The findings of reading files and YAML.</summary>
internal static class YamlDiagnostics
{
    public static Diagnostic Missing(string path, string help) =>
        Diagnostic.Of(YamlDescriptors.ManifestNotFound, "manifest not found", SourceSpan.OfFile(path), help);

    public static Diagnostic Unreadable(string path, string text) =>
        Diagnostic.Of(YamlDescriptors.FileUnreadable, $"the file cannot be read: {text}", SourceSpan.OfFile(path), "check the path and its permissions");

    public static Diagnostic Empty(string path) =>
        Diagnostic.Of(
            YamlDescriptors.ManifestEmpty, "the manifest is empty", SourceSpan.OfFile(path), "a manifest begins with 'apiVersion: flowplan/v1' and 'project: <name>'");

    public static Diagnostic CannotFormat(string path) =>
        Diagnostic.Of(YamlDescriptors.CannotFormat, "the file is left as it is: its layout cannot be changed safely", SourceSpan.OfFile(path), "write it in a plainer form of YAML");

    public static Diagnostic EmptyDefinition(string path) =>
        Diagnostic.Of(
            YamlDescriptors.ManifestEmpty, "the definition is empty", SourceSpan.OfFile(path), "a definition is a map, such as {\"title\": \"…\", \"class\": \"…\"}");

    public static Diagnostic Syntax(SourceSpan span, string text, string? help = null) =>
        Diagnostic.Of(YamlDescriptors.InvalidYaml, $"this is not valid YAML: {text}", span, help);

    public static Diagnostic JsonSyntax(SourceSpan span, string text, string help) =>
        Diagnostic.Of(YamlDescriptors.InvalidJson, $"this is not valid JSON: {text}", span, help);

    public static Diagnostic NotAManifest(string path, string what, string help) =>
        Diagnostic.Of(YamlDescriptors.NotAManifest, $"this is {what}, not a manifest", SourceSpan.OfFile(path), help);

    public static Diagnostic SeveralManifests(string folder, IEnumerable<string> names) =>
        Diagnostic.Of(
            YamlDescriptors.SeveralManifests,
            $"the folder contains two manifests: {string.Join(" and ", names)}",
            SourceSpan.OfFile(folder),
            "remove one of them, or name the file on the command line");

    public static Diagnostic Tab(SourceSpan span) =>
        Diagnostic.Of(YamlDescriptors.TabIndentation, "a tab is used for indentation, which YAML does not allow", span, "indent with spaces");

    public static Diagnostic DuplicateKey(string key, SourceSpan span, SourceSpan first) =>
        Diagnostic.Of(
            YamlDescriptors.DuplicateKey,
            $"duplicate key '{key}'",
            span,
            $"first defined at {first}; remove one of the two");

    public static Diagnostic TooLarge(string path, long limit) =>
        Diagnostic.Of(
            YamlDescriptors.FileTooLarge,
            $"the file is larger than {(limit / (1024 * 1024)).ToString(CultureInfo.InvariantCulture)} MiB",
            SourceSpan.OfFile(path),
            "split it with 'include'");

    public static Diagnostic Unsupported(SourceSpan span, string text, string help) =>
        Diagnostic.Of(YamlDescriptors.UnsupportedYaml, text, span, help);

    public static Diagnostic TooDeep(SourceSpan span, int limit) =>
        Diagnostic.Of(YamlDescriptors.NestedTooDeep, $"the values are nested more than {limit.ToString(CultureInfo.InvariantCulture)} deep", span, "flatten the structure");

    public static Diagnostic TooManyNodes(SourceSpan span) =>
        Diagnostic.Of(YamlDescriptors.AliasExpansion, "the aliases expand to more values than are allowed", span, "write the values out, or use fewer aliases");

    public static Diagnostic NotText(SourceSpan span, string text) =>
        Diagnostic.Of(YamlDescriptors.NotUtf8, $"the file is not UTF-8 text: {text}", span, "save it as UTF-8");

    public static Diagnostic IncludeMatchesNothing(SourceSpan span, string pattern) =>
        Diagnostic.Of(YamlDescriptors.IncludeMatchesNothing, $"the include '{pattern}' matches no file", span, "patterns start at the folder of the main manifest");

    public static Diagnostic NotAMap(SourceSpan span) =>
        Diagnostic.Of(YamlDescriptors.NotAMap, "a manifest is a map of sections", span, "begin with 'apiVersion: flowplan/v1'");

    public static Diagnostic IncludeDisagrees(string key, SourceSpan span, SourceSpan first) =>
        Diagnostic.Of(YamlDescriptors.IncludeDisagrees, $"'{key}' differs from that of the main manifest", span, $"it is defined at {first}; remove it here");

    public static Diagnostic ControlCharacter(SourceSpan span, char unit) =>
        Diagnostic.Of(
            YamlDescriptors.ControlCharacter,
            string.Create(CultureInfo.InvariantCulture, $"YAML does not allow the control character U+{(int)unit:X4}"),
            span,
            "remove it, or write it as an escape in double quotes");

    public static Diagnostic ScalarTooLong(SourceSpan span, int limit) =>
        Diagnostic.Of(
            YamlDescriptors.ValueTooLong,
            $"this value is longer than {(limit / (1024 * 1024)).ToString(CultureInfo.InvariantCulture)} million characters",
            span,
            "keep large texts out of the manifest");

    public static Diagnostic IncludeNested(SourceSpan span) =>
        Diagnostic.Of(YamlDescriptors.NestedInclude, "only the main manifest can include files", span, "move the pattern to the main manifest");

    public static Diagnostic IncludePattern(SourceSpan span, string text) =>
        Diagnostic.Of(YamlDescriptors.InvalidIncludePattern, $"invalid include pattern: {text}", span, "write a path relative to the manifest's folder, such as flows/*.yaml");

    public static Diagnostic TooManyValues(SourceSpan span, int limit) =>
        Diagnostic.Of(
            YamlDescriptors.TooManyValues,
            string.Create(CultureInfo.InvariantCulture, $"the file contains more than {limit:N0} keys and values"),
            span,
            "split it with 'include'");

    public static Diagnostic LeadsOut(SourceSpan span, string path) =>
        Diagnostic.Of(
            YamlDescriptors.OutsideProject,
            $"'{path}' is outside the project",
            span,
            "a manifest reads files of its project: those below the nearest folder with .git or an empty file .flowplan-project, else below its own folder; copy the file there, because a symbolic link is not followed out of it");

    public static Diagnostic TooManyFiles(SourceSpan span, string pattern, int limit) =>
        Diagnostic.Of(
            YamlDescriptors.TooManyFiles,
            string.Create(CultureInfo.InvariantCulture, $"the include '{pattern}' matches more than {limit:N0} files"),
            span,
            "use a narrower pattern");
}
