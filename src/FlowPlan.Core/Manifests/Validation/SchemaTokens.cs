using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Blocks;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Values;
using Newtonsoft.Json.Linq;

namespace FlowPlan.Core.Manifests.Validation;

/// <summary>Where a value of the manifest stands.</summary>
/// <param name="Node">The value.</param>
/// <param name="Name">What to call it in a message: its key, with the position for an item of a list.</param>
/// <param name="KeySpan">Where its key is written; of an item of a list, where the item stands.</param>
internal sealed record NodePlace(Node Node, string Name, SourceSpan KeySpan);

/// <summary>
/// The JSON tokens of a manifest, each with the place that it was made from: a validator's finding leads back to the
/// manifest by its token, so that no path has to be parsed.
/// </summary>
internal sealed class SchemaTokens
{
    private readonly Dictionary<JToken, NodePlace> places = new(ReferenceEqualityComparer.Instance);

    public SchemaTokens(Node.Mapping manifest) => Root = Make(new(manifest, SchemaDiagnostics.RootName, manifest.Span));

    /// <summary>The manifest's token.</summary>
    public JToken Root { get; }

    /// <summary>The place of a token, or of the nearest one around it.</summary>
    public NodePlace PlaceOf(JToken? token)
    {
        for (var current = token; current is not null; current = current.Parent)
        {
            if (places.TryGetValue(current, out var place))
                return place;
        }

        return places[Root];
    }

    private JToken Make(NodePlace place)
    {
        JToken token = place.Node switch
        {
            Node.Mapping mapping => new JObject(mapping.Entries.Select(e => new JProperty(e.Key, Make(new(e.Value, e.Key, e.KeySpan))))),
            Node.Sequence list => new JArray(list.Items.Select((item, i) =>
                Make(new(item, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{place.Name}[{i}]"), item.Span)))),
            Node.Scalar scalar => Of(scalar.Value),
            _ => throw new InvalidOperationException($"Unknown node {place.Node.GetType().Name}."),
        };
        places[token] = place;
        return token;
    }

    /// <summary>1.0 is an integer, as JSON Schema defines; the validator does not know that.</summary>
    private static JToken Of(Value value) => value switch
    {
        Value.Bool(var flag) => new JValue(flag),
        Value.Number(var amount) when decimal.IsInteger(amount) && Math.Abs(amount) <= long.MaxValue => new JValue((long)amount),

        // The validator cannot compare a larger integer with anything.
        Value.Number(var amount) => new JValue(amount),
        Value.Text(var text) => JValue.CreateString(text),
        Value.Secret(var inner) => Of(inner),
        Value.List(var items) => new JArray(items.Select(Of)),
        Value.Map map => new JObject(map.Entries.Select(e => new JProperty(e.Key, Of(e.Value)))),
        _ => JValue.CreateNull(),
    };
}
