using FlowPlan.State.Transport;

namespace FlowPlan.State.S3.Credentials;

/// <summary>The profiles in the files of AWS.</summary>
internal sealed class AwsProfiles
{
    private readonly Dictionary<string, Dictionary<string, string>> profiles = new(StringComparer.Ordinal);

    /// <summary>Reads both files. What both say of a profile counts as the file of credentials says it.</summary>
    /// <exception cref="CredentialException">A file cannot be read.</exception>
    public static AwsProfiles Read(AwsEnvironment environment)
    {
        var read = new AwsProfiles();
        read.Add(environment.FileOf("AWS_CONFIG_FILE", "config"), isConfig: true);
        read.Add(environment.FileOf("AWS_SHARED_CREDENTIALS_FILE", "credentials"), isConfig: false);
        return read;
    }

    /// <summary>The settings of a profile; null when there is no such profile.</summary>
    public IReadOnlyDictionary<string, string>? Find(string name) => profiles.GetValueOrDefault(name);

    private void Add(string? file, bool isConfig)
    {
        if (file is null || !File.Exists(file))
            return;
        try
        {
            ProfileText.Read(File.ReadAllText(file), isConfig, profiles);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CredentialException($"the file '{file}' cannot be read", "check its permissions, or AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE", inner: fault);
        }
    }
}
