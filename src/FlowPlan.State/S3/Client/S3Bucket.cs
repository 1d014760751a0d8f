using System.Text.RegularExpressions;
using FlowPlan.State.S3.Protocol;

namespace FlowPlan.State.S3.Client;

/// <summary>A bucket, and the addresses of its objects.</summary>
/// <param name="Server">The address of the service.</param>
/// <param name="Region">The region that requests are signed for.</param>
/// <param name="Name">The name of the bucket.</param>
/// <param name="IsPathStyle">Whether the bucket is named in the path, and not in the host.</param>
internal sealed partial record S3Bucket(Uri Server, string Region, string Name, bool IsPathStyle)
{
    /// <summary>The addresses are sent as they are signed, segments of dots included.</summary>
    private static readonly UriCreationOptions Exact = new() { DangerousDisablePathAndQueryCanonicalization = true };

    /// <summary>The address of an object, or of the bucket where the key is empty.</summary>
    public Uri UrlOf(string key, params (string Name, string Value)[] query)
    {
        var isInPath = IsPathStyle || !CanBeHost();
        var authority = isInPath ? Server.Authority : $"{Name}.{Server.Authority}";
        var path = Server.AbsolutePath.TrimEnd('/') + (isInPath ? "/" + Uri.EscapeDataString(Name) : string.Empty);
        if (key.Length > 0 || path.Length == 0)
            path += "/" + SigV4.Escape(key);
        var parameters = string.Join('&', query.Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value)}"));
        return new($"{Server.Scheme}://{authority}{path}{(parameters.Length > 0 ? "?" + parameters : string.Empty)}", Exact);
    }

    /// <summary>Whether it is a label of a host name. Certificates are for one label alone.</summary>
    private bool CanBeHost() => Label().IsMatch(Name) && (Server.Scheme == "http" || !Name.Contains('.', StringComparison.Ordinal));

    [GeneratedRegex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$")]
    private static partial Regex Label();
}
