namespace FlowPlan.State.S3.Protocol;

/// <summary>The host names of AWS's services.</summary>
/// <param name="IsFips">Whether those with validated cryptography are used.</param>
/// <param name="IsDualStack">Whether those with IPv6 are used.</param>
internal sealed record AwsHosts(bool IsFips, bool IsDualStack)
{
    private static readonly (string Prefix, string Domain)[] Partitions =
    [
        ("cn-", "amazonaws.com.cn"),
        ("eusc-", "amazonaws.eu"),
        ("us-iso-", "c2s.ic.gov"),
        ("us-isob-", "sc2s.sgov.gov"),
        ("us-isof-", "csp.hci.ic.gov"),
        ("eu-isoe-", "cloud.adc-e.uk"),
    ];

    /// <summary>S3 in a region.</summary>
    public Uri S3(string region) => new($"https://s3{(IsFips ? "-fips" : "")}{(IsDualStack ? ".dualstack" : "")}.{region}.{DomainOf(region)}");

    /// <summary>The service that gives temporary keys of a role, in a region: the global one would be slower, and may be down alone.</summary>
    public Uri Sts(string region) =>
        new($"https://sts{(IsFips ? "-fips" : "")}.{region}.{(IsDualStack ? (DomainOf(region) is "amazonaws.com.cn" ? "api.amazonwebservices.com.cn" : "api.aws") : DomainOf(region))}");

    private static string DomainOf(string region)
    {
        foreach (var (prefix, domain) in Partitions)
        {
            if (region.StartsWith(prefix, StringComparison.Ordinal))
                return domain;
        }

        return "amazonaws.com";
    }
}
