using System.Collections.Immutable;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Exporting;

/// <summary>A manifest as it would be exported, and which object stands where in it.</summary>
internal sealed record ManifestDraft
{
    /// <summary>The files, the manifest last.</summary>
    public required ImmutableArray<ExportedFile> Files { get; init; }

    /// <summary>The object of each address, described or referred to.</summary>
    public required ImmutableSortedDictionary<ResourceAddress, ObjectKey> Objects { get; init; }

    /// <summary>The line on which the block of each object begins, in the order of the manifest.</summary>
    public required IReadOnlyList<(int Line, ObjectKey Object)> Places { get; init; }

    /// <summary>The variables for what the services do not tell.</summary>
    public required ImmutableArray<SecretVariable> Secrets { get; init; }

    /// <summary>The object whose block a finding is about; null when it is about none.</summary>
    public ObjectKey? ObjectAt(SourceSpan? span)
    {
        if (span is not { HasPosition: true })
            return null;
        var file = span.Source.Path.Replace('\\', '/');
        if (!file.EndsWith("/" + ExportedFile.Manifest, StringComparison.Ordinal))
            return Objects.Where(o => file.EndsWith("/" + PathOfDefinition(o.Key.Key), StringComparison.Ordinal)).Select(o => (ObjectKey?)o.Value).FirstOrDefault();
        return Places.TakeWhile(p => p.Line <= span.Line).Select(p => (ObjectKey?)p.Object).LastOrDefault();
    }

    /// <summary>Where the definition of a schema is.</summary>
    public static string PathOfDefinition(string key) => $"{ExportedFile.SchemaFolder}{key}.json";
}

/// <summary>A variable for a secret that the services do not tell.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="Connection">The connection that needs it.</param>
/// <param name="Parameter">The parameter of the connection.</param>
internal sealed record SecretVariable(string Name, string Type, ResourceAddress Connection, string Parameter)
{
    /// <summary>The variable of the process that gives its value.</summary>
    public string OfProcess => "FLOWPLAN_VAR_" + Name;

    /// <summary>A value of its type that is nobody's secret.</summary>
    public string Placeholder => Type switch { "number" => "0", "boolean" => "false", "list" => "[]", "map" => "{}", _ => "-" };
}
