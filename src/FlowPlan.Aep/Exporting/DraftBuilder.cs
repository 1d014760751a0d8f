using System.Collections.Immutable;
using FlowPlan.Aep.Dialect;
using FlowPlan.Core.Manifests;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Exporting;

/// <summary>Writes the manifest of an estate whose objects have their roles.</summary>
internal sealed class DraftBuilder(LiveEstate estate, Roles roles, ExportRequest request, string organization)
{
    private static readonly string[] Order =
    [
        SectionNames.Connections, SectionNames.Schemas, SectionNames.Datasets, SectionNames.Mappings,
        SectionNames.SourceConnections, SectionNames.TargetConnections, SectionNames.Flows,
    ];

    public ManifestDraft Build()
    {
        var blocks = new ObjectBlocks(estate, roles);
        var sections = Order.Select(s => (Name: s, Entries: EntriesOf(s, blocks))).Where(s => s.Entries.Count > 0).ToList();
        var secrets = blocks.Secrets.OrderBy(s => s.Name, StringComparer.Ordinal).ToImmutableArray();
        var printer = new YamlPrinter()
            .Comment($"Exported from the sandbox {request.Sandbox} of {organization}. Ids stand behind what they belong to.")
            .Entry(new("apiVersion", Yaml.Word(ManifestReader.ApiVersion)))
            .Entry(new("project", Yaml.Word(request.Project)));
        if (!secrets.IsEmpty)
            printer.Gap().Entry(Variables(secrets));
        printer.Gap().Entry(new("environments", Tall(new YamlEntry(request.Environment, Yaml.Map.Of(new YamlEntry("sandbox", Yaml.Word(request.Sandbox)))))));
        foreach (var (name, entries) in sections)
            printer.Gap().Entry(new(name, Tall([.. entries])));
        if (Outputs(blocks.Keys) is { Count: > 0 } outputs)
            printer.Gap().Entry(new("outputs", Tall([.. outputs])));
        return new()
        {
            Files = [.. blocks.Definitions.OrderBy(d => d.Path, StringComparer.Ordinal), new(ExportedFile.Manifest, printer.Text)],
            Objects = blocks.Keys.All.ToImmutableSortedDictionary(k => new ResourceAddress(k.Kind, blocks.Keys[k]), k => k),
            Places = printer.Places,
            Secrets = secrets,
        };
    }

    private static List<YamlEntry> EntriesOf(string section, ObjectBlocks blocks) =>
    [
        .. blocks.Keys.All
            .Where(k => k.Kind == SectionNames.Kinds[section] && !blocks.Keys.IsWithinFlow(k))
            .OrderBy(k => blocks.Keys[k], StringComparer.Ordinal)
            .Select(blocks.Of),
    ];

    private static YamlEntry Variables(ImmutableArray<SecretVariable> secrets) => new(
        "variables",
        Tall([.. secrets.Select(s => new YamlEntry(s.Name, Yaml.Map.Of(
            s.Type == "string" ? null : new YamlEntry("type", Yaml.Word(s.Type)),
            new YamlEntry("sensitive", Yaml.Of(true)))))]))
    {
        Notes = ["The platform does not tell these: give each as FLOWPLAN_VAR_<name>."],
    };

    /// <summary>Where senders post to: an output for each inlet.</summary>
    private List<YamlEntry> Outputs(DraftKeys keys)
    {
        var inlets = roles.Managed.Where(k => k.Kind == "connection" && estate[k].Attributes["inletUrl"] is Value.Text).Select(k => keys[k]).Order(StringComparer.Ordinal).ToList();
        return [.. inlets.Select(key => new YamlEntry(
            inlets.Count == 1 ? "inlet" : $"inlet-{key}", Yaml.Word($"{SectionNames.Connections}.{key}.inletUrl")))];
    }

    private static Yaml.Map Tall(params ReadOnlySpan<YamlEntry?> entries) => Yaml.Map.Of(entries) with { Tall = true };
}
