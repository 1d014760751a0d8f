using System.Collections.Frozen;
using FlowPlan.Aep.Kinds.Common;

namespace FlowPlan.Aep.Kinds.Components.References;

/// <summary>
/// What is known offline of the components that every organization has. The registry may have more: what is not known here is neither a
/// class nor refused.
/// </summary>
internal static class StandardComponents
{
    private static readonly Lazy<FrozenDictionary<(string Kind, string Title), string>> ByTitle = new(() => StandardTable.All.Values
        .Where(c => c.Kind is not null)
        .GroupBy(c => (c.Kind!, c.Title))
        .Where(g => g.Count() == 1)
        .ToFrozenDictionary(g => g.Key, g => g.First().Id));

    /// <summary>Classes that are named as those of field groups, some of which the table does not have otherwise.</summary>
    private static readonly Lazy<FrozenSet<string>> NamedClasses = new(() => StandardTable.All.Values.SelectMany(c => c.Classes).ToFrozenSet(StringComparer.Ordinal));

    /// <summary>The short names of classes that a definition may use.</summary>
    public static IReadOnlyDictionary<string, string> ShortNames { get; } = new Dictionary<string, string>
    {
        ["profile"] = StandardTable.Base + "context/profile",
        ["experience-event"] = StandardTable.Base + "context/experienceevent",
        ["account"] = StandardTable.Base + "context/account",
        ["opportunity"] = StandardTable.Base + "context/opportunity",
        ["campaign"] = StandardTable.Base + "classes/campaign",
        ["product"] = StandardTable.Base + "classes/product",
        ["location"] = StandardTable.Base + "classes/location",
        ["prospect-profile"] = StandardTable.Base + "context/prospect-profile",
    };

    /// <summary>The id of a standard component by its title or, for a class, its short name; null where it is not known, or not a single one.</summary>
    public static string? FindByName(string kind, string name) =>
        (kind == ComponentKinds.Class ? ShortNames.GetValueOrDefault(name) : null) ?? ByTitle.Value.GetValueOrDefault((kind, name));

    /// <summary>The names of standard components, for messages.</summary>
    public static IEnumerable<string> NamesOf(string kind) =>
        (kind == ComponentKinds.Class ? ShortNames.Keys : []).Concat(ByTitle.Value.Keys.Where(k => k.Kind == kind).Select(k => k.Title));

    /// <summary>The ids of the standard components of a kind, for messages.</summary>
    public static IEnumerable<string> IdsOf(string kind) => StandardTable.All.Values.Where(c => c.Kind == kind).Select(c => c.Id);

    /// <summary>The component of a kind that has the same name as an ID below another part of the path, such as <c>mixins</c> for <c>context</c>.</summary>
    public static string? FindElsewhere(string kind, string id) => IdsOf(kind).Where(known => NameIn(known) == NameIn(id)).Order(StringComparer.Ordinal).FirstOrDefault();

    /// <summary>Whether a standard class has a behavior; null for a class that is not known.</summary>
    public static bool? HasBehavior(string id, string behavior) => StandardTable.All.GetValueOrDefault(id) is { Kind: ComponentKinds.Class } ofClass
        ? ofClass.Fields["."].Any(part => part == "xdata/" + behavior)
        : null;

    /// <summary>Whether a standard component has the field <c>identityMap</c>; null where it is not known.</summary>
    public static bool? HasIdentityMap(string id) => StandardFields.Find(XdmIds.ToUri(id), ["identityMap"]) switch
    {
        { IsUnknown: true } => null,
        var found => found.Type is not null,
    };

    /// <summary>The short name of a standard class; null where it has none.</summary>
    public static string? ShortNameOf(string id) => ShortNames.FirstOrDefault(n => n.Value == id).Key;

    /// <summary>Whether an id is that of a class, standard or of an organization.</summary>
    public static bool IsClass(string id) =>
        id.Contains("/classes/", StringComparison.Ordinal) || id.Contains(".classes.", StringComparison.Ordinal) || KindOf(id) == ComponentKinds.Class || NamedClasses.Value.Contains(XdmIds.ToUri(id));

    /// <summary>Whether an id is that of a class that every organization has.</summary>
    public static bool IsStandardClass(string id) => IsClass(id) && XdmIds.ToUri(id).StartsWith(StandardTable.Base, StringComparison.Ordinal);

    /// <summary>Whether an id is that of a field group, as far as it tells.</summary>
    public static bool IsFieldGroup(string id) =>
        id.Contains("/mixins/", StringComparison.Ordinal) || id.Contains(".mixins.", StringComparison.Ordinal) || KindOf(id) == ComponentKinds.FieldGroup;

    /// <summary>Whether an id is below those of the standard components and yet not one that is known.</summary>
    public static bool IsUnknownStandard(string id) =>
        XdmIds.ToUri(id) is var uri && uri.StartsWith(StandardTable.Base, StringComparison.Ordinal) && !StandardTable.All.ContainsKey(uri) && !NamedClasses.Value.Contains(uri);

    /// <summary>The classes that a standard field group is made for; null where that is not known.</summary>
    public static IReadOnlyList<string>? ClassesFor(string group) =>
        StandardTable.All.GetValueOrDefault(XdmIds.ToUri(group)) is { Kind: ComponentKinds.FieldGroup, Classes: { Count: > 0 } classes } ? classes : null;

    private static string NameIn(string id) => XdmIds.ToUri(id).Split('/')[^1];

    private static string? KindOf(string id) => StandardTable.All.GetValueOrDefault(XdmIds.ToUri(id))?.Kind;
}
