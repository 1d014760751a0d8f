using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning;

/// <summary>
/// What an action does to people and data, such as the end of an inlet URL. The provider words it. A closed union: the nested records are all
/// there is.
/// </summary>
/// <param name="Text">One sentence without a full stop.</param>
public abstract record Consequence(string Text)
{
    /// <summary>Of changing or removing a field.</summary>
    public sealed record OfField(FieldPath Path, string Text) : Consequence(Text);

    /// <summary>Of replacing the object.</summary>
    public sealed record OfReplacement(string Text) : Consequence(Text);

    /// <summary>Of deleting the object.</summary>
    public sealed record OfDeletion(string Text) : Consequence(Text);

    /// <summary>A consequence that a saved plan gives as text only.</summary>
    public sealed record Saved(string Text) : Consequence(Text);
}
