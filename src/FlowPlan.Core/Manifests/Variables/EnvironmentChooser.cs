using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Blocks;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Syntax;

namespace FlowPlan.Core.Manifests.Variables;

/// <summary>The environment that is worked on, with what the manifest says of it.</summary>
/// <param name="Declaration">Its name and sandbox.</param>
/// <param name="Variables">The values that it gives to variables.</param>
/// <param name="Overrides">What it changes in the resource sections.</param>
internal sealed record ChosenEnvironment(EnvironmentDeclaration Declaration, Node.Mapping? Variables, Node.Mapping? Overrides)
{
    /// <summary>The same with the name of the organization in expressions; null where it is not known.</summary>
    public ChosenEnvironment With(string? tenant) => this with { Declaration = Declaration with { Tenant = new(tenant) } };
}

/// <summary>Reads the environments and chooses one: the one asked for, or the only one.</summary>
internal static class EnvironmentChooser
{
    /// <summary>The name where a manifest declares no environments.</summary>
    public const string Default = "default";

    public const string Section = "environments";

    /// <summary>The environment, or null when there is no telling which; then the reason has been reported.</summary>
    public static ChosenEnvironment? Choose(Node.Mapping manifest, string? asked, DiagnosticBag found)
    {
        var section = manifest.Entry(Section);
        var declared = BlockReader.Map(section, found)?.Entries ?? [];
        var environments = declared.Select(e => Read(e, found)).ToList();
        if (section is not null and not { Value: Node.Mapping })
            return null;
        var names = declared.Select(e => e.Key).ToList();
        var span = section?.KeySpan ?? manifest.Span;
        if (asked is null && names.Count > 1)
        {
            found.Add(VariableDiagnostics.EnvironmentMissing(names, span));
            return null;
        }

        if (names.Count == 0 && asked is null or Default)
            return new(new(Default, null, null), null, null);
        if (environments.Find(e => e.Declaration.Name == (asked ?? names[0])) is { } chosen)
            return chosen;
        found.Add(VariableDiagnostics.EnvironmentUnknown(asked!, names, span));
        return null;
    }

    private static ChosenEnvironment Read(MappingEntry entry, DiagnosticBag found)
    {
        if (!KeyRules.IsEnvironment(entry.Key))
            found.Add(SchemaDiagnostics.BadKey(entry.KeySpan, entry.Key, KeyRules.Environment));
        var body = BlockReader.Map(entry, found);
        if (body is not null)
            BlockReader.RejectUnknownKeys(body, found, "sandbox", Variable.Section, Overrides.Key);
        var sandbox = BlockReader.Text(body?.Entry("sandbox"), found);
        return new(
            new(entry.Key, sandbox, entry.KeySpan),
            BlockReader.Map(body?.Entry(Variable.Section), found),
            BlockReader.Map(body?.Entry(Overrides.Key), found));
    }
}
