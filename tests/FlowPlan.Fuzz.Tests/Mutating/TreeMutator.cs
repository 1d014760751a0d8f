namespace FlowPlan.Fuzz.Tests.Mutating;

/// <summary>Changes a tree as careless writers, other versions and enemies do: types, keys, sizes, depth.</summary>
internal static class TreeMutator
{
    private static readonly string[] Oddities =
    [
        "null", "true", "false", "0", "-1", "1.5", "1e999", "-1e999", "1e-999", "99999999999999999999", "79228162514264337593543950336", "0.1000000000000000000000000000001",
        "\"\"", "\" \"", "\"0\"", "\"true\"", "\"\\u0000\"", "\"\\ud800\"", "\"\\udc00x\"", "\"\\ud83d\\ude00\"", "\"\\u2028\"", "\"\\u202e\\u200b\"", "\"\\ufeff\"", "\"a\\nb\"", "\"../..\"", "\"//x\"",
        "\"http://elsewhere.invalid/\"", "\"{{ var.brand }}\"", "\"{{\"", "\"$ref\"", "\"%00\"", "\"-\"", "\"~\"", "\".\"", "[]", "{}", "[[]]", "[null]", "{\"\": null}", "{\"$sensitive\": \"x\"}", "{\"$reference\": \"x\"}",
        "{\"$reference\": \"a.b.c\"}", "9223372036854775807", "-9223372036854775808", "9223372036854775808", "1669238699119", "999999999999999999",
    ];

    private static readonly string[] Keys =
        ["\"\"", "\"id\"", "\"name\"", "\"etag\"", "\"items\"", "\"version\"", "\"\\u0000\"", "\"\\ud800\"", "\"a/b\"", "\"a~b\"", "\"a.b\"", "\"$ref\"", "\"$reference\"", "\"$$sensitive\"", "\"__proto__\"", "\"🚀\""];

    public static Tree Mutate(Tree original, Random random)
    {
        var root = original.Clone();
        for (var times = random.Next(1, 5); times > 0; times--)
            root = Once(root, random);
        return root;
    }

    private static Tree Once(Tree root, Random random)
    {
        var places = new List<(Action<Tree> Set, Tree Value, Tree? Parent, int Index)>();
        Collect(root, places);
        if (places.Count == 0)
            return Odd(random);
        var (set, value, parent, index) = places[random.Next(places.Count)];
        var other = places[random.Next(places.Count)].Value;
        switch (random.Next(10))
        {
            case 0 or 1 or 2:
                set(Odd(random));
                break;
            case 3:
                Remove(parent!, index);
                break;
            case 4:
                set(other.Clone());
                break;
            case 5 when parent is Tree.Map map:
                map.Entries[index] = (Key(map.Entries[index].Key, random), value);
                break;
            case 6:
                Insert(parent!, index, value.Clone(), random);
                break;
            case 7:
                set(Nest(value, random));
                break;
            case 8:
                set(Long(value, random));
                break;
            default:
                set(random.Next(2) == 0 ? new Tree.Sequence([value]) : new Tree.Map([(Keys[random.Next(Keys.Length)], value)]));
                break;
        }

        return root;
    }

    private static void Collect(Tree tree, List<(Action<Tree> Set, Tree Value, Tree? Parent, int Index)> places)
    {
        switch (tree)
        {
            case Tree.Sequence list:
                for (var i = 0; i < list.Items.Count; i++)
                {
                    var at = i;
                    places.Add((v => list.Items[at] = v, list.Items[i], list, i));
                    Collect(list.Items[i], places);
                }

                break;
            case Tree.Map map:
                for (var i = 0; i < map.Entries.Count; i++)
                {
                    var at = i;
                    places.Add((v => map.Entries[at] = (map.Entries[at].Key, v), map.Entries[i].Value, map, i));
                    Collect(map.Entries[i].Value, places);
                }

                break;
        }
    }

    private static void Remove(Tree parent, int index)
    {
        if (parent is Tree.Sequence list)
            list.Items.RemoveAt(index);
        else if (parent is Tree.Map map)
            map.Entries.RemoveAt(index);
    }

    /// <summary>Once more: with the same key, with another, or a hundred times in a list.</summary>
    private static void Insert(Tree parent, int index, Tree value, Random random)
    {
        if (parent is Tree.Sequence list)
            list.Items.InsertRange(index, Enumerable.Repeat(value, random.Next(10) == 0 ? 100 : 1));
        else if (parent is Tree.Map map)
            map.Entries.Insert(index, (random.Next(2) == 0 ? map.Entries[index].Key : Key(map.Entries[index].Key, random), value));
    }

    private static Tree.Leaf Odd(Random random) => new(Oddities[random.Next(Oddities.Length)]);

    private static string Key(string key, Random random) => random.Next(3) switch
    {
        0 => key[..^1] + "x\"",
        1 => key.ToUpperInvariant(),
        _ => Keys[random.Next(Keys.Length)],
    };

    private static Tree Nest(Tree value, Random random)
    {
        var nested = value;
        for (var depth = random.Next(4) == 0 ? random.Next(50, 300) : random.Next(1, 10); depth > 0; depth--)
            nested = random.Next(2) == 0 ? new Tree.Sequence([nested]) : new Tree.Map([("\"a\"", nested)]);
        return nested;
    }

    private static Tree.Leaf Long(Tree value, Random random) => random.Next(4) switch
    {
        0 => new("\"" + new string('x', random.Next(1_000, 100_000)) + "\""),
        1 => new(new string('9', random.Next(20, 400))),
        2 => new("\"" + string.Concat(Enumerable.Repeat("é🚀\\u0301", random.Next(1, 200))) + "\""),
        _ => new("\"" + value.ToString().Replace('"', '\'').Replace('\\', '/').ReplaceLineEndings(" ") + "\""),
    };
}
