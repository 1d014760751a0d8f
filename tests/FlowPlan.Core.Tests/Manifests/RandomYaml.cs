using System.Globalization;
using System.Text;

namespace FlowPlan.Core.Tests.Manifests;

/// <summary>YAML texts in all sorts of layouts, each made of its seed alone.</summary>
internal sealed class RandomYaml(int seed)
{
    private static readonly string[] Scalars = ["a", "1", "true", "\"q # x\"", "'it''s'", "\"{{ var.a }}\"", "plain text no", "2026-01-01", "~", "\"\"", "https://ns.adobe.com/x#y"];
    private readonly Random random = new(seed);
    private readonly StringBuilder text = new();
    private int comments;

    public string Text()
    {
        if (Chance(3))
            text.Append("\n# at the top\n\n\n");
        Map(0, 0);
        if (Chance(3))
            text.Append(new string(' ', random.Next(5))).Append("# at the end\n");
        return Chance(8) ? text.ToString().Replace("\n", "\r\n", StringComparison.Ordinal) : text.ToString();
    }

    private bool Chance(int oneOf) => random.Next(oneOf) == 0;

    private void Map(int column, int depth, bool inLine = false)
    {
        var count = 1 + random.Next(3);
        for (var i = 0; i < count; i++)
        {
            if (i > 0 || !inLine)
            {
                Between(column);
                text.Append(' ', column);
            }

            text.Append(CultureInfo.InvariantCulture, $"k{i}").Append(Chance(6) ? " :" : ":");
            Value(column, depth, inMap: true);
        }
    }

    private void List(int column, int depth, bool inLine = false)
    {
        var count = 1 + random.Next(3);
        for (var i = 0; i < count; i++)
        {
            if (i > 0 || !inLine)
            {
                Between(column);
                text.Append(' ', column);
            }

            text.Append('-');
            Value(column, depth, inMap: false);
        }
    }

    private void Value(int column, int depth, bool inMap)
    {
        var step = 1 + random.Next(4);
        switch (depth > 3 ? 5 + random.Next(4) : random.Next(10))
        {
            case 0 or 1:
                EndLine();
                Map(column + step, depth + 1);
                break;
            case 2:
                EndLine();
                List(inMap && Chance(2) ? column : column + step, depth + 1);
                break;
            case 3 or 4 when !inMap:
                text.Append(' ', step);
                if (Chance(2))
                    Map(column + 1 + step, depth + 1, inLine: true);
                else
                    List(column + 1 + step, depth + 1, inLine: true);
                break;
            case 5:
                text.Append(' ', step).Append(Chance(2) ? "{" : "{ ").Append("a:  1,b: [ x ,\"y,}\" ]").Append(Chance(2) ? " }" : "}");
                EndLine();
                break;
            case 6:
                text.Append(' ', step).Append(CultureInfo.InvariantCulture, $"[\n{Blanks(column + 1 + random.Next(6))}one, # in a list\n\n{Blanks(column + 1 + random.Next(6))}{{ a: b,\n{Blanks(column + 1)}c: d }}\n{Blanks(column + 1)}]");
                EndLine();
                break;
            case 7:
                var indent = column + 1 + random.Next(4);
                text.Append(' ').Append(Chance(2) ? '|' : '>').Append(Chance(3) ? "-" : Chance(3) ? "+" : string.Empty);
                text.Append(CultureInfo.InvariantCulture, $"\n{Blanks(indent)}# no comment  \n{Blanks(indent + random.Next(3))}text: x\n\n{Blanks(indent)}last {{{{ a }}}}\n");
                break;
            case 8:
                text.Append(CultureInfo.InvariantCulture, $" \"folded\n{Blanks(column + 1 + random.Next(3))}text \\\n{Blanks(column + 1)}end\"");
                EndLine();
                break;
            default:
                text.Append(' ', step).Append(Scalars[random.Next(Scalars.Length)]);
                EndLine();
                break;
        }
    }

    private void EndLine()
    {
        if (Chance(6))
            text.Append(CultureInfo.InvariantCulture, $"  #c{comments++}");
        text.Append(' ', Chance(6) ? 2 : 0).Append('\n');
    }

    private void Between(int column)
    {
        if (Chance(6))
            text.Append('\n', 1 + random.Next(3));
        if (Chance(6))
            text.Append(CultureInfo.InvariantCulture, $"{Blanks(Chance(2) ? column : random.Next(8))}# c{comments++}\n");
    }

    private static string Blanks(int count) => new(' ', count);
}
