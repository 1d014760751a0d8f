namespace FlowPlan.Aep.Kinds.Definitions;

/// <summary>An object of the sandbox.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Id">The id that the service gave it.</param>
internal readonly record struct ObjectKey(string Kind, string Id) : IComparable<ObjectKey>
{
    public int CompareTo(ObjectKey other)
    {
        var byKind = string.CompareOrdinal(Kind, other.Kind);
        return byKind != 0 ? byKind : string.CompareOrdinal(Id, other.Id);
    }
}
