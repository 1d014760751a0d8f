using System.Text;
using FlowPlan.Cli.Arguments;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Files;
using FlowPlan.Core.Manifests.Files;
using FlowPlan.Core.Planning;
using FlowPlan.Core.State.Encryption;

namespace FlowPlan.Cli.SavedPlans;

/// <summary>Plans in files: written by <c>plan --out</c>, shown by <c>show</c>, applied by <c>apply</c>.</summary>
internal static class SavedPlanFile
{
    /// <summary>Whether an argument names a saved plan rather than a manifest: a file that holds a JSON object, is not called YAML, and is neither a manifest nor another file of FlowPlan.</summary>
    public static bool IsOne(string path)
    {
        if (!File.Exists(path) || Path.GetExtension(path) is ".yaml" or ".yml")
            return false;
        try
        {
            RegularFile.Require(path);
            using var reader = new StreamReader(path);
            int first;
            while ((first = reader.Read()) >= 0 && char.IsWhiteSpace((char)first))
                continue;

            // Only a JSON object is read whole: whether it is a plan depends on its keys.
            return first == '{' && OwnFiles.Recognize('{' + reader.ReadToEnd()) is OwnFile.SavedPlan or OwnFile.Encrypted or OwnFile.Unknown;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // It is then read as a manifest, which reports why it cannot be read.
            return false;
        }
    }

    /// <summary>Writes a plan so that only its owner may read it, encrypted where there is a key.</summary>
    /// <exception cref="DiagnosticException">The file cannot be written.</exception>
    public static void Write(string path, Plan plan, ManifestArguments manifest, DocumentCipher cipher)
    {
        // Relative to the current folder: an absolute path would be useless on another machine, and disclose this one.
        var named = Path.IsPathRooted(manifest.Path) ? Path.GetRelativePath(Directory.GetCurrentDirectory(), manifest.Path) : manifest.Path;
        DurableFile.WritePrivate(path, cipher.Encrypt(DocumentKind.Plan, Encoding.UTF8.GetBytes(PlanJson.Of(plan, named.Replace('\\', '/')))));
    }

    /// <summary>Reads a plan.</summary>
    /// <exception cref="DiagnosticException">The file cannot be read.</exception>
    public static async Task<Outcome<SavedPlan>> ReadAsync(string path, DocumentCipher cipher, CancellationToken cancellationToken)
    {
        var opened = cipher.Open(DocumentKind.Plan, await DurableFile.ReadAsync(path, cancellationToken) ?? []);
        return opened is OpenedDocument.Readable(var text, _)
            ? PlanJsonReader.Read(path, text)
            : Outcome<SavedPlan>.Failed(cipher.Explain(path, DocumentKind.Plan, opened) ?? PlanJsonReader.NotAPlan(path, "the encrypted file was edited or damaged, or is not a saved plan"));
    }

    /// <summary>The manifest of a saved plan and the environment that it was made for, with the variables given now.</summary>
    public static ManifestArguments ManifestOf(string path, SavedPlan saved, ManifestArguments given) =>
        given with { Path = PlanManifest.Find(path, saved.Manifest ?? "."), Environment = saved.Plan.Binding.Environment };
}
