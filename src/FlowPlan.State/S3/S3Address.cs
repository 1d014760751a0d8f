using System.Web;
using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.State.Engines;

namespace FlowPlan.State.S3;

/// <summary>A state in a bucket of S3, or of a server that is like it.</summary>
/// <param name="Client">The client, with its credentials.</param>
/// <param name="Bucket">The bucket.</param>
/// <param name="Folder">What the keys begin with.</param>
/// <param name="Location">The URL without credentials.</param>
internal sealed record S3Address(AmazonS3Client Client, string Bucket, string Folder, string Location)
{
    /// <summary>
    /// The address of a URL <c>s3://bucket[/prefix][?region=…][&amp;endpoint=…][&amp;path-style=…]</c>. What it lacks comes from the variables of
    /// AWS, and the credentials from its default chain.
    /// </summary>
    /// <exception cref="DiagnosticException">The URL or a variable is not valid.</exception>
    public static S3Address Of(Uri url, string state, IReadOnlyDictionary<string, string> environment)
    {
        string? Variable(string name) => environment.GetValueOrDefault(name) is { Length: > 0 } text ? text : null;
        string? Parameter(string name) => HttpUtility.ParseQueryString(url.Query)[name] is { Length: > 0 } text ? text : null;
        if (url.Host.Length == 0 || url.UserInfo.Length > 0)
            throw Invalid("it lacks the bucket, or has a user");
        if (HttpUtility.ParseQueryString(url.Query).AllKeys.FirstOrDefault(k => k is not ("region" or "endpoint" or "path-style")) is { } unknown)
            throw Invalid($"unknown parameter '{unknown}'");
        var endpoint = Parameter("endpoint") ?? Variable("AWS_ENDPOINT_URL_S3") ?? Variable("AWS_ENDPOINT_URL");
        if (endpoint is not null && !(Uri.TryCreate(endpoint, UriKind.Absolute, out var server) && server.Scheme is "http" or "https" && server.UserInfo.Length == 0))
            throw Invalid("the endpoint is not an HTTP URL, or has a user");
        var region = Parameter("region") ?? Variable("AWS_REGION") ?? Variable("AWS_DEFAULT_REGION");
        var prefix = Uri.UnescapeDataString(url.AbsolutePath).Trim('/');
        var folder = (prefix.Length == 0 ? state : $"{prefix}/{state}") + "/";
        return new(Client(), url.Host, folder, $"s3://{url.Host}/{folder.TrimEnd('/')}");

        AmazonS3Client Client()
        {
            try
            {
                var config = new AmazonS3Config
                {
                    // A write is made once: whether to make it again is decided after reading what is there.
                    MaxErrorRetry = 0,
                    MaxStaleConnectionRetries = 0,
                    RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
                    ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
                    ForcePathStyle = Parameter("path-style") is { } style ? style == "true" : endpoint is not null,
                };
                if (endpoint is not null)
                    (config.ServiceURL, config.AuthenticationRegion) = (endpoint, region ?? "us-east-1");
                else if (region is not null)
                    config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
                AWSCredentials? credentials = Variable("AWS_ACCESS_KEY_ID") is { } key && Variable("AWS_SECRET_ACCESS_KEY") is { } secret
                    ? Variable("AWS_SESSION_TOKEN") is { } token ? new SessionAWSCredentials(key, secret, token) : new BasicAWSCredentials(key, secret)
                    : WebIdentity.Of(region, environment);
                return credentials is null ? new(config) : new(credentials, config);
            }
            catch (AmazonClientException)
            {
                throw Invalid("it is not known in which region the bucket is");
            }
        }
    }

    private static DiagnosticException Invalid(string why) => EngineFaults.LocationInvalid(
        "s3://", $"the location of the state is not valid: {why}", "write s3://bucket/prefix?region=eu-central-1, or set AWS_REGION; credentials belong in the variables or profiles of AWS");
}
