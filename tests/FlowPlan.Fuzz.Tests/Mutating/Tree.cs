using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FlowPlan.Fuzz.Tests.Mutating;

/// <summary>A JSON text as a tree that can also hold what is no JSON: scalars and keys are kept as they are written.</summary>
internal abstract class Tree
{
    /// <summary>A scalar, as written.</summary>
    public sealed class Leaf(string raw) : Tree
    {
        public string Raw => raw;
    }

    /// <summary>A list.</summary>
    public sealed class Sequence(List<Tree> items) : Tree
    {
        public List<Tree> Items => items;
    }

    /// <summary>A map; keys may come twice.</summary>
    public sealed class Map(List<(string Key, Tree Value)> entries) : Tree
    {
        public List<(string Key, Tree Value)> Entries => entries;
    }

    public static Tree Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Of(document.RootElement);
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        Write(this, text);
        return text.ToString();
    }

    public Tree Clone() => this switch
    {
        Sequence list => new Sequence([.. list.Items.Select(i => i.Clone())]),
        Map map => new Map([.. map.Entries.Select(e => (e.Key, e.Value.Clone()))]),
        _ => this,
    };

    private static Tree Of(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => new Map([.. element.EnumerateObject().Select(p => (JsonValue.Create(p.Name)!.ToJsonString(), Of(p.Value)))]),
        JsonValueKind.Array => new Sequence([.. element.EnumerateArray().Select(Of)]),
        _ => new Leaf(element.GetRawText()),
    };

    private static void Write(Tree tree, StringBuilder text)
    {
        switch (tree)
        {
            case Leaf leaf:
                text.Append(leaf.Raw);
                break;
            case Sequence list:
                text.Append('[');
                foreach (var item in list.Items)
                {
                    Write(item, text);
                    text.Append(", ");
                }

                text.Length -= list.Items.Count > 0 ? 2 : 0;
                text.Append(']');
                break;
            case Map map:
                text.Append('{');
                foreach (var (key, value) in map.Entries)
                {
                    text.Append(key).Append(": ");
                    Write(value, text);
                    text.Append(", ");
                }

                text.Length -= map.Entries.Count > 0 ? 2 : 0;
                text.Append('}');
                break;
        }
    }
}
