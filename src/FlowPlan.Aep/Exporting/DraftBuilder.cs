using System.Collections.Immutable;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Core.Manifests;
using FlowPlan.Core.Manifests.Writing;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Exporting;

/// <summary>Writes the manifest of a sandbox whose objects have their roles.</summary>
internal sealed class DraftBuilder(SandboxSnapshot snapshot, Roles roles, ExportRequest request, string organization)
{
    public ManifestDraft Build()
    {
        var context = new ExportContext(snapshot, roles, request.WritesCsv);
        var sections = snapshot.Kinds.All
            .Select(k => (k.Description.Section, Entries: EntriesOf(k.Description.Name, context)))
            .Where(s => s.Entries.Count > 0)
            .ToList();
        var secrets = context.Secrets.OrderBy(s => s.Name, StringComparer.Ordinal).ToImmutableArray();
        var printer = new YamlPrinter()
            .Comment($"Exported from the sandbox {request.Sandbox} of {organization}. IDs are given as trailing comments.")
            .Entry(new("apiVersion", Yaml.Literal(ManifestReader.ApiVersion)))
            .Entry(new("project", Yaml.Literal(request.Project)));
        if (!secrets.IsEmpty)
            printer.Gap().Entry(Variables(secrets));
        printer.Gap().Entry(new("environments", Multiline(new YamlEntry(request.Environment, Yaml.Map.Of(new YamlEntry("sandbox", Yaml.Literal(request.Sandbox)))))));
        foreach (var (name, entries) in sections)
            printer.Gap().Entry(new(name, Multiline([.. entries])));
        if (Outputs(context.Keys) is { Count: > 0 } outputs)
            printer.Gap().Entry(new("outputs", Multiline([.. outputs])));
        return new()
        {
            Files = [.. context.Files.Select(f => new ExportedFile(f.Key, f.Value.Text)), new(ExportedFile.Manifest, printer.Text)],
            FileOwners = context.Files.ToDictionary(f => f.Key, f => f.Value.Owner, StringComparer.Ordinal),
            Objects = context.Keys.All.ToImmutableSortedDictionary(k => new ResourceAddress(k.Kind, context.Keys[k]), k => k),
            Places = [.. printer.Places.Select(p => (p.Line, (ObjectKey)p.Subject))],
            Secrets = secrets,
        };
    }

    private static List<YamlEntry> EntriesOf(string kind, ExportContext context) =>
    [
        .. context.Keys.All
            .Where(k => k.Kind == kind && context.Keys.OuterOf(k) is null)
            .OrderBy(k => context.Keys[k], StringComparer.Ordinal)
            .Select(context.BlockOf),
    ];

    private static YamlEntry Variables(ImmutableArray<SecretVariable> secrets) => new(
        "variables",
        Multiline([.. secrets.Select(s => new YamlEntry(s.Name, Yaml.Map.Of(
            s.Type == "string" ? null : new YamlEntry("type", Yaml.Literal(s.Type)),
            new YamlEntry("sensitive", Yaml.Of(true)))))]))
    {
        Notes = ["The platform does not return these: set each as FLOWPLAN_VAR_<name>."],
    };

    /// <summary>The outputs that the objects suggest; where several suggest one name, each gets its key appended.</summary>
    private List<YamlEntry> Outputs(DraftKeys keys)
    {
        var suggested =
            from kind in snapshot.Kinds.All
            where kind is ISuggestsOutputs
            from key in roles.Managed.Where(k => k.Kind == kind.Description.Name).OrderBy(k => keys[k], StringComparer.Ordinal)
            from output in ((ISuggestsOutputs)kind).Outputs(snapshot[key])
            select (output.Name, Key: keys[key], Value: $"{kind.Description.Section}.{keys[key]}.{output.Attribute}");
        return
        [
            .. suggested.GroupBy(s => s.Name).SelectMany(ofName => ofName.Count() == 1
                ? ofName.Select(s => new YamlEntry(s.Name, Yaml.Literal(s.Value)))
                : ofName.Select(s => new YamlEntry($"{s.Name}-{s.Key}", Yaml.Literal(s.Value)))),
        ];
    }

    private static Yaml.Map Multiline(params ReadOnlySpan<YamlEntry?> entries) => Yaml.Map.Of(entries) with { Multiline = true };
}
