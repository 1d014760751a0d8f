using System.Globalization;
using System.Text;
using FlowPlan.Emulator.Http;

namespace FlowPlan.Emulator.Services.FlowService;

/// <summary>The token that continues a list after an object. Clients must treat it as opaque and encode it.</summary>
internal static class ContinuationToken
{
    public static string Write(long sequence)
    {
        // The padding makes the token contain a '=', which is wrong in a query unless it is encoded.
        var text = $"after:{sequence.ToString(CultureInfo.InvariantCulture)};";
        while (text.Length % 3 == 0)
            text += ";";
        return Convert.ToBase64String(Encoding.ASCII.GetBytes(text));
    }

    public static long Read(EmulatorRequest request, string token)
    {
        var bytes = new byte[token.Length];
        return Convert.TryFromBase64String(token, bytes, out var length)
            && Encoding.ASCII.GetString(bytes, 0, length).Split(':') is [_, var sequence, ..]
            && long.TryParse(sequence.TrimEnd(';'), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw FlowServiceErrors.Of(request, "1453-400", "The continuation token is not valid.");
    }
}
