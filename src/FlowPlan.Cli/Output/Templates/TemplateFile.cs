using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.DocumentTemplates;
using FlowPlan.Core.Files;

namespace FlowPlan.Cli.Output.Templates;

/// <summary>Reads the file of <c>--template</c>.</summary>
internal static class TemplateFile
{
    private const int MaxLength = 1_000_000;

    /// <summary>The template, or why there is none.</summary>
    public static Outcome<DocumentTemplate> Read(string path)
    {
        try
        {
            RegularFile.Require(path);
            return new FileInfo(path).Length > MaxLength ? Failed(path, $"it is larger than {MaxLength} bytes") : DocumentTemplate.Parse(new(path, File.ReadAllText(path)));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return Failed(path, fault is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : fault.Message.TrimEnd('.'));
        }
    }

    private static Outcome<DocumentTemplate> Failed(string path, string why) => Outcome<DocumentTemplate>.Failed(
        Diagnostic.Of(DocumentTemplateDescriptors.InvalidTemplate, $"cannot read the template '{path}': {why}", help: "--template takes a file"));
}
