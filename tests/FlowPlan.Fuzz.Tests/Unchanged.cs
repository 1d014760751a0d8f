namespace FlowPlan.Fuzz.Tests;

/// <summary>Sees to it that a file is what was put there.</summary>
internal static class Unchanged
{
    public static void Check(string file, byte[] given)
    {
        if (!File.ReadAllBytes(file).AsSpan().SequenceEqual(given))
            throw new InvalidOperationException($"{Path.GetFileName(file)} was changed.");
    }
}
