using FlowPlan.Core.State.Encryption;

namespace FlowPlan.Core.Tests.State.Support;

/// <summary>Encryption keys for tests.</summary>
internal static class Keys
{
    /// <summary>A key; the search for secrets in what a command writes would find it.</summary>
    public const string First = "canarycanarycanarycanarycanarycanarycanaryA=";

    /// <summary>Another one.</summary>
    public const string Second = "canaryCANARYcanaryCANARYcanaryCANARYcanaryA=";

    /// <summary>A cipher with a key to write with, and others.</summary>
    public static DocumentCipher Cipher(string? key, params string[] old) => DocumentCipher.Of(new Dictionary<string, string>
    {
        ["FLOWPLAN_ENCRYPTION_KEY"] = key ?? string.Empty,
        ["FLOWPLAN_ENCRYPTION_OLD_KEYS"] = string.Join(" , ", old),
    });
}
