using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.State.Encryption;

namespace FlowPlan.Core.State.Serialization;

/// <summary>A lockfile outside of its store, as <c>state pull</c> writes it and <c>state push</c> reads it.</summary>
public static class LockfileDocument
{
    /// <summary>The text of a lockfile; always the same for the same lockfile.</summary>
    public static byte[] Write(Lockfile lockfile) => LockfileText.Write(lockfile);

    /// <summary>Reads a text; fails when it is not a lockfile that can be trusted.</summary>
    /// <param name="path">Where it comes from, for messages.</param>
    /// <param name="text">The text.</param>
    /// <param name="cipher">The keys, for a text that is encrypted.</param>
    public static Outcome<Lockfile> Read(string path, byte[] text, DocumentCipher cipher) => LockfileReader.Read(path, text, cipher);
}
