using System.Globalization;
using System.Text;

namespace FlowPlan.DataPrep.Values;

/// <summary>Values as text, the way that Java writes them.</summary>
public static class ValueText
{
    /// <summary>The text of a value; of null, nothing.</summary>
    public static string Of(DataValue value)
    {
        if (value is DataValue.Text(var only))
            return only;
        var text = new StringBuilder();
        Append(text, value, top: true);
        return text.ToString();
    }

    /// <summary>A floating-point number as Java writes it: <c>1.0</c>, <c>1.0E10</c>.</summary>
    public static string Of(double number)
    {
        if (double.IsNaN(number))
            return "NaN";
        if (double.IsInfinity(number))
            return number > 0 ? "Infinity" : "-Infinity";
        var size = Math.Abs(number);
        if (size is 0 or (>= 1e-3 and < 1e7))
        {
            // The shortest text that reads back as the number; in this range it has no exponent.
            var plain = number.ToString("R", CultureInfo.InvariantCulture);
            return plain.Contains('.', StringComparison.Ordinal) ? plain : plain + ".0";
        }

        var scientific = number.ToString("E16", CultureInfo.InvariantCulture);
        var shortest = number.ToString("R", CultureInfo.InvariantCulture);
        var digits = new string([.. shortest.TakeWhile(c => c != 'E').Where(char.IsAsciiDigit)]).Trim('0');
        var exponent = int.Parse(scientific[(scientific.IndexOf('E') + 1)..], CultureInfo.InvariantCulture);
        var rest = digits.Length > 1 ? digits[1..] : "0";
        return string.Create(CultureInfo.InvariantCulture, $"{(number < 0 ? "-" : "")}{digits[0]}.{rest}E{exponent}");
    }

    private static void Append(StringBuilder text, DataValue value, bool top)
    {
        switch (value)
        {
            case DataValue.Text(var content):
                text.Append(content);
                break;
            case DataValue.Boolean(var isTrue):
                text.Append(isTrue ? "true" : "false");
                break;
            case DataValue.Whole(var amount):
                text.Append(amount.ToString(CultureInfo.InvariantCulture));
                break;
            case DataValue.Floating(var amount):
                text.Append(Of(amount));
                break;
            case DataValue.Exact(var amount):
                text.Append(amount.ToString(CultureInfo.InvariantCulture));
                break;
            case DataValue.Date(var time):
                text.Append(time.ToString());
                break;
            case DataValue.List(var items):
                AppendAll(text, '[', items, (t, item) => Append(t, item, top: false), ']');
                break;
            case DataValue.Map map:
                AppendAll(text, '{', map.Entries, (t, entry) => Append(t.Append(entry.Key).Append('='), entry.Value, top: false), '}');
                break;
            default:
                text.Append(top ? "" : "null");
                break;
        }
    }

    private static void AppendAll<T>(StringBuilder text, char open, IEnumerable<T> items, Action<StringBuilder, T> append, char close)
    {
        text.Append(open);
        var first = true;
        foreach (var item in items)
        {
            if (!first)
                text.Append(", ");
            first = false;
            append(text, item);
        }

        text.Append(close);
    }
}
