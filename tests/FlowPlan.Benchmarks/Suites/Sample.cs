using System.Collections.Immutable;
using System.Globalization;
using FlowPlan.Aep.Dialect;
using FlowPlan.Benchmarks.Scale.Estates;
using FlowPlan.Core.Manifests;
using FlowPlan.Core.Manifests.Files;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Variables;
using FlowPlan.Core.Resources;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;

namespace FlowPlan.Benchmarks.Suites;

/// <summary>An estate in memory, at the stages through which it goes.</summary>
internal static class Sample
{
    private const string Folder = "/scale";

    public static readonly AepDialect Dialect = new();

    public static readonly DeploymentScope Scope = new("scale", "dev", "SCALE@AdobeOrg", "dev");

    /// <summary>The text of the manifest.</summary>
    public static string Manifest(int size) => Estate.OfSize(size).Manifest();

    /// <summary>What a manifest declares, read with all checks.</summary>
    public static Declarations Read(string manifest) => ManifestReader.Read(
        new ManifestRequest { Path = Folder, Source = new MemorySource(Folder, [KeyValuePair.Create("flowplan.yaml", manifest)]), Environment = "dev" },
        Dialect.Vocabulary).Value ?? throw new InvalidOperationException("The manifest has errors.");

    /// <summary>The resources that it wants.</summary>
    public static DesiredResources Desired(int size) =>
        Dialect.Expand(Read(Manifest(size))).Value ?? throw new InvalidOperationException("The manifest cannot be expanded.");

    /// <summary>The lockfile after an apply, but for references, which stay as they are.</summary>
    public static Lockfile Lockfile(DesiredResources desired) => new()
    {
        Lineage = "3f9d6f0a",
        Serial = 1,
        Scope = Scope,
        Resources = desired.Items.Select((resource, i) => KeyValuePair.Create(resource.Address, StateOf(resource, i)))
            .ToImmutableSortedDictionary(),
    };

    private static ResourceState StateOf(DesiredResource resource, int number)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"c0000000-0000-4000-8000-{number:d12}");
        return new()
        {
            Id = id,
            Etag = "\"0500\"",
            Fields = Dialect.Definitions[resource.Address.Kind].Canonicalize(resource.Fields),
            Attributes = Value.Map.Of(("id", Value.Of(id))),
            Dependencies = [.. resource.FindDependencies().Order()],
        };
    }
}
