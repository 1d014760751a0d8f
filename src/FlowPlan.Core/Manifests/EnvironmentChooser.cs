using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Manifests;

/// <summary>The environment that is worked on, with what the manifest says of it.</summary>
/// <param name="Declaration">Its name and sandbox.</param>
/// <param name="Variables">The values that it gives to variables.</param>
/// <param name="Overrides">What it changes in the resource sections.</param>
internal sealed record ChosenEnvironment(EnvironmentDeclaration Declaration, Node.Mapping? Variables, Node.Mapping? Overrides);

/// <summary>Chooses the environment: the one asked for, or the only one.</summary>
internal static class EnvironmentChooser
{
    /// <summary>The name where a manifest declares no environments.</summary>
    public const string Default = "default";

    public static ChosenEnvironment? Choose(Node.Mapping manifest, string? asked, DiagnosticBag found)
    {
        var entry = manifest.Entry("environments");
        var declared = (entry?.Value as Node.Mapping)?.Entries ?? [];
        var names = declared.Select(e => e.Key).ToList();
        var span = entry?.KeySpan ?? manifest.Span;
        if (names.Count == 0)
        {
            if (asked is not (null or Default))
                found.Add(VariableDiagnostics.EnvironmentUnknown(asked, names, span));
            return asked is null or Default ? new(new(Default, null, null), null, null) : null;
        }

        if (asked is null && names.Count > 1)
        {
            found.Add(VariableDiagnostics.EnvironmentMissing(names, span));
            return null;
        }

        var chosen = declared.FirstOrDefault(e => e.Key == (asked ?? names[0]));
        if (chosen is null)
        {
            found.Add(VariableDiagnostics.EnvironmentUnknown(asked!, names, span));
            return null;
        }

        var body = chosen.Value as Node.Mapping;
        var sandbox = (body?["sandbox"] as Node.Scalar)?.Value as Value.Text;
        return new(
            new(chosen.Key, sandbox?.Content, chosen.KeySpan),
            body?["variables"] as Node.Mapping,
            body?["overrides"] as Node.Mapping);
    }
}
