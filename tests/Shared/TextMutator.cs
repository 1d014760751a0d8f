using System.Text;

namespace FlowPlan.Tests;

/// <summary>Damages bytes as disks, networks, editors and merges do, and puts in pieces that mean something in the format.</summary>
internal sealed class TextMutator(params string[] pieces)
{
    private readonly byte[][] snippets = [.. pieces.Select(Encoding.UTF8.GetBytes), [0xff, 0xfe], [0], [0xc3], [0xed, 0xa0, 0x80], [0xef, 0xbb, 0xbf]];

    public byte[] Mutate(byte[] original, Random random)
    {
        var text = original.ToList();
        for (var edits = random.Next(1, 4); edits > 0; edits--)
            Edit(text, random);
        return [.. text];
    }

    private void Edit(List<byte> text, Random random)
    {
        var at = random.Next(text.Count + 1);
        var length = Math.Min(random.Next(1, 60), text.Count - at);
        switch (random.Next(8))
        {
            case 0 when at < text.Count:
                text[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                text.RemoveRange(at, length);
                break;
            case 2:
                text.InsertRange(random.Next(text.Count + 1), text.GetRange(at, length));
                break;
            case 3 when random.Next(3) == 0:
                text.RemoveRange(at, text.Count - at);
                break;
            case 4:
                MoveLine(text, at, random);
                break;
            case 5:
                text.InsertRange(at, Enumerable.Repeat(snippets[random.Next(snippets.Length)], random.Next(2, 40)).SelectMany(s => s));
                break;
            default:
                text.InsertRange(at, snippets[random.Next(snippets.Length)]);
                break;
        }
    }

    /// <summary>A line somewhere else, doubled there or indented otherwise.</summary>
    private static void MoveLine(List<byte> text, int at, Random random)
    {
        var start = at == 0 ? 0 : text.LastIndexOf((byte)'\n', at - 1) + 1;
        var end = text.IndexOf((byte)'\n', at) is >= 0 and var found ? found + 1 : text.Count;
        var line = text.GetRange(start, end - start);
        if (random.Next(2) == 0)
            text.RemoveRange(start, end - start);
        var to = random.Next(text.Count + 1);
        var begin = to == 0 ? 0 : text.LastIndexOf((byte)'\n', to - 1) + 1;
        text.InsertRange(begin, Enumerable.Repeat((byte)' ', random.Next(4)).Concat(line));
    }
}
