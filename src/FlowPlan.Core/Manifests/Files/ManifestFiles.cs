using System.Text;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Syntax;

namespace FlowPlan.Core.Manifests.Files;

/// <summary>Finds and reads manifest files.</summary>
internal static class ManifestFiles
{
    /// <summary>A manifest of 10,000 resources has about 5 MB.</summary>
    public const long MaxBytes = 32L * 1024 * 1024;

    private const string Advice = "name a manifest file, or a folder that holds flowplan.yaml";

    private static readonly string[] Names = ["flowplan.yaml", "flowplan.yml"];
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The absolute path of the main file, or null when there is none.</summary>
    public static string? Find(IManifestSource source, string path, DiagnosticBag found)
    {
        if (source.IsFolder(path))
        {
            var inside = Names.Where(n => source.IsFile(Path.Combine(path, n))).ToList();
            if (inside.Count == 1)
                return Path.GetFullPath(Path.Combine(path, inside[0]));
            found.Add(inside.Count == 0
                ? YamlDiagnostics.Missing(Shown(Path.Combine(path, Names[0])), Advice)
                : YamlDiagnostics.SeveralManifests(Shown(path), inside));
            return null;
        }

        if (source.IsFile(path))
            return Path.GetFullPath(path);
        found.Add(YamlDiagnostics.Missing(Shown(path), Advice));
        return null;
    }

    /// <summary>The text of a file, or null when it cannot be had; then the reason has been reported.</summary>
    public static SourceText? Read(IManifestSource source, string path, DiagnosticBag found, bool isPrivate = false)
    {
        var shown = Shown(path);
        try
        {
            if (source.Read(path, MaxBytes) is not { } bytes)
            {
                found.Add(YamlDiagnostics.TooLarge(shown, MaxBytes));
                return null;
            }

            return Decode(bytes, shown, isPrivate, found);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            found.Add(YamlDiagnostics.Unreadable(shown, Reason(fault, path, shown)));
        }

        return null;
    }

    private static SourceText? Decode(byte[] bytes, string shown, bool isPrivate, DiagnosticBag found)
    {
        try
        {
            return new SourceText(shown, Strict.GetString(bytes).TrimStart('\uFEFF')) { Private = isPrivate };
        }
        catch (DecoderFallbackException fault)
        {
            var at = Math.Clamp(fault.Index, 0, bytes.Length - 1);
            var before = Encoding.UTF8.GetCharCount(bytes, 0, at);
            var lenient = new SourceText(shown, Encoding.UTF8.GetString(bytes)) { Private = isPrivate };
            var utf16 = bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..];
            found.Add(utf16
                ? YamlDiagnostics.NotText(SourceSpan.OfFile(shown), "it is UTF-16")
                : YamlDiagnostics.NotText(lenient.Span(before, before + 1), $"byte 0x{bytes[at]:X2} is not valid here"));
            return null;
        }
    }

    /// <summary>A path as the user would write it: relative to the working folder where that is shorter.</summary>
    public static string Shown(string path)
    {
        if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal))
            return path;
        var full = Path.GetFullPath(path);
        var relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), full);
        return (relative.Length < full.Length ? relative : full).Replace('\\', '/');
    }

    private static string Reason(Exception fault, string path, string shown) => fault switch
    {
        UnauthorizedAccessException => "access is denied",
        FileNotFoundException or DirectoryNotFoundException => "there is no such file",
        ArgumentException or NotSupportedException => "it is not a valid path",
        _ => fault.Message.Replace(Path.GetFullPath(path), shown, StringComparison.Ordinal).TrimEnd('.'),
    };
}
