namespace FlowPlan.Cli.Arguments;

/// <summary>A manifest, and the API endpoint that its calls go to.</summary>
/// <param name="Manifest">The manifest.</param>
/// <param name="Endpoint">The value of <c>--endpoint</c>; null for the default.</param>
/// <param name="Parallelism">The maximum number of concurrent API calls.</param>
internal sealed record PlatformArguments(ManifestArguments Manifest, string? Endpoint, int Parallelism)
{
    /// <summary>The same for another manifest.</summary>
    public PlatformArguments On(string path) => this with { Manifest = Manifest with { Path = path } };
}
