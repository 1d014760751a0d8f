using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning;

/// <summary>
/// The address under which the old object of a replacement is recorded from the moment its successor is made until it
/// is deleted: <c>flow.loyalty@superseded-1a2b3c4d</c>. No manifest can declare it, so that whatever happens in between,
/// the next plan deletes what is left.
/// </summary>
internal static class SupersededAddress
{
    private const string Mark = "@superseded-";

    public static ResourceAddress Of(ResourceAddress address, string id) =>
        new(address.Kind, $"{BaseOf(address).Key}{Mark}{id}");

    public static ResourceAddress BaseOf(ResourceAddress address)
    {
        var mark = address.Key.IndexOf(Mark, StringComparison.Ordinal);
        return mark < 0 ? address : new(address.Kind, address.Key[..mark]);
    }
}
