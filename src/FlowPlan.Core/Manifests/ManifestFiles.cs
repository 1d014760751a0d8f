using System.Text;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.Manifests;

/// <summary>Finds and reads manifest files.</summary>
internal static class ManifestFiles
{
    /// <summary>A manifest of 10,000 resources has about 5 MB.</summary>
    public const long MaxBytes = 64L * 1024 * 1024;

    private static readonly string[] Names = ["flowplan.yaml", "flowplan.yml"];
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The absolute path of the main file, or null when there is none.</summary>
    public static string? Find(string path, DiagnosticBag found)
    {
        if (Directory.Exists(path))
        {
            var inside = Names.Select(n => Path.Combine(path, n)).FirstOrDefault(File.Exists);
            if (inside is null)
                found.Add(YamlDiagnostics.Missing(Shown(Path.Combine(path, Names[0])), "name a manifest file, or a folder that holds flowplan.yaml"));
            return inside is null ? null : Path.GetFullPath(inside);
        }

        if (File.Exists(path))
            return Path.GetFullPath(path);
        found.Add(YamlDiagnostics.Missing(Shown(path), "name a manifest file, or a folder that holds flowplan.yaml"));
        return null;
    }

    /// <summary>The text of a file, or null when it cannot be had.</summary>
    public static SourceText? Read(string path, DiagnosticBag found)
    {
        var shown = Shown(path);
        try
        {
            if (new FileInfo(path).Length > MaxBytes)
            {
                found.Add(YamlDiagnostics.TooLarge(shown, MaxBytes));
                return null;
            }

            var text = Strict.GetString(File.ReadAllBytes(path));
            return new SourceText(shown, text.TrimStart('\uFEFF'));
        }
        catch (DecoderFallbackException)
        {
            found.Add(YamlDiagnostics.NotText(shown));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            found.Add(YamlDiagnostics.Unreadable(shown, Reason(fault, shown)));
        }

        return null;
    }

    /// <summary>A path as the user would write it: relative to the working folder where that is shorter.</summary>
    public static string Shown(string path)
    {
        var full = Path.GetFullPath(path);
        var relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), full);
        return (relative.Length < full.Length ? relative : full).Replace('\\', '/');
    }

    private static string Reason(Exception fault, string shown) => fault switch
    {
        UnauthorizedAccessException => "access is denied",
        FileNotFoundException or DirectoryNotFoundException => "there is no such file",
        _ => fault.Message.Replace(Path.GetFullPath(shown), shown, StringComparison.Ordinal),
    };
}
