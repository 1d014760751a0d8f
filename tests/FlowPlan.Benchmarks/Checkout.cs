namespace FlowPlan.Benchmarks;

/// <summary>Where things are in the checkout.</summary>
internal static class Checkout
{
    public static string PathOf(string relative) => Path.GetFullPath(relative, Repository.Root);
}
