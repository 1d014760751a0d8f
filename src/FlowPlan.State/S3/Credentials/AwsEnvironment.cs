using FlowPlan.State.Locations;
using FlowPlan.State.S3.Protocol;

namespace FlowPlan.State.S3.Credentials;

/// <summary>The variables of AWS.</summary>
internal sealed class AwsEnvironment
{
    private readonly Lazy<AwsProfiles> profiles;

    public AwsEnvironment(IReadOnlyDictionary<string, string> variables)
    {
        Variables = variables;
        profiles = new(() => AwsProfiles.Read(this));
    }

    /// <summary>All variables of the process.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; }

    /// <summary>The profiles in the files of AWS, which are read when they are first needed.</summary>
    /// <exception cref="Transport.CredentialException">A file cannot be read.</exception>
    public AwsProfiles Profiles => profiles.Value;

    /// <summary>The profile that is used where none is named: <c>AWS_PROFILE</c>.</summary>
    public string ProfileName => this["AWS_PROFILE"] ?? "default";

    /// <summary>The host names that the variables ask for.</summary>
    public AwsHosts Hosts => new(IsTrue("AWS_USE_FIPS_ENDPOINT"), IsTrue("AWS_USE_DUALSTACK_ENDPOINT"));

    /// <summary>A variable; null where it is empty.</summary>
    public string? this[string name] => Variables.ValueOf(name);

    public bool IsTrue(string name) => string.Equals(this[name], "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>The path of a file of AWS: what a variable says, or its usual one; null where neither is known.</summary>
    public string? FileOf(string variable, string usual)
    {
        var home = this["HOME"] ?? this["USERPROFILE"];
        if (this[variable] is not { } path)
            return home is null ? null : Path.Combine(home, ".aws", usual);
        return home is not null && path.StartsWith("~/", StringComparison.Ordinal) ? Path.Combine(home, path[2..]) : path;
    }
}
