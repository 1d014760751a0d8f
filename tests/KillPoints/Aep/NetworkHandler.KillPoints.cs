using System.Text.RegularExpressions;

namespace FlowPlan.Aep.Http;

/// <content>Kill points around each attempt of each call.</content>
internal sealed partial class NetworkHandler
{
    static partial void Reached(string moment, HttpRequestMessage request) =>
        Core.State.KillPoints.Reach($"{StepNames.Of(request.Method.Method, request.RequestUri!.PathAndQuery)}: {moment}");
}

/// <summary>Names calls without what differs from run to run: the ids of objects.</summary>
internal static partial class StepNames
{
    public static string Of(string method, string target) => $"{method} {Id().Replace(target.Split('?')[0], "/{id}")}";

    [GeneratedRegex("/(?=[^/]*[0-9])[^/]{20,}")]
    private static partial Regex Id();
}
