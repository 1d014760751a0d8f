using System.Globalization;
using System.Security.Cryptography;

namespace FlowPlan.Emulator.Services;

/// <summary>Issues the IDs and etags of new objects: random, as the services do.</summary>
internal class IdSource
{
    /// <summary>An ID of hexadecimal digits.</summary>
    public virtual string Hex(string kind, int digits) => RandomHex(digits);

    public virtual string Uuid(string kind) => Guid.NewGuid().ToString("D", CultureInfo.InvariantCulture);

    /// <summary>A number of eight digits.</summary>
    public virtual long Number(string kind) => RandomNumberGenerator.GetInt32(10_000_000, 100_000_000);

    /// <summary>An etag of Flow Service. The quotes are part of it.</summary>
    public virtual string Etag(string kind) => $"\"{RandomHex(8)}-0000-0200-0000-{RandomHex(8)}0000\"";

    public static string RandomHex(int digits) => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(digits / 2));
}
