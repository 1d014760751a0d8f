namespace FlowPlan.Core.Tests.State.Support;

/// <summary>Damages a text in the ways that disks, editors and merges do. The seed is fixed: a failure comes again.</summary>
internal static class Fuzz
{
    private static readonly byte[][] Snippets =
    [
        "{"u8.ToArray(), "}"u8.ToArray(), "["u8.ToArray(), "\""u8.ToArray(), ","u8.ToArray(), "\\u0000"u8.ToArray(), "\\ud800"u8.ToArray(), "null"u8.ToArray(),
        "-1"u8.ToArray(), "1e999"u8.ToArray(), "99999999999999999999"u8.ToArray(), "\n<<<<<<< "u8.ToArray(), "\"$reference\":"u8.ToArray(), [0xff, 0xfe], [0],
    ];

    public static void EachOf(int cases, byte[] original, Action<byte[]> check)
    {
        var random = new Random(20_261_124);
        for (var i = 0; i < cases; i++)
        {
            var text = original.ToList();
            for (var edits = random.Next(1, 4); edits > 0; edits--)
                Edit(text, random);
            byte[] mutated = [.. text];
            Assert.That(() => check(mutated), Throws.Nothing, $"case {i}");
        }
    }

    private static void Edit(List<byte> text, Random random)
    {
        var at = random.Next(text.Count + 1);
        var length = Math.Min(random.Next(1, 40), text.Count - at);
        switch (random.Next(5))
        {
            case 0 when at < text.Count:
                text[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                text.RemoveRange(at, length);
                break;
            case 2:
                text.InsertRange(at, text.GetRange(at, length));
                break;
            case 3:
                text.RemoveRange(at, text.Count - at);
                break;
            default:
                text.InsertRange(at, Snippets[random.Next(Snippets.Length)]);
                break;
        }
    }
}
