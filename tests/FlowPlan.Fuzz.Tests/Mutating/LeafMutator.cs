namespace FlowPlan.Fuzz.Tests.Mutating;

/// <summary>
/// Changes texts and nothing else: a reader takes most of what comes of it, so that what is done with it afterwards is fuzzed too.
/// </summary>
internal static class LeafMutator
{
    private static readonly string[] Pieces =
        ["~1", "~", "/", ".", "\\n", "\\r\\n", "\\u001b[2J", "\\u0000", "```", "|", "<!--", "]]", "\\ud83d\\ude00", "\\u0301", "\\u202e", "[red]", "{0}", " ", "\\\\", "\\\"", "-", "true"];

    public static Tree Mutate(Tree original, Random random)
    {
        var root = original.Clone();
        var texts = new List<(Tree.Leaf Leaf, Action<Tree> Set)>();
        Collect(root, texts);
        for (var times = random.Next(1, 6); times > 0; times--)
        {
            var (leaf, set) = texts[random.Next(texts.Count)];
            set(new Tree.Leaf(Edited(leaf.Raw, texts[random.Next(texts.Count)].Leaf.Raw, random)));
        }

        return root;
    }

    /// <summary>With a piece somewhere, cut, empty, another's, or nothing but a piece. Never cut inside an escape.</summary>
    private static string Edited(string raw, string other, Random random)
    {
        var piece = Pieces[random.Next(Pieces.Length)];
        var at = raw.Contains('\\', StringComparison.Ordinal) ? 1 : random.Next(1, raw.Length);
        return random.Next(6) switch
        {
            0 => raw[..at] + "\"",
            1 => "\"" + raw[at..],
            2 => other,
            3 => "\"" + piece + "\"",
            _ => raw[..at] + piece + raw[at..],
        };
    }

    private static void Collect(Tree tree, List<(Tree.Leaf Leaf, Action<Tree> Set)> texts)
    {
        switch (tree)
        {
            case Tree.Sequence list:
                for (var i = 0; i < list.Items.Count; i++)
                {
                    var at = i;
                    Note(list.Items[i], v => list.Items[at] = v);
                }

                break;
            case Tree.Map map:
                for (var i = 0; i < map.Entries.Count; i++)
                {
                    var at = i;
                    Note(map.Entries[i].Value, v => map.Entries[at] = (map.Entries[at].Key, v));
                }

                break;
        }

        void Note(Tree value, Action<Tree> set)
        {
            if (value is Tree.Leaf leaf && leaf.Raw[0] == '"')
                texts.Add((leaf, set));
            Collect(value, texts);
        }
    }
}
