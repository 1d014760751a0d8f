using FlowPlan.State.Locations;
using FlowPlan.State.Transport;

namespace FlowPlan.State.AzureBlob.Credentials;

/// <summary>The variables of Azure.</summary>
internal sealed class AzureEnvironment(IReadOnlyDictionary<string, string> variables)
{
    /// <summary>All variables of the process.</summary>
    public IReadOnlyDictionary<string, string> Variables => variables;

    /// <summary>A variable; null where it is empty.</summary>
    public string? this[string name] => variables.ValueOf(name);

    /// <summary>The address at which Microsoft Entra ID gives tokens of a tenant.</summary>
    /// <exception cref="CredentialException">A variable is not valid.</exception>
    public Uri TokenAddressOf(string tenant)
    {
        if (!tenant.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.'))
            throw new CredentialException("AZURE_TENANT_ID is not the ID or the domain of a tenant");

        // Secrets are sent there.
        return Uri.TryCreate(this["AZURE_AUTHORITY_HOST"] ?? "https://login.microsoftonline.com/", UriKind.Absolute, out var host) && (host.Scheme == "https" || (host.Scheme == "http" && host.IsLoopback))
            ? new(host, $"/{tenant}/oauth2/v2.0/token")
            : throw new CredentialException("AZURE_AUTHORITY_HOST is not an https URL", "correct it, or unset it");
    }
}
