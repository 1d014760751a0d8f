using System.Globalization;
using System.Text.Json;

namespace FlowPlan.Core.State;

/// <summary>Who holds a lockfile.</summary>
/// <param name="Id">The id of the hold.</param>
/// <param name="User">The user's name.</param>
/// <param name="ProcessId">The process.</param>
/// <param name="Host">The machine.</param>
/// <param name="Since">Since when.</param>
/// <param name="Command">The command, such as <c>apply</c>.</param>
/// <param name="JobUrl">The CI job, where there is one.</param>
public sealed record LockHolder(string Id, string User, int ProcessId, string Host, DateTimeOffset Since, string Command, string? JobUrl)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>One sentence about the holder, its id included.</summary>
    public string Describe() =>
        $"'{Command}' by {User} on {Host} (process {ProcessId.ToString(CultureInfo.InvariantCulture)}), since {Since.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC (lock id {Id})";

    internal byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Format);

    internal static LockHolder? FromBytes(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize<LockHolder>(bytes, Format);
        }
        catch (JsonException)
        {
            // The holder is about to write its name, or was killed at it: who it is cannot be said.
            return null;
        }
    }
}
