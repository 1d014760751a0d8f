using FlowPlan.DataPrep.Runtime;
using FlowPlan.DataPrep.Values;

namespace FlowPlan.DataPrep.Library;

/// <summary>Functions on the event and product lists of Adobe Analytics.</summary>
internal static class Analytics
{
    public static IEnumerable<(string, Func<CallContext, DataValue>)> All =>
    [
        ("aa_get_event_id", c => Event(c, e => e.Id)),
        ("aa_get_event_value", c => Event(c, e => e.Value ?? "1")),
        ("aa_get_product_categories", c => Products(c, p => Column(p, 0))),
        ("aa_get_product_names", c => Products(c, p => Column(p, 1))),
        ("aa_get_product_quantities", c => Products(c, p => Column(p, 2))),
        ("aa_get_product_quantity", c => Products(c, p => Column(p, 2))),
        ("aa_get_product_prices", c => Products(c, p => Column(p, 3))),
        ("aa_get_product_price", c => Products(c, p => Column(p, 3))),
        ("aa_get_product_event_values", c => Products(c, p => Named(p, 4, c.Text(1)))),
        ("aa_get_product_evars", c => Products(c, p => Named(p, 5, c.Text(1)))),
    ];

    private static DataValue Event(CallContext call, Func<(string? Value, string? Id), string?> choose)
    {
        if (call.Text(0) is not { } events || call.Text(1) is not { } name)
            return DataValue.Null;
        foreach (var text in events.Split(','))
        {
            var (before, id) = Cut(text.Trim(), ':');
            var (found, value) = Cut(before, '=');
            if (found == name)
                return DataValue.Of(choose((value, id)));
        }

        return DataValue.Null;
    }

    private static DataValue Products(CallContext call, Func<string[], string?> choose) => call.Text(0) is { } products
        ? DataValue.Of(products.Split(',').Select(p => DataValue.Of(choose(p.Split(';')))))
        : DataValue.Null;

    private static string? Column(string[] product, int index) => index < product.Length && product[index].Length > 0 ? product[index] : null;

    private static string? Named(string[] product, int column, string? name) => Column(product, column)?.Split('|')
        .Select(e => Cut(e, '=')).Where(e => e.Before == name).Select(e => e.After).FirstOrDefault();

    private static (string Before, string? After) Cut(string text, char at) =>
        text.IndexOf(at, StringComparison.Ordinal) is var index and >= 0 ? (text[..index], text[(index + 1)..]) : (text, null);
}
