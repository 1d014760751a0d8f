using System.Globalization;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.Manifests.Syntax;

/// <summary>The findings of reading files and YAML.</summary>
internal static class YamlDiagnostics
{
    public static Diagnostic Missing(string path, string help) =>
        Diagnostic.Error("FP1001", "there is no such manifest", SourceSpan.OfFile(path), help);

    public static Diagnostic Unreadable(string path, string text) =>
        Diagnostic.Error("FP1002", $"the file cannot be read: {text}", SourceSpan.OfFile(path), "check that it is a file that you may read");

    public static Diagnostic Empty(string path) =>
        Diagnostic.Error(
            "FP1003", "the manifest is empty", SourceSpan.OfFile(path), "a manifest begins with 'apiVersion: flowplan/v1' and 'project: <name>'");

    public static Diagnostic Syntax(SourceSpan span, string text, string? help = null) =>
        Diagnostic.Error("FP1004", $"this is not valid YAML: {text}", span, help);

    public static Diagnostic Tab(SourceSpan span) =>
        Diagnostic.Error("FP1005", "a tab is used for indentation, which YAML does not allow", span, "indent with spaces");

    public static Diagnostic DuplicateKey(string key, SourceSpan span, SourceSpan first) =>
        Diagnostic.Error(
            "FP1006",
            $"the key '{key}' stands here a second time",
            span,
            $"it stands first at {first}; keep one of the two");

    public static Diagnostic TooLarge(string path, long limit) =>
        Diagnostic.Error(
            "FP1007",
            $"the file is larger than {(limit / (1024 * 1024)).ToString(CultureInfo.InvariantCulture)} MiB",
            SourceSpan.OfFile(path),
            "split it with 'include'");

    public static Diagnostic Unsupported(SourceSpan span, string text, string help) =>
        Diagnostic.Error("FP1008", text, span, help);

    public static Diagnostic TooDeep(SourceSpan span, int limit) =>
        Diagnostic.Error("FP1009", $"the values are nested more than {limit.ToString(CultureInfo.InvariantCulture)} deep", span, "flatten the structure");

    public static Diagnostic TooManyNodes(SourceSpan span) =>
        Diagnostic.Error("FP1010", "the aliases expand to more values than a manifest may hold", span, "write the values out, or use fewer aliases");

    public static Diagnostic NotText(string path) =>
        Diagnostic.Error("FP1011", "the file is not UTF-8 text", SourceSpan.OfFile(path), "save it as UTF-8");

    public static Diagnostic IncludeMatchesNothing(SourceSpan span, string pattern) =>
        Diagnostic.Error("FP1012", $"the include '{pattern}' matches no file", span, "patterns start at the folder of the main manifest");

    public static Diagnostic NotAMap(SourceSpan span) =>
        Diagnostic.Error("FP1013", "a manifest is a map of sections", span, "begin with 'apiVersion: flowplan/v1'");

    public static Diagnostic IncludeDisagrees(string key, SourceSpan span, SourceSpan first) =>
        Diagnostic.Error("FP1014", $"'{key}' differs from that of the main manifest", span, $"the main manifest says it at {first}; leave it out here");

    public static Diagnostic ControlCharacter(SourceSpan span, char unit) =>
        Diagnostic.Error(
            "FP1015",
            string.Create(CultureInfo.InvariantCulture, $"the control character U+{(int)unit:X4} stands here, which YAML does not allow"),
            span,
            "remove it, or write it as an escape in double quotes");

    public static Diagnostic ScalarTooLong(SourceSpan span, int limit) =>
        Diagnostic.Error(
            "FP1016",
            $"this value is longer than {(limit / (1024 * 1024)).ToString(CultureInfo.InvariantCulture)} million characters",
            span,
            "keep large texts out of the manifest");

    public static Diagnostic IncludeNested(SourceSpan span) =>
        Diagnostic.Error("FP1017", "only the main manifest can include files", span, "move the pattern to the main manifest");

    public static Diagnostic IncludePattern(SourceSpan span, string text) =>
        Diagnostic.Error("FP1018", $"this is no include pattern: {text}", span, "write a path relative to the manifest's folder, such as flows/*.yaml");

    public static Diagnostic TooManyValues(SourceSpan span, int limit) =>
        Diagnostic.Error(
            "FP1051",
            string.Create(CultureInfo.InvariantCulture, $"the file holds more than {limit:N0} keys and values"),
            span,
            "split it with 'include'");

    public static Diagnostic LeadsOut(SourceSpan span, string path) =>
        Diagnostic.Error(
            "FP1052",
            $"'{path}' lies outside of the project",
            span,
            "a manifest reads files of its own folder and, in a git checkout, of that checkout (without .git): copy or move the file there; a symbolic link does not do");

    public static Diagnostic TooManyFiles(SourceSpan span, string pattern, int limit) =>
        Diagnostic.Error(
            "FP1053",
            string.Create(CultureInfo.InvariantCulture, $"the include '{pattern}' matches more than {limit:N0} files"),
            span,
            "write a narrower pattern");
}
