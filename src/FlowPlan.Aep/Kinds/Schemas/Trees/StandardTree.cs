using FlowPlan.Aep.Kinds.Components.References;

namespace FlowPlan.Aep.Kinds.Schemas.Trees;

/// <summary>The fields of standard components, from their table.</summary>
internal static class StandardTree
{
    private const string TimeSeries = StandardTable.Base + "data/time-series";

    /// <summary>Adds the fields of a component; of one that is not known, that there may be any.</summary>
    public static void Add(string id, XdmField parent) => Add(id, parent, []);

    private static void Add(string id, XdmField parent, HashSet<string> taken)
    {
        if (!StandardTable.All.TryGetValue(id, out var component))
        {
            parent.IsOpen = true;
            return;
        }

        if (!taken.Add(id))
            return;
        foreach (var group in component.Fields)
        {
            foreach (var type in group)
            {
                if (group.Key == ".")
                    Add(StandardTable.Full(type[1..]), parent, taken);
                else
                    Fill(parent.At(group.Key.Replace("@id", "_id", StringComparison.Ordinal)), type, component.Values.GetValueOrDefault(group.Key));
            }
        }

        if (id == TimeSeries)
        {
            parent.Child("_id").IsRequired = true;
            parent.Child("timestamp").IsRequired = true;
        }
    }

    private static void Fill(XdmField field, string type, string[]? values)
    {
        field.IsRequired |= type.EndsWith('!');
        var code = type.TrimEnd('!');
        if (code.StartsWith('r'))
        {
            field.Add(f => Add(StandardTable.Full(code[1..]), f));
            return;
        }

        field.Type = StandardFields.NameOf(code);
        if (values is not null)
            (field.Enum, field.IsEnumCertain) = (values, false);
    }
}
