using System.Security.Cryptography;
using System.Text;
using FlowPlan.DataPrep.Runtime;
using FlowPlan.DataPrep.Values;

namespace FlowPlan.DataPrep.Library;

/// <summary>Hash functions: lowercase hexadecimal.</summary>
internal static class Hashes
{
    public static IEnumerable<(string, Func<CallContext, DataValue>)> All =>
    [
        ("sha1", c => Of(c.Text(0), c.Text(1), Sha1)),
        ("sha256", c => Of(c.Text(0), c.Text(1), SHA256.HashData)),
        ("sha512", c => Of(c.Text(0), c.Text(1), SHA512.HashData)),
        ("md5", c => Of(c.Text(0), c.Text(1), Md5)),
        ("crc32", c => Of(c.Text(0), c.Text(1), Crc32)),
        ("hash", c => Of(c.Text(1), c.Text(2), c.Text(0)?.ToUpperInvariant().Replace("-", "", StringComparison.Ordinal) switch
        {
            "SHA1" => Sha1,
            "SHA256" => SHA256.HashData,
            "SHA512" => SHA512.HashData,
            "MD5" => Md5,
            "CRC32" => Crc32,
            _ => throw new EvaluationStop("the hash algorithm is not known"),
        })),
    ];

    private static DataValue Of(string? text, string? charset, Func<byte[], byte[]> hash)
    {
        if (text is null)
            return DataValue.Null;
        var bytes = (charset?.ToUpperInvariant() ?? "UTF-8") switch
        {
            "UTF-8" => Encoding.UTF8.GetBytes(text),
            "UTF-16" => [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(text)],
            "ISO-8859-1" => Encoding.Latin1.GetBytes(text),
            "US-ASCII" => Encoding.ASCII.GetBytes(text),
            _ => throw new EvaluationStop("the character set is not known"),
        };
        return DataValue.Of(Convert.ToHexStringLower(hash(bytes)));
    }

#pragma warning disable CA5350, CA5351 // The functions are those of Data Prep; nothing is protected with them here.
    private static byte[] Sha1(byte[] bytes) => SHA1.HashData(bytes);

    private static byte[] Md5(byte[] bytes) => MD5.HashData(bytes);
#pragma warning restore CA5350, CA5351

    /// <summary>The checksum with its lowest byte first.</summary>
    private static byte[] Crc32(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320u);
        }

        var result = new byte[4];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32LittleEndian(result, ~crc);
        return result;
    }
}
