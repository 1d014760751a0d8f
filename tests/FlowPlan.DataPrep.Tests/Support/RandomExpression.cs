using FlowPlan.DataPrep.Functions;
using FlowPlan.DataPrep.Syntax;

namespace FlowPlan.DataPrep.Tests.Support;

/// <summary>Random expressions, mostly valid, each made of its seed alone.</summary>
internal sealed class RandomExpression(int seed)
{
    private static readonly string[] Leaves =
    [
        "1", "0", "-1", "2.5", "1e300", "9223372036854775807", "1b", "null", "true", "false", "\"\"", "\"a\"", "\"1\"", "\"2019-10-23\"", "\"yyyy-MM-dd\"", "\"(a+)+$\"", "\"a,b\"",
        "email", "tags", "numbers", "addresses", "m", "count", "nothing", "missing", "price", "active", "${First Name}", "now()", "x", "y", "[]", "{:}", "[null, 1, \"a\"]", "200000", "2147483647", "-9223372036854775808", "\"UTC\"",
    ];

    private static readonly string[] Pieces = ["(", ")", "[", "]", "{", "}", "\"", "'", "\\", "${", "}", "->", "==", "=", "+", "-", "!", "?", ":", ".", ",", "..", "~/", "/", "//", "`", "null", "x", "1", " ", "é", "\ud800", "\0"];

    private readonly Random random = new(seed);

    public string Text() => Make(1 + random.Next(5));

    public static string Mutate(string text, int seed)
    {
        var random = new Random(seed);
        for (var edits = random.Next(1, 4); edits > 0; edits--)
        {
            var at = random.Next(text.Length + 1);
            text = random.Next(4) switch
            {
                0 when at < text.Length => text.Remove(at, Math.Min(random.Next(1, 5), text.Length - at)),
                1 => text.Insert(at, text[..random.Next(text.Length + 1)]),
                _ => text.Insert(at, Pieces[random.Next(Pieces.Length)]),
            };
        }

        return text;
    }

    private string Make(int depth)
    {
        if (depth == 0)
            return Leaves[random.Next(Leaves.Length)];
        switch (random.Next(10))
        {
            case < 4:
                return Call(depth - 1);
            case < 6:
                var texts = Enum.GetValues<BinaryOperator>();
                return $"({Make(depth - 1)}) {Operators.TextOf(texts[random.Next(texts.Length)])} ({Make(depth - 1)})";
            case 6:
                var unary = Enum.GetValues<UnaryOperator>();
                return $"{Operators.TextOf(unary[random.Next(unary.Length)])} {Make(depth - 1)}";
            case 7:
                return $"{Make(depth - 1)} ? {Make(depth - 1)} : {Make(depth - 1)}";
            case 8:
                return $"[{Make(depth - 1)}, {Make(depth - 1)}]";
            default:
                string[] methods = ["equals", "get", "contains", "substring", "length", "size", "replace", "toString"];
                return $"({Make(depth - 1)}).{methods[random.Next(methods.Length)]}({Make(0)})";
        }
    }

    private string Call(int depth)
    {
        var functions = FunctionTable.Default.All;
        var function = functions[random.Next(functions.Length)];
        var count = function.Fewest + random.Next(3);
        while (!function.Accepts(count) && count > 0 && random.Next(20) > 0)
            count = function.Fewest + random.Next(3);
        var arguments = Enumerable.Range(0, count).Select(i =>
            function.Accepts(count) && function.ParameterAt(i, count).Type == "function" ? $"x -> {Make(depth)}" : Make(depth));
        return $"{function.Name}({string.Join(", ", arguments)})";
    }
}
