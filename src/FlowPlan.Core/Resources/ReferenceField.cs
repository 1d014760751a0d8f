using FlowPlan.Core.Values;

namespace FlowPlan.Core.Resources;

/// <summary>A field that refers to another resource.</summary>
/// <param name="Path">The field's path in the field space; <c>*</c> stands for one key.</param>
/// <param name="Kind">The kind that it refers to.</param>
/// <param name="Attribute">The attribute of the other object that the field holds.</param>
public sealed record ReferenceField(string Path, string Kind, string Attribute = "id")
{
    /// <summary>The key of the manifest that names the other resource; the kind's name unless set.</summary>
    public string Key
    {
        get => field ?? Kind;
        init;
    }

    /// <summary>Whether a change of the field replaces both objects together, because edits of a live one would not reach this one.</summary>
    public bool SameUnit { get; init; }

    /// <summary>The block in which the other resource may be declared within this one; null where it may not.</summary>
    public InlineBlock? Inline { get; init; }

    /// <summary>Which texts of the field refer to a resource; null for all. A text that does not, such as the id of a standard component, stands for itself.</summary>
    public Predicate<string>? Refers { get; init; }

    /// <summary>The texts that the fields hold at the path: one, several where it has a <c>*</c>, or none. Of a set they are the members.</summary>
    public IEnumerable<string> TextsIn(Value.Map fields) => Texts(fields, Path.Split('/'), 0).Where(t => Refers?.Invoke(t) ?? true);

    private static IEnumerable<string> Texts(Value? value, string[] keys, int index)
    {
        if (index == keys.Length)
            return value is Value.Text { Content: { Length: > 0 } text } ? [text] : [];
        if (value is not Value.Map map)
            return [];
        return keys[index] == "*"
            ? map.Entries.SelectMany(e => index == keys.Length - 1 && e.Value is Value.Bool { IsTrue: true } ? [e.Key] : Texts(e.Value, keys, index + 1))
            : Texts(map[keys[index]], keys, index + 1);
    }
}

/// <summary>A block that declares a resource within the one that refers to it, under that one's key.</summary>
/// <param name="Key">The block's key, such as <c>source</c>.</param>
/// <param name="NameSuffix">What follows the outer resource's name in the default name of the inner one, such as <c>" Source"</c>.</param>
public sealed record InlineBlock(string Key, string NameSuffix);
