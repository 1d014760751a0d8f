using System.Text;
using System.Text.Json;
using FlowPlan.State.S3.Protocol;
using FlowPlan.State.Transport;

namespace FlowPlan.State.S3.Credentials;

/// <summary>Keys that a program prints, which a profile names as <c>credential_process</c>.</summary>
internal static class ProcessKeys
{
    private const string Source = "the credential_process";

    public static async Task<AwsKeys> ReadAsync(string command, AwsEnvironment environment, CancellationToken cancellationToken)
    {
        if (Split(command) is not [var program, .. var arguments])
            throw new CredentialException("the credential_process of the profile is empty");
        var path = program.Contains('/', StringComparison.Ordinal) || Path.IsPathRooted(program) ? program : ExternalProgram.Find(program, environment.Variables) ?? program;
        var (exitCode, output) = await ExternalProgram.RunAsync(path, arguments, environment.Variables, cancellationToken);
        if (exitCode != 0)
            throw new CredentialException($"{Source} of the profile ended with exit code {exitCode}", "run it by itself to see what it prints");
        var keys = AwsKeysText.Read(output, "SessionToken", Source);
        using var document = JsonDocument.Parse(output);
        return document.RootElement.TryGetProperty("Version", out var version) && version.ValueKind == JsonValueKind.Number && version.TryGetInt32(out var number) && number == 1
            ? keys
            : throw new CredentialException($"{Source} gave keys of another version than 1");
    }

    /// <summary>The parts of a command line: spaces separate them outside of quotes. No shell runs it, so that nothing else has a meaning.</summary>
    internal static List<string> Split(string command)
    {
        var parts = new List<string>();
        var part = new StringBuilder();
        var (quote, isBegun) = ('\0', false);
        foreach (var character in command)
        {
            if (quote == '\0' && char.IsWhiteSpace(character))
            {
                if (isBegun)
                    parts.Add(part.ToString());
                part.Clear();
                isBegun = false;
                continue;
            }

            isBegun = true;
            if (character == quote)
                quote = '\0';
            else if (quote == '\0' && character is ('"' or '\''))
                quote = character;
            else
                part.Append(character);
        }

        if (isBegun)
            parts.Add(part.ToString());
        return parts;
    }
}
