using FlowPlan.Aep.Kinds;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Exporting;

/// <summary>The block of a flow, with the source and target connections that it alone uses.</summary>
internal sealed class FlowBlock(LiveEstate estate, Roles roles, ObjectBlocks blocks, ObjectKey flow)
{
    private readonly Value.Map fields = estate[flow].Fields;

    /// <summary>What is to be said before the block of a flow.</summary>
    public static IReadOnlyList<string> NotesOn(LiveEstate estate, ObjectKey flow) =>
        Behind(estate, estate[flow].Fields) is var (runs, latest)
            ? [$"The flow runs version {runs} of its mapping, of which {latest} is the latest. Take 'ignoreChanges' out to bring it there."]
            : [];

    public Yaml.Map Write()
    {
        var mapping = FieldPath.Find(fields, "mapping/id");
        return Yaml.Map.Of(
            YamlEntry.Optional("name", fields["name"]),
            YamlEntry.Optional("description", fields["description"]),
            End("sourceConnection", "source", "Source"),
            End("targetConnection", "target", "Target"),
            blocks.ReferenceTo("mapping", "mapping", mapping),
            ObjectBlocks.Type(fields["flowSpec"] as Value.Map, ImpliedSpecification(mapping is not null), "flowSpec"),
            fields["enabled"] == Value.Of(false) ? new YamlEntry("enabled", Yaml.Of(false)) : null,
            YamlEntry.Optional("schedule", fields["schedule"]),
            Behind(estate, fields) is null ? null : new YamlEntry("lifecycle", Yaml.Map.Of(new YamlEntry("ignoreChanges", new Yaml.List([Yaml.Word("mapping.version")])))))
            with
        { Tall = true };
    }

    private YamlEntry? End(string kind, string sugar, string word)
    {
        if (fields.TextOf(kind + "Id") is not { } id || new ObjectKey(kind, id) is var end && !blocks.Keys.All.Contains(end))
            return null;
        if (!blocks.Keys.IsWithinFlow(end))
            return new(kind, Yaml.Word(blocks.Keys[end]));
        string[] implied = [$"{fields.TextOf("name")} {word}"];
        return new(sugar, kind == "sourceConnection" ? blocks.Source(end, estate[end].Fields, implied) : blocks.Target(estate[end].Fields, implied)) { Remark = id };
    }

    /// <summary>The specification that follows from the mapping; for a source that is no HTTP API it is always said.</summary>
    private string? ImpliedSpecification(bool mapped)
    {
        var source = new ObjectKey("sourceConnection", fields.TextOf("sourceConnectionId") ?? string.Empty);
        var connection = estate.Has(source) ? estate.DependenciesOf(source).FirstOrDefault() : default;
        if (roles.Managed.Contains(connection) && FieldPath.Find(estate[connection].Fields, "type/id") != Value.Of(WellKnown.HttpApi))
            return null;
        return mapped ? WellKnown.FlowSpecWithMapping : WellKnown.FlowSpecWithoutMapping;
    }

    /// <summary>The version of its mapping that a flow runs and the latest one, where they differ.</summary>
    private static (Value Runs, Value Latest)? Behind(LiveEstate estate, Value.Map fields)
    {
        var mapping = new ObjectKey("mapping", (FieldPath.Find(fields, "mapping/id") as Value.Text)?.Content ?? string.Empty);
        if (!estate.Has(mapping) || estate[mapping].Attributes["version"] is not { } latest)
            return null;
        return FieldPath.Find(fields, "mapping/version") is { } runs && runs != latest ? (runs, latest) : null;
    }
}
