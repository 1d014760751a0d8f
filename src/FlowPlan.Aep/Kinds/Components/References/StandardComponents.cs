using System.Collections.Frozen;
using FlowPlan.Aep.Kinds.Common;

namespace FlowPlan.Aep.Kinds.Components.References;

/// <summary>
/// What is known offline of the components that every organization has. The registry may have more: what is not known here is neither a
/// class nor refused.
/// </summary>
internal static class StandardComponents
{
    private const string Base = "https://ns.adobe.com/xdm/";

    /// <summary>The classes whose ids do not tell that they are classes.</summary>
    private static readonly FrozenSet<string> ContextClasses = ((string[])
    [
        "account", "account-activity", "account-history", "campaign-member", "experienceevent", "graphs", "intent", "opportunity",
        "opportunity-contact-role", "profile", "prospect-profile", "segmentdefinition",
    ]).Select(name => Base + "context/" + name).ToFrozenSet(StringComparer.Ordinal);

    private static readonly Lazy<FrozenDictionary<string, string[]>> ClassesOfGroups = new(ReadGroups);

    /// <summary>The short names of classes that a definition may use.</summary>
    public static IReadOnlyDictionary<string, string> ShortNames { get; } = new Dictionary<string, string>
    {
        ["profile"] = Base + "context/profile",
        ["experience-event"] = Base + "context/experienceevent",
    };

    /// <summary>The id of a standard component by its title or, for a class, its short name; null where it is not known.</summary>
    public static string? FindByName(string kind, string name) => kind == ComponentKinds.Class ? ShortNames.GetValueOrDefault(name) : null;

    /// <summary>Whether a standard component has the field <c>identityMap</c>; null where it is not known.</summary>
    public static bool? HasIdentityMap(string id) => XdmIds.ToUri(id) switch
    {
        Base + "context/identitymap" or Base + "context/experienceevent" or Base + "context/segmentdefinition" or Base + "mixins/b2b-person-details" => true,
        var uri when IsStandardClass(uri) || ClassesOfGroups.Value.ContainsKey(uri) => false,
        _ => null,
    };

    /// <summary>The short name of a standard class; null where it has none.</summary>
    public static string? ShortNameOf(string id) => ShortNames.FirstOrDefault(n => n.Value == id).Key;

    /// <summary>The names of standard components, for messages.</summary>
    public static IEnumerable<string> NamesOf(string kind) => kind == ComponentKinds.Class ? ShortNames.Keys : [];

    /// <summary>Whether an id is that of a class, standard or of an organization.</summary>
    public static bool IsClass(string id) =>
        id.Contains("/classes/", StringComparison.Ordinal) || id.Contains(".classes.", StringComparison.Ordinal) || ContextClasses.Contains(XdmIds.ToUri(id));

    /// <summary>Whether an id is that of a class that every organization has.</summary>
    public static bool IsStandardClass(string id) => IsClass(id) && XdmIds.ToUri(id).StartsWith(Base, StringComparison.Ordinal);

    /// <summary>Whether an id is that of a field group, as far as it tells.</summary>
    public static bool IsFieldGroup(string id) =>
        id.Contains("/mixins/", StringComparison.Ordinal) || id.Contains(".mixins.", StringComparison.Ordinal) || ClassesOfGroups.Value.ContainsKey(XdmIds.ToUri(id));

    /// <summary>The classes that a standard field group is made for; null where that is not known.</summary>
    public static IReadOnlyList<string>? ClassesFor(string group) => ClassesOfGroups.Value.GetValueOrDefault(XdmIds.ToUri(group));

    private static FrozenDictionary<string, string[]> ReadGroups()
    {
        using var stream = typeof(StandardComponents).Assembly.GetManifestResourceStream("standard-field-groups.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split(' ').Select(Full).ToArray())
            .ToFrozenDictionary(ids => ids[0], ids => ids[1..], StringComparer.Ordinal);
    }

    private static string Full(string id) => id.Contains("://", StringComparison.Ordinal) ? id : Base + id;
}
