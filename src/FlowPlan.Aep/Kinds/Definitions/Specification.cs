using FlowPlan.Aep.Kinds.Sources;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Definitions;

/// <summary>A specification of Flow Service, named by id and version.</summary>
/// <param name="Id">Its id, a UUID; null where the block does not say it.</param>
/// <param name="Version">Its version; null where the block does not say it.</param>
internal sealed record Specification(string? Id, string? Version)
{
    /// <summary>The version that goes without saying.</summary>
    public const string DefaultVersion = "1.0";

    /// <summary>Reads a map of id and version, or the name of a source; null for anything else. Reports an id that cannot be one.</summary>
    public static Specification? Read(Node? node, DiagnosticBag diagnostics)
    {
        if (node is Node.Scalar { Value: Value.Text(var name) } && SourceTable.Find(name) is { } source)
            return new(source.ConnectionSpec, DefaultVersion);
        if (node is not Node.Mapping body)
            return null;
        if (body["id"] is Node.Scalar id && !IdFormats.Uuid.Matches(id.Value.ToString()))
            diagnostics.Add(BlockDiagnostics.BadId(id.Span, "specification", id.Value.ToString(), "of a UUID"));
        return new(TextOf(body, "id"), TextOf(body, "version"));
    }

    /// <summary>The text under a key of a map, or null.</summary>
    public static string? TextOf(Node.Mapping body, string key) => (body[key] as Node.Scalar)?.Value switch
    {
        Value.Text(var text) => text,
        Value.Secret => "(sensitive)",
        _ => null,
    };
}
