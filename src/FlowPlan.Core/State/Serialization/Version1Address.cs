using FlowPlan.Core.Values;

namespace FlowPlan.Core.State.Serialization;

/// <summary>Addresses in files of format version 1, where a deposed object had one of the form <c>flow.loyalty@superseded-id</c>.</summary>
public static class Version1Address
{
    private const string Mark = "@superseded-";

    /// <summary>Reads an address, of either version.</summary>
    /// <exception cref="FormatException">The text is not an address.</exception>
    public static ResourceAddress Parse(string text)
    {
        var address = ResourceAddress.Parse(text);
        var mark = address.Key.IndexOf(Mark, StringComparison.Ordinal);
        return mark > 0 && mark + Mark.Length < address.Key.Length
            ? new(address.Kind, address.Key[..mark], address.Key[(mark + Mark.Length)..])
            : address;
    }

    /// <summary>The address as version 1 wrote it.</summary>
    internal static string Write(ResourceAddress address) =>
        address.IsDeposed ? $"{address.Base}{Mark}{address.DeposedId}" : address.ToString();
}
