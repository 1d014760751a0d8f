using FlowPlan.Emulator.Services;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;
using Microsoft.AspNetCore.Routing.Patterns;

namespace FlowPlan.Emulator.Hosting;

/// <summary>
/// Compares the literal segments of routes exactly, as the services do. ASP.NET Core ignores case. A request in the
/// wrong case gets the next endpoint that matches, which is the catch-all of its service or of the gateway.
/// </summary>
internal sealed class CaseSensitiveMatching : MatcherPolicy, IEndpointSelectorPolicy
{
    public override int Order => 0;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => true;

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        var segments = httpContext.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < candidates.Count; i++)
        {
            if (candidates.IsValidCandidate(i) && candidates[i].Endpoint is RouteEndpoint endpoint && !Matches(endpoint, segments))
                candidates.SetValidity(i, false);
        }

        return Task.CompletedTask;
    }

    private static bool Matches(RouteEndpoint endpoint, string[] segments)
    {
        var exception = endpoint.Metadata.GetMetadata<CaseInsensitiveLiteral>()?.Literal;
        return endpoint.RoutePattern.PathSegments
            .Zip(segments)
            .All(pair => pair.First.Parts is not [RoutePatternLiteralPart literal]
                || literal.Content == exception
                || literal.Content == pair.Second);
    }
}
