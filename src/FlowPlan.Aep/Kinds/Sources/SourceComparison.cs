using System.Text.Json;
using FlowPlan.Aep.Json;
using FlowPlan.Aep.Services.FlowService;

namespace FlowPlan.Aep.Kinds.Sources;

/// <summary>A difference between the table of sources and the specifications of Flow Service.</summary>
/// <param name="Source">The source.</param>
/// <param name="What">What differs, one phrase.</param>
public sealed record SourceDifference(SourceType Source, string What);

/// <summary>Holds the table of sources against the specifications that Flow Service has.</summary>
public sealed class SourceComparison
{
    private readonly FlowServiceClient client;

    internal SourceComparison(FlowServiceClient client) => this.client = client;

    /// <summary>The differences of these sources, in their order.</summary>
    public async Task<IReadOnlyList<SourceDifference>> CompareAsync(IEnumerable<SourceType> sources, CancellationToken cancellationToken)
    {
        var (flowSpecs, differences) = (new Dictionary<string, JsonElement?>(StringComparer.Ordinal), new List<SourceDifference>());
        foreach (var source in sources)
        {
            var connection = await client.GetAsync("connectionSpecs", source.ConnectionSpec, cancellationToken);
            if (!flowSpecs.TryGetValue(source.FlowSpec, out var flow))
                flowSpecs[source.FlowSpec] = flow = await client.GetAsync("flowSpecs", source.FlowSpec, cancellationToken);
            differences.AddRange(Compare(source, connection, flow).Select(what => new SourceDifference(source, what)));
        }

        return differences;
    }

    /// <summary>What differs, where <paramref name="connection"/> and <paramref name="flow"/> are null if there is no such specification.</summary>
    internal static IEnumerable<string> Compare(SourceType source, JsonElement? connection, JsonElement? flow)
    {
        if (flow is null)
            yield return $"there is no flow specification {source.FlowSpec}";
        else if (TextsAt(flow.Value, "sourceConnectionSpecIds") is { Count: > 0 } accepted && !accepted.Contains(source.ConnectionSpec))
            yield return $"the flow specification {source.FlowSpec} does not take it";
        if (connection is not { } live)
        {
            yield return $"there is no connection specification {source.ConnectionSpec}";
            yield break;
        }

        if (live.At("attributes", "isSource").ValueKind == JsonValueKind.False)
            yield return "its connection specification is not one of a source";
        var auth = live.ItemsAt("authSpec").Where(a => a.TextAt("name") is not null).DistinctBy(a => a.TextAt("name")).ToDictionary(a => a.TextAt("name")!, a => a, StringComparer.Ordinal);
        foreach (var known in source.Auth)
        {
            if (!auth.Remove(known.Name, out var form))
                yield return $"the authentication '{known.Name}' does not exist";
            else if (TextsAt(form.At("spec"), "required") is { Count: > 0 } required && !required.SetEquals(known.Required))
                yield return $"the authentication '{known.Name}' requires {string.Join(", ", required.Order(StringComparer.Ordinal))}; here it is {string.Join(", ", known.Required.Order(StringComparer.Ordinal))}";
        }

        foreach (var other in auth.Keys.Order(StringComparer.Ordinal))
            yield return $"the authentication '{other}' is not in the table";
    }

    private static HashSet<string> TextsAt(JsonElement element, string name) =>
        [.. element.ItemsAt(name).Where(i => i.ValueKind == JsonValueKind.String).Select(i => i.GetString()!)];
}
