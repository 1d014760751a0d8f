namespace FlowPlan.Core.Tests.State.Support;

/// <summary>Reads damaged texts of the state files. The seed is fixed, so that a failure can be repeated.</summary>
internal static class Fuzz
{
    private static readonly TextMutator Mutator = new(
        "{", "}", "[", "\"", ",", "\\u0000", "\\ud800", "null", "-1", "1e999", "99999999999999999999", "\n<<<<<<< ", "\"$reference\":");

    public static void EachOf(int cases, byte[] original, Action<byte[]> check)
    {
        var random = new Random(20_261_124);
        for (var i = 0; i < cases; i++)
        {
            var mutated = Mutator.Mutate(original, random);
            Assert.That(() => check(mutated), Throws.Nothing, $"case {i}");
        }
    }
}
