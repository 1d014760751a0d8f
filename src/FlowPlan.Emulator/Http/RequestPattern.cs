using System.Text.RegularExpressions;

namespace FlowPlan.Emulator.Http;

/// <summary>Regular expressions from requests and fault scripts. A timeout keeps a slow expression from blocking the emulator.</summary>
internal static class RequestPattern
{
    /// <exception cref="FormatException">The expression is not valid.</exception>
    public static Regex Create(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        }
        catch (RegexParseException exception)
        {
            throw new FormatException($"the regular expression '{pattern}' is not valid: {exception.Message}", exception);
        }
    }
}
