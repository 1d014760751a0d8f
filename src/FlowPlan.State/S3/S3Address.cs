using System.Web;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.State.Engines;
using FlowPlan.State.Locations;
using FlowPlan.State.S3.Client;
using FlowPlan.State.S3.Credentials;
using FlowPlan.State.Transport;

namespace FlowPlan.State.S3;

/// <summary>A state in a bucket of S3, or of a server that is like it.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Environment">The variables, where the credentials are found.</param>
/// <param name="Folder">What the keys begin with.</param>
/// <param name="Location">The URL without credentials.</param>
internal sealed record S3Address(S3Bucket Bucket, AwsEnvironment Environment, string Folder, string Location)
{
    /// <summary>
    /// The address of a URL <c>s3://bucket[/prefix][?region=…][&amp;endpoint=…][&amp;path-style=…]</c>. What it lacks comes from the variables and
    /// profiles of AWS.
    /// </summary>
    /// <exception cref="DiagnosticException">The URL or a variable is not valid.</exception>
    public static S3Address Of(Uri url, string state, IReadOnlyDictionary<string, string> variables)
    {
        var environment = new AwsEnvironment(variables);
        string? Parameter(string name) => HttpUtility.ParseQueryString(url.Query)[name] is { Length: > 0 } text ? text : null;
        if (url.Host.Length == 0 || url.UserInfo.Length > 0)
            throw Invalid("it lacks the bucket, or has a user");
        if (HttpUtility.ParseQueryString(url.Query).AllKeys.FirstOrDefault(k => k is not ("region" or "endpoint" or "path-style")) is { } unknown)
            throw Invalid($"unknown parameter '{unknown}'");
        Uri? server = null;
        var endpoint = Parameter("endpoint") ?? environment["AWS_ENDPOINT_URL_S3"] ?? environment["AWS_ENDPOINT_URL"];
        if (endpoint is not null && !(Uri.TryCreate(endpoint, UriKind.Absolute, out server) && server.Scheme is "http" or "https" && server.UserInfo.Length == 0 && server.Query.Length == 0))
            throw Invalid("the endpoint is not an HTTP URL, or has a user or a query");
        var region = Parameter("region") ?? environment["AWS_REGION"] ?? environment["AWS_DEFAULT_REGION"] ?? RegionOfProfile(environment)
            ?? (server is null ? throw Invalid("it is not known in which region the bucket is") : "us-east-1");
        if (!region.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
            throw Invalid("the region is not the name of one");
        var prefix = Uri.UnescapeDataString(url.AbsolutePath).Trim('/');
        var folder = (prefix.Length == 0 ? state : $"{prefix}/{state}") + "/";
        var isPathStyle = Parameter("path-style") is { } style ? style == "true" : server is not null;
        return new(new(server ?? environment.Hosts.S3(region), region, url.Host, isPathStyle), environment, folder, $"s3://{url.Host}/{folder.TrimEnd('/')}");
    }

    private static string? RegionOfProfile(AwsEnvironment environment)
    {
        try
        {
            return environment.Profiles.Find(environment.ProfileName)?.ValueOf("region");
        }
        catch (CredentialException fault)
        {
            throw Invalid(fault.Message);
        }
    }

    private static DiagnosticException Invalid(string why) => EngineFaults.LocationInvalid(
        "s3://", $"the location of the state is not valid: {why}", "write s3://bucket/prefix?region=eu-central-1, or set AWS_REGION; credentials belong in the variables or profiles of AWS");
}
