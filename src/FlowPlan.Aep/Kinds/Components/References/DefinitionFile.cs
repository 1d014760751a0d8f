using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Files;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Syntax;

namespace FlowPlan.Aep.Kinds.Components.References;

/// <summary>Reads a JSON file with a definition that a block names. JSON is YAML too, so that the manifest's own reader gives every part its place.</summary>
internal static class DefinitionFile
{
    /// <summary>The map in the file with its expressions evaluated; null when there is none to be had, which is reported.</summary>
    /// <param name="source">Where files come from.</param>
    /// <param name="folder">The manifest's folder, where the path begins.</param>
    /// <param name="expressions">Evaluates the expressions in the file; null where they stay as they are.</param>
    /// <param name="file">The path as the manifest writes it.</param>
    /// <param name="missing">The diagnostic of a file that does not exist.</param>
    /// <param name="diagnostics">Told of what is wrong.</param>
    public static Node.Mapping? Read(
        IManifestSource source, string folder, IExpressionEvaluator? expressions, Node.Scalar file, Func<SourceSpan, Diagnostic> missing, DiagnosticBag diagnostics)
    {
        if (!source.IsFile(Path.Combine(folder, file.Value.ToString())))
        {
            diagnostics.Add(missing(file.Span));
            return null;
        }

        var read = ManifestFragment.Read(source, folder, file, diagnostics);
        if (read is null || expressions is null)
            return read;
        var faults = new DiagnosticBag();
        var evaluated = expressions.Evaluate(read, faults);
        diagnostics.AddRange(faults.ToSorted());
        return faults.HasErrors ? null : evaluated;
    }

    /// <summary>As above, for a block of the manifest.</summary>
    public static Node.Mapping? Read(BlockReader block, Node.Scalar file, Func<SourceSpan, Diagnostic> missing) =>
        Read(block.Declarations.Source, block.Declarations.Directory, block.Declarations.Expressions, file, missing, block.Diagnostics);
}
