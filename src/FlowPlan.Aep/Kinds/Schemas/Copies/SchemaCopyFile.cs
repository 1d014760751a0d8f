using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Aep.Kinds.Schemas.Descriptors;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Schemas.Copies;

/// <summary>
/// The copies of schemas beside the manifest: one for each schema and environment, because a title may mean another schema in another sandbox.
/// What is known of one goes with the block of its schema, to those that refer to it.
/// </summary>
public static class SchemaCopyFile
{
    /// <summary>The key of the copy among what a block tells those that refer to it.</summary>
    private const string Copy = "copy";

    private const string File = "file";
    private const string Fault = "fault";
    private const string Environment = "environment";
    private const string Fields = "fields";

    /// <summary>The path of a copy below the folder of the manifest.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="environment">The environment.</param>
    public static string PathOf(ResourceAddress schema, string environment)
    {
        // An instance of a repeated resource has its name in brackets.
        var key = schema.Key.Replace("[\"", ".", StringComparison.Ordinal).Replace("\"]", "", StringComparison.Ordinal);
        return $"schemas/{Uri.EscapeDataString(key)}.{Uri.EscapeDataString(environment)}.xdm.json";
    }

    /// <summary>The copy of a schema; null where there is none that can be used.</summary>
    /// <param name="declarations">The manifest.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="fault">Why the copy cannot be used; null where there is none.</param>
    public static ResolvedSchema? Find(Declarations declarations, ResourceAddress schema, out string? fault)
    {
        ArgumentNullException.ThrowIfNull(declarations);
        return Read(declarations, PathOf(schema, declarations.Environment.Name), out fault);
    }

    /// <summary>What the block of a schema that is only referred to tells of its copy; null where there is none.</summary>
    internal static Value.Map? Read(BlockReader block, ExistingCriteria criteria)
    {
        var manifest = block.Declarations.Manifest;
        if (!manifest.ReadsCopies)
            return null;
        var file = PathOf(block.Address, manifest.Environment.Name);
        var copy = Read(manifest, file, out var fault);
        if (copy is null && fault is null)
            return null;
        if (copy is not null && IsOf(copy, criteria))
            return Value.Map.Of((File, Value.Of(file)), (Fields, copy.Fields), (DescriptorTypes.Identities, copy.Identities));
        fault ??= $"it is a copy of '{(criteria.Id is null ? copy!.Title : copy!.Id)}', another schema";
        return Value.Map.Of((File, Value.Of(file)), (Fault, Value.Of(fault)), (Environment, manifest.Environment.Span is null ? null : Value.Of(manifest.Environment.Name)));
    }

    /// <summary>What a block tells with a copy among it.</summary>
    internal static Value.Map With(Value.Map told, Value.Map? copy) => copy is null ? told : told.With(Copy, copy);

    /// <summary>The fields of the copy of a schema; null where it has no copy that can be used.</summary>
    internal static Value.Map? FieldsOf(DesiredResource schema) => Of(schema)?[Fields] as Value.Map;

    /// <summary>The identities in the copy of a schema.</summary>
    internal static Value.Map IdentitiesOf(DesiredResource schema) => Of(schema)?[DescriptorTypes.Identities] as Value.Map ?? Value.Map.Empty;

    /// <summary>A warning where the copy of a schema cannot be used.</summary>
    internal static Diagnostic? Unusable(DesiredResource schema) => Of(schema) is { } copy && copy.TextOf(Fault) is { } fault
        ? Diagnostic.Of(
            CopyDescriptors.Unusable,
            $"{copy.TextOf(File)}, the copy of {schema.Address}, cannot be used: {fault}",
            schema.Span,
            $"run `flowplan schemas pull {schema.Address.Key}{(copy.TextOf(Environment) is { } name ? $" --env {name}" : "")}` to replace it")
        : null;

    private static ResolvedSchema? Read(Declarations manifest, string file, out string? fault)
    {
        if (KeptDocument.Read(manifest.Source, manifest.Directory, file, out fault) is not { } content)
            return null;
        var copy = ResolvedSchema.Of(content);
        fault = copy is null ? "it is not a copy of a schema" : null;
        return copy;
    }

    private static Value.Map? Of(DesiredResource schema) => schema.ReferenceDefaults[Copy] as Value.Map;

    private static bool IsOf(ResolvedSchema copy, ExistingCriteria criteria) =>
        criteria.Id is { } id ? XdmIds.ToUri(id) == copy.Id : criteria.Name is null || criteria.Name == copy.Title;
}
